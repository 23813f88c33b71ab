#include "blueprint/compile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "blueprint/read.h"

namespace csip::blueprint {
namespace {

using testing::HasSubstr;
using value::Storage;

constexpr const char* kHead =
    "name: t\npeople: {table: P, email: Mail}\n"
    "tables:\n"
    "  - table: P\n    columns: [{name: Mail, type: email}, {name: Rank, type: number}]\n"
    "  - table: A\n    columns:\n"
    "      - {name: Name, type: text}\n"
    "      - {name: N, type: number}\n"
    "      - {name: Day, type: date}\n"
    "      - {name: State, type: select, options: [Open, Closed]}\n"
    "      - {name: Tags, type: multi-select, options: [x, y]}\n"
    "      - {name: Who, type: person}\n"
    "      - {name: Bs, type: multi-relation, target: B, inverse: As}\n";

constexpr const char* kB =
    "  - table: B\n    columns: [{name: Title, type: text}, {name: Size, type: number}]\n";

// Table A with these columns added, and B.
CompileOutcome WithColumns(const std::string& columns, const std::string& rest = "") {
  ReadOutcome read = ReadText(kHead + columns + kB + rest);
  EXPECT_TRUE(read.ok()) << Render(read.errors);
  return Compile(read.blueprint);
}

std::string ErrorsOf(const std::string& columns, const std::string& rest = "") {
  return Render(WithColumns(columns, rest).errors);
}

// The compiled blueprint; the test ends where there is none.
struct Whole {
  explicit Whole(const std::string& columns, const std::string& rest = "") {
    CompileOutcome outcome = WithColumns(columns, rest);
    EXPECT_NE(outcome.compiled, nullptr) << Render(outcome.errors);
    compiled = outcome.compiled;
    if (compiled) a = *compiled->blueprint.FindTable("A");
  }
  ColumnIndex Column(const char* name) const { return *compiled->blueprint.tables[a].FindColumn(name); }
  Storage StorageOf(const char* name) const { return compiled->storage[a][Column(name)]; }
  const formula::Type& TypeOf(const char* name) const {
    return compiled->catalog.tables[a].columns[Column(name)].type;
  }
  size_t PositionOf(const char* name) const {
    auto found =
        std::find(compiled->order.begin(), compiled->order.end(), formula::ColumnRead{a, Column(name)});
    EXPECT_NE(found, compiled->order.end()) << name;
    return static_cast<size_t>(found - compiled->order.begin());
  }
  std::shared_ptr<const Compiled> compiled;
  TableIndex a = kNone;
};

TEST(Compile, CatalogHoldsDeclaredTypes) {
  Whole whole("      - {name: Id, type: row-id, formula: '\"A-\" & thisRow.RowNumber()'}\n");
  ASSERT_TRUE(whole.compiled);
  const formula::Catalog& catalog = whole.compiled->catalog;
  EXPECT_EQ(catalog.people, 0u);
  EXPECT_EQ(whole.TypeOf("N"), formula::Type::Of(formula::Base::kNumber));
  EXPECT_EQ(whole.TypeOf("Who"), formula::Type::Row(0));
  EXPECT_EQ(whole.TypeOf("Bs"), formula::Type::Row(2, true));
  EXPECT_EQ(whole.TypeOf("State").option_column, whole.Column("State"));
  EXPECT_EQ(whole.TypeOf("State").option_table, whole.a);
  EXPECT_TRUE(whole.TypeOf("Tags").list);
  const formula::CatalogTable& a = catalog.tables[whole.a];
  EXPECT_EQ(a.display, 0u);
  EXPECT_EQ(a.columns[whole.Column("State")].options, (std::vector<std::string>{"Open", "Closed"}));
  EXPECT_TRUE(a.columns[whole.Column("Id")].row_id);
  EXPECT_TRUE(a.columns[whole.Column("Id")].computed);
  EXPECT_FALSE(a.columns[whole.Column("N")].computed);
}

TEST(Compile, StorageFollowsTheFormula) {
  Whole whole(
      "      - {name: C1, type: computed, formula: 'N * 2'}\n"
      "      - {name: C2, type: computed, formula: 'Day'}\n"
      "      - {name: C3, type: computed, formula: 'Bs.[Size]'}\n"
      "      - {name: C4, type: computed, formula: 'Bs.Filter(Size > 1)'}\n"
      "      - {name: C5, type: computed, formula: 'Who'}\n"
      "      - {name: C6, type: computed, formula: 'N > 1'}\n"
      "      - {name: C7, type: computed, formula: 'State'}\n"
      "      - {name: C8, type: currency, formula: 'N'}\n"
      "      - {name: C9, type: multi-relation, target: B, formula: 'Bs'}\n");
  ASSERT_TRUE(whole.compiled);
  EXPECT_EQ(whole.StorageOf("N"), Storage::kNumber);
  EXPECT_EQ(whole.StorageOf("C1"), Storage::kNumber);
  EXPECT_EQ(whole.StorageOf("C2"), Storage::kDate);
  EXPECT_EQ(whole.StorageOf("C3"), Storage::kTexts);
  EXPECT_EQ(whole.StorageOf("C4"), Storage::kRows);
  EXPECT_EQ(whole.StorageOf("C5"), Storage::kRow);
  EXPECT_EQ(whole.StorageOf("C6"), Storage::kBool);
  EXPECT_EQ(whole.StorageOf("C7"), Storage::kText);
  EXPECT_EQ(whole.StorageOf("C8"), Storage::kNumber);
  EXPECT_EQ(whole.StorageOf("C9"), Storage::kRows);
  EXPECT_EQ(whole.TypeOf("C7").option_column,
            whole.Column("State"));  // its options are known through the formula
}

TEST(Compile, TypesAreLearntWhateverTheOrderOfTheColumns) {
  Whole whole(
      "      - {name: X, type: computed, formula: 'Y.[Size].Sum() + 1'}\n"
      "      - {name: Y, type: computed, formula: 'Z'}\n"
      "      - {name: Z, type: computed, formula: 'W.Filter(Size > 0)'}\n"
      "      - {name: W, type: computed, formula: 'Bs'}\n");
  ASSERT_TRUE(whole.compiled);
  EXPECT_EQ(whole.StorageOf("X"), Storage::kNumber);
  EXPECT_EQ(whole.StorageOf("Y"), Storage::kRows);
  EXPECT_EQ(whole.compiled->order.size(), 4u);
  EXPECT_LT(whole.PositionOf("W"), whole.PositionOf("Z"));
  EXPECT_LT(whole.PositionOf("Z"), whole.PositionOf("Y"));
  EXPECT_LT(whole.PositionOf("Y"), whole.PositionOf("X"));
}

TEST(Compile, OrderGoesThroughNamedFormulas) {
  Whole whole(
      "      - {name: X, type: number, formula: 'N / Total'}\n"
      "      - {name: Y, type: number, formula: 'N * 2'}\n",
      "formulas: [{name: Total, formula: 'A.[Y].Sum()'}]\n");
  ASSERT_TRUE(whole.compiled);
  EXPECT_LT(whole.PositionOf("Y"), whole.PositionOf("X"));
  EXPECT_EQ(whole.compiled->catalog.names[0].type, formula::Type::Of(formula::Base::kNumber));
  EXPECT_TRUE(whole.compiled->named[0].ok());
}

TEST(Compile, ErrorsStandAtTheirPlaceInTheFormula) {
  EXPECT_EQ(ErrorsOf("      - {name: X, type: number, formula: 'N + Nn * 2'}\n"),
            "15:47: no column `Nn` on A; did you mean `N`? (the formula of A.X)\n");
  EXPECT_THAT(
      ErrorsOf(
          "      - name: X\n        type: number\n        formula: |-\n          N +\n            [Nam]\n"),
      HasSubstr("19:13: no column `Nam` on A; did you mean `Name`? (the formula of A.X)"));
}

TEST(Compile, CyclesShowTheirPath) {
  EXPECT_EQ(ErrorsOf("      - {name: X, type: number, formula: 'Y + 1'}\n"
                     "      - {name: Y, type: number, formula: 'Z + 1'}\n"
                     "      - {name: Z, type: number, formula: 'X + 1'}\n"),
            "15:43: columns are computed from each other: A.X -> A.Y -> A.Z -> A.X\n");
  EXPECT_THAT(ErrorsOf("      - {name: X, type: number, formula: 'A.[X].Sum()'}\n"),
              HasSubstr("A.X is computed from itself"));
  EXPECT_THAT(ErrorsOf("      - {name: X, type: number, formula: 'N + Total'}\n",
                       "formulas: [{name: Total, formula: 'A.[X].Sum()'}]\n"),
              HasSubstr("A.X -> Total -> A.X"));
}

TEST(Compile, TheFormulaMustFitTheColumn) {
  EXPECT_THAT(ErrorsOf("      - {name: X, type: currency, formula: 'Name'}\n"),
              HasSubstr("15:45: the formula gives text, but `X` is a currency column, which holds number"));
  EXPECT_THAT(ErrorsOf("      - {name: X, type: text, formula: 'N'}\n"), HasSubstr("which holds text"));
  EXPECT_THAT(ErrorsOf("      - {name: X, type: date, formula: 'Now()'}\n"), HasSubstr("is a date column"));
  EXPECT_THAT(ErrorsOf("      - {name: X, type: number, formula: 'Bs.[Size]'}\n"),
              HasSubstr("the formula gives list of number"));
  EXPECT_THAT(ErrorsOf("      - {name: X, type: relation, target: P, formula: 'Bs.First()'}\n"),
              HasSubstr("row of P"));
  EXPECT_EQ(ErrorsOf("      - {name: X, type: number, formula: 'If(N > 1, 1, \"\")'}\n"
                     "      - {name: Y, type: date, formula: 'Day + 3'}\n"
                     "      - {name: Z, type: number, formula: 'Day - Day'}\n"),
            "");
}

TEST(Compile, AColumnHasOneValueForEverybody) {
  EXPECT_THAT(ErrorsOf("      - {name: X, type: checkbox, formula: 'Who = CurrentUser()'}\n"),
              HasSubstr("cannot ask who is looking"));
  EXPECT_THAT(ErrorsOf("      - {name: X, type: checkbox, formula: 'Who = Me'}\n",
                       "formulas: [{name: Me, formula: 'CurrentUser()'}]\n"),
              HasSubstr("cannot ask who is looking"));
}

TEST(Compile, DefaultsAreChecked) {
  EXPECT_EQ(ErrorsOf("      - {name: X, type: person, default: 'CurrentUser()'}\n"
                     "      - {name: Y, type: date, default: 'Today() + 14'}\n"
                     "      - {name: Z, type: checkbox, default: true}\n"
                     "      - {name: V, type: multi-select, options: [a], default: '\"a\"'}\n"),
            "");
  EXPECT_THAT(ErrorsOf("      - {name: X, type: select, options: [Active], default: '\"Actve\"'}\n"),
              HasSubstr("15:62: `Actve` is no option of `X`; did you mean `Active`? (the default of A.X)"));
  EXPECT_THAT(ErrorsOf("      - {name: X, type: select, options: [Active], default: Active}\n"),
              HasSubstr("(the default of A.X)"));
  EXPECT_THAT(ErrorsOf("      - {name: X, type: number, default: '\"five\"'}\n"),
              HasSubstr("the formula gives text"));
  EXPECT_THAT(ErrorsOf("      - {name: X, type: number, default: 'N + 1'}\n"),
              HasSubstr("(the default of A.X)"));
}

TEST(Compile, FiltersAndFormatsAreChecked) {
  std::string table =
      "    views:\n      - {name: V, filter: 'Size > 1', formats: [{when: 'Titel = \"a\"', bold: true}]}\n"
      "      - {name: W, filter: 'Size + 1'}\n      - {name: Mine, filter: 'CurrentUser().[Rank] = 1'}\n"
      "    formats: [{when: 'Sise > 1', bold: true}]\n";
  std::string errors = ErrorsOf("", table);
  EXPECT_THAT(
      errors,
      HasSubstr("18:57: no column `Titel` on B; did you mean `Title`? (a format of the view `V` of B)"));
  EXPECT_THAT(
      errors,
      HasSubstr(
          "19:28: a condition must be true or false; this gives number (the filter of the view `W` of B)"));
  EXPECT_THAT(errors, HasSubstr("21:23: no column `Sise` on B; did you mean `Size`? (a format of B)"));
  EXPECT_THAT(errors, testing::Not(HasSubstr("Mine")));
}

TEST(Compile, ControlsAreNamesWithTypes) {
  Whole whole(
      "      - {name: X, type: checkbox, formula: 'N > Least'}\n",
      "controls: [{name: Least, kind: slider, default: '3'}, {name: Pick, kind: lookup, target: B}]\n");
  ASSERT_TRUE(whole.compiled);
  EXPECT_EQ(whole.compiled->catalog.names[1].type, formula::Type::Row(2));
  EXPECT_THAT(ErrorsOf("", "controls: [{name: Least, kind: slider, default: '\"x\"'}]\n"),
              HasSubstr("a slider holds number"));
}

TEST(Compile, BrokenBlueprintsMadeByHandAreRefusedWithWords) {
  Blueprint b;
  Table t;
  t.name = "T";
  Column c;
  c.name = "C";
  c.formula.text = "Missing.[X] + ";
  t.columns = {c, c};
  t.views.emplace_back();
  b.tables = {t, t};
  CompileOutcome outcome = Compile(b);
  EXPECT_EQ(outcome.compiled, nullptr);
  EXPECT_THAT(Render(outcome.errors), HasSubstr("the table `T` comes twice"));
  EXPECT_THAT(Render(outcome.errors), HasSubstr("has no type"));
  EXPECT_NE(Compile(Blueprint()).compiled, nullptr);
}

TEST(Product, CompilesWithAnOrder) {
  ReadOutcome read = ReadFolder(std::string(CSIP_SOURCE_DIR) + "/blueprints/mulesoft-cs");
  ASSERT_TRUE(read.ok()) << Render(read.errors);
  CompileOutcome outcome = Compile(read.blueprint);
  ASSERT_NE(outcome.compiled, nullptr) << Render(outcome.errors);
  const Compiled& c = *outcome.compiled;
  std::set<formula::ColumnRead> done;
  size_t computed = 0;
  for (TableIndex t = 0; t < c.formulas.size(); ++t) {
    for (const formula::Bound& bound : c.formulas[t]) computed += bound.ok() ? 1 : 0;
  }
  EXPECT_EQ(c.order.size(), computed);
  for (const formula::ColumnRead& column : c.order) {
    for (const formula::ColumnRead& read_column : c.formulas[column.table][column.column].reads) {
      bool base = !c.blueprint.tables[read_column.table].columns[read_column.column].computed();
      EXPECT_TRUE(base || done.contains(read_column));
    }
    done.insert(column);
  }
}

}  // namespace
}  // namespace csip::blueprint
