#include "transfer/row_id_formula.h"

#include <gtest/gtest.h>

#include "blueprint/read.h"

namespace csip::transfer {
namespace {

// Item has the row-id formula given.
std::shared_ptr<const blueprint::Compiled> WithFormula(const std::string& formula) {
  blueprint::ReadOutcome read = blueprint::ReadText(R"(
name: shop
title: A shop
tables:
  - table: Item
    display: Name
    columns:
      - {name: Item_ID, type: row-id, formula: ')" + formula +
                                                    R"('}
      - {name: Name, type: text}
)");
  EXPECT_TRUE(read.ok()) << blueprint::Render(read.errors);
  auto outcome = blueprint::Compile(std::move(read.blueprint));
  EXPECT_TRUE(outcome.errors.empty()) << blueprint::Render(outcome.errors);
  return outcome.compiled;
}

TEST(RowIdFormula, PrefixAndPaddingAreTurnedBack) {
  auto compiled = WithFormula(R"("ACC-" & Format(thisRow.RowNumber(), "00000"))");
  auto formula = RowIdFormula::Of(*compiled, 0);
  ASSERT_TRUE(formula.has_value());
  EXPECT_EQ(formula->column(), 0u);
  EXPECT_EQ(formula->TextOf(12), "ACC-00012");
  EXPECT_EQ(formula->NumberOf("ACC-00012"), 12);
  EXPECT_EQ(formula->NumberOf("ACC-123456"), 123456);
  for (const char* wrong : {"", "ACC-", "ACC-12", "ACC-000012", "acc-00012", "XYZ-00012", "ACC-00000",
                            "00012", "ACC-00012 ", "ACC--0012", "ACC-99999999999999999999"}) {
    EXPECT_EQ(formula->NumberOf(wrong), std::nullopt) << wrong;
  }
}

TEST(RowIdFormula, DigitsMayStandAnywhere) {
  auto compiled = WithFormula(R"("2026/" & Format(thisRow.RowNumber(), "000") & "-7")");
  auto formula = RowIdFormula::Of(*compiled, 0);
  ASSERT_TRUE(formula.has_value());
  EXPECT_EQ(formula->NumberOf("2026/042-7"), 42);
  EXPECT_EQ(formula->NumberOf("2026/042-8"), std::nullopt);
}

TEST(RowIdFormula, WhatCannotBeTurnedBackIsNot) {
  EXPECT_FALSE(RowIdFormula::Of(*WithFormula(R"("A" & (thisRow.RowNumber() * 3 + 1000))"), 0).has_value());
  EXPECT_FALSE(RowIdFormula::Of(*WithFormula(R"([Name] & thisRow.RowNumber())"), 0).has_value());
}

}  // namespace
}  // namespace csip::transfer
