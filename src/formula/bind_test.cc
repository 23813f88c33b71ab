#include "formula/bind.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "formula/parse.h"
#include "formula/test_world.h"

namespace csip::formula {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

std::vector<std::string> Messages(const Bound& bound, Diagnostic::Severity severity) {
  std::vector<std::string> out;
  for (const Diagnostic& d : bound.diagnostics) {
    if (d.severity == severity) out.push_back(d.message);
  }
  return out;
}
std::vector<std::string> Errors(const Bound& bound) {
  return Messages(bound, Diagnostic::Severity::kError);
}
std::vector<std::string> Warnings(const Bound& bound) {
  return Messages(bound, Diagnostic::Severity::kWarning);
}

std::string TypeOf(const TestWorld& world, std::string_view text) {
  Bound bound = world.BindHere(text);
  return bound.ok() ? NameOf(bound.type, world.catalog) : "error: " + TestWorld::FirstError(bound);
}

TEST(Bind, TypesOfExpressions) {
  TestWorld world;
  EXPECT_EQ(TypeOf(world, "[ARR] * 2"), "number");
  EXPECT_EQ(TypeOf(world, "[Renewal_Date] - Today()"), "number");
  EXPECT_EQ(TypeOf(world, "[Renewal_Date] + 14"), "date");
  EXPECT_EQ(TypeOf(world, "14 + [Created]"), "date and time");
  EXPECT_EQ(TypeOf(world, "[Account_Name] + 1"), "text");
  EXPECT_EQ(TypeOf(world, "[ARR] & 1"), "text");
  EXPECT_EQ(TypeOf(world, "[ARR] > 1 AND Active"), "true or false");
  EXPECT_EQ(TypeOf(world, "[Manager]"), "row of People");
  EXPECT_EQ(TypeOf(world, "[Metrics].[Account]"), "list of rows of Accounts");
  EXPECT_EQ(TypeOf(world, "[Metrics].[Owners].[Email]"), "list of text");
  EXPECT_EQ(TypeOf(world, "[Metrics].[Value].Max()"), "number");
  EXPECT_EQ(TypeOf(world, "Max([Metrics].[Day])"), "date");
  EXPECT_EQ(TypeOf(world, "Filter([Metrics], [Value] > 1).First()"), "row of Metrics");
  EXPECT_EQ(TypeOf(world, "If(Active, 1, 2)"), "number");
  EXPECT_EQ(TypeOf(world, "If(Active, 1, \"\")"), "number");
  EXPECT_EQ(TypeOf(world, "If(Active, 1, \"a\")"), "any value");
  EXPECT_EQ(TypeOf(world, "Switch([Status], \"Active\", 1, \"Churned\", 2, 3)"), "number");
  EXPECT_EQ(TypeOf(world, "FormulaMap([Metrics], [Day])"), "list of dates");
  EXPECT_EQ(TypeOf(world, "CurrentUser()"), "row of People");
  EXPECT_EQ(TypeOf(world, "[Anything]"), "any value");
  EXPECT_EQ(TypeOf(world, "[Anything] * 2"), "number");
  EXPECT_EQ(TypeOf(world, "WithName([ARR], x, x & \"\")"), "text");
  EXPECT_EQ(TypeOf(world, "Threshold + 1"), "number");
  EXPECT_EQ(TypeOf(world, "\"\""), "blank");
}

TEST(Bind, NamesOfTheScope) {
  TestWorld world;
  Bound bound = world.BindHere("CountIf([Metrics], Account = thisRow AND [Value] > [Metrics].Count())");
  EXPECT_THAT(Errors(bound), ElementsAre());
  bound = world.BindHere("CountIf([Metrics], [ARR] > 5)");
  EXPECT_THAT(Errors(bound),
              ElementsAre("no column `ARR` on Metrics, whose rows are looked at here; for the column of "
                          "Accounts write thisRow.[ARR]"));
  EXPECT_THAT(Errors(world.BindHere("[Acount_Name]")),
              ElementsAre("no column `Acount_Name` on Accounts; did you mean `Account_Name`?"));
  EXPECT_THAT(Errors(world.BindHere("[Manager].[Emial]")),
              ElementsAre("no column `Emial` on People; did you mean `Email`?"));
  EXPECT_THAT(Errors(world.BindHere("[Metrcs].Count()")),
              ElementsAre("no column `Metrcs` on Accounts; did you mean `Metrics`?"));
  EXPECT_THAT(Errors(world.BindHere("Today")), ElementsAre("`Today` is a function; write Today()"));
  EXPECT_THAT(Errors(world.BindHere("[Metrics].Count")),
              ElementsAre("no column `Count` on Metrics; a function is written with ()"));
  EXPECT_THAT(Errors(world.BindHere("[ARR].[Email]")),
              ElementsAre("`ARR` is number, which has no column `Email`"));
  EXPECT_THAT(Errors(world.BindHere("CurrentValue")),
              ElementsAre(HasSubstr("CurrentValue has a meaning only inside")));
  EXPECT_THAT(Errors(world.BindHere("thisRow.[ARR]", kNone)), ElementsAre(HasSubstr("belongs to no table")));
  EXPECT_THAT(Errors(world.BindHere("[Nowhere]", kNone)),
              ElementsAre("no table or value is named `Nowhere`"));
  EXPECT_THAT(Errors(world.BindHere("[Anything].Filter([ARR] > 5)")),
              ElementsAre(HasSubstr("write thisRow.[ARR]")));
  EXPECT_TRUE(world.BindHere("[Anything].Filter(thisRow.[ARR] > 5 AND CurrentValue = 3)").ok());
  EXPECT_TRUE(world.BindHere("List(1, 2).Filter([ARR] > CurrentValue)").ok());
  // Names are found in another case, too, and locals come first.
  EXPECT_TRUE(world.BindHere("[arr] + thisrow.[Arr]").ok());
  BindContext context{
      .catalog = &world.catalog, .table = kNone, .locals = {{"day", Type::Of(Base::kNumber)}}};
  Bound local = Bind("Today() - day", context);
  ASSERT_TRUE(local.ok());
  EXPECT_EQ(local.root->args[1]->kind, NodeKind::kLocal);
  EXPECT_EQ(local.root->args[1]->frame, 0u);
}

TEST(Bind, MistakesInCalls) {
  TestWorld world;
  EXPECT_THAT(Errors(world.BindHere("Agerage(1)")),
              ElementsAre("there is no function `Agerage`; did you mean `Average`?"));
  EXPECT_THAT(Errors(world.BindHere("Round(1, 2, 3)")),
              ElementsAre("Round expects 1 or 2 arguments, not 3: Round(number, [places])"));
  EXPECT_THAT(Errors(world.BindHere("Today(1)")), ElementsAre("Today() takes no arguments"));
  EXPECT_THAT(Errors(world.BindHere("If(True)")),
              ElementsAre("If expects at least 2 arguments, not 1: If(condition, value, …, [otherwise])"));
  EXPECT_THAT(
      Errors(world.BindHere("Sum([Account_Name])")),
      ElementsAre("Sum expects numbers; `Account_Name` is text; ToNumber reads a number from a text"));
  EXPECT_THAT(Errors(world.BindHere("Round([Metrics].[Value])")),
              ElementsAre("Round expects a number; `Value` is list of numbers; First, Sum or FormulaMap make "
                          "single values of a list"));
  EXPECT_THAT(Errors(world.BindHere("If([ARR], 1, 2)")),
              ElementsAre("If expects true or false; `ARR` is number"));
  EXPECT_THAT(Errors(world.BindHere("Year(\"2026\")")),
              ElementsAre("Year expects a date; `\"2026\"` is text; ToDate reads a date from a text"));
  EXPECT_THAT(Errors(world.BindHere("WithName(1, 2, 3)")),
              ElementsAre("WithName expects a new name here, not `2`"));
}

TEST(Bind, MistakesOfOperators) {
  TestWorld world;
  EXPECT_THAT(Errors(world.BindHere("[Account_Name] * 2")),
              ElementsAre("`*` needs a number; `Account_Name` is text; ToNumber reads a number from a text"));
  EXPECT_THAT(Errors(world.BindHere("[Renewal_Date] + Today()")),
              ElementsAre(HasSubstr("two dates cannot be added")));
  EXPECT_THAT(Errors(world.BindHere("1 - Today()")), ElementsAre("a date cannot be taken from a number"));
  EXPECT_THAT(Errors(world.BindHere("[Manager] < 3")), ElementsAre(HasSubstr("`<` has no order")));
  EXPECT_THAT(Errors(world.BindHere("NOT [ARR]")), ElementsAre("NOT needs true or false; `ARR` is number"));
  EXPECT_THAT(Errors(world.BindHere("[ARR] AND True")),
              ElementsAre("AND needs true or false; `ARR` is number"));
  EXPECT_THAT(Warnings(world.BindHere("[ARR] = [Renewal_Date]")),
              ElementsAre(HasSubstr("they are never equal")));
  EXPECT_THAT(Warnings(world.BindHere("[Metrics].[Account] = thisRow")),
              ElementsAre(HasSubstr("a list equals a single value only")));
}

TEST(Bind, SeveralMistakesAtOnceWithoutTheirConsequences) {
  TestWorld world;
  Bound bound = world.BindHere("[Nope] * 2 + Filter([Nada], [Value] > [Other]).[Value].Sum() + Round(True)");
  EXPECT_THAT(Errors(bound), ElementsAre("no column `Nope` on Accounts", "no column `Nada` on Accounts",
                                         "Round expects a number; `True` is true or false"));
  std::string text = bound.text;
  EXPECT_EQ(text.substr(bound.diagnostics[1].span.begin,
                        bound.diagnostics[1].span.end - bound.diagnostics[1].span.begin),
            "[Nada]");
}

TEST(Bind, ReadsScansAndInputs) {
  TestWorld world;
  Bound bound =
      world.BindHere("Filter([Metrics], [Account] = thisRow AND [Day] > Today() - 30).[Value].Sum()");
  ASSERT_TRUE(bound.ok());
  // [Metrics] is here the column, so no table is scanned.
  EXPECT_THAT(bound.reads,
              UnorderedElementsAre(ColumnRead{0, 8}, ColumnRead{1, 1}, ColumnRead{1, 3}, ColumnRead{1, 4}));
  EXPECT_THAT(bound.scans, IsEmpty());
  EXPECT_TRUE(bound.inputs.today);
  EXPECT_FALSE(bound.inputs.now || bound.inputs.user || bound.inputs.random);

  bound = world.BindHere("Lookup([People], [Email] = \"a\").[Full_Name]");
  EXPECT_THAT(bound.scans, ElementsAre(2u));
  EXPECT_TRUE(world.BindHere("CurrentUser() = [Manager]").inputs.user);
  EXPECT_TRUE(world.BindHere("Now() > [Created]").inputs.now);
}

TEST(Bind, ARowThatBecomesTextReadsItsDisplayColumn) {
  TestWorld world;
  const ColumnRead manager{0, 7};
  const ColumnRead name{2, 0};
  for (const char* text :
       {"\"CSM: \" & [Manager]", "[Manager] = \"Ingrid Solheim\"", "[Manager].Contains(\"Lars Berg\")",
        "Upper([Manager])", "List([Manager]).Join(\", \")", "[Manager].In(\"a\", \"b\")",
        "Switch([Manager], \"Ingrid Solheim\", 1)", "If(Active, [Manager], \"nobody\")", "[Manager] + \"!\"",
        "Format(\"{1}\", [Manager])"}) {
    Bound bound = world.BindHere(text);
    ASSERT_TRUE(bound.ok()) << text << TestWorld::FirstError(bound);
    EXPECT_TRUE(bound.reads.contains(manager) && bound.reads.contains(name)) << text;
  }
  for (const char* text : {"[Manager] = CurrentUser()", "[Manager].[Email] & \"\"",
                           "CountIf([Accounts], [Manager] = thisRow.[Manager])", "IsBlank([Manager])",
                           "If(Active, [Manager], \"\")"}) {
    Bound bound = world.BindHere(text);
    ASSERT_TRUE(bound.ok()) << text;
    EXPECT_FALSE(bound.reads.contains(name)) << text;
  }
  // A row that is named by a row: Metrics by Metric_ID here, then by the account and its name.
  world.catalog.tables[1].display = 1;
  EXPECT_THAT(world.BindHere("[Metrics].First() & \"\"").reads,
              UnorderedElementsAre(ColumnRead{0, 8}, ColumnRead{1, 1}, ColumnRead{0, 1}));
}

TEST(Bind, OptionsThatDoNotExistAreWarnedOf) {
  TestWorld world;
  EXPECT_THAT(Warnings(world.BindHere("[Status] = \"At risk\"")),
              ElementsAre("`At risk` is not an option of Accounts.Status; did you mean `At Risk`?"));
  EXPECT_THAT(Warnings(world.BindHere("[Tags].HasAny(\"EMEA\", \"APAC\")")),
              ElementsAre("`APAC` is not an option of Accounts.Tags"));
  EXPECT_THAT(Warnings(world.BindHere("\"Gone\" != First(Filter([Accounts], True)).[Status]")),
              ElementsAre("`Gone` is not an option of Accounts.Status"));
  EXPECT_THAT(Warnings(world.BindHere("List(\"Actve\").Contains([Status])")),
              ElementsAre(HasSubstr("did you mean `Active`?")));
  EXPECT_THAT(Warnings(world.BindHere("Switch([Status], \"Active\", \"Good\", \"Bad\")")), IsEmpty());
  EXPECT_THAT(Warnings(world.BindHere("If([Status] = \"Active\", \"Good\", [Status]) = \"Good\"")),
              IsEmpty());

  Bound bound = world.BindHere("[Status] = \"Active\"");
  EXPECT_EQ(bound.root->args[1]->option_table, 0u);
  EXPECT_EQ(bound.root->args[1]->option_column, 5u);
}

TEST(Bind, LookupWithColumnAndValueIsAnEquality) {
  TestWorld world;
  for (const char* text :
       {"Lookup([Accounts], [Account_ID], \"x\")", "Lookup(Accounts, Accounts.[Account_ID], \"x\")",
        "Accounts.Lookup(Accounts.Account_ID, \"x\")"}) {
    Bound bound = world.BindHere(text);
    ASSERT_TRUE(bound.ok()) << TestWorld::FirstError(bound);
    ASSERT_EQ(bound.root->args.size(), 2u);
    const Node& equal = *bound.root->args[1];
    EXPECT_EQ(equal.op, Op::kEqual);
    EXPECT_EQ(equal.args[0]->kind, NodeKind::kColumn);
    EXPECT_EQ(equal.args[0]->args[0]->kind, NodeKind::kCurrent);
  }
}

TEST(Bind, DeepAndWideFormulasEnd) {
  TestWorld world;
  std::string deep = "1";
  for (int i = 0; i < kMaxDepth - 1; ++i) deep = "-" + deep;
  EXPECT_TRUE(world.BindHere(deep).ok());
  std::string wide = "Sum(1";
  for (int i = 0; i < 20'000; ++i) wide += ",1";
  EXPECT_TRUE(world.BindHere(wide + ")").ok());
}

}  // namespace
}  // namespace csip::formula
