// What a column's recomputation may use, and what its cells say when that is spent.
#include "engine/test_workspace.h"

namespace csip::engine {
namespace {

// Formulas of table T, whose rows 1 to `rows` have N = their number.
class Rows : public TestEngine {
 public:
  Rows(const std::string& formulas, int rows, const std::string& rest = "")
      : TestEngine("name: t\ntables:\n  - table: T\n    columns:\n      - {name: N, type: number}\n" +
                   formulas + rest) {
    (*this)->Begin();
    for (int i = 1; i <= rows; ++i) {
      (*this)->InsertRow(T("T"), i, 0);
      (*this)->SetCell(T("T"), C("T", "N"), R("T", i), Value::Number(i));
    }
    (*this)->Finish();
  }
};

bool IsLimit(const Value& v) {
  return v.is_error() && v.error_code() == value::ErrorCode::kLimit;
}

TEST(Budget, RowsBehindTheLimitOfTheColumnSaySo) {
  // Three million steps fit one formula; fourteen rows of them do not fit the column.
  Rows rows(
      "      - {name: X, type: number, formula: 'Sequence(1, 3000000).Count() + [N]'}\n"
      "      - {name: Y, type: number, formula: '[N] + 1'}\n",
      14);
  EXPECT_EQ(rows.Get("T", "X", 1), Value::Number(3'000'001));
  EXPECT_EQ(rows.Get("T", "X", 5), Value::Number(3'000'005));
  for (int i = 12; i <= 14; ++i) {
    ASSERT_TRUE(IsLimit(rows.Get("T", "X", i))) << i;
    EXPECT_NE(rows.Get("T", "X", i).error_reason().find("all its rows together"), std::string_view::npos);
    EXPECT_EQ(rows.Get("T", "Y", i), Value::Number(i + 1));
  }
  auto why = rows->Explain(rows.T("T"), rows.C("T", "X"), rows.R("T", 14));
  EXPECT_NE(why.reason.find("all its rows together"), std::string::npos) << why.reason;
  // A row alone has the whole budget again.
  rows.Set("T", "N", 14, Value::Number(50));
  EXPECT_EQ(rows.Get("T", "X", 14), Value::Number(3'000'050));
}

TEST(Budget, TheSameRowsAreCutOffEachTime) {
  const char* column = "      - {name: X, type: number, formula: 'Sequence(1, 200000 * [N]).Count()'}\n";
  Rows a(column, 20);
  Rows b(column, 20);
  int known = 0;
  for (int i = 1; i <= 20; ++i) {
    EXPECT_EQ(a.Get("T", "X", i), b.Get("T", "X", i)) << i;
    known += a.Get("T", "X", i).is_number() ? 1 : 0;
  }
  EXPECT_GT(known, 10);
  EXPECT_LT(known, 20);
  a->Recompute();
  for (int i = 1; i <= 20; ++i) EXPECT_EQ(a.Get("T", "X", i), b.Get("T", "X", i)) << i;
}

TEST(Budget, LongTextsThatAreKeptCount) {
  Rows rows("      - {name: X, type: text, formula: 'Repeat(\"a\", 20000000) & [N]'}\n", 6);
  EXPECT_TRUE(rows.Get("T", "X", 1).is_text());
  EXPECT_TRUE(rows.Get("T", "X", 3).is_text());
  EXPECT_TRUE(IsLimit(rows.Get("T", "X", 6)));
}

TEST(Budget, ACheapRowOfAnExpensiveFormulaHasItsValue) {
  Rows rows("      - {name: X, type: number, formula: 'If([N] = 3, Sequence(1, 1e12).Count(), [N])'}\n", 5);
  EXPECT_EQ(rows.Get("T", "X", 2), Value::Number(2));
  EXPECT_TRUE(IsLimit(rows.Get("T", "X", 3)));
  EXPECT_EQ(rows.Get("T", "X", 5), Value::Number(5));
  rows.ExpectEqualsReference();
}

TEST(Budget, AFilterThatIsTooMuchSaysSo) {
  Rows rows("", 14);
  formula::Bound bound = formula::Bind("Sequence(1, 3000000).Count() > [N]",
                                       {.catalog = &rows->compiled().catalog, .table = rows.T("T")});
  ASSERT_TRUE(bound.ok());
  Value limit;
  rows->Select(rows.T("T"), bound, {}, &limit);
  EXPECT_TRUE(IsLimit(limit));
  limit = {};
  bound = formula::Bind("[N] > 3", {.catalog = &rows->compiled().catalog, .table = rows.T("T")});
  EXPECT_EQ(rows->Select(rows.T("T"), bound, {}, &limit).size(), 11u);
  EXPECT_TRUE(limit.is_blank());
}

TEST(Budget, NamedFormulasDrawOnTheBudgetOfWhoAsks) {
  std::string named = "formulas:\n  - {name: N0, formula: T.N.Sum()}\n";
  for (int i = 1; i < 60; ++i) {
    std::string before = "N" + std::to_string(i - 1);
    named += "  - {name: N" + std::to_string(i) + ", formula: (" + before + " + " + before + ") / 2}\n";
  }
  named += "  - {name: Endless, formula: \"Sequence(1, 1e12).Count()\"}\n";
  Rows rows(
      "      - {name: X, type: number, formula: 'N59 + [N]'}\n"
      "      - {name: Z, type: number, formula: 'Endless + [N]'}\n",
      3, named);
  EXPECT_EQ(rows.Get("T", "X", 1), Value::Number(7));
  EXPECT_TRUE(IsLimit(rows.Get("T", "Z", 2)));
  // What they read by way of each other is followed.
  rows.Set("T", "N", 3, Value::Number(10));
  EXPECT_EQ(rows.Get("T", "X", 1), Value::Number(14));
  rows.ExpectEqualsReference();
}

}  // namespace
}  // namespace csip::engine
