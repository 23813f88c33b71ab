#include "formula/rename.h"

#include <gtest/gtest.h>

#include "formula/test_world.h"

namespace csip::formula {
namespace {

std::string Renamed(const TestWorld& world, std::string_view formula, Rename rename) {
  auto result = ApplyRename(formula, rename, BindContext{.catalog = &world.catalog, .table = 0});
  return result.ok() ? result.value() : "error: " + result.error().message;
}

TEST(Rename, ColumnsOfTheRightTableOnly) {
  TestWorld world;
  // The column Account of Metrics; Accounts has Account_ID, which only sounds like it.
  Rename rename{.kind = Reference::Kind::kColumn, .table = 1, .column = 1, .to = "Customer account"};
  EXPECT_EQ(Renamed(world,
                    "CountIf([Metrics], /* Account */ [Account].[Account_ID] = thisRow.[Account_ID] AND "
                    "Account = thisRow)",
                    rename),
            "CountIf([Metrics], /* Account */ [Customer account].[Account_ID] = thisRow.[Account_ID] AND "
            "[Customer account] = "
            "thisRow)");
  EXPECT_EQ(Renamed(world, "[ARR]  +  1", rename), "[ARR]  +  1");
}

TEST(Rename, TablesAlsoBehindLookupsColumn) {
  TestWorld world;
  Rename rename{.kind = Reference::Kind::kTable, .table = 2, .to = "Team"};
  EXPECT_EQ(Renamed(world, "Lookup(People, People.[Email], \"People\").Full_Name & People.Count()", rename),
            "Lookup(Team, Team.[Email], \"People\").Full_Name & Team.Count()");
}

TEST(Rename, OptionsWhereTheyAreCompared) {
  TestWorld world;
  Rename rename{
      .kind = Reference::Kind::kOption, .table = 0, .column = 5, .from = "At Risk", .to = "In \"danger\""};
  EXPECT_EQ(
      Renamed(world,
              "If([Status] = \"At Risk\" OR [Status].HasAny(\"Active\", \"At Risk\"), \"At Risk\", \"\")",
              rename),
      "If([Status] = \"In \\\"danger\\\"\" OR [Status].HasAny(\"Active\", \"In \\\"danger\\\"\"), \"At "
      "Risk\", \"\")");
  EXPECT_EQ(Renamed(world,
                    "Switch([Status], \"At Risk\", 1, 0) + CountIf([Accounts], [Status].In(List(\"At Risk\", "
                    "\"Churned\")))",
                    rename),
            "Switch([Status], \"In \\\"danger\\\"\", 1, 0) + CountIf([Accounts], [Status].In(List(\"In "
            "\\\"danger\\\"\", \"Churned\")))");
  EXPECT_EQ(Renamed(world, "[Account_Name] = \"At Risk\"", rename), "[Account_Name] = \"At Risk\"");
  EXPECT_EQ(
      Renamed(world, "IfBlank(Filter([Accounts], [ARR] > 5).First().[Status], \"\") = \"At Risk\"", rename),
      "IfBlank(Filter([Accounts], [ARR] > 5).First().[Status], \"\") = \"In \\\"danger\\\"\"");
}

TEST(Rename, SaysWhyItCannot) {
  TestWorld world;
  Rename rename{.kind = Reference::Kind::kColumn, .table = 0, .column = 2, .to = "a]b"};
  EXPECT_EQ(
      Renamed(world, "[ARR]", rename),
      "error: `a]b` cannot be a name in a formula: no square brackets, line breaks or spaces at its ends");
  rename.to = "Yearly";
  EXPECT_EQ(Renamed(world, "[ARR] + [No]", rename), "error: no column `No` on Accounts");
  EXPECT_EQ(Renamed(world, "ARR & \"ARR\" // ARR", rename), "Yearly & \"ARR\" // ARR");
}

}  // namespace
}  // namespace csip::formula
