#include "engine/engine.h"

#include "engine/test_workspace.h"

namespace csip::engine {
namespace {

// Accounts with metrics, people computed from accounts, objectives and streams linked both ways, history by key.
const char kYaml[] = R"(
name: shop
tables:
  - table: Account
    display: Name
    columns:
      - {name: Id, type: row-id, formula: '"ACC-" & Format(thisRow.RowNumber(), "00000")'}
      - {name: Name, type: text, unique: true}
      - {name: Renewal, type: date}
      - {name: Manager, type: relation, target: Person}
      - {name: Seller, type: relation, target: Person}
      - {name: Days, type: number, formula: '[Renewal] - Today()'}
      - {name: Health, type: number, formula: 'Average(Filter([Metric], [Account].[Id] = thisRow.[Id] AND [Kind].HasAny("A", "B")).[Score])'}
      - {name: Level, type: text, overridable: true, formula: 'If([Health] < 50, "Low", If([Health] < 80, "Middle", "High"))'}
      - {name: Trend, type: number, formula: '[Health] - Lookup([History], [Account_Id] = thisRow.[Id] AND [Date] = Today() - 30).[Health]'}
      - {name: Share, type: number, formula: 'If(CountIf([Metric], [Account] = thisRow) = 0, 0, CountIf([Metric], [Account] = thisRow AND [Score] > 50) / CountIf([Metric], [Account] = thisRow))'}
  - table: Person
    display: Name
    columns:
      - {name: Name, type: text}
      - {name: Accounts, type: computed, formula: 'Filter([Account], [Manager] = thisRow OR [Seller] = thisRow)'}
      - {name: Load, type: number, formula: '[Accounts].Count()'}
      - {name: Mean, type: number, formula: '[Accounts].[Health].Average()'}
  - table: Metric
    columns:
      - {name: Account, type: relation, target: Account}
      - {name: Kind, type: select, options: [A, B, C]}
      - {name: Score, type: number}
      - {name: Ratio, type: number, formula: '[Score] / [Score]'}
      - {name: Manager_Name, type: text, formula: '[Account].[Manager].[Name]'}
  - table: History
    columns:
      - {name: Account_Id, type: text}
      - {name: Date, type: date}
      - {name: Health, type: number}
  - table: Goal
    columns:
      - {name: Streams, type: multi-relation, target: Stream, inverse: Goals}
      - {name: Weight, type: number, formula: '[Streams].Count() * [Streams].[Points].Sum()'}
  - table: Stream
    columns:
      - {name: Points, type: number}
      - {name: Goal_Count, type: number, formula: '[Goals].Count()'}
)";

Value N(double n) {
  return Value::Number(n);
}
Value T(const char* text) {
  return Value::Text(text);
}

class EngineTest : public ::testing::Test {
 protected:
  EngineTest() : e(kYaml) {
    for (int i = 1; i <= 3; ++i) e.Insert("Account", i);
    for (int i = 1; i <= 2; ++i) e.Insert("Person", i);
    e.Set("Account", "Name", 1, T("Gard"));
    e.Set("Person", "Name", 1, T("Ann"));
    for (int i = 1; i <= 4; ++i) {
      e.Insert("Metric", i);
      e.Set("Metric", "Account", i, e.Link("Account", i <= 3 ? 1 : 2));
      e.Set("Metric", "Kind", i, T(i == 3 ? "C" : "A"));
      e.Set("Metric", "Score", i, N(i * 20));
    }
  }
  TestEngine e;
};

TEST_F(EngineTest, AggregatesFollowRowsLinksAndKinds) {
  EXPECT_EQ(e.Get("Account", "Id", 2), T("ACC-00002"));
  EXPECT_EQ(e.Number("Account", "Health", 1), 30);  // 20 and 40; the third is of kind C
  EXPECT_EQ(e.Get("Account", "Level", 1), T("Low"));
  EXPECT_EQ(e.Number("Account", "Health", 2), 80);
  EXPECT_TRUE(e.Get("Account", "Health", 3).is_blank());
  EXPECT_TRUE(e.Get("Account", "Level", 3).is_blank());  // an unknown score never paints a green light
  e.Set("Metric", "Kind", 3, T("B"));
  EXPECT_EQ(e.Number("Account", "Health", 1), 40);
  e.Set("Metric", "Account", 3, e.Link("Account", 2));
  EXPECT_EQ(e.Number("Account", "Health", 1), 30);
  EXPECT_EQ(e.Number("Account", "Health", 2), 70);
  e.Delete("Metric", 4);
  EXPECT_EQ(e.Number("Account", "Health", 2), 60);
  EXPECT_EQ(e.Number("Account", "Share", 1), 0);
  EXPECT_EQ(e.Number("Account", "Share", 2), 1);
  e.ExpectEqualsReference();
}

TEST_F(EngineTest, AChangeReportsEachCellOnceWithItsValueBeforeAndAfter) {
  Changes changes = e.Set("Metric", "Score", 1, N(200));
  std::vector<std::string> seen;
  for (const CellChange& cell : changes.cells) {
    const auto& table = e->compiled().blueprint.tables[cell.table];
    seen.push_back(table.name + "." + table.columns[cell.column].name);
  }
  EXPECT_THAT(seen, ::testing::UnorderedElementsAre("Metric.Score", "Account.Health", "Account.Level",
                                                    "Account.Share"));
  EXPECT_EQ(changes.cells[0].before, N(20));
  EXPECT_EQ(changes.cells[0].after, N(200));
}

TEST_F(EngineTest, StopsWhereAValueDoesNotChange) {
  // 100 * 0 + ...: the score moves, the level does not, and nothing behind the level is touched.
  Changes changes = e.Set("Metric", "Score", 1, N(22));
  for (const CellChange& cell : changes.cells) {
    EXPECT_NE(e->compiled().blueprint.tables[cell.table].columns[cell.column].name, "Level");
  }
  EXPECT_TRUE(e.Set("Metric", "Score", 1, N(22)).cells.empty());
}

TEST_F(EngineTest, ComputedRowListsFollowEitherRelation) {
  e.Set("Account", "Manager", 1, e.Link("Person", 1));
  e.Set("Account", "Seller", 1, e.Link("Person", 1));
  e.Set("Account", "Seller", 2, e.Link("Person", 1));
  EXPECT_EQ(e.Number("Person", "Load", 1), 2);  // each account once
  EXPECT_EQ(e.Number("Person", "Mean", 1), 55);
  EXPECT_EQ(e.Get("Metric", "Manager_Name", 1), T("Ann"));
  e.Set("Person", "Name", 1, T("Eva"));
  EXPECT_EQ(e.Get("Metric", "Manager_Name", 1), T("Eva"));
  e.Set("Account", "Seller", 2, e.Link("Person", 2));
  EXPECT_EQ(e.Number("Person", "Load", 1), 1);
  EXPECT_EQ(e.Number("Person", "Load", 2), 1);
  e.Set("Metric", "Score", 4, N(10));
  EXPECT_EQ(e.Number("Person", "Mean", 2), 10);
  e.ExpectEqualsReference();
}

TEST_F(EngineTest, HistoryIsFoundByKeyAndDay) {
  EXPECT_TRUE(e.Get("Account", "Trend", 1).is_blank());
  e.Insert("History", 1);
  e.Set("History", "Account_Id", 1, T("ACC-00001"));
  e.Set("History", "Health", 1, N(12));
  EXPECT_TRUE(e.Get("Account", "Trend", 1).is_blank());
  e.Set("History", "Date", 1, Value::Date(e->inputs().today - 30));
  EXPECT_EQ(e.Number("Account", "Trend", 1), 18);
  e.Set("History", "Account_Id", 1, T("ACC-00002"));
  EXPECT_TRUE(e.Get("Account", "Trend", 1).is_blank());
  EXPECT_EQ(e.Number("Account", "Trend", 2), 68);
  e.ExpectEqualsReference();
}

TEST_F(EngineTest, ANewDayReevaluatesWhatDependsOnIt) {
  e.Set("Account", "Renewal", 1, Value::Date(e->inputs().today + 10));
  EXPECT_EQ(e.Number("Account", "Days", 1), 10);
  e->Begin();
  e->SetTime(e->inputs().now + base::kMicrosPerDay);
  Changes changes = e->Finish();
  EXPECT_EQ(e.Number("Account", "Days", 1), 9);
  ASSERT_EQ(changes.cells.size(), 1u);  // nothing else depends on the day here
  e.ExpectEqualsReference();
}

TEST_F(EngineTest, BothSidesOfARelationShowTheSameLinks) {
  e.Insert("Goal", 1);
  e.Insert("Goal", 2);
  for (int i = 1; i <= 3; ++i) {
    e.Insert("Stream", i);
    e.Set("Stream", "Points", i, N(i));
  }
  e.Set("Goal", "Streams", 1, Value::List({e.Link("Stream", 3), e.Link("Stream", 1)}));
  EXPECT_EQ(e.Number("Goal", "Weight", 1), 8);
  EXPECT_EQ(e.Get("Stream", "Goals", 3), Value::List({e.Link("Goal", 1)}));
  EXPECT_EQ(e.Number("Stream", "Goal_Count", 1), 1);
  // From the other side.
  Changes changes = e.Set("Stream", "Goals", 2, Value::List({e.Link("Goal", 1), e.Link("Goal", 2)}));
  EXPECT_EQ(e.Number("Goal", "Weight", 1), 18);
  EXPECT_EQ(e.Number("Goal", "Weight", 2), 2);
  EXPECT_EQ(e.Number("Stream", "Goal_Count", 2), 2);
  EXPECT_GE(changes.cells.size(), 5u);
  e.Set("Stream", "Goals", 1, {});
  EXPECT_EQ(e.Number("Goal", "Weight", 1), 10);
  e.Delete("Stream", 3);  // leaves the relations that pointed to it
  EXPECT_EQ(e.Get("Goal", "Streams", 1), Value::List({e.Link("Stream", 2)}));
  e.Delete("Goal", 1);
  EXPECT_EQ(e.Number("Stream", "Goal_Count", 2), 1);
  e.ExpectEqualsReference();
}

TEST_F(EngineTest, RollbackRestoresEverything) {
  e.Insert("Goal", 1);
  e.Insert("Stream", 1);
  auto snapshot = [&] {
    std::vector<Value> cells;
    for (TableIndex t = 0; t < e->compiled().blueprint.tables.size(); ++t) {
      for (RowSlot row : e->Rows(t)) {
        for (ColumnIndex c = 0; c < e->compiled().blueprint.tables[t].columns.size(); ++c)
          cells.push_back(e->Get(t, c, row));
      }
    }
    return cells;
  };
  auto before = snapshot();
  e->Begin();
  e->SetCell(e.T("Metric"), e.C("Metric", "Score"), e.R("Metric", 1), N(99));
  e->InsertRow(e.T("Metric"), 9, 0);
  e->SetCell(e.T("Metric"), e.C("Metric", "Account"), e.R("Metric", 9), e.Link("Account", 3));
  e->SetCell(e.T("Goal"), e.C("Goal", "Streams"), e.R("Goal", 1), Value::List({e.Link("Stream", 1)}));
  e->DeleteRow(e.T("Account"), e.R("Account", 1));
  e->SetTime(e->inputs().now + base::kMicrosPerDay);
  e->Rollback();
  EXPECT_EQ(snapshot(), before);
  e.ExpectEqualsReference();
  e.Set("Metric", "Score", 1, N(60));  // and indexes still answer
  EXPECT_EQ(e.Number("Account", "Health", 1), 50);
  e.Insert("Metric", 9);
  e.ExpectEqualsReference();
}

TEST_F(EngineTest, AnOverrideStandsBesideTheComputedValue) {
  e->Begin();
  e->SetOverride(e.T("Account"), e.C("Account", "Level"), e.R("Account", 1), T("At Risk"));
  Changes changes = e->Finish();
  ASSERT_EQ(changes.cells.size(), 1u);
  EXPECT_EQ(e.Get("Account", "Level", 1), T("At Risk"));
  e.Set("Metric", "Score", 1, N(200));  // the computed value moves on beneath
  EXPECT_EQ(e.Get("Account", "Level", 1), T("At Risk"));
  auto info = e->FindOverride(e.T("Account"), e.C("Account", "Level"), e.R("Account", 1));
  ASSERT_TRUE(info.has_value());
  EXPECT_EQ(info->computed, T("High"));
  e->Begin();
  e->ClearOverride(e.T("Account"), e.C("Account", "Level"), e.R("Account", 1));
  e->Finish();
  EXPECT_EQ(e.Get("Account", "Level", 1), T("High"));
  e.ExpectEqualsReference();
}

TEST_F(EngineTest, DivisionByZeroIsABlankWithItsReason) {
  e.Set("Metric", "Score", 1, N(0));
  Value ratio = e.Get("Metric", "Ratio", 1);
  EXPECT_TRUE(ratio.is_blank());
  Explanation why = e->Explain(e.T("Metric"), e.C("Metric", "Ratio"), e.R("Metric", 1));
  EXPECT_THAT(why.reason, ::testing::HasSubstr("division by zero"));
}

TEST_F(EngineTest, ExplanationsAddUpToTheValue) {
  Explanation why = e->Explain(e.T("Account"), e.C("Account", "Health"), e.R("Account", 1));
  double sum = 0;
  for (const Contribution& part : why.contributions) sum += part.value.number();
  EXPECT_DOUBLE_EQ(sum, 30);
  ASSERT_EQ(why.contributions.size(), 2u);
  ASSERT_EQ(why.aggregates.size(), 1u);
  EXPECT_EQ(why.aggregates[0].rows.size(), 2u);
  EXPECT_EQ(why.aggregates[0].values[1], N(40));
}

TEST_F(EngineTest, RowsInsertedOutOfOrderAreListedByNumber) {
  e.Insert("Person", 9);
  e.Insert("Person", 5);
  std::vector<int64_t> numbers;
  for (RowSlot row : e->Rows(e.T("Person"))) numbers.push_back(e->RowNumber(e.T("Person"), row));
  EXPECT_EQ(numbers, (std::vector<int64_t>{1, 2, 5, 9}));
}

// The column that names rows is read twice: of the row itself, and by the text of every other row.
TEST(RowTextTest, ARowsTextFollowsItsNameBesideThatNameItself) {
  TestEngine people(R"(
name: names
tables:
  - table: Person
    display: Name
    columns:
      - {name: Name, type: text}
      - {name: All, type: computed, formula: '[Name] & ": " & [Person]'}
)");
  for (int number : {1, 2}) people.Insert("Person", number);
  people.Set("Person", "Name", 1, Value::Text("Ada"));
  people.Set("Person", "Name", 2, Value::Text("Bo"));
  EXPECT_EQ(people.Get("Person", "All", 1), Value::Text("Ada: Ada, Bo"));
  people.Set("Person", "Name", 2, Value::Text("Cy"));
  EXPECT_EQ(people.Get("Person", "All", 1), Value::Text("Ada: Ada, Cy"));
  people.ExpectEqualsReference();
}

}  // namespace
}  // namespace csip::engine
