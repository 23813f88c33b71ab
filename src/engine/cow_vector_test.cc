// Chunks that are the same are kept once, and nobody sees the writes of another.
#include "engine/cow_vector.h"

#include <gtest/gtest.h>

#include <numeric>
#include <vector>

namespace csip::engine {
namespace {

using Numbers = CowVector<uint32_t, 4>;  // chunks of 16

std::vector<uint32_t> All(const Numbers& numbers) {
  std::vector<uint32_t> out;
  for (size_t i = 0; i < numbers.size(); ++i) out.push_back(numbers[i]);
  return out;
}

bool Share(const Numbers& numbers, size_t a, size_t b) {
  return numbers.chunk(a).data() == numbers.chunk(b).data();
}

TEST(CowVector, UntouchedChunksAreOne) {
  Numbers numbers;
  numbers.Resize(64);
  EXPECT_TRUE(Share(numbers, 0, 3));
  numbers.Set(20, 7);
  EXPECT_FALSE(Share(numbers, 0, 1));
  EXPECT_TRUE(Share(numbers, 0, 2));
  std::vector<uint32_t> wanted(64);
  wanted[20] = 7;
  EXPECT_EQ(All(numbers), wanted);
  numbers.Resize(18);
  numbers.Resize(64);
  EXPECT_EQ(All(numbers), std::vector<uint32_t>(64)) << "what was cut off does not come back";
}

TEST(CowVector, EqualChunksAreOneUntilTheyAreWritten) {
  Numbers numbers;
  numbers.Append(std::vector<uint32_t>(32, 5));
  numbers.Append(std::vector<uint32_t>(16, 6));
  numbers.Append(std::vector<uint32_t>(16, 0));
  auto wanted = All(numbers);
  Numbers copy = numbers;
  copy.ShareEqual();
  EXPECT_EQ(All(copy), wanted);
  EXPECT_TRUE(Share(copy, 0, 1));
  EXPECT_FALSE(Share(copy, 1, 2));
  EXPECT_FALSE(Share(numbers, 0, 1)) << "a copy of its own";
  Numbers blank;
  blank.Resize(16);
  EXPECT_EQ(blank.chunk(0).data(), copy.chunk(3).data());
  copy.Set(3, 9);
  EXPECT_EQ(copy[3], 9u);
  EXPECT_EQ(copy[19], 5u);
  EXPECT_EQ(All(numbers), wanted);
}

TEST(CowVector, ManyAtOnceComeBehindTheOthers) {
  Numbers numbers;
  std::vector<uint32_t> wanted;
  for (size_t count : {1, 14, 3, 40, 16}) {
    std::vector<uint32_t> more(count);
    std::iota(more.begin(), more.end(), static_cast<uint32_t>(wanted.size()));
    numbers.Append(more);
    wanted.insert(wanted.end(), more.begin(), more.end());
  }
  EXPECT_EQ(All(numbers), wanted);
}

}  // namespace
}  // namespace csip::engine
