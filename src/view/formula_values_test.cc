// Values and charts that are kept while rows change: always those that a new start would find.
#include "view/formula_values.h"

#include "view/chart.h"
#include "view/test_shop.h"

namespace csip::view {
namespace {

class KeptTest : public ShopTest {
 protected:
  value::Value Get(const workspace::Reader& reader, const std::string& formula,
                   const formula::Viewer& viewer = {}, const formula::Deadline* deadline = nullptr) {
    return values_.Get(reader, formula, viewer, deadline);
  }
  uint32_t Control(const workspace::Reader& reader) {
    return static_cast<uint32_t>(*reader.compiled().catalog.FindName("Of_Maker"));
  }
  FormulaValues values_;
  Charts charts_;
  Orders orders_;
};

// Counts how often it is asked, so that a test sees whether a formula was evaluated.
class Asked : public formula::Deadline {
 public:
  explicit Asked(bool passed) : passed_(passed) {}
  bool Passed() const override {
    ++times;
    return passed_;
  }
  mutable int times = 0;

 private:
  bool passed_;
};

TEST_F(KeptTest, ValuesAreAlwaysThoseOfANewStart) {
  const std::vector<std::string> formulas = {
      "[Limit]",
      "Sum([Item].[Price])",
      "CountIf([Item], [Maker] = [Of_Maker])",
      "Average(Filter([Item], [Town] = \"Oslo\" AND [Price] > [Limit]).[Price])",
      "Filter([Item], [Due] > Today()).[Maker]",
      "Join(\", \", [Maker].[Name])",
      "CountIf([Item], [Due] = Date(2026, 10, 2) AND [Sold])",
      "[Of_Maker].[Town]",
      "CurrentUser()",
      "FormulaMap(Sequence(1, 3), WithName(CurrentValue * 12.5, price, CountIf([Item], [Price] = price AND "
      "[Size] = \"Small\")))",
  };
  for (int i = 0; i < 100; ++i) {
    Edit();
    auto reader = w_->Snapshot();
    formula::Viewer viewer(Pick(2) == 0 ? value::Value() : value::Value::Row({0, 1}));
    if (Pick(2) == 0) {
      viewer.named[Control(reader)] = value::Value::Row(
          {0, static_cast<value::RowSlot>(*reader.engine().FindRow(0, 1 + static_cast<int64_t>(Pick(6))))});
    }
    for (const std::string& formula : formulas) {
      if (Pick(3) == 0) continue;
      ASSERT_EQ(Get(reader, formula, viewer), FormulaValues().Get(reader, formula, viewer, nullptr))
          << formula << " after edit " << i;
    }
  }
}

TEST_F(KeptTest, AValueIsWorkedOutOnceForAllUntilWhatItReadsChanges) {
  const std::string formula =
      "Sum(Filter([Item], [Price] > 0).[Price]) + Sum(FormulaMap(Sequence(1, 9000), CurrentValue))";
  auto evaluations = [&](const formula::Viewer& viewer = {}) {
    Asked asked(false);
    Get(w_->Snapshot(), formula, viewer, &asked);
    return asked.times;
  };
  EXPECT_GT(evaluations(), 0);
  EXPECT_EQ(evaluations(), 0);
  EXPECT_EQ(evaluations(value::Value::Row({0, 1})), 0) << "it does not depend on who asks";
  Add("Item", {{"Name", Json::Text("other")}}, "i-1");
  Add("Maker", {{"Town", Json::Text("Moss")}}, "i-1");
  EXPECT_EQ(evaluations(), 0) << "it reads neither";
  Add("Item", {{"Price", Json::Number(77)}}, "i-1");
  EXPECT_GT(evaluations(), 0);
}

TEST_F(KeptTest, WhatRanOutOfTimeIsNotKept) {
  const std::string formula = "Sum(FormulaMap(Sequence(1, 20000), CurrentValue))";
  Asked late(true);
  value::Value v = Get(w_->Snapshot(), formula, {}, &late);
  ASSERT_TRUE(v.is_error());
  EXPECT_EQ(v.error_code(), value::ErrorCode::kLimit);
  EXPECT_EQ(Get(w_->Snapshot(), formula), value::Value::Number(200'010'000));
}

TEST_F(KeptTest, ChartsAreAlwaysThoseOfANewStart) {
  for (int i = 0; i < 80; ++i) {
    Edit();
    auto reader = w_->Snapshot();
    auto order = *orders_.Get(reader, {.table = 1, .filter = Pick(2) == 0 ? "" : "[Price] > 20"});
    for (value::ColumnIndex x = 0; x < 9; ++x) {
      for (value::ColumnIndex series : {value::kNone, value::ColumnIndex{6}, value::ColumnIndex{1}}) {
        ChartQuery query{.x = x, .series = series};
        if (x == 4) query.bucket = Bucket::kMonth;
        if (series == 1) query.y = Aggregate{3, AggregateKind::kSum};
        auto kept = charts_.Get(reader, 1, query, *order);
        auto anew = MakeChart(reader, 1, query, order->rows);
        ASSERT_TRUE(kept.ok() && anew.ok());
        ASSERT_EQ((*kept)->x, anew->x);
        ASSERT_EQ((*kept)->labels, anew->labels);
        ASSERT_EQ((*kept)->names, anew->names);
        ASSERT_EQ((*kept)->values, anew->values);
      }
    }
  }
}

TEST_F(KeptTest, AChartIsKeptWhenSomethingElseIsEdited) {
  auto chart = [&] {
    auto reader = w_->Snapshot();
    return *charts_.Get(reader, 1, {.x = 1}, **orders_.Get(reader, {.table = 1}));
  };
  Add("Item", {{"Size", Json::Text("Large")}}, "i-1");
  auto first = chart();
  Add("Item", {{"Price", Json::Number(3)}}, "i-1");
  EXPECT_EQ(first, chart());
  Add("Item", {{"Size", Json::Text("Small")}}, "i-1");
  EXPECT_NE(first, chart());
}

}  // namespace
}  // namespace csip::view
