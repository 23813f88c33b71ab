#include "value/value.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <thread>

namespace csip::value {
namespace {

TEST(Value, EmptyTextAndListAreBlank) {
  EXPECT_TRUE(Value::Text("").is_blank());
  EXPECT_TRUE(Value::List({}).is_blank());
  EXPECT_EQ(Value::Blank(BlankReason::kDivisionByZero), Value());
  EXPECT_EQ(Value::Blank(BlankReason::kDivisionByZero).blank_reason(), BlankReason::kDivisionByZero);
}

TEST(Value, NumbersAreFiniteAndZeroHasNoSign) {
  EXPECT_TRUE(Value::Number(std::numeric_limits<double>::infinity()).is_error());
  EXPECT_TRUE(Value::Number(std::numeric_limits<double>::quiet_NaN()).is_error());
  EXPECT_FALSE(std::signbit(Value::Number(-0.0).number()));
  EXPECT_EQ(Value::Number(-0.0).Hash(), Value::Number(0).Hash());
}

TEST(Value, TextIsInNormalFormC) {
  EXPECT_EQ(Value::Text("e\u0301").text(), "\u00e9");
  EXPECT_EQ(Value::Text("e\u0301"), Value::Text("\u00e9"));
  EXPECT_EQ(Value::Text("\xff").text(), "\uFFFD");
}

TEST(Value, KindsDiffer) {
  std::vector<Value> all = {Value(),
                            Value::Error(ErrorCode::kValue, "x"),
                            Value::Bool(true),
                            Value::Number(1),
                            Value::Text("1"),
                            Value::Date(1),
                            Value::Instant(1),
                            Value::Row({0, 1}),
                            Value::Row({1, 1}),
                            Value::List({Value::Number(1)}),
                            Value::List({Value::Number(1), Value::Number(2)})};
  for (size_t i = 0; i < all.size(); ++i) {
    for (size_t k = 0; k < all.size(); ++k) {
      EXPECT_EQ(all[i] == all[k], i == k);
      EXPECT_EQ(Compare(all[i], all[k]) < 0, i < k);
      EXPECT_TRUE(i != k || Value(all[i]).Hash() == all[k].Hash());
    }
  }
}

TEST(Value, ErrorsAreEqualByCodeAndReason) {
  EXPECT_EQ(Value::Error(ErrorCode::kRef, "gone"), Value::Error(ErrorCode::kRef, "gone"));
  EXPECT_FALSE(Value::Error(ErrorCode::kRef, "gone") == Value::Error(ErrorCode::kRef, "lost"));
  EXPECT_EQ(Value::Error(ErrorCode::kLimit).error_reason(), "");
  EXPECT_STREQ(NameOf(ErrorCode::kLimit), "#LIMIT");
}

TEST(Value, TextsSortByCodePoint) {
  EXPECT_LT(Compare(Value::Text("Z"), Value::Text("a")), 0);
  EXPECT_LT(Compare(Value::Text("z"), Value::Text("é")), 0);
  EXPECT_LT(Compare(Value::Text("\uFFFD"), Value::Text("\U0001F534")), 0);
}

TEST(Value, ItemsOfAnything) {
  EXPECT_EQ(AsItems(Value()).size(), 0u);
  Value one = Value::Number(4);
  EXPECT_EQ(AsItems(one)[0], one);
  Value list = Value::List({Value::Text("a"), Value::Text("b")});
  EXPECT_EQ(AsItems(list)[1].text(), "b");
}

TEST(Value, CopiesShareAndMovesLeaveABlank) {
  Value text = Value::Text("a long text that is shared by its copies");
  Value copy = text;
  EXPECT_EQ(copy.text().data(), text.text().data());
  Value moved = std::move(copy);
  EXPECT_TRUE(copy.is_blank());  // NOLINT(bugprone-use-after-move)
  EXPECT_EQ(moved, text);
  moved = moved;  // NOLINT(clang-diagnostic-self-assign-overloaded)
  EXPECT_EQ(moved, text);
}

TEST(Value, CopiesOfOneTextOnManyThreads) {
  Value list = Value::List({Value::Text("shared"), Value::Text("by all")});
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([list] {
      for (int i = 0; i < 20'000; ++i) {
        Value copy = list;
        Value item = copy.items()[static_cast<size_t>(i) % 2];
        ASSERT_TRUE(item.is_text());
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(list.items()[0].text(), "shared");
}

}  // namespace
}  // namespace csip::value
