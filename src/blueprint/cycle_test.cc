// Formulas that need themselves: found when the blueprint is compiled, told with their path, and nowhere else.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "blueprint/compile.h"
#include "blueprint/read.h"

namespace csip::blueprint {
namespace {

using testing::HasSubstr;
using testing::Not;

// Tables A and B that point at each other, with these columns added; the errors of compiling them.
std::string ErrorsOf(const std::string& columns_of_a, const std::string& columns_of_b = "",
                     const std::string& rest = "") {
  ReadOutcome read = ReadText(
      "name: t\ntables:\n"
      "  - table: A\n    display: Name\n    columns:\n"
      "      - {name: Name, type: text}\n"
      "      - {name: N, type: number}\n"
      "      - {name: Bs, type: multi-relation, target: B, inverse: As}\n" +
      columns_of_a +
      "  - table: B\n    columns:\n      - {name: Title, type: text}\n      - {name: Size, type: number}\n" +
      columns_of_b + rest);
  EXPECT_TRUE(read.ok()) << Render(read.errors);
  return Render(Compile(read.blueprint).errors);
}

std::string Formula(const std::string& name, const std::string& formula) {
  return "      - {name: " + name + ", type: computed, formula: '" + formula + "'}\n";
}

TEST(Cycle, OfOneColumn) {
  EXPECT_THAT(ErrorsOf(Formula("X", "[X] + 1")), HasSubstr("A.X is computed from itself"));
  EXPECT_THAT(ErrorsOf(Formula("X", "If(False, [X], 1)")), HasSubstr("A.X is computed from itself"));
  EXPECT_THAT(ErrorsOf(Formula("X", "thisRow.[X]")), HasSubstr("A.X is computed from itself"));
}

TEST(Cycle, OfSeveralColumnsWithThePath) {
  EXPECT_THAT(ErrorsOf(Formula("X", "[Y] + 1") + Formula("Y", "[X]")),
              HasSubstr("columns are computed from each other: A.X -> A.Y -> A.X"));
  EXPECT_THAT(ErrorsOf(Formula("W", "[X]") + Formula("X", "[Y]") + Formula("Y", "[Z]") + Formula("Z", "[X]")),
              HasSubstr("A.X -> A.Y -> A.Z -> A.X"));
}

TEST(Cycle, ThroughARelation) {
  EXPECT_THAT(ErrorsOf(Formula("X", "[Bs].[Y].Sum()"), Formula("Y", "[As].[X].Sum()")),
              HasSubstr("A.X -> B.Y -> A.X"));
  EXPECT_THAT(ErrorsOf(Formula("X", "[Bs].First().[Size]") + Formula("Y", "[Bs].[As].[Y].Sum()")),
              HasSubstr("A.Y is computed from itself"));
}

TEST(Cycle, ThroughLookupsFiltersAndAggregates) {
  for (const char* formula :
       {"Lookup(A, [N] = thisRow.[N]).[X]", "Lookup(A, [X] = 1).[N]", "A.Filter([X] > 1).Count()",
        "A.[X].Sum()", "SumIf(A, [N] > 1, [X])", "CountIf(A, [X] = 1)", "MaxIf(A, True, [X])",
        "A.Sort(True, [X]).First().[N]", "A.FormulaMap([X]).Sum()", "WithName(thisRow, me, me.[X])",
        "B.Filter(A.Filter([X] > 1).Count() > 0).Count()", "A.Any([X] = 1)"}) {
    EXPECT_THAT(ErrorsOf(Formula("X", formula)), HasSubstr("A.X is computed from itself")) << formula;
  }
  EXPECT_THAT(ErrorsOf(Formula("X", "B.Filter([Y] > 1).Count()"), Formula("Y", "Lookup(A, [N] = 1).[X]")),
              HasSubstr("A.X -> B.Y -> A.X"));
}

TEST(Cycle, ThroughNamedFormulas) {
  EXPECT_THAT(ErrorsOf(Formula("X", "[N] + Total"), "", "formulas: [{name: Total, formula: A.X.Sum()}]\n"),
              HasSubstr("A.X -> Total -> A.X"));
  EXPECT_THAT(ErrorsOf("", "", "formulas: [{name: P, formula: Q + 1}, {name: Q, formula: P}]\n"),
              HasSubstr("P -> Q -> P"));
  EXPECT_THAT(ErrorsOf("", "", "formulas: [{name: P, formula: P + 1}]\n"),
              HasSubstr("P is computed from itself"));
}

// A row that is turned into text reads its display column.
TEST(Cycle, ThroughTheTextOfARow) {
  ReadOutcome read = ReadText(
      "name: t\ntables:\n  - table: A\n    display: Name\n    columns:\n"
      "      - {name: N, type: number}\n"
      "      - {name: Boss, type: relation, target: A}\n"
      "      - {name: Name, type: computed, formula: '\"under \" & [Boss]'}\n");
  ASSERT_TRUE(read.ok()) << Render(read.errors);
  EXPECT_THAT(Render(Compile(read.blueprint).errors), HasSubstr("A.Name is computed from itself"));
}

TEST(Cycle, NoneWhereThereIsNone) {
  // A column that two others read, and links in a ring.
  EXPECT_EQ(ErrorsOf(Formula("X", "[N]") + Formula("Y", "[X]") + Formula("Z", "[X] + [Y]")), "");
  EXPECT_EQ(ErrorsOf(Formula("X", "[Bs].[As].[N].Sum()")), "");
  EXPECT_EQ(ErrorsOf(Formula("X", "[Bs].[Y].Sum()"), Formula("Y", "[As].[N].Sum()")), "");
}

// Named formulas that read the one before twice: as many ways through them as there are grains of sand.
TEST(Cycle, LongAndWideChainsOfNamedFormulasAreRead) {
  std::string named = "formulas:\n  - {name: N0, formula: A.N.Sum()}\n";
  for (int i = 1; i < 3000; ++i) {
    std::string before = "N" + std::to_string(i - 1);
    named += "  - {name: N" + std::to_string(i) + ", formula: " + before + " + " + before + "}\n";
  }
  EXPECT_EQ(ErrorsOf(Formula("X", "N2999"), "", named), "");
  EXPECT_THAT(
      ErrorsOf(Formula("X", "N2999"), "", named + "  - {name: Me, formula: IsBlank(CurrentUser())}\n"), "");
}

TEST(Cycle, EachIsToldOnceAndOthersStayOutOfIt) {
  std::string errors = ErrorsOf(Formula("X", "[X]") + Formula("P", "[Q]") + Formula("Q", "[P]") +
                                Formula("After", "[X] + [P]") + Formula("Fine", "[N]"));
  EXPECT_THAT(errors, HasSubstr("A.X is computed from itself"));
  EXPECT_THAT(errors, HasSubstr("A.P -> A.Q -> A.P"));
  EXPECT_THAT(errors, Not(HasSubstr("After")));
  EXPECT_THAT(errors, Not(HasSubstr("Fine")));
  EXPECT_EQ(std::count(errors.begin(), errors.end(), '\n'), 2) << errors;
}

TEST(Cycle, OfVeryManyColumnsIsToldInFewWords) {
  std::string columns;
  for (int i = 0; i < 300; ++i)
    columns += Formula("C" + std::to_string(i), "[C" + std::to_string((i + 1) % 300) + "]");
  std::string errors = ErrorsOf(columns);
  EXPECT_THAT(errors, HasSubstr("A.C0 -> A.C1 -> A.C2"));
  EXPECT_THAT(errors, HasSubstr("-> A.C299 -> A.C0"));
  EXPECT_LT(errors.size(), 500u);
  // Everything reads everything: thousands of rings, of which some are told.
  std::string all;
  for (int i = 0; i < 60; ++i) all += (i > 0 ? " + [D" : "[D") + std::to_string(i) + "]";
  columns.clear();
  for (int i = 0; i < 60; ++i) columns += Formula("D" + std::to_string(i), all);
  errors = ErrorsOf(columns);
  EXPECT_LE(std::count(errors.begin(), errors.end(), '\n'), 30);
  EXPECT_THAT(errors, HasSubstr("these, and more"));
}

}  // namespace
}  // namespace csip::blueprint
