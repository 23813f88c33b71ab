#include "blueprint/read.h"
#include "blueprint/product_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/secret.h"
#include "blueprint/scratch_folder.h"

namespace csip::blueprint {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

using Folder = ScratchFolder;

constexpr const char* kRoot = R"(name: shop
title: A shop
time_zone: Europe/Oslo
currency: EUR
people: {table: Staff, email: Email}
tables: [Customer, Order, Staff]
formulas:
  - {name: Total, formula: 'Order.[Amount].Sum()'}
controls:
  - {name: Picked, kind: lookup, target: Customer}
)";

constexpr const char* kCustomer = R"(# The people who buy.
table: Customer
display: Name
columns:
  - {name: Customer_ID, type: row-id, formula: '"C-" & Format(thisRow.RowNumber(), "000")'}
  - {name: Name, type: text, required: true, unique: true}
  - name: Tier
    type: select
    options: [Gold, {name: Silver, color: gray}]
    default: '"Silver"'
  - {name: Seller, type: person}
  - {name: Share, type: percent}
  - name: Spent
    type: currency
    formula: |-
      Orders.[Amount]
        .Sum()
views:
  - {name: All, sort: [Name]}
  - {name: By Tier, group: [Tier desc], columns: [Name, Spent], filter: 'Spent > 0', layout: kanban}
formats:
  - {when: 'Tier = "Gold"', columns: [Name], color: yellow, bold: true}
)";

constexpr const char* kOrder = R"(table: Order
columns:
  - {name: Customer, type: relation, target: Customer, inverse: Orders}
  - {name: Amount, type: currency, currency: NOK, min: 0, decimals: 2}
  - {name: Weight, type: slider, min: 0, max: 10, step: 0.5}
  - {name: Stamped, type: date-time, touched_by: [Amount]}
)";

constexpr const char* kStaff = R"(table: Staff
columns:
  - {name: Full_Name, type: text}
  - {name: Email, type: email}
)";

Folder& AddShop(Folder& folder) {
  return folder.Add("blueprint.yaml", kRoot)
      .Add("tables/customer.yaml", kCustomer)
      .Add("tables/order.yaml", kOrder)
      .Add("tables/staff.yaml", kStaff);
}

// The errors of a blueprint whose only table is T with these columns (and views).
std::string ErrorsOf(const std::string& table) {
  Folder folder;
  folder.Add("blueprint.yaml", "name: t\ntables: [T]\n").Add("tables/t.yaml", table);
  return Render(ReadFolder(folder.path()).errors);
}

std::string ErrorsOfColumn(const std::string& column) {
  return ErrorsOf("table: T\ncolumns:\n  - {name: Name, type: text}\n  - " + column + "\n");
}

TEST(ReadFolder, ReadsEveryPart) {
  Folder folder;
  ReadOutcome read = ReadFolder(AddShop(folder).path());
  ASSERT_TRUE(read.ok()) << Render(read.errors);
  const Blueprint& b = read.blueprint;
  EXPECT_EQ(b.time_zone, "Europe/Oslo");
  ASSERT_EQ(b.tables.size(), 6u);
  const Table& customer = b.tables[0];
  EXPECT_EQ(customer.name, "Customer");
  EXPECT_EQ(customer.display, "Name");
  EXPECT_TRUE(customer.columns[1].required && customer.columns[1].unique);
  EXPECT_THAT(customer.columns[2].options, ElementsAre(Option{"Gold", ""}, Option{"Silver", "gray"}));
  EXPECT_EQ(customer.columns[2].default_value.text, "\"Silver\"");
  EXPECT_EQ(customer.columns[5].formula.text, "Orders.[Amount]\n  .Sum()");
  EXPECT_EQ(customer.views[1].layout, "kanban");
  EXPECT_THAT(customer.views[1].group, ElementsAre(SortKey{"Tier", true}));
  EXPECT_TRUE(customer.formats[0].style.bold);
  EXPECT_EQ(b.tables[1].columns[1].limits.min, 0);
  EXPECT_EQ(b.tables[1].columns[2].step, 0.5);
  EXPECT_EQ(b.controls[0].target, "Customer");
}

