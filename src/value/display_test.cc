#include "value/display.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdlib>
#include <random>

namespace csip::value {
namespace {

TEST(FormatNumber, IsShortAndWithoutExponent) {
  EXPECT_EQ(FormatNumber(0), "0");
  EXPECT_EQ(FormatNumber(-0.0), "0");
  EXPECT_EQ(FormatNumber(0.1), "0.1");
  EXPECT_EQ(FormatNumber(1000000), "1000000");
  EXPECT_EQ(FormatNumber(-1234.5), "-1234.5");
  EXPECT_EQ(FormatNumber(1e20), "100000000000000000000");
  EXPECT_EQ(FormatNumber(1e21), "1e+21");
  EXPECT_EQ(FormatNumber(1e-7), "0.0000001");
  EXPECT_EQ(FormatNumber(1e-8), "1e-08");
}

TEST(FormatNumber, ReadsBackAsTheSame) {
  std::mt19937_64 random(3);
  for (int i = 0; i < 20'000; ++i) {
    auto n = std::bit_cast<double>(uint64_t{random()});
    if (!std::isfinite(n)) continue;
    ASSERT_EQ(std::strtod(FormatNumber(n).c_str(), nullptr), n) << FormatNumber(n);
  }
}

TEST(FormatFixed, RoundsTheDecimalDigitsHalfAwayFromZero) {
  EXPECT_EQ(FormatFixed(2.345, 2), "2.35");
  EXPECT_EQ(FormatFixed(1.005, 2), "1.01");
  EXPECT_EQ(FormatFixed(-1.005, 2), "-1.01");
  EXPECT_EQ(FormatFixed(0.5, 0), "1");
  EXPECT_EQ(FormatFixed(2.5, 0), "3");
  EXPECT_EQ(FormatFixed(-2.5, 0), "-3");
  EXPECT_EQ(FormatFixed(2.4999, 0), "2");
  EXPECT_EQ(FormatFixed(9.995, 2), "10.00");
  EXPECT_EQ(FormatFixed(99.999, 1), "100.0");
  EXPECT_EQ(FormatFixed(3, 2), "3.00");
  EXPECT_EQ(FormatFixed(-0.001, 2), "0.00");
  EXPECT_EQ(FormatFixed(0, 1), "0.0");
  EXPECT_EQ(FormatFixed(1234567.891, 1), "1234567.9");
  EXPECT_EQ(FormatFixed(1e-9, 3), "0.000");
  EXPECT_EQ(FormatFixed(1.25, -1), "1.25");
}

TEST(ToText, EveryKind) {
  RowNamer namer = [](RowRef row) { return "row " + std::to_string(row.slot); };
  Zone oslo = *Zone::Find("Europe/Oslo");
  EXPECT_EQ(ToText(Value(), oslo, namer), "");
  EXPECT_EQ(ToText(Value::Error(ErrorCode::kCycle), oslo, namer), "#CYCLE");
  EXPECT_EQ(ToText(Value::Bool(true), oslo, namer), "true");
  EXPECT_EQ(ToText(Value::Number(1.5), oslo, namer), "1.5");
  EXPECT_EQ(ToText(Value::Date(0), oslo, namer), "1970-01-01");
  EXPECT_EQ(ToText(Value::Instant(0), oslo, namer), "1970-01-01T01:00:00+01:00");
  EXPECT_EQ(ToText(Value::Row({1, 7}), oslo, namer), "row 7");
  EXPECT_EQ(ToText(Value::Row({1, 7}), oslo, nullptr), "");
  EXPECT_EQ(ToText(Value::List({Value::Text("a"), Value::Number(2), Value::Row({0, 3})}), oslo, namer),
            "a, 2, row 3");
}

}  // namespace
}  // namespace csip::value
