// Orders that are kept while rows change: always those that a new start would find, and kept where nothing they read changed.
#include "base/collate.h"
#include "value/display.h"
#include "view/chart.h"
#include "view/test_shop.h"
#include "workspace/options.h"

namespace csip::view {
namespace {

class OrdersTest : public ShopTest {
 protected:
  static std::vector<RowQuery> Queries(const workspace::Reader& reader) {
    std::vector<RowQuery> queries(1);
    for (const auto& view : reader.blueprint().tables[1].views) queries.push_back({.view = &view});
    for (const auto& column : reader.blueprint().tables[1].columns) {
      for (bool down : {false, true}) queries.push_back({.sort = {{column.name, down}}});
      queries.push_back(
          {.sort = {{"Price", true}}, .group = std::vector<blueprint::SortKey>{{column.name, false}}});
    }
    queries.push_back({.filter = "[Price] > [Limit]"});
    queries.push_back({.filter = "[Town] = \"Oslo\"", .sort = {{"Town"}, {"Maker"}}});
    queries.push_back({.filter = "[Maker] = \"beta\""});
    for (const char* text : {"AL", "oslo", "12.5", "2026-11", "true", "beta"}) {
      queries.push_back({.search = text, .searched = {0, 1, 2, 3, 4, 5, 6, 7, 8}});
    }
    for (RowQuery& query : queries) query.table = 1;
    return queries;
  }

