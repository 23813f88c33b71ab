#include "formula/evaluate.h"

#include <gtest/gtest.h>

#include <set>

#include "formula/conversion.h"
#include "formula/test_world.h"

namespace csip::formula {
namespace {

using value::Value;

TEST(Evaluate, CellsRowsAndProjections) {
  TestWorld world;
  EXPECT_EQ(world.Show("[ARR] / 2"), "600000");
  EXPECT_EQ(world.Show("[Manager].[Email]"), "\"ingrid@example.com\"");
  EXPECT_EQ(world.Show("[S&P_Rating]"), "\"AA+\"");
  EXPECT_EQ(world.Show("[Metrics].[Value]"), "List(100, 70, blank)");
  EXPECT_EQ(world.Show("[Metrics].[Value].Average()"), "85");
  EXPECT_EQ(world.Show("[Metrics].[Value].CountAll()"), "3");
  // A column of lists is joined; a row without links adds nothing.
  EXPECT_EQ(world.Show("[Metrics].[Owners].[Full_Name]"),
            "List(\"Ingrid Solheim\", \"Ingrid Solheim\", \"Lars Berg\")");
  EXPECT_EQ(world.Show("[Metrics].[Owners].CountUnique()"), "2");
  EXPECT_EQ(world.Show("[Nothing_Row].[Email]"), "blank");
  EXPECT_EQ(world.Show("[Accounts].[Broken].Sum()"), "#VALUE");
  EXPECT_EQ(world.Show("[Accounts].[Broken].Last()"), "1");
  EXPECT_EQ(world.Show("Threshold"), "60");
  EXPECT_EQ(world.Show("thisTable.Count()"), "2");
  EXPECT_EQ(world.Show("thisRow.RowNumber() & RowId()"), "\"1i-1\"");
  EXPECT_EQ(world.Show("[Accounts].Filter(RowNumber() = 2).[Account_Name]"), "List(\"Nordic Bank\")");
}

TEST(Evaluate, PredicatesSeeTheCandidateAndThisRow) {
  TestWorld world;
  world.catalog.tables[0].columns[8].name = "Links";  // so that [Metrics] is the table
  EXPECT_EQ(world.Show("Average(Filter([Metrics], [Account].[Account_ID] = thisRow.[Account_ID] AND "
                       "[Metric_Category].HasAny(\"Performance\", \"Security\")).[Value])"),
            "85");
  EXPECT_EQ(world.Show("CountIf([Metrics], [Account] = thisRow)"), "3");
  EXPECT_EQ(world.Show("SumIf([Metrics], [Value] > 50, [Value] * 2)"), "340");
  EXPECT_EQ(world.Show("Lookup([Metrics], [Value] < 100).[Metric_ID]"), "\"MET-2\"");
  EXPECT_EQ(world.Show("Lookup([Metrics], [Value] > 1000).[Metric_ID]"), "blank");
  EXPECT_EQ(world.Show("Max(Filter([Metrics], [Account] = thisRow).[Day])"), "2026-11-20");
  EXPECT_EQ(world.Show("[Metrics].Filter(IsBlank([Value])).Count()"), "1");
  EXPECT_EQ(world.Show("[Metrics].Sort(False, [Value]).[Metric_ID].Join(\" \")"),
            "\"MET-1 MET-2 MET-4 MET-5 MET-3\"");
  // A predicate that is an error for a row whose first half is false does no harm; otherwise it is the result.
  EXPECT_EQ(world.Show("CountIf([Accounts], [ARR] < 1000000 AND [Broken] = 1)"), "1");
  EXPECT_EQ(world.Show("CountIf([Accounts], [Broken] = 1)"), "#VALUE");
}

TEST(Evaluate, NestedScopesKeepTheirFrames) {
  TestWorld world;
  world.catalog.tables[0].columns[8].name = "Links";
  EXPECT_EQ(
      world.Show(
          "FormulaMap([Accounts], WithName(CurrentValue, account, CountIf([Metrics], [Account] = account)))"),
      "List(3, 2)");
  EXPECT_EQ(world.Show("Filter(List(1, 2, 3), WithName(CurrentValue, n, List(2, 3).Any(CurrentValue = n)))"),
            "List(2, 3)");
  EXPECT_EQ(world.Show("WithName(2, a, WithName(3, b, a * 10 + b))"), "23");
  // The sought value belongs to the outer scope, also where it opens scopes itself.
  EXPECT_EQ(world.Show("Lookup([Metrics], [Metric_ID], WithName(\"MET-4\", n, n)).[Account].[Account_Name]"),
            "\"Nordic Bank\"");
  EXPECT_EQ(
      world.Show("FormulaMap([Metrics], Lookup([Accounts], [Account_ID], [Account].[Account_ID]).[ARR])"),
      "List(1200000, 1200000, 1200000, 300000, 300000)");
  EXPECT_EQ(world.Show("FormulaMap(List(1, 2), Lookup(List(1, 2, 4), CurrentValue, CurrentValue * 2))"),
            "List(2, 4)");
}

TEST(Evaluate, BlanksOfEveryKind) {
  TestWorld world;
  EXPECT_EQ(world.Show("[Nothing] + 1"), "1");
  EXPECT_EQ(world.Show("[Nothing_Date] + 14"), "blank");
  EXPECT_EQ(world.Show("14 + [Nothing_Date]"), "blank");
  EXPECT_EQ(world.Show("[Renewal_Date] + [Nothing]"), "2027-06-21");
  EXPECT_EQ(world.Show("[Nothing_Date] - Today()"), "blank");
  EXPECT_EQ(world.Show("[Nothing_Text] & \"x\""), "\"x\"");
  EXPECT_EQ(world.Show("[Nothing] < 5"), "blank");
  EXPECT_EQ(world.Show("[Nothing_Bool] = False"), "False");
  EXPECT_EQ(world.Show("If([Nothing] < 60, \"Critical\", \"Healthy\")"), "blank");
  EXPECT_EQ(world.Show("[Nothing] < 60 AND [ARR] < 0"), "False");
  EXPECT_EQ(world.Show("1 / ([ARR] - [ARR])"), "blank (division by zero)");
  EXPECT_EQ(world.Show("(1 / 0) * [ARR]"), "blank (division by zero)");
  EXPECT_EQ(world.Show("[Nothing] - 1 / 0"), "blank (division by zero)");
}

TEST(Evaluate, RowsMeetTexts) {
  TestWorld world;
  EXPECT_EQ(world.Show("[Manager] = \"Ingrid Solheim\""), "True");
  EXPECT_EQ(world.Show("\"Lars Berg\" = [Manager]"), "False");
  EXPECT_EQ(world.Show("[Manager] = First([People])"), "True");
  EXPECT_EQ(world.Show("[Metrics].First().[Account] = thisRow"), "True");
  EXPECT_EQ(world.Show("\"CSM: \" & [Manager]"), "\"CSM: Ingrid Solheim\"");
  EXPECT_EQ(world.Show("[Metrics] & \"\""), "\"MET-1, MET-2, MET-3\"");
  EXPECT_EQ(world.Show("[Metrics].First().[Owners] = [Manager]"), "True");
  EXPECT_EQ(world.Show("[Tags].HasAll(\"Marine\", \"Pilot\")"), "True");
  world.catalog.tables[2].display = kNone;
  EXPECT_EQ(world.Show("[Manager] & \"\""), "\"i-1\"");
}

TEST(Evaluate, DisplayColumnsInARingEnd) {
  TestWorld world;
  world.catalog.tables[0].display = 8;  // an account by its metrics, a metric by its account
  world.catalog.tables[1].display = 1;
  EXPECT_FALSE(world.Show("thisRow & \"\"").empty());
  Budget small{.steps = 100};
  EXPECT_EQ(world.Show(world.Run("Repeat(thisRow & \"\", 1) & thisRow & thisRow", small)), "#LIMIT");
}

TEST(Evaluate, BudgetsEndFormulas) {
  TestWorld world;
  std::string nested = "Sequence(1, 1000)";
  nested =
      "FormulaMap(" + nested + ", FormulaMap(Sequence(1, 1000), FormulaMap(Sequence(1, 1000), 1))).Count()";
  EXPECT_EQ(world.Show(world.Run(nested, Budget{.steps = 100'000})), "#LIMIT");
  EXPECT_EQ(world.Show("Sequence(1, 1e15)"), "#LIMIT");
  EXPECT_EQ(world.Show("Repeat(Repeat(\"abcdefghij\", 100000), 100000)"), "#LIMIT");
  EXPECT_EQ(world.Show("Substitute(Repeat(\"a\", 10000), \"a\", Repeat(\"b\", 100000))"), "#LIMIT");
  EXPECT_EQ(world.Show("FormulaMap(Sequence(1, 100000), Repeat(\"x\", 10000)).Count()"), "#LIMIT");
  // Lists that are named once and walked again and again make no new values, and are paid for all the same.
  for (const char* walk : {"CountIf(a, False)", "Count(a)", "a = b", "Sum(a)", "First(Sort(a))",
                           "Contains(a, 0)", "a.Any(False)", "Unique(a).First()", "Length(t)", "t = u",
                           "t < u", "ContainsText(t, \"b\")", "RegexMatch(t, \"b\")"}) {
    std::string text =
        "WithName(Sequence(1, 20000), a, WithName(Sequence(1, 20000), b, WithName(Repeat(\"a\", 500000), t, "
        "WithName(Repeat(\"a\", 500000), u, FormulaMap(a, " +
        std::string(walk) + ")))))";
    EXPECT_EQ(world.Show(world.Run(text, Budget{.steps = 200'000})), "#LIMIT") << walk;
  }
  EXPECT_EQ(world.Show(world.Run("1 + 1", Budget{.steps = 3})), "2");
  EXPECT_EQ(world.Show(world.Run("((1 + 1) + 1) + 1", Budget{.depth = 2})), "#LIMIT");
  Value limit = world.Run("Sequence(1, 1e15)");
  EXPECT_FALSE(limit.error_reason().empty());
}

class AfterSome : public Deadline {
 public:
  bool Passed() const override { return ++asked > 3; }
  mutable int asked = 0;
};

TEST(Evaluate, TimeEndsFormulas) {
  TestWorld world;
  std::string endless = "FormulaMap(Sequence(1, 1000), Sequence(1, 1000).Sum()).Sum()";
  AfterSome deadline;
  Value v = world.Run(endless, Budget{.deadline = &deadline});
  EXPECT_EQ(world.Show(v), "#LIMIT");
  EXPECT_NE(v.error_reason().find("takes longer"), std::string_view::npos) << v.error_reason();
  EXPECT_EQ(deadline.asked, 4);
  AfterSome other;
  EXPECT_EQ(world.Show(world.Run("1 + 1", Budget{.deadline = &other})), "2");
  EXPECT_EQ(other.asked, 0);
}

TEST(Evaluate, RowsShareABudget) {
  TestWorld world;
  Bound bound = world.BindHere("Sequence(1, 100).Count()");
  Evaluation evaluation(world.catalog, world, world.inputs, Budget{.steps = 1000});
  evaluation.Run(*bound.root, {0, 0});  // costs less than 1000 steps
  evaluation.Share({.steps = 450});
  int known = 0;
  Value last;
  for (int row = 0; row < 20; ++row) {
    evaluation.StartRow();
    last = evaluation.Run(*bound.root, {0, 0});
    known += last.is_number() ? 1 : 0;
    if (row > 0 && last.is_number()) {
      EXPECT_EQ(known, row + 1) << "a row behind the limit has a value";
    }
  }
  EXPECT_GT(known, 1);
  EXPECT_LT(known, 10);
  EXPECT_NE(last.error_reason().find("all its rows together"), std::string_view::npos) << last.error_reason();
  EXPECT_LE(evaluation.LeftOfShared().steps, 100);
}

TEST(Evaluate, LimitsSayWhatWasTooMuch) {
  TestWorld world;
  EXPECT_NE(world.Run("Sequence(1, 1e12)").error_reason().find("more steps"), std::string_view::npos);
  EXPECT_NE(world.Run("Repeat(\"a\", 1e8)").error_reason().find("more text or longer lists"),
            std::string_view::npos);
  EXPECT_NE(world.Run("((1 + 1) + 1) + 1", Budget{.depth = 2}).error_reason().find("nested deeper"),
            std::string_view::npos);
}

TEST(Evaluate, TheDeepestFormulasEvaluate) {
  TestWorld world;
  for (const auto& [open, close] :
       std::vector<std::pair<std::string, std::string>>{{"If(True, ", ", 0)"},
                                                        {"(1 + ", ")"},
                                                        {"Abs(", ")"},
                                                        {"FormulaMap(List(7), ", ").First()"},
                                                        {"WithName(1, x, ", ")"}}) {
    std::string text = "7";
    for (int i = 0; i < 120; ++i) text = open + text + close;
    Value v = world.Run(text);
    EXPECT_TRUE(v.is_number()) << open << world.Show(v) << (v.is_error() ? v.error_reason() : "");
  }
}

TEST(Evaluate, TheOrderOfRowsDoesNotShowInSums) {
  TestWorld world;
  std::string forward = "List(1e16, 1, -1e16, 0.1, 0.2, 0.3)";
  EXPECT_EQ(world.Show("Sum(" + forward + ") = Sum(" + forward + ".Reverse())"), "True");
  EXPECT_EQ(world.Show("Average(" + forward + ") = Average(" + forward + ".Sort())"), "True");
  EXPECT_EQ(world.Show("Sum(1e16, 1, -1e16)"), "1");
  EXPECT_EQ(world.Show("Product(" + forward + ") = Product(" + forward + ".Reverse())"), "True");
  EXPECT_EQ(world.Show("StandardDeviation(" + forward + ") = StandardDeviation(" + forward + ".Reverse())"),
            "True");
}

TEST(Evaluate, DatesAndTimesInTheZone) {
  TestWorld world;
  EXPECT_EQ(world.Show("Today()"), "2026-11-23");
  EXPECT_EQ(world.Show("Hour(Now())"), "12");
  EXPECT_EQ(world.Show("ToDate(Now()) = Today()"), "True");
  EXPECT_EQ(world.Show("Now() - Today()"), "0.5");
  EXPECT_EQ(world.Show("[Created] = ToDate(\"2026-01-05\")"), "True");
  // The night the clocks go forward has 23 hours.
  EXPECT_EQ(world.Show("(DateTime(2026, 3, 30) - DateTime(2026, 3, 29)) * 24"), "23");
  EXPECT_EQ(world.Show("DateTimeTruncate(Now(), \"week\")"), world.Show("ToDateTime(\"2026-11-23\")"));
  EXPECT_EQ(world.Show("DateTimeTruncate(Today(), \"decade\")"), "#VALUE");
  EXPECT_EQ(world.Show("[Renewal_Date] - Today()"), "210");
}

// A source that answers a predicate from an index.
class IndexedWorld : public TestWorld {
 public:
  std::optional<std::vector<value::RowSlot>> Candidates(const Node&, TableIndex table,
                                                        Evaluation&) const override {
    if (table != 1) return std::nullopt;
    ++asked;
    return std::vector<value::RowSlot>{3, 4};
  }
  mutable int asked = 0;
};

TEST(Evaluate, PredicatesUseTheCandidatesOfTheSource) {
  IndexedWorld world;
  world.catalog.tables[0].columns[8].name = "Links";
  EXPECT_EQ(world.Show("CountIf([Metrics], [Account].[Account_Name] = \"Nordic Bank\")"), "2");
  EXPECT_EQ(world.Show("Lookup([Metrics], [Account].[Account_Name] = \"Nordic Bank\").[Metric_ID]"),
            "\"MET-4\"");
  EXPECT_EQ(world.asked, 2);
  EXPECT_EQ(world.Show("[Metrics].FormulaMap([Value]).CountAll()"), "5");
  EXPECT_EQ(world.asked, 2);
}

TEST(Evaluate, AndStopsWhereItIsDecided) {
  TestWorld world;
  world.cells_read = 0;
  EXPECT_EQ(world.Show("False AND [ARR] > 1"), "False");
  EXPECT_EQ(world.cells_read, 0);
}

// Every operator and conversion on every pair of kinds gives a value: nothing crashes, nothing is undecided.
TEST(Evaluate, OperatorsAreTotal) {
  TestWorld world;
  Evaluation evaluation(world.catalog, world, world.inputs);
  std::vector<Value> values = {Value(),
                               Value::Blank(value::BlankReason::kDivisionByZero),
                               Value::Error(value::ErrorCode::kRef, "gone"),
                               Value::Bool(true),
                               Value::Number(-2.5),
                               Value::Number(1e308),
                               Value::Text("12"),
                               Value::Text("Ingrid Solheim"),
                               Value::Text("2026-01-05"),
                               Value::Date(20'000),
                               Value::Date(2'932'896),
                               Value::Instant(1'700'000'000'000'000),
                               Value::Row({2, 0}),
                               Value::List({Value::Number(1)}),
                               Value::List({Value::Number(1), Value::Error(value::ErrorCode::kValue)}),
                               Value::List({Value(), Value::Text("a")})};
  for (const Value& a : values) {
    ApplyUnary(Op::kNot, a);
    ApplyUnary(Op::kNegate, a);
    for (const Value& b : values) {
      EXPECT_EQ(AreEqual(a, b, evaluation), AreEqual(b, a, evaluation))
          << world.Show(a) << " and " << world.Show(b);
      for (int op = 0; op <= static_cast<int>(Op::kAddDays); ++op) {
        if (static_cast<Op>(op) == Op::kNot || static_cast<Op>(op) == Op::kNegate) continue;
        Value result = Apply(static_cast<Op>(op), a, b, evaluation);
        bool logic = static_cast<Op>(op) == Op::kAnd || static_cast<Op>(op) == Op::kOr;
        if (a.is_error() && !logic) {
          EXPECT_TRUE(result.is_error());
        }
        if (result.is_error()) {
          EXPECT_TRUE(a.is_error() || b.is_error() || !result.error_reason().empty() || a.is_list() ||
                      b.is_list());
        }
      }
      Value equal = Apply(Op::kEqual, a, b, evaluation);
      EXPECT_TRUE(equal.is_bool() || equal.is_error());
    }
  }
}

}  // namespace
}  // namespace csip::formula
