#include "blueprint/amendment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "blueprint/compile.h"
#include "blueprint/read.h"

namespace csip::blueprint {
namespace {

using testing::HasSubstr;

// A table with [A] and a computed B, and amendments of it.
Blueprint Small(const std::string& formula, const std::vector<std::pair<std::string, std::string>>& afters) {
  ReadOutcome read = ReadText(
      "name: x\ntables:\n  - table: T\n    columns:\n      - {name: A, type: number}\n"
      "      - {name: B, type: number, formula: '" +
      formula + "'}\n");
  EXPECT_TRUE(read.ok()) << Render(read.errors);
  for (const auto& [id, after] : afters) {
    read.blueprint.parts.push_back({"amendments", id,
                                    "title: t\nreason: r\nchanges:\n  - {table: T, column: B, before: '" +
                                        formula + "', after: '" + after + "'}\n"});
  }
  return read.blueprint;
}

std::string FormulaOf(const base::Result<Blueprint>& blueprint) {
  return blueprint.ok() ? blueprint->tables[0].columns[1].formula.text : blueprint.error().message;
}

TEST(Amendment, OnTakesTheFormulaAfterAndOffTheOneBefore) {
  Blueprint base = Small("[A] + 1", {{"A1", "[A] + 2"}});
  auto on = SwitchAmendments(base, {"A1"});
  EXPECT_EQ(FormulaOf(on), "[A] + 2");
  EXPECT_TRUE(ReadAmendments(*on)[0].on);
  auto off = SwitchAmendments(*on, {});
  ASSERT_TRUE(off.ok());
  EXPECT_EQ(*off, base);
}

TEST(Amendment, SurvivesTheStoredForm) {
  auto on = SwitchAmendments(Small("[A] + 1", {{"A1", "[A] + 2"}}), {"A1"});
  ReadOutcome stored = ReadText(WriteText(*on));
  ASSERT_TRUE(stored.ok()) << Render(stored.errors);
  EXPECT_TRUE(ReadAmendments(stored.blueprint)[0].on);
  EXPECT_EQ(FormulaOf(SwitchAmendments(stored.blueprint, {})), "[A] + 1");
}

TEST(Amendment, SeveralChangeDifferentPartsOfOneFormula) {
  Blueprint base =
      Small("Max([A] * 2, 5) + 1",
            {{"A1", "Max([A] * 3, 5) + 1"}, {"A2", "Max([A] * 2, 5) + 1 - [A]"}, {"A3", "Max([A] * 2) + 1"}});
  EXPECT_EQ(FormulaOf(SwitchAmendments(base, {"A1", "A3"})), "Max([A] * 3) + 1");
  auto all = SwitchAmendments(base, {"A1", "A2", "A3"});
  EXPECT_EQ(FormulaOf(all), "Max([A] * 3) + 1 - [A] ");
  EXPECT_EQ(FormulaOf(SwitchAmendments(*all, {"A2"})), "Max([A] * 2, 5) + 1 - [A]");
  EXPECT_EQ(*SwitchAmendments(*all, {}), base);
}

TEST(Amendment, TwoThatChangeTheSamePlaceMeet) {
  Blueprint base = Small("[A] + 1", {{"A1", "[A] + 2"}, {"A2", "[A] + 3"}});
  EXPECT_THAT(FormulaOf(SwitchAmendments(base, {"A1", "A2"})),
              HasSubstr("A1 and A2 change the same part of T.B"));
  EXPECT_EQ(FormulaOf(SwitchAmendments(base, {"A2"})), "[A] + 3");
}

TEST(Amendment, RefusesAFormulaItWasNotWrittenFor) {
  Blueprint base = Small("[A] + 1", {{"A1", "[A] + 2"}});
  auto on = SwitchAmendments(base, {"A1"});
  base.tables[0].columns[1].formula.text = "[A] * 9";
  EXPECT_THAT(FormulaOf(SwitchAmendments(base, {"A1"})), HasSubstr("it is now [A] * 9"));
  on->tables[0].columns[1].formula.text = "[A] + 4";
  EXPECT_THAT(FormulaOf(SwitchAmendments(*on, {})), HasSubstr("changed after A1 was switched on"));
  on->tables[0].columns[1].formula.text = "[A]+2  /* the same */";
  EXPECT_EQ(FormulaOf(SwitchAmendments(*on, {})), "[A] + 1");
}

TEST(Amendment, NamesTheOnesThereAre) {
  EXPECT_THAT(FormulaOf(SwitchAmendments(Small("[A]", {{"A10", "1"}, {"A9", "2"}}), {"A7"})),
              HasSubstr("no amendment `A7`; there are A9, A10"));
}

TEST(Amendment, MistakesInAFileHaveAPlace) {
  std::vector<base::Error> errors;
  ReadAmendment(
      {"amendments", "A1", "title: t\nreasn: r\nchanges:\n  - {table: T, column: B, before: '1'}\n"},
      &errors);
  std::string words = Render(errors);
  EXPECT_THAT(words, HasSubstr("amendments/A1.yaml:2:1: unknown key `reasn`"));
  EXPECT_THAT(words, HasSubstr("`after`"));
}

TEST(Amendment, TheShippedOnesFitAloneAndTogether) {
  ReadOutcome read = ReadFolder(CSIP_SOURCE_DIR "/blueprints/mulesoft-cs");
  ASSERT_TRUE(read.ok()) << Render(read.errors);
  std::set<std::string> all;
  for (const Amendment& amendment : ReadAmendments(read.blueprint)) {
    auto one = SwitchAmendments(read.blueprint, {amendment.id});
    ASSERT_TRUE(one.ok()) << one.error().ToString();
    CompileOutcome outcome = Compile(*one);
    EXPECT_TRUE(outcome.compiled) << amendment.id << Render(outcome.errors);
    all.insert(amendment.id);
  }
  EXPECT_EQ(all, (std::set<std::string>{"A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "A9", "A10"}));
  auto together = SwitchAmendments(read.blueprint, all);
  ASSERT_TRUE(together.ok()) << together.error().ToString();
  CompileOutcome outcome = Compile(*together);
  EXPECT_TRUE(outcome.compiled) << Render(outcome.errors);
  auto off = SwitchAmendments(*together, {});
  ASSERT_TRUE(off.ok());
  EXPECT_EQ(*off, read.blueprint);
}

}  // namespace
}  // namespace csip::blueprint
