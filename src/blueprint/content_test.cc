// The blueprint that ships, with its samples: it compiles, its sample rows fit it, and its formulas have
// something to say.
//
// Rows are held in memory and computed cells by the plain evaluator, column after column.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "blueprint/compile.h"
#include "blueprint/read.h"
#include "blueprint/sample.h"

namespace csip::blueprint {
namespace {

using value::RowRef;
using value::Value;

const char kFolder[] = CSIP_SOURCE_DIR "/blueprints/mulesoft-cs";

// 2026-11-22, noon, UTC.
formula::EvalInputs Noon() {
  formula::EvalInputs inputs;
  inputs.today = *value::ReadDate("2026-11-22");
  inputs.now = *value::ReadInstant("2026-11-22T12:00:00Z", inputs.zone);
  return inputs;
}

std::shared_ptr<const Compiled> Shipped() {
  static std::shared_ptr<const Compiled> compiled = [] {
    ReadOutcome read = ReadFolder(kFolder);
    EXPECT_TRUE(read.ok()) << Render(read.errors);
    CompileOutcome outcome = Compile(read.blueprint);
    EXPECT_TRUE(outcome.compiled) << Render(outcome.errors);
    return outcome.compiled;
  }();
  return compiled;
}

// The rows of a sample, and what is wrong with them.
class SampleRows : public formula::RowSource {
 public:
  SampleRows(std::shared_ptr<const Compiled> compiled, const std::string& sample)
      : compiled_(std::move(compiled)), inputs_(Noon()), evaluation_(compiled_->catalog, *this, inputs_) {
    tables_.resize(blueprint().tables.size());
    for (size_t t = 0; t < tables_.size(); ++t) tables_[t].cells.resize(blueprint().tables[t].columns.size());
    auto rows = ReadSample(kFolder, sample, *compiled_, inputs_);
    EXPECT_TRUE(rows.ok()) << (rows.ok() ? "" : rows.error().ToString());
    if (!rows.ok()) return;
    sample_ = std::move(*rows);
    for (const SampleRow& row : sample_) Load(row);
    NameRows();
    Link();
    CheckUnique();
  }

  const Blueprint& blueprint() const { return compiled_->blueprint; }
  const std::vector<std::string>& wrong() const { return wrong_; }
  size_t size(const std::string& table) const { return tables_[*blueprint().FindTable(table)].rows; }

  // Computes every computed column, each behind those it reads.
  void ComputeAll() {
    for (const formula::ColumnRead& read : compiled_->order) {
      const formula::Bound& bound = compiled_->formulas[read.table][read.column];
      TableRows& table = tables_[read.table];
      std::vector<Value> values(table.rows);
      for (uint32_t slot = 0; slot < table.rows; ++slot) {
        formula::Evaluation evaluation(compiled_->catalog, *this, inputs_);
        values[slot] = evaluation.Run(*bound.root, {read.table, slot});
      }
      table.cells[read.column] = std::move(values);
    }
  }

  // The cell of the row whose display column has this text.
  Value Of(const std::string& table_name, const std::string& row, const std::string& column) {
    TableIndex table = *blueprint().FindTable(table_name);
    ColumnIndex display = *blueprint().tables[table].FindColumn(blueprint().tables[table].display);
    for (uint32_t slot = 0; slot < tables_[table].rows; ++slot) {
      if (Text(Cell(table, display, slot)) == row)
        return Cell(table, *blueprint().tables[table].FindColumn(column), slot);
    }
    ADD_FAILURE() << "no row " << row << " of " << table_name;
    return {};
  }
  std::string Text(const Value& v) { return evaluation_.Text(v); }

  // The texts of a column, "" for blank, and how often each comes.
  std::map<std::string, int> Counts(const std::string& table_name, const std::string& column_name) {
    TableIndex table = *blueprint().FindTable(table_name);
    ColumnIndex column = *blueprint().tables[table].FindColumn(column_name);
    std::map<std::string, int> counts;
    for (uint32_t slot = 0; slot < tables_[table].rows; ++slot) ++counts[Text(Cell(table, column, slot))];
    return counts;
  }
  std::set<std::string> Texts(const std::string& table_name, const std::string& column_name) {
    std::set<std::string> texts;
    for (const auto& [text, count] : Counts(table_name, column_name)) texts.insert(text);
    return texts;
  }