TEST(ReadFolder, FillsInWhatIsImplied) {
  Folder folder;
  ReadOutcome read = ReadFolder(AddShop(folder).path());
  ASSERT_TRUE(read.ok()) << Render(read.errors);
  const Table& customer = read.blueprint.tables[0];
  EXPECT_EQ(customer.columns[3].target, "Staff");
  EXPECT_EQ(customer.columns[4].suffix, "%");
  EXPECT_EQ(customer.columns[5].currency, "EUR");
  EXPECT_EQ(read.blueprint.tables[1].columns[1].currency, "NOK");
  EXPECT_EQ(read.blueprint.tables[1].display, "Customer");
  EXPECT_TRUE(customer.views[0].is_default);
  EXPECT_FALSE(customer.views[1].is_default);

  const Column& orders = customer.columns.back();
  EXPECT_EQ(orders.name, "Orders");
  EXPECT_EQ(orders.type->name, "multi-relation");
  EXPECT_EQ(orders.target, "Order");
  EXPECT_EQ(orders.inverse, "Customer");
  EXPECT_FALSE(orders.links_owner);
  EXPECT_TRUE(read.blueprint.tables[1].columns[0].links_owner);

  ASSERT_EQ(read.blueprint.tables.size(), 6u);
  EXPECT_EQ(read.blueprint.tables[4].id, kCommentsTable);
  EXPECT_EQ(read.blueprint.tables[5].id, kSavedViewsTable);
  const Table& options = read.blueprint.tables[3];
  EXPECT_EQ(options.name, kOptionsTable);
  EXPECT_TRUE(options.system);
  ASSERT_EQ(options.columns.size(), 5u);
  EXPECT_EQ(options.columns[3].type->name, "number");

  EXPECT_EQ(customer.id, "grid-" + base::StableId("table:Customer"));
  EXPECT_EQ(customer.columns[1].id, "c-" + base::StableId("Customer.Name"));
  EXPECT_EQ(customer.views[0].id.substr(0, 6), "table-");
  EXPECT_EQ(read.blueprint.formulas[0].id.substr(0, 2), "f-");
}

TEST(ReadFolder, TextRoundTripKeepsEverything) {
  Folder folder;
  ReadOutcome read = ReadFolder(AddShop(folder).Add("buttons/go.yaml", "# Go\nlabel: \"Go\"\n\tx").path());
  EXPECT_FALSE(read.ok());  // a tab cannot indent
  folder.Add("buttons/go.yaml", "# Go\nlabel: \"Go\"\n\n\n");
  read = ReadFolder(folder.path());
  ASSERT_TRUE(read.ok()) << Render(read.errors);
  std::string text = WriteText(read.blueprint);
  ReadOutcome again = ReadText(text);
  ASSERT_TRUE(again.ok()) << Render(again.errors);
  EXPECT_TRUE(again.blueprint == read.blueprint) << text;
  EXPECT_EQ(again.blueprint.parts[0].yaml, "# Go\nlabel: \"Go\"\n\n\n");
  EXPECT_EQ(WriteText(again.blueprint), text);
}

TEST(ReadFolder, FolderRoundTripStaysShort) {
  Folder folder, copy;
  ReadOutcome read = ReadFolder(AddShop(folder).Add("decks/qbr.yaml", "slides: 12\n").path());
  ASSERT_TRUE(read.ok()) << Render(read.errors);
  ASSERT_TRUE(WriteFolder(read.blueprint, copy.path()).ok());
  ReadOutcome again = ReadFolder(copy.path());
  ASSERT_TRUE(again.ok()) << Render(again.errors);
  EXPECT_TRUE(again.blueprint == read.blueprint);
  // Nothing that follows by itself is written.
  EXPECT_THAT(copy.Text("tables/customer.yaml"), testing::Not(HasSubstr("Orders\n")));
  EXPECT_THAT(copy.Text("tables/customer.yaml"), testing::Not(HasSubstr("id: ")));
  EXPECT_FALSE(copy.Has("tables/select_options.yaml"));
  EXPECT_FALSE(copy.Has("tables/comments.yaml"));
}

