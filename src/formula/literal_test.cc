#include "formula/literal.h"

#include <gtest/gtest.h>

namespace csip::formula {
namespace {

TEST(LiteralTest, ANumberIsReplacedWhereItStands) {
  std::string formula = "[A] * 0.35 /* not 0.25 */ + [B 0.25] * 0.25 + \"0.25\"";
  auto once = ReplaceNumbers(formula, {{0.35, 0.4, 0, ""}, {0.25, 0.35, 0, ""}});
  ASSERT_TRUE(once.ok()) << once.error().message;
  EXPECT_EQ(*once, "[A] * 0.4 /* not 0.25 */ + [B 0.25] * 0.35 + \"0.25\"");
  EXPECT_EQ(*ReplaceNumbers("1 - 2", {{2, -2, 0, ""}}), "1 - (-2)");
  EXPECT_EQ(*ReplaceNumbers("[A] * 0.1 + [B] * 0.1", {{0.1, 0.2, 2, ""}}), "[A] * 0.1 + [B] * 0.2");
  EXPECT_EQ(*ReplaceNumbers("[A]", {}), "[A]");
}

TEST(LiteralTest, WhatIsNotThereOrNotClearIsToldInWords) {
  auto message = [](const std::string& formula, const std::vector<NumberEdit>& edits) {
    auto out = ReplaceNumbers(formula, edits);
    return out.ok() ? "no error: " + *out : out.error().path + ": " + out.error().message;
  };
  EXPECT_EQ(message("[A] * 0.35 + 5", {{0.3, 0.4, 0, "weights[0].from"}}),
            "weights[0].from: the formula has no 0.3; its numbers are 0.35, 5");
  EXPECT_EQ(message("[A]", {{1, 2, 0, "w"}}), "w: the formula has no numbers");
  EXPECT_EQ(
      message("[A] * 2 + 2", {{2, 3, 0, "w"}}),
      "w: 2 stands 2 times in the formula; say which with `occurrence`, from 1, or send the whole formula");
  EXPECT_EQ(message("[A] * 2", {{2, 3, 2, "w"}}), "w: 2 stands only 1 time in the formula");
  EXPECT_EQ(message("[A] * 2", {{2, 3, 0, "w"}, {2, 4, 0, "w"}}), "w: 2 is replaced twice");
}

}  // namespace
}  // namespace csip::formula