  // How many rows of its table a view shows to `user`.
  int CountIn(const Table& table, const View& view, const Value& user) {
    TableIndex t = *blueprint().FindTable(table.name);
    if (view.filter.empty()) return static_cast<int>(tables_[t].rows);
    formula::Bound bound = formula::Bind(view.filter.text, {&compiled_->catalog, t, {}});
    EXPECT_TRUE(bound.ok()) << view.filter.text;
    formula::EvalInputs inputs = inputs_;
    inputs.user = user;
    int count = 0;
    for (uint32_t slot = 0; bound.ok() && slot < tables_[t].rows; ++slot) {
      formula::Evaluation evaluation(compiled_->catalog, *this, inputs);
      count += evaluation.Run(*bound.root, {t, slot}).is_true() ? 1 : 0;
    }
    return count;
  }

  Value Cell(TableIndex table, ColumnIndex column, value::RowSlot row) const override {
    const std::vector<Value>& cells = tables_[table].cells[column];
    return row < cells.size() ? cells[row] : Value();
  }
  void Rows(TableIndex table, std::vector<value::RowSlot>* out) const override {
    for (uint32_t slot = 0; slot < tables_[table].rows; ++slot) out->push_back(slot);
  }
  int64_t RowNumber(TableIndex, value::RowSlot row) const override { return int64_t{row} + 1; }
  std::string RowId(TableIndex, value::RowSlot row) const override { return "i-" + std::to_string(row + 1); }
  Value Named(uint32_t, formula::Evaluation&) const override { return {}; }

 private:
  struct TableRows {
    uint32_t rows = 0;
    std::vector<std::vector<Value>> cells;                 // [column][row]
    std::map<std::string, std::vector<uint32_t>> by_name;  // by row id and by display text
  };

  void Wrong(const SampleRow& row, const std::string& what) {
    wrong_.push_back(row.place.ToString() + ": " + what);
  }

  // Scalars, defaults, required cells and options. Links wait until every row has its names.
  void Load(const SampleRow& row) {
    const Table& table = blueprint().tables[row.table];
    TableRows& rows = tables_[row.table];
    uint32_t slot = rows.rows++;
    std::set<ColumnIndex> given;
    for (const auto& [column, json] : row.cells) {
      if (!json.is_null()) given.insert(column);
      const Column& meta = table.columns[column];
      if (meta.type->has_target || json.is_null()) continue;
      auto read = meta.type->read(json, meta.limits, inputs_.zone);
      if (!read.ok()) Wrong(row, meta.name + ": " + read.error().message);
      Set(row.table, column, slot, read.ok() ? *read : Value());
    }
    for (ColumnIndex c = 0; c < table.columns.size(); ++c) {
      const Column& meta = table.columns[c];
      if (!given.contains(c) && !meta.default_value.empty()) {
        formula::Bound bound = formula::Bind(meta.default_value.text, {&compiled_->catalog, kNone, {}});
        Set(row.table, c, slot, evaluation_.Run(*bound.root, {}));
      } else if (!given.contains(c) && meta.required && !meta.computed()) {
        Wrong(row, meta.name + " is required");
      }
      if (!meta.options.empty() && !meta.computed()) {
        Value cell = Cell(row.table, c, slot);
        auto is_cell = [&](const Option& option) { return Value::Text(option.name) == cell; };
        if (!cell.is_blank() && std::none_of(meta.options.begin(), meta.options.end(), is_cell))
          Wrong(row, meta.name + ": no option `" + Text(cell) + "`");
      }
    }
  }

  void Set(TableIndex table, ColumnIndex column, uint32_t slot, Value v) {
    std::vector<Value>& cells = tables_[table].cells[column];
    if (cells.size() <= slot) cells.resize(slot + 1);
    cells[slot] = std::move(v);
  }