  Orders orders_;
};

TEST_F(OrdersTest, AreAlwaysThoseOfANewStart) {
  for (int i = 0; i < 120; ++i) {
    Edit();
    auto reader = w_->Snapshot();
    for (const RowQuery& query : Queries(reader)) {
      if (Pick(3) != 0) continue;  // so that some are older than one edit
      auto kept = orders_.Get(reader, query);
      auto anew = Orders().Get(reader, query);
      ASSERT_TRUE(kept.ok() && anew.ok()) << kept.error().message;
      ASSERT_EQ((*kept)->rows, (*anew)->rows) << "after edit " << i;
    }
  }
}

// What sorting means, said once more by comparing boxed values.
TEST_F(OrdersTest, StandAsPeopleExpect) {
  auto reader = w_->Snapshot();
  const engine::Engine& engine = reader.engine();
  const auto& table = reader.blueprint().tables[1];
  auto name_of = [&](value::RowRef row) { return engine.NameOf(row); };
  for (value::ColumnIndex c = 0; c < table.columns.size(); ++c) {
    auto options = workspace::OptionsOf(engine, 1, c);
    auto rank = [&](const value::Value& v) {  // kind, number, text
      if (v.is_blank()) return std::tuple(9, 0.0, std::string());
      if (v.is_error()) return std::tuple(8, 0.0, std::string());
      if (v.is_number()) return std::tuple(0, v.number(), std::string());
      if (v.is_bool()) return std::tuple(0, v.boolean() ? 1.0 : 0.0, std::string());
      if (v.is_date()) return std::tuple(0, static_cast<double>(v.date()), std::string());
      std::string text = value::ToText(v, engine.inputs().zone, name_of);
      for (size_t i = 0; i < options.size(); ++i) {
        if (options[i].name == text) return std::tuple(1, static_cast<double>(i), std::string());
      }
      return std::tuple(2, 0.0, base::SortKey(text));
    };
    for (bool down : {false, true}) {
      auto rows = orders_.Get(reader, {.table = 1, .sort = {{table.columns[c].name, down}}});
      ASSERT_TRUE(rows.ok());
      ASSERT_EQ((*rows)->rows.size(), engine.RowCount(1));
      for (size_t i = 1; i < (*rows)->rows.size(); ++i) {
        auto a = rank(engine.Get(1, c, (*rows)->rows[i - 1])), b = rank(engine.Get(1, c, (*rows)->rows[i]));
        bool last = std::get<0>(a) >= 8 || std::get<0>(b) >= 8;
        EXPECT_TRUE(down && !last ? a >= b : a <= b) << table.columns[c].name << " at " << i;
      }
    }
  }
}

TEST_F(OrdersTest, AnEditElsewhereLeavesThemAsTheyAre) {
  RowQuery query{.table = 1, .filter = "[Price] > 20", .sort = {{"Size"}}};
  auto first = *orders_.Get(w_->Snapshot(), query);
  Add("Item", {{"Name", Json::Text("other")}}, "i-1");
  Add("Item", {{"Due", Json::Text("2026-12-24")}}, "i-2");
  Add("Maker", {{"Town", Json::Text("Moss")}}, "i-2");
  EXPECT_EQ(first, *orders_.Get(w_->Snapshot(), query)) << "the same object";
  Add("Item", {{"Price", Json::Number(1000)}}, "i-1");
  EXPECT_NE(first, *orders_.Get(w_->Snapshot(), query));
}

TEST_F(OrdersTest, EverybodySharesWhatDoesNotDependOnWhoAsks) {
  auto reader = w_->Snapshot();
  RowQuery query{.table = 1, .filter = "[Price] > 20"};
  auto first = *orders_.Get(reader, query);
  query.viewer.user = value::Value::Row({0, 1});
  EXPECT_EQ(first, *orders_.Get(reader, query));
  query.viewer.named[static_cast<uint32_t>(*reader.compiled().catalog.FindName("Of_Maker"))] =
      value::Value::Row({0, 1});
  query.filter = "[Maker] = [Of_Maker]";
  auto of_one = *orders_.Get(reader, query);
  query.viewer.named.begin()->second = value::Value::Row({0, 2});
  auto of_two = *orders_.Get(reader, query);
  EXPECT_NE(of_one->rows, of_two->rows);
  for (value::RowSlot row : of_two->rows) {
    EXPECT_EQ(reader.engine().Get(1, 6, row), value::Value::Row({0, 2}));
  }
}

TEST_F(OrdersTest, RowsOfOneGroupStandTogether) {
  auto reader = w_->Snapshot();
  for (value::ColumnIndex c = 0; c < reader.blueprint().tables[1].columns.size(); ++c) {
    RowQuery query{.table = 1, .sort = {{"Price"}}};
    query.group.emplace({blueprint::SortKey{reader.blueprint().tables[1].columns[c].name, false}});
    auto rows = *orders_.Get(reader, query);
    auto groups = GroupsOf(reader.engine(), 1, {c}, rows->rows, false);
    size_t offset = 0;
    for (size_t i = 0; i < groups.size(); ++i) {
      EXPECT_EQ(groups[i].offset, offset);
      offset += groups[i].count;
      for (size_t j = 0; j < i; ++j) EXPECT_FALSE(groups[i].key == groups[j].key) << "column " << c;
    }
    EXPECT_EQ(offset, rows->rows.size());
  }
}

TEST_F(OrdersTest, BreakdownsFollowTheirColumns) {
  RowQuery query{.table = 1, .sort = {{"Size"}}};
  Aggregate sum{3, AggregateKind::kSum};
  auto get = [&] {
    auto reader = w_->Snapshot();
    return orders_.Break(reader, 1, **orders_.Get(reader, query), {{1}, {sum}, false});
  };
  auto first = get();
  EXPECT_EQ(first, get());
  auto by_hand = [&] {
    auto reader = w_->Snapshot();
    double sum_of_all = 0;
    for (value::RowSlot row : reader.engine().Rows(1)) {
      value::Value v = reader.engine().Get(1, 3, row);
      if (v.is_number()) sum_of_all += v.number();
    }
    return sum_of_all;
  };
  EXPECT_EQ(first->footer[0].number(), by_hand());
  double parts = 0;
  for (size_t i = 0; i < first->groups.size(); ++i) parts += first->OfGroup(i)[0].number();
  EXPECT_EQ(parts, by_hand());
  Add("Item", {{"Price", Json::Number(1005)}}, "i-1");
  EXPECT_EQ(get()->footer[0].number(), by_hand());
  EXPECT_NE(get(), first);
}

TEST_F(OrdersTest, AChartCountsEachItemOfAList) {
  auto reader = w_->Snapshot();
  auto rows = *orders_.Get(reader, {.table = 1});
  ChartQuery query{.x = 2};
  auto chart = MakeChart(reader, 1, query, rows->rows);
  ASSERT_TRUE(chart.ok());
  EXPECT_EQ(chart->labels, (std::vector<std::string>{"new", "old", "odd", ""}));
  for (size_t i = 0; i < chart->x.size(); ++i) {
    double expected = 0;
    for (value::RowSlot row : rows->rows) {
      value::Value v = reader.engine().Get(1, 2, row);
      if (v.is_blank() && chart->x[i].is_blank()) ++expected;
      for (const value::Value& item : value::AsItems(v)) expected += item == chart->x[i] ? 1 : 0;
    }
    EXPECT_EQ(chart->values[0][i].number(), expected) << chart->labels[i];
  }
}

}  // namespace
}  // namespace csip::view
