// Formulas that somebody asks find rows by one column: they yield what evaluating the predicate for every row yields, errors
// and blanks included, and cost less.
#include "engine/query_source.h"

#include <random>

#include "engine/test_workspace.h"

namespace csip::engine {
namespace {

const char kYaml[] = R"(
name: log
tables:
  - table: Thing
    display: Name
    columns:
      - {name: Id, type: row-id, formula: '"T-" & Format(thisRow.RowNumber(), "00")'}
      - {name: Name, type: text}
      - {name: Grade, type: number}
      - {name: Share, type: number, formula: '6 / ([Grade] - 1)'}
      - {name: Logged, type: number, formula: 'CountIf([Log], [Key] = thisRow.[Name])'}
  - table: Log
    columns:
      - {name: Key, type: text}
      - {name: Day, type: date}
      - {name: Size, type: number}
      - {name: At, type: date-time}
      - {name: Thing, type: relation, target: Thing}
      - {name: Ratio, type: number, formula: '[Size] / ([Size] - 2)'}
      - {name: Odd, type: number, formula: 'If([Size] = 3, ToNumber("no"), [Size])'}
)";

// The same cells without a way to find rows.
class EveryRow : public formula::RowSource {
 public:
  explicit EveryRow(const Engine* engine) : engine_(engine) {}
  Value Cell(TableIndex t, ColumnIndex c, RowSlot row) const override { return engine_->Get(t, c, row); }
  void Rows(TableIndex t, std::vector<RowSlot>* out) const override {
    auto rows = engine_->Rows(t);
    out->insert(out->end(), rows.begin(), rows.end());
  }
  int64_t RowNumber(TableIndex t, RowSlot row) const override { return engine_->RowNumber(t, row); }
  std::string RowId(TableIndex t, RowSlot row) const override { return engine_->source().RowId(t, row); }
  Value Named(uint32_t, formula::Evaluation&) const override { return {}; }