  void NameRows() {
    for (TableIndex t = 0; t < tables_.size(); ++t) {
      const Table& table = blueprint().tables[t];
      for (ColumnIndex c = 0; c < table.columns.size(); ++c) {
        bool id = table.columns[c].type->name == "row-id";
        if (!id && table.columns[c].name != table.display) continue;
        for (uint32_t slot = 0; slot < tables_[t].rows; ++slot) {
          if (id) Set(t, c, slot, evaluation_.Run(*compiled_->formulas[t][c].root, {t, slot}));
          Value cell = Cell(t, c, slot);
          if (!cell.is_text()) continue;
          std::vector<uint32_t>& named = tables_[t].by_name[std::string(cell.text())];
          if (named.empty() || named.back() != slot) named.push_back(slot);
        }
      }
    }
  }

  void Link() {
    std::vector<uint32_t> next(tables_.size());
    for (const SampleRow& row : sample_) {
      uint32_t slot = next[row.table]++;
      for (const auto& [column, json] : row.cells) {
        const Column& meta = blueprint().tables[row.table].columns[column];
        if (!meta.type->has_target || json.is_null()) continue;
        TableIndex target = *blueprint().FindTable(meta.target);
        std::vector<Value> links;
        for (const base::Json& item : json.is_array() ? json.items() : std::vector{json}) {
          auto found = tables_[target].by_name.find(item.text());
          size_t count = found == tables_[target].by_name.end() ? 0 : found->second.size();
          if (count != 1) {
            Wrong(row, meta.name + ": " + std::to_string(count) + " rows of " + meta.target + " are `" +
                           item.text() + "`");
            continue;
          }
          links.push_back(Value::Row({target, found->second[0]}));
          if (!meta.inverse.empty()) Mirror(target, found->second[0], meta.inverse, {row.table, slot});
        }
        bool single = meta.type->storage == value::Storage::kRow;
        if (single && !links.empty())
          Set(row.table, column, slot, links[0]);
        else if (!single)
          Add(row.table, column, slot, links);
      }
    }
  }

  void CheckUnique() {
    for (TableIndex t = 0; t < tables_.size(); ++t) {
      const Table& table = blueprint().tables[t];
      for (ColumnIndex c = 0; c < table.columns.size(); ++c) {
        std::set<std::string> seen;
        for (uint32_t slot = 0; table.columns[c].unique && slot < tables_[t].rows; ++slot) {
          std::string text = Text(Cell(t, c, slot));
          if (!seen.insert(text).second)
            wrong_.push_back(table.columns[c].name + ": `" + text + "` comes twice");
        }
      }
    }
  }

  void Mirror(TableIndex table, uint32_t slot, const std::string& column, RowRef link) {
    Add(table, *blueprint().tables[table].FindColumn(column), slot, {Value::Row(link)});
  }

  // Adds links that are not there yet.
  void Add(TableIndex table, ColumnIndex column, uint32_t slot, const std::vector<Value>& links) {
    Value now = Cell(table, column, slot);
    std::vector<Value> items(value::AsItems(now).begin(), value::AsItems(now).end());
    for (const Value& link : links) {
      if (std::find(items.begin(), items.end(), link) == items.end()) items.push_back(link);
    }
    Set(table, column, slot, Value::List(std::move(items)));
  }