TEST(ReadFolder, NamesOfTheProductsTablesGiveWay) {
  ReadOutcome read = ReadText(
      "name: n\ntables:\n  - table: Comments\n    columns: [{name: Text, type: text}]\n"
      "formulas:\n  - {name: Saved_Views, formula: \"1\"}\n");
  ASSERT_TRUE(read.ok()) << Render(read.errors);
  EXPECT_EQ(read.blueprint.tables[*read.blueprint.FindTable(kCommentsTable)].name, "Comments_2");
  EXPECT_EQ(read.blueprint.tables[*read.blueprint.FindTable(kSavedViewsTable)].name, "Saved_Views_2");
  ReadOutcome again = ReadText(WriteText(read.blueprint));
  ASSERT_TRUE(again.ok()) << Render(again.errors);
  EXPECT_TRUE(again.blueprint == read.blueprint);
}

TEST(ReadFolder, AProductTableKeepsItsColumns) {
  Blueprint b = ReadText("name: n\ntables: [{table: T, columns: [{name: A, type: text}]}]\n").blueprint;
  Table& comments = b.tables[*b.FindTable(kCommentsTable)];
  comments.columns[CommentColumn::kRow].name = "Record";  // a name may be another
  EXPECT_TRUE(ReadText(WriteText(b)).ok());
  comments.columns.erase(comments.columns.begin());
  ReadOutcome read = ReadText(WriteText(b));
  ASSERT_FALSE(read.ok());
  EXPECT_THAT(Render(read.errors), HasSubstr("column 1 must be `Table`"));
}

TEST(ReadFolder, FolderRoundTripOfAnEditedBlueprint) {
  Folder folder, copy;
  Blueprint b = ReadFolder(AddShop(folder).path()).blueprint;
  b.tables[0].columns.back().title = "Orders made";  // an implied column that says more
  b.tables[0].columns[1].name = "Full_Name";         // renamed: the id stays
  b.tables[0].display = "Full_Name";
  b.tables[0].views[0].sort = {{"Full_Name", false}};
  b.tables[0].views[1].columns = {"Full_Name"};
  b.tables[0].formats[0].columns = {"Full_Name"};
  Column late;
  late.id = "c-late";
  late.name = "Odd, \"name\": 'x' # desc";
  late.type = value::FindColumnType("text");
  late.description = "two\nlines \\ and\ttab\r";
  b.tables[0].columns.push_back(late);
  b.tables[0].views[0].sort.push_back({late.name, false});
  ASSERT_TRUE(WriteFolder(b, copy.path()).ok());
  ReadOutcome again = ReadFolder(copy.path());
  ASSERT_TRUE(again.ok()) << Render(again.errors);
  EXPECT_TRUE(again.blueprint == b) << copy.Text("tables/customer.yaml");
}

TEST(ReadFolder, FolderRoundTripOfAnOptionsTableWithMore) {
  Folder folder, copy;
  Blueprint b = ReadFolder(AddShop(folder).path()).blueprint;
  b.tables.back().views.push_back({.id = "table-mine", .name = "Mine"});
  std::swap(b.tables[1], b.tables.back());  // and in the middle
  ASSERT_TRUE(WriteFolder(b, copy.path()).ok());
  ReadOutcome again = ReadFolder(copy.path());
  ASSERT_TRUE(again.ok()) << Render(again.errors);
  EXPECT_TRUE(again.blueprint == b);
}

TEST(ReadFolder, WritingReplacesWhatIsThere) {
  Folder folder;
  Blueprint b = ReadFolder(AddShop(folder).Add("decks/old.yaml", "a: b\n").path()).blueprint;
  b.parts.clear();
  b.controls.clear();
  ASSERT_TRUE(WriteFolder(b, folder.path()).ok());
  EXPECT_FALSE(folder.Has("decks/old.yaml"));
  ReadOutcome again = ReadFolder(folder.path());
  ASSERT_TRUE(again.ok()) << Render(again.errors);
  EXPECT_TRUE(again.blueprint == b);
}