 private:
  const Engine* engine_;
};

TEST(QuerySourceTest, YieldsWhatEveryRowYields) {
  TestEngine e{kYaml};
  std::mt19937_64 random{3};
  auto pick = [&](uint64_t n) { return random() % n; };
  for (int64_t i = 1; i <= 4; ++i) {
    e.Insert("Thing", i);
    e.Set("Thing", "Name", i, Value::Text(std::string(1, static_cast<char>('a' + i))));
    e.Set("Thing", "Grade", i, Value::Number(static_cast<double>(i / 2)));
  }
  for (int64_t i = 1; i <= 80; ++i) {
    e.Insert("Log", 100 - i);
    if (pick(5) > 0)
      e.Set("Log", "Key", 100 - i, Value::Text(std::string(1, static_cast<char>('a' + pick(6)))));
    if (pick(5) > 0) e.Set("Log", "Day", 100 - i, Value::Date(20'000 + static_cast<int32_t>(pick(4))));
    if (pick(5) > 0) e.Set("Log", "Size", 100 - i, Value::Number(static_cast<double>(pick(5))));
    if (pick(5) > 0)
      e.Set("Log", "At", 100 - i, Value::Instant(static_cast<int64_t>(pick(3)) * 86'400'000'000));
    if (pick(5) > 0) e.Set("Log", "Thing", 100 - i, e.Link("Thing", 1 + static_cast<int64_t>(pick(4))));
  }
  int errors = 0;
  for (const char* formula : {
           "CountIf([Log], [Size] = 2)",
           "Filter([Log], 3 = [Size] AND [Key] = \"b\").[Size]",
           "CountIf([Log], [Day] = Date(2024, 10, 5) AND [Ratio] > 1)",
           "CountIf([Log], [Ratio] > 1 AND [Day] = Date(2024, 10, 5))",
           "CountIf([Log], [Size] = 4 AND [Odd] > 1)",
           "CountIf([Log], [Size] = 3 AND [Odd] > 1)",
           "CountIf([Log], [Odd] = 4)",
           "CountIf([Log], [Odd] = 4 OR [Size] = 1)",
           "CountIf([Log], And([Size] = 1, [Key] = \"c\"))",
           "CountIf([Log], [Size] = \"\")",
           "CountIf([Log], [Size] = \"2\")",
           "CountIf([Log], [Size] = ToNumber(\"no\"))",
           "CountIf([Log], [Key] = \"nobody\")",
           "CountIf([Log], [At] = Date(1970, 1, 2))",
           "Filter([Log], [Day] = [At]).[Size]",
           "FormulaMap(Sequence(0, 4), WithName(CurrentValue, n, CountIf([Log], [Size] = n AND [Key] != "
           "\"b\")))",
           "FormulaMap([Thing], WithName(CurrentValue, x, Sum(Filter([Log], [Thing] = x AND [Size] < "
           "3).[Size])))",
           "FormulaMap([Thing], WithName(CurrentValue.[Name], x, CountIf([Log], [Key] = x)))",
           "SumIf([Log], [Thing].[Name] = \"b\" AND [Size] = 2, [Size])",
           "Filter([Log], [Thing].[Name] = \"b\" AND [Size] < 3).[Size]",
           "CountIf([Log], \"T-03\" = [Thing].[Id])",
           "CountIf([Log], [Thing].[Id] = \"T-09\" OR [Size] = 2)",
           "CountIf([Log], [Thing].[Id] = \"T-9\")",
           "CountIf([Thing], [Id] = \"T-02\")",
           "Filter([Log], [Thing].[Grade] = 1).[Size]",
           "Filter([Log], [Thing].[Grade] = 2).[Size]",
           "CountIf([Log], [Thing].[Share] = 6)",
           "CountIf([Log], [Thing].[Share] = 6 AND [Thing].[Id] = \"T-04\")",
           "CountIf([Log], [Size] = CountIf([Log], [Size] = 1) - CountIf([Log], [Size] = 1) + 1)",
           "CountIf([Log], [Size] = Count(Filter([Thing], [Name] = \"b\")))",
       }) {
    formula::Bound bound = formula::Bind(formula, {.catalog = &e->compiled().catalog, .locals = {}});
    ASSERT_TRUE(bound.ok()) << formula << ": " << bound.diagnostics[0].message;
    EveryRow rows(&*e);
    formula::Evaluation slow(e->compiled().catalog, rows, e->inputs());
    Value expected = slow.Run(*bound.root, {});
    EXPECT_EQ(e->Evaluate(bound, {}, {}), expected) << formula;
    errors += expected.is_error() ? 1 : 0;
  }
  EXPECT_GE(errors, 2) << "errors of cells are to be met";
}

TEST(QuerySourceTest, ManyRowsAreLookedThroughWithinABudgetThatEveryRowWouldSpend) {
  TestEngine e{kYaml};
  e->Begin();
  for (int64_t i = 1; i <= 20'000; ++i) {
    RowSlot row = e->InsertRow(e.T("Log"), i, 0);
    e->SetCell(e.T("Log"), e.C("Log", "Size"), row, Value::Number(static_cast<double>(i % 10'000)));
  }
  e->Finish();
  formula::Bound bound =
      formula::Bind("FormulaMap(Sequence(1, 10), WithName(CurrentValue, n, CountIf([Log], [Size] = n)))",
                    {.catalog = &e->compiled().catalog, .locals = {}});
  formula::Budget budget{.steps = 20'000};
  EXPECT_EQ(e->Evaluate(bound, {}, {}, budget), Value::List(std::vector<Value>(10, Value::Number(2))));
  budget.steps = 5'000;
  Value spent = e->Evaluate(bound, {}, {}, budget);
  ASSERT_TRUE(spent.is_error()) << "looking through columns is not free";
  EXPECT_EQ(spent.error_code(), value::ErrorCode::kLimit);
}

}  // namespace
}  // namespace csip::engine