  std::shared_ptr<const Compiled> compiled_;
  formula::EvalInputs inputs_;
  formula::Evaluation evaluation_;
  std::vector<TableRows> tables_;
  std::vector<SampleRow> sample_;
  std::vector<std::string> wrong_;
};

TEST(ContentTest, BlueprintCompilesAndSurvivesWritingAndReading) {
  ASSERT_TRUE(Shipped());
  const Blueprint& blueprint = Shipped()->blueprint;
  EXPECT_EQ(blueprint.tables.size(), 12u + 2u + 4u + 3u);  // core, history, added, the product's
  ReadOutcome again = ReadText(WriteText(blueprint));
  ASSERT_TRUE(again.ok()) << Render(again.errors);
  EXPECT_EQ(again.blueprint, blueprint);
}

TEST(ContentTest, EveryTableHasADefaultViewAndEveryLinkHasTwoNames) {
  const Blueprint& blueprint = Shipped()->blueprint;
  for (const Table& table : blueprint.tables) {
    EXPECT_TRUE(std::any_of(table.views.begin(), table.views.end(), [](const View& v) {
      return v.is_default;
    })) << table.name;
  }
  auto inverse = [&](const char* table_name, const char* column) {
    const Table& table = blueprint.tables[*blueprint.FindTable(table_name)];
    return table.columns[*table.FindColumn(column)].inverse;
  };
  EXPECT_EQ(inverse("API_Portfolio", "Linked_Value_Streams"), "Supporting_APIs");
  EXPECT_EQ(inverse("Value_Streams", "Supporting_APIs"), "Linked_Value_Streams");
  EXPECT_EQ(inverse("MuleSoft_Capabilities", "Supporting_Value_Streams"), "Enabled_MuleSoft_Capabilities");
  EXPECT_EQ(inverse("Strategic_Objectives", "Linked_Initiatives"), "Linked_Strategic_Objectives");
}

class SampleTest : public testing::TestWithParam<const char*> {};

TEST_P(SampleTest, RowsFitTheBlueprint) {
  SampleRows rows(Shipped(), GetParam());
  EXPECT_THAT(rows.wrong(), testing::IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Content, SampleTest, testing::Values("reference", "gard-as", "portfolio"));

TEST(ContentTest, PilotShowsWhatItsRowsSay) {
  SampleRows rows(Shipped(), "gard-as");
  ASSERT_THAT(rows.wrong(), testing::IsEmpty());
  rows.ComputeAll();
  for (const Table& table : rows.blueprint().tables) {
    for (const Column& column : table.columns) {
      if (!column.computed()) continue;
      for (const std::string& text : rows.Texts(table.name, column.name))
        EXPECT_FALSE(text.starts_with('#')) << table.name << "." << column.name << " shows " << text;
    }
  }
  // 100, 100, 100, 70, 100, 70; six outcomes; seven recent engagements; one of two objectives.
  double value_realized = (4200.0 / 44 + 9200.0 / 90 + 100 + 2600.0 / 33 + 60 + 85) / 6;
  double health = 90 * 0.35 + value_realized * 0.30 + 58.0 / 7 * 0.20 + 50 * 0.15;
  EXPECT_NEAR(rows.Of("Account_Master", "Gard AS", "Health_Score").number(), health, 1e-9);
  EXPECT_NEAR(rows.Of("Account_Master", "Gard AS", "Health_Score_Trend_30d").number(), health - 60.4, 1e-9);
  EXPECT_EQ(rows.Text(rows.Of("Account_Master", "Gard AS", "Health_Score_Change_Flag")), "🟢 Improving");
  EXPECT_EQ(rows.Text(rows.Of("Account_Master", "Gard AS", "Renewal_Risk_Level")), "At Risk");
  EXPECT_EQ(rows.Of("Value_Streams", "War Risk Quoting", "Cycle_Time_Reduction_Percent").number(), 87.5);
  // Four capabilities, five APIs behind War Risk Quoting, 50 million dollars.
  EXPECT_EQ(
      rows.Of("Strategic_Objectives", "Manage Geopolitical Volatility", "MuleSoft_Impact_Score").number(),
      1000);
  EXPECT_EQ(rows.Of("Platform_Health_Metrics", "API Uptime", "Trend_30d_Change").number(), 99.93 - 99.89);
  EXPECT_EQ(rows.Of("People_Team", "Ingrid Solheim", "Total_ARR_Managed").number(), 1850000);
}

TEST(ContentTest, PilotHasACaseOfEverything) {
  SampleRows rows(Shipped(), "gard-as");
  rows.ComputeAll();
  using testing::IsSupersetOf;
  EXPECT_THAT(rows.Texts("MuleSoft_Capabilities", "Gap_Status"),
              IsSupersetOf({"🔴 Critical Gap", "🟡 Moderate Gap", "🟢 Small Gap", "✅ At Target"}));
  EXPECT_THAT(rows.Texts("Value_Streams", "Cycle_Time_Progress_Indicator"),
              IsSupersetOf({"🟢 Target Met", "🟡 Progressing", "🔴 Needs Improvement"}));
  EXPECT_THAT(rows.Texts("API_Portfolio", "Business_Criticality"),
              IsSupersetOf({"Mission-Critical", "High", "Medium", "Low"}));
  EXPECT_THAT(rows.Texts("API_Portfolio", "Health_Status"),
              IsSupersetOf({"🔴 Critical", "🟡 Degraded", "🟢 Healthy"}));
  EXPECT_THAT(rows.Texts("Platform_Health_Metrics", "Health_Status"),
              IsSupersetOf({"🟢 On Track", "🟡 Needs Attention", "🔴 Critical"}));
  EXPECT_THAT(rows.Texts("Platform_Health_Metrics", "Trend_Direction"),
              IsSupersetOf({"⬆️ Increasing", "⬇️ Decreasing", "➡️ Stable"}));
  EXPECT_THAT(rows.Texts("Platform_Health_Metrics", "Alert_Status"),
              IsSupersetOf({"🚨 Urgent", "⚠️ Alert", ""}));
  EXPECT_EQ(rows.Texts("Platform_Health_Metrics", "Metric_Category").size(), 8u);
  EXPECT_THAT(rows.Texts("Initiatives", "On_Time_Flag"),
              IsSupersetOf({"🔴 Severely Delayed", "🟡 Delayed", "🟢 On Time", ""}));
  EXPECT_THAT(rows.Texts("Initiatives", "Status_Color"), IsSupersetOf({"🟢", "🟡", "🟠", "⚫", "🔵"}));
  EXPECT_THAT(rows.Texts("Risk_Register", "Risk_Level"), IsSupersetOf({"Critical", "High", "Medium", "Low"}));
  EXPECT_THAT(rows.Texts("Stakeholder_Outcomes", "Status"),
              IsSupersetOf({"Achieved", "On Track", "Needs Attention"}));
  EXPECT_EQ(rows.Texts("Engagement_Log", "Engagement_Type").size(), 8u);
  EXPECT_EQ(rows.size("Account_Master_History"), 60u);
  EXPECT_EQ(rows.size("Platform_Health_Metrics_History"), 60u * 12u);
}

// The names of views without rows, for the first person as the one who looks.
std::set<std::string> EmptyViews(const char* sample) {
  SampleRows rows(Shipped(), sample);
  rows.ComputeAll();
  Value manager = Value::Row({*rows.blueprint().FindTable(rows.blueprint().people_table), 0});
  std::set<std::string> empty;
  for (const Table& table : rows.blueprint().tables) {
    if (rows.size(table.name) == 0) continue;  // the log of automations, options that become rows later
    for (const View& view : table.views) {
      if (rows.CountIn(table, view, manager) == 0) empty.insert(table.name + "." + view.name);
    }
  }
  return empty;
}

TEST(ContentTest, EveryViewHasSomethingToShow) {
  // Both objectives of the pilot go well.
  EXPECT_THAT(EmptyViews("gard-as"), testing::ElementsAre("Strategic_Objectives.At Risk"));
  EXPECT_THAT(EmptyViews("portfolio"), testing::IsEmpty());
}

TEST(ContentTest, PortfolioHasAccountsOfEveryRisk) {
  SampleRows rows(Shipped(), "portfolio");
  EXPECT_EQ(rows.size("Account_Master"), 41u);
  rows.ComputeAll();
  std::map<std::string, int> risks = {
      {"Critical", 4}, {"At Risk", 7}, {"Attention Needed", 16}, {"Healthy", 14}};
  EXPECT_EQ(rows.Counts("Account_Master", "Renewal_Risk_Level"), risks);
  EXPECT_EQ(rows.Texts("Account_Master", "Health_Score_Change_Flag").size(),
            4u);  // two accounts have no history
  EXPECT_EQ(rows.Texts("Account_Master", "Industry_Vertical").size(), 9u);
  EXPECT_EQ(rows.Texts("Account_Master", "Geography").size(), 3u);
}

}  // namespace
}  // namespace csip::blueprint