TEST(ReadFolder, KeepsFormulasCharacterForCharacter) {
  for (std::string formula : {R"("a" & 'b')", "  [A] ", "[A]\n\n  + 1\n", "\"🔴 Critical\"",
                              "// note: x\n[A]", "- 1", "a: b #c", "\"\\\\\" & \"\t\"", "x\n \ny", "x\n\n"}) {
    Blueprint b;
    b.name = "t";
    b.formulas.push_back({"f-1", "F", "", {formula}});
    ReadOutcome read = ReadText(WriteText(b));
    EXPECT_TRUE(read.ok()) << Render(read.errors);
    EXPECT_EQ(read.blueprint.formulas[0].formula.text, formula);
  }
}

TEST(ReadErrors, NameTheKeyThatWasMeant) {
  EXPECT_EQ(ErrorsOf("table: T\ncolumns:\n  - name: Name\n    type: text\n    requird: true\n"),
            "tables/t.yaml:5:5: unknown key `requird`; did you mean `required`?\n");
  EXPECT_EQ(ErrorsOfColumn("{name: A, type: curency}"),
            "tables/t.yaml:4:21: unknown column type `curency`; did you mean `currency`?\n");
}

TEST(ReadErrors, AllAreReportedInOrder) {
  std::string errors = ErrorsOf(
      "table: T\ncolumns:\n  - {name: A, type: texd}\n  - {name: B, type: text, requierd: true}\n  - {name: "
      "C}\n"
      "views:\n  - {name: V, sort: [Aa], group: [Zzzzzz], columns: [A, B, A]}\n");
  EXPECT_EQ(errors,
            "tables/t.yaml:3:21: unknown column type `texd`; did you mean `text`?\n"
            "tables/t.yaml:4:27: unknown key `requierd`; did you mean `required`?\n"
            "tables/t.yaml:5:5: a column needs the key `type`\n"
            "tables/t.yaml:7:22: no column `Aa` on T; did you mean `A`?\n"
            "tables/t.yaml:7:35: no column `Zzzzzz` on T\n"
            "tables/t.yaml:7:60: the column `A` is listed twice in the view `V`\n");
}

TEST(ReadErrors, WrongYamlAndWrongKinds) {
  EXPECT_THAT(ErrorsOf("table: T\ncolumns: [\n"), HasSubstr("tables/t.yaml:3:1: not valid YAML"));
  EXPECT_THAT(ErrorsOf("table: T\ncolumns: {a: b}\n"),
              HasSubstr("tables/t.yaml:2:10: `columns` must be a list, not a map"));
  EXPECT_THAT(ErrorsOf("- a\n"), HasSubstr("a table must be a map of keys, not a list"));
  EXPECT_THAT(ErrorsOf("table: T\ncolumns: [a]\n"), HasSubstr("a column must be a map of keys, not text"));
  EXPECT_THAT(ErrorsOf("table: T\n"), HasSubstr("a table needs the key `columns`"));
  EXPECT_THAT(ErrorsOf("table: T\ncolumns:\n"), HasSubstr("2:1: `columns` has no value"));
  EXPECT_THAT(ErrorsOf("table: T\n---\ntable: T\n"), HasSubstr("more than one YAML document"));
  EXPECT_THAT(ErrorsOfColumn("{name: A, name: B, type: text}"),
              HasSubstr("4:15: the key `name` comes twice"));
  EXPECT_THAT(ErrorsOfColumn("{name: A, type: text, required: yes}"),
              HasSubstr("4:37: `required` must be true or false"));
  EXPECT_THAT(ErrorsOfColumn("{name: A, type: number, min: low}"), HasSubstr("`min` must be a number"));
  EXPECT_THAT(ErrorsOfColumn("{name: A, type: number, decimals: 1.5}"),
              HasSubstr("`decimals` must be a whole number"));
  EXPECT_THAT(ErrorsOfColumn("{name: A, type: number, formula: ' '}"),
              HasSubstr("`formula` is an empty formula"));
  EXPECT_THAT(ErrorsOf(std::string("table: T\ncolumns: \x04\n")),
              HasSubstr("2:10: a control character (0x04)"));
  EXPECT_THAT(ErrorsOf("table: \xff\n"), HasSubstr("not UTF-8"));
}

