#include "value/exact_sum.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace csip::value {
namespace {

double Sum(const std::vector<double>& terms) {
  ExactSum sum;
  for (double x : terms) sum.Add(x);
  return sum.Total();
}

TEST(ExactSum, SmallCases) {
  EXPECT_EQ(Sum({}), 0);
  EXPECT_EQ(Sum({0.1, 0.2}), 0.30000000000000004);  // the double nearest to the sum of the two doubles
  EXPECT_EQ(Sum({0.1, 0.2, -0.3}), 2.7755575615628914e-17);
  EXPECT_EQ(Sum({1e100, 1, -1e100}), 1);
  EXPECT_EQ(Sum({1, 1e100, 1, -1e100}), 2);
  EXPECT_EQ(Sum({1e16, 1, 1, 1, -1e16}), 3);
  EXPECT_EQ(Sum({0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1}), 1);
}

TEST(ExactSum, RoundsHalfToEvenAsOneRounding) {
  EXPECT_EQ(Sum({9007199254740992, 1}), 9007199254740992);
  EXPECT_EQ(Sum({9007199254740992, 1, 1e-9}), 9007199254740994);
  EXPECT_EQ(Sum({9007199254740992, 1, -1e-9}), 9007199254740992);
  EXPECT_EQ(Sum({9007199254740994, 1}), 9007199254740996);
}

TEST(ExactSum, WholeNumbersPastTheFastPath) {
  std::vector<double> terms(100, 4503599627370495.0);
  EXPECT_EQ(Sum(terms), 450359962737049500.0);
  terms.insert(terms.end(), 100, -4503599627370495.0);
  terms.push_back(0.5);
  EXPECT_EQ(Sum(terms), 0.5);
}

TEST(ExactSum, DoesNotDependOnOrder) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 300; ++round) {
    std::vector<double> terms;
    std::uniform_int_distribution<int> exponent(-80, 80);
    std::uniform_real_distribution<double> digits(-1, 1);
    for (int i = 0; i < 60; ++i) {
      double x = std::ldexp(digits(random), exponent(random));
      terms.push_back(i % 5 == 0 ? std::trunc(x) : x);
    }
    double first = Sum(terms);
    std::shuffle(terms.begin(), terms.end(), random);
    ASSERT_EQ(Sum(terms), first);
    std::sort(terms.begin(), terms.end());
    ASSERT_EQ(Sum(terms), first);
  }
}

// Terms that are whole multiples of 2^-40: their sum is exact in 128-bit whole numbers, and rounded once from
// there.
TEST(ExactSum, EqualsTheSumInWideNumbers) {
  std::mt19937_64 random(11);
  for (int round = 0; round < 300; ++round) {
    std::uniform_int_distribution<int64_t> units(-(int64_t{1} << 52), int64_t{1} << 52);
    std::vector<double> terms;
    __extension__ __int128 exact = 0;
    for (int i = 0; i < 200; ++i) {
      int64_t unit = units(random) << (i % 8);
      unit -= unit % (int64_t{1} << (i % 8));
      exact += unit;
      terms.push_back(std::ldexp(static_cast<double>(unit), -40));
    }
    long double wide = static_cast<long double>(exact);  // at most 64 bits here: exact
    ASSERT_EQ(Sum(terms), std::ldexp(static_cast<double>(wide), -40));
  }
}

TEST(ExactSum, TooLargeIsInfinite) {
  EXPECT_TRUE(std::isinf(Sum({1e308, 1e308})));
}

}  // namespace
}  // namespace csip::value