TEST(ReadErrors, HostileYamlIsRefused) {
  std::string deep(100'000, '[');
  EXPECT_THAT(ErrorsOf(deep), HasSubstr("tables/t.yaml"));
  std::string bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n";
  for (char c = 'b'; c < 'j'; ++c) {
    bomb += std::string(1, c) + ": &" + c + " [";
    for (int i = 0; i < 10; ++i) bomb += std::string(i == 0 ? "*" : ", *") + static_cast<char>(c - 1);
    bomb += "]\n";
  }
  EXPECT_THAT(ErrorsOf(bomb), HasSubstr("too many values"));
  EXPECT_THAT(ErrorsOf("table: &x [*x]\n"), HasSubstr("an alias cannot stand inside what it names"));
}

TEST(ReadErrors, AliasesAreRead) {
  Folder folder;
  folder.Add("blueprint.yaml", "name: t\ntables: [T]\n")
      .Add("tables/t.yaml",
           "table: T\ncolumns:\n  - {name: A, type: select, options: &o [x, y]}\n  - {name: B, type: select, "
           "options: *o}\n");
  ReadOutcome read = ReadFolder(folder.path());
  ASSERT_TRUE(read.ok()) << Render(read.errors);
  EXPECT_EQ(read.blueprint.tables[0].columns[1].options.size(), 2u);
}

TEST(ReadErrors, FilesOfAFolder) {
  Folder folder;
  EXPECT_THAT(Render(ReadFolder(folder.path()).errors), HasSubstr("blueprint.yaml: the file cannot be read"));
  EXPECT_THAT(Render(ReadFolder(folder.path() + "/none").errors),
              HasSubstr("blueprint.yaml: the file cannot be read"));
  AddShop(folder)
      .Add("tables/copy.yaml", kStaff)
      .Add("dashbords/x.yaml", "a: b")
      .Add("tables/readme.md", "x")
      .Add("decks/x.yml", "a: b");
  folder.Add("blueprint.yaml",
             "name: shop\ntables: [Customer, Oder, Staff, Staff]\npeople: {table: Staf, email: Email}\n");
  std::string errors = Render(ReadFolder(folder.path()).errors);
  EXPECT_THAT(
      errors,
      HasSubstr("blueprint.yaml:2:20: no file in tables/ holds the table `Oder`; did you mean `Order`?"));
  EXPECT_THAT(errors, HasSubstr("blueprint.yaml:2:33: the table Staff is listed twice"));
  EXPECT_THAT(errors, HasSubstr("tables/order.yaml:1:8: the table Order is not listed under `tables`"));
  EXPECT_THAT(errors, HasSubstr("tables/staff.yaml:1:8: the table Staff stands in tables/copy.yaml already"));
  EXPECT_THAT(errors, HasSubstr("dashbords: not part of a blueprint; did you mean `dashboards`?"));
  EXPECT_THAT(errors, HasSubstr("decks/x.yml: not read"));
  EXPECT_THAT(errors, testing::Not(HasSubstr("readme")));
}

TEST(ReadErrors, RulesOfTypes) {
  EXPECT_THAT(ErrorsOfColumn("{name: A, type: relation}"), HasSubstr("needs the key `target`"));
  EXPECT_THAT(ErrorsOfColumn("{name: A, type: relation, target: Tt}"),
              HasSubstr("no table `Tt`; did you mean `T`?"));
  EXPECT_THAT(ErrorsOfColumn("{name: A, type: text, target: T}"), HasSubstr("only a relation has a target"));
  EXPECT_THAT(ErrorsOfColumn("{name: A, type: person}"), HasSubstr("name the people table"));
  EXPECT_THAT(ErrorsOfColumn("{name: A, type: text, options: [x]}"),
              HasSubstr("only a select or multi-select has options"));
  EXPECT_THAT(ErrorsOfColumn("{name: A, type: select, options: [x, y, x]}"),
              HasSubstr("the option `x` comes twice"));
  EXPECT_THAT(ErrorsOfColumn("{name: A, type: select, options: [{name: x, color: grean}]}"),
              HasSubstr("did you mean `green`?"));
  EXPECT_THAT(ErrorsOfColumn("{name: A, type: created-at, formula: 'Now()'}"), HasSubstr("takes no formula"));
  EXPECT_THAT(ErrorsOfColumn("{name: A, type: computed}"), HasSubstr("needs the key `formula`"));
  EXPECT_THAT(ErrorsOfColumn("{name: A, type: row-id}"), HasSubstr("needs the key `formula`"));
  EXPECT_THAT(ErrorsOfColumn("{name: A, type: number, formula: '1', default: '1'}"),
              HasSubstr("takes no default"));
  EXPECT_THAT(ErrorsOfColumn("{name: A, type: number, overridable: true}"),
              HasSubstr("only a column with a formula"));
  EXPECT_THAT(ErrorsOfColumn("{name: A, type: number, tracked: true}"),
              HasSubstr("only a column with a formula is tracked"));
  EXPECT_THAT(ErrorsOfColumn("{name: A, type: text, decimals: 2}"), HasSubstr("only numbers have decimals"));
  EXPECT_THAT(ErrorsOfColumn("{name: A, type: number, min: 2, max: 1}"), HasSubstr("above its greatest"));
  EXPECT_THAT(ErrorsOfColumn("{name: A, type: slider}"), HasSubstr("needs the keys `min` and `max`"));
  EXPECT_THAT(ErrorsOfColumn("{name: A, type: currency, currency: euro}"),
              HasSubstr("`euro` is not a currency"));
  EXPECT_THAT(ErrorsOfColumn("{name: A, type: text, touched_by: [Name]}"),
              HasSubstr("only a date or date-time"));
  EXPECT_THAT(ErrorsOfColumn("{name: A, type: date, touched_by: [Nam]}"),
              HasSubstr("4:40: no column `Nam` on T; did you mean `Name`?"));
  EXPECT_THAT(ErrorsOfColumn("{name: A, type: button, action: go}"), HasSubstr("no button `go`"));
  EXPECT_THAT(ErrorsOfColumn("{name: 'A]', type: text}"), HasSubstr("square bracket"));
  EXPECT_THAT(ErrorsOfColumn("{name: Name, type: text}"),
              HasSubstr("4:5: the column of T `Name` comes twice"));
  EXPECT_THAT(ErrorsOfColumn("{name: name, type: text}"), HasSubstr("differs from `Name` in case only"));
}

TEST(ReadErrors, ViewsFormatsAndNames) {
  std::string columns = "table: T\ndisplay: Nam\ncolumns:\n  - {name: Name, type: text}\n";
  std::string errors = ErrorsOf(
      columns +
      "views:\n  - {name: V, layout: gird, default: true}\n  - {name: V, default: true}\n"
      "formats:\n  - {when: 'true', columns: [Nme], color: pink}\n  - {when: 'true'}\n  - {color: red}\n");
  EXPECT_THAT(errors, HasSubstr("2:10: no column `Nam` on T; did you mean `Name`?"));
  EXPECT_THAT(errors, HasSubstr("6:23: no layout `gird`; did you mean `grid`?"));
  EXPECT_THAT(errors, HasSubstr("the view of T `V` comes twice"));
  EXPECT_THAT(errors, HasSubstr("both the default view of T"));
  EXPECT_THAT(errors, HasSubstr("9:30: no column `Nme` on T; did you mean `Name`?"));
  EXPECT_THAT(errors, HasSubstr("9:43: no color `pink`; there are red,"));
  EXPECT_THAT(errors, HasSubstr("the format changes nothing"));
  EXPECT_THAT(errors, HasSubstr("a format needs the key `when`"));

  ReadOutcome read = ReadText(
      "name: t\ntime_zone: Europe/Olso\ncurrency: kr\nformulas: [{name: T, formula: '1'}, {name: F, formula: "
      "'1'}]\n"
      "controls: [{name: f, kind: selct}, {name: L, kind: lookup}]\ntables: [{table: T, columns: [{name: A, "
      "type: text}]}]\n");
  errors = Render(read.errors);
  EXPECT_THAT(errors, HasSubstr("2:12: no time zone `Europe/Olso`; did you mean `Europe/Oslo`?"));
  EXPECT_THAT(errors, HasSubstr("3:11: `kr` is not a currency"));
  EXPECT_THAT(errors, HasSubstr("`T` has the name of a table"));
  EXPECT_THAT(errors, HasSubstr("differs from `F` in case only"));
  EXPECT_THAT(errors, HasSubstr("no kind of control `selct`; did you mean `select`?"));
  EXPECT_THAT(errors, HasSubstr("the lookup `L` needs the key `target`"));
}

TEST(ReadErrors, RowsThatNameEachOther) {
  ReadOutcome read = ReadText(
      "name: t\ntables:\n  - {table: A, columns: [{name: B, type: relation, target: B}]}\n"
      "  - {table: B, columns: [{name: A, type: relation, target: A}]}\n");
  EXPECT_THAT(Render(read.errors), HasSubstr("rows of A would be named by themselves (A -> B -> A)"));
}

// Two-sided relations (B4). The blueprint of two tables whose columns are given.
ReadOutcome Pair(const std::string& a, const std::string& b) {
  return ReadText("name: t\ntables:\n  - table: A\n    columns: [{name: N, type: text}" + a +
                  "]\n  - table: B\n    columns: [{name: N, type: text}" + b + "]\n");
}

TEST(Inverse, TheFirstOfTwoDeclaredSidesOwns) {
  ReadOutcome read = Pair(", {name: Bs, type: multi-relation, target: B, inverse: As}",
                          ", {name: As, type: multi-relation, target: A, inverse: Bs}");
  ASSERT_TRUE(read.ok()) << Render(read.errors);
  EXPECT_TRUE(read.blueprint.tables[0].columns[1].links_owner);
  EXPECT_FALSE(read.blueprint.tables[1].columns[1].links_owner);
}

TEST(Inverse, TheOnlySingleSideOwns) {
  ReadOutcome read = Pair(", {name: Bs, type: multi-relation, target: B, inverse: One}",
                          ", {name: One, type: relation, target: A, inverse: Bs}");
  ASSERT_TRUE(read.ok()) << Render(read.errors);
  EXPECT_FALSE(read.blueprint.tables[0].columns[1].links_owner);
  EXPECT_TRUE(read.blueprint.tables[1].columns[1].links_owner);
}

TEST(Inverse, TheOwnerCanBeChosen) {
  ReadOutcome read = Pair(", {name: Bs, type: multi-relation, target: B, inverse: As}",
                          ", {name: As, type: multi-relation, target: A, inverse: Bs, owner: true}");
  ASSERT_TRUE(read.ok()) << Render(read.errors);
  EXPECT_FALSE(read.blueprint.tables[0].columns[1].links_owner);
  EXPECT_TRUE(read.blueprint.tables[1].columns[1].links_owner);
  EXPECT_TRUE(ReadText(WriteText(read.blueprint)).blueprint == read.blueprint);
}

TEST(Inverse, OfATableWithItself) {
  ReadOutcome read = Pair(", {name: Parent, type: relation, target: A, inverse: Children}", "");
  ASSERT_TRUE(read.ok()) << Render(read.errors);
  const Table& a = read.blueprint.tables[0];
  ASSERT_EQ(a.columns.size(), 3u);
  EXPECT_EQ(a.columns[2].name, "Children");
  EXPECT_EQ(a.columns[2].target, "A");
  EXPECT_TRUE(a.columns[1].links_owner);
  EXPECT_FALSE(a.columns[2].links_owner);
}

TEST(Inverse, WhatDoesNotFitIsRefused) {
  EXPECT_THAT(Render(Pair(", {name: X, type: multi-relation, target: B, inverse: N}", "").errors),
              HasSubstr("B.N is no relation to A"));
  EXPECT_THAT(Render(Pair(", {name: X, type: multi-relation, target: B, inverse: Y}",
                          ", {name: Y, type: multi-relation, target: A}")
                         .errors),
              HasSubstr("B.Y must say `inverse: X`"));
  EXPECT_THAT(Render(Pair(", {name: X, type: relation, target: B, inverse: Y}",
                          ", {name: Y, type: relation, target: A, inverse: X}")
                         .errors),
              HasSubstr("one of A.X and B.Y must be a multi-relation"));
  EXPECT_THAT(Render(Pair(", {name: X, type: multi-relation, target: A, inverse: X}", "").errors),
              HasSubstr("its own inverse"));
  EXPECT_THAT(Render(Pair(", {name: X, type: text, inverse: Y}", "").errors),
              HasSubstr("only a relation has an inverse"));
  EXPECT_THAT(
      Render(Pair(", {name: X, type: multi-relation, target: B, inverse: Y, formula: 'B'}", "").errors),
      HasSubstr("is computed"));
  EXPECT_THAT(Render(Pair(", {name: X, type: multi-relation, target: B, owner: true}", "").errors),
              HasSubstr("remove `owner`"));
}

// The character of the file at a place.
std::string At(const std::string& text, const base::Place& place) {
  size_t start = 0;
  for (int line = 1; line < place.line; ++line) start = text.find('\n', start) + 1;
  return text.substr(start + static_cast<size_t>(place.column) - 1, 3);
}

TEST(FormulaPlace, EveryByteOfEveryStyleIsFound) {
  std::string yaml =
      "name: t\nformulas:\n"
      "  - {name: A, formula: Plain + XYZ}\n"
      "  - {name: B, formula: 'It''s ''q'' XYZ'}\n"
      "  - {name: C, formula: \"\\\"a\\\" \\u00e9 \\n XYZ\"}\n"
      "  - name: D\n    formula: |-\n      If(\n        XYZ)\n"
      "  - name: E\n    formula: >-\n      one\n      two XYZ\n\n      six\n"
      "  - name: F\n    formula: one two\n      and XYZ\n"
      "  - name: G\n    formula: 'é one\n\n      and XYZ'\n"
      "  - name: H\n    formula: \"a \\\n      b XYZ\"\n"
      "  - name: I\n    formula: '\"🔴\" & XYZ'\n"
      "  - name: J\n    formula: |\n      a\n\n      b XYZ\n";
  ReadOutcome read = ReadText(yaml);
  ASSERT_TRUE(read.ok()) << Render(read.errors);
  ASSERT_EQ(read.blueprint.formulas.size(), 10u);
  for (const NamedFormula& named : read.blueprint.formulas) {
    size_t at = named.formula.text.find("XYZ");
    ASSERT_NE(at, std::string::npos) << named.name;
    EXPECT_EQ(At(yaml, named.formula.At(at)), "XYZ") << named.name << " " << named.formula.At(at).ToString();
    char first = At(yaml, named.formula.At(0))[0];
    EXPECT_EQ(first, named.name == "C" ? '\\' : named.formula.text[0]) << named.name;
  }
}

// The product's own blueprint: every error in it is printed.
const std::string kProduct = std::string(CSIP_SOURCE_DIR) + "/blueprints/mulesoft-cs";

TEST(Product, ReadsWithoutErrorAndRoundTrips) {
  ReadOutcome read = ReadFolder(kProduct);
  ASSERT_TRUE(read.ok()) << Render(read.errors);
  ReadOutcome text = ReadText(WriteText(read.blueprint));
  ASSERT_TRUE(text.ok()) << Render(text.errors);
  EXPECT_TRUE(text.blueprint == read.blueprint);
  Folder copy;
  ASSERT_TRUE(WriteFolder(read.blueprint, copy.path()).ok());
  ReadOutcome folder = ReadFolder(copy.path());
  ASSERT_TRUE(folder.ok()) << Render(folder.errors);
  EXPECT_TRUE(folder.blueprint == read.blueprint);
}

}  // namespace
}  // namespace csip::blueprint
