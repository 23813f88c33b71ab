// Settings of layouts through everything that goes by their shapes: reading, writing, checking, renaming, removing, comparing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "blueprint/change/difference.h"
#include "blueprint/change/draft.h"
#include "blueprint/compile.h"
#include "blueprint/layout/names.h"
#include "blueprint/read.h"
#include "blueprint/scratch_folder.h"

namespace csip::blueprint {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kRoot = R"(name: shop
people: {table: Staff, email: Email}
tables: [Customer, Order, Staff]
controls:
  - {name: Picked, kind: lookup, target: Customer}
home:
  title: Desk
  scopes:
    - {label: All, table: Customer, view: Cards}
  today:
    - {table: Customer, when: 'Spent > 100', why: '"Spends " & Spent', weight: '2'}
    - {table: Order, of: Customer, when: 'Amount < 0', why: '"Owes"', tone: red}
navigation:
  - title: Work
    items:
      - {page: home}
      - {view: Board, icon: columns}
      - {dashboard: Sales}
      - {table: Order}
)";

constexpr const char* kCustomer = R"(table: Customer
display: Name
columns:
  - {name: Name, type: text}
  - {name: Tier, type: select, options: [Gold, Silver]}
  - {name: Born, type: date}
  - {name: Spent, type: currency, formula: 'Orders.Amount.Sum()'}
  - {name: Change, type: number}
views:
  - name: Cards
    layout: card
    card:
      gauge: Spent
      pulse: 'Spent > 100'
      actions:
        - {label: Order, add: Order, link: Customer}
        - {label: Open, open: record}
    summary:
      - {label: Gold, aggregate: share, where: 'Tier = "Gold"'}
      - {label: Spent, aggregate: sum, column: Spent}
  - name: Board
    layout: kanban
    group: [Tier]
    kanban: {lanes: [Silver, Gold], controls: [Picked]}
  - {name: Days, layout: calendar, calendar: {date: Born, color: Tier}}
  - {name: Chart, layout: chart, chart: {kind: bar, x: Tier, y: 'sum:Spent'}}
record:
  header: [Spent, Tier]
  delta: {Spent: Change}
  tabs:
    - {title: Orders, related: [{table: Order, by: Customer, columns: [Amount]}]}
)";

constexpr const char* kOrder = R"(table: Order
columns:
  - {name: Customer, type: relation, target: Customer, inverse: Orders}
  - {name: Amount, type: currency}
views:
  - {name: Latest, sort: [Amount desc]}
)";

constexpr const char* kStaff =
    "table: Staff\ncolumns: [{name: Full_Name, type: text}, {name: Email, type: email}]\n";

constexpr const char* kSales = R"(dashboard: Sales
title: How we sell
controls: [Picked]
sections:
  - title: Numbers
    tiles:
      - {kind: kpi, title: Sum, formula: 'Order.Amount.Sum()', target: '10', good: up, decimals: 1, open: {view: Latest, filter: 'Amount > 0'}}
      - {kind: table, table: Order, columns: [Amount], sort: [Amount desc], formats: [{when: 'Amount < 0', background: red, bold: true}]}
      - {kind: chart, chart: pie, view: Cards, x: Tier, y: count}
)";

class LayoutTest : public testing::Test {
 protected:
  ReadOutcome Read() {
    ScratchFolder folder;
    folder.Add("blueprint.yaml", root_)
        .Add("tables/customer.yaml", customer_)
        .Add("tables/order.yaml", kOrder);
    folder.Add("tables/staff.yaml", kStaff).Add("dashboards/sales.yaml", sales_);
    return ReadFolder(folder.path());
  }
  std::string Errors() { return Render(Read().errors); }
  Blueprint Shop() {
    ReadOutcome read = Read();
    EXPECT_EQ(Render(read.errors), "");
    return read.blueprint;
  }
  static std::string Swap(std::string text, const std::string& from, const std::string& to) {
    size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
  }

  std::string root_ = kRoot;
  std::string customer_ = kCustomer;
  std::string sales_ = kSales;
};

SchemaChange Change(SchemaChange::Verb verb, SchemaChange::Subject subject, std::string table,
                    std::string name, std::string_view settings = "{}") {
  SchemaChange change;
  change.verb = verb;
  change.subject = subject;
  change.table = std::move(table);
  change.name = std::move(name);
  change.settings = base::ParseJson(settings).value();
  return change;
}

using Verb = SchemaChange::Verb;
using Subject = SchemaChange::Subject;

TEST_F(LayoutTest, WhatIsReadIsWrittenAndReadAgain) {
  Blueprint shop = Shop();
  EXPECT_EQ(shop.tables[0].options.Maps("record")[0].Texts("header"),
            (std::vector<std::string>{"Spent", "Tier"}));
  EXPECT_EQ(shop.dashboards[0].settings.Maps("sections")[0].Maps("tiles").size(), 3U);
  ReadOutcome again = ReadFiles(WriteFiles(shop));
  EXPECT_EQ(Render(again.errors), "");
  EXPECT_EQ(again.blueprint, shop);
  ReadOutcome text = ReadText(WriteText(shop));
  EXPECT_EQ(text.blueprint, shop);
  EXPECT_TRUE(FindDifferences(shop, text.blueprint).empty());
}

TEST_F(LayoutTest, EachFaultHasItsPlaceAndARemedy) {
  customer_ = Swap(customer_, "gauge: Spent", "gauge: Spend");
  EXPECT_THAT(Errors(),
              HasSubstr("tables/customer.yaml:13:14: no column `Spend` on Customer; did you mean `Spent`"));
  customer_ = Swap(kCustomer, "pulse: 'Spent > 100'", "pulse: 'Spent + 1'");
  EXPECT_THAT(Errors(), HasSubstr("tables/customer.yaml:14:15: a condition must be true or false"));
  customer_ = Swap(kCustomer, "link: Customer", "link: Amount");
  EXPECT_THAT(Errors(), HasSubstr("`Amount` of Order does not point to Customer"));
  customer_ = Swap(kCustomer, "open: record}", "open: record, page: brief}");
  EXPECT_THAT(Errors(), HasSubstr("an action needs only one of the keys open, add, page"));
  customer_ = Swap(kCustomer, "lanes: [Silver, Gold]", "lanes: [Silver, Gould]");
  EXPECT_THAT(Errors(), HasSubstr("no option of Customer.Tier `Gould`; did you mean `Gold`"));
  customer_ = Swap(kCustomer, "controls: [Picked]", "controls: [Pickd]");
  EXPECT_THAT(Errors(), HasSubstr("no control `Pickd`; did you mean `Picked`"));
  customer_ = Swap(kCustomer, "calendar: {date", "calendar: {dat");
  EXPECT_THAT(Errors(), HasSubstr("unknown key `dat`; did you mean `date`"));
  EXPECT_THAT(Errors(), HasSubstr("`calendar` needs the key `date`"));
  customer_ = Swap(kCustomer, "kind: bar", "kind: baar");
  EXPECT_THAT(Errors(), HasSubstr("no kind `baar`; did you mean `bar`"));
  customer_ = Swap(kCustomer, "'sum:Spent'", "'summ:Spent'");
  EXPECT_THAT(Errors(), HasSubstr("no kind of aggregate `summ`; did you mean `sum`"));
}

TEST_F(LayoutTest, PagesAndDashboardsAreChecked) {
  root_ = Swap(kRoot, "view: Board", "view: Bord");
  EXPECT_THAT(Errors(), HasSubstr("no view `Bord`; did you mean `Board`"));
  root_ = Swap(kRoot, "dashboard: Sales", "dashboard: Sale");
  EXPECT_THAT(Errors(), HasSubstr("no dashboard `Sale`; did you mean `Sales`"));
  root_ = Swap(kRoot, "of: Customer", "of: Amount");
  EXPECT_THAT(Errors(), HasSubstr("`Amount` of Order does not point to another table"));
  root_ = Swap(kRoot, "'\"Spends \" & Spent'", "'\"Spends \" & Spnt'");
  EXPECT_THAT(Errors(), HasSubstr("did you mean"));
  root_ = kRoot;
  sales_ = Swap(kSales, "kind: table", "kind: tabel");
  EXPECT_THAT(Errors(),
              HasSubstr("dashboards/sales.yaml:8:16: no kind `tabel` in `tiles`; did you mean `table`"));
  EXPECT_THAT(Errors(), testing::Not(HasSubstr("unknown key"))) << "one fault, one error";
  sales_ = Swap(kSales, "background: red", "background: rde");
  EXPECT_THAT(Errors(), HasSubstr("no color `rde`; did you mean `red`"));
  sales_ = Swap(kSales, "formula: 'Order.Amount.Sum()'", "formula: 'Order.Amont.Sum()'");
  EXPECT_THAT(Errors(), HasSubstr("in the dashboard Sales"));
  sales_ = Swap(kSales, "kind: chart, chart: pie, view: Cards,", "kind: chart, chart: pie,");
  EXPECT_THAT(Errors(), HasSubstr("needs one of the keys table, view"));
}

TEST_F(LayoutTest, NamesOfViewsMayRepeatWhenTheTableIsSaid) {
  customer_ = Swap(kCustomer, "name: Days", "name: Latest");
  EXPECT_THAT(Errors(),
              HasSubstr("the tables Customer, Order each have a view `Latest`; say whose with `table`"));
  sales_ = Swap(kSales, "open: {view: Latest", "open: {table: Order, view: Latest");
  EXPECT_EQ(Errors(), "");
}

TEST_F(LayoutTest, NamesFollow) {
  SchemaDraft draft(Shop(), [](const std::string&) { return false; });
  ASSERT_TRUE(
      draft.Apply(Change(Verb::kChange, Subject::kColumn, "Customer", "Spent", R"({"name": "Paid"})")).ok());
  ASSERT_TRUE(draft.Apply(Change(Verb::kChange, Subject::kTable, "", "Order", R"({"name": "Sale"})")).ok());
  ASSERT_TRUE(
      draft.Apply(Change(Verb::kChange, Subject::kView, "Customer", "Board", R"({"name": "Lanes"})")).ok());
  ASSERT_TRUE(
      draft.Apply(Change(Verb::kChange, Subject::kControl, "", "Picked", R"({"name": "Chosen"})")).ok());
  SchemaChange option = Change(Verb::kChange, Subject::kOption, "Customer", "Gold", R"({"name": "Best"})");
  option.column = "Tier";
  ASSERT_TRUE(draft.Apply(option).ok());
  draft.Finish();
  CompileOutcome outcome = Compile(draft.blueprint());
  ASSERT_EQ(Render(outcome.errors), "");
  const Blueprint& shop = outcome.compiled->blueprint;
  const View& cards = shop.tables[0].views[0];
  const Settings& card = cards.options.Maps("card")[0];
  EXPECT_EQ(card.Text("gauge"), "Paid");
  EXPECT_EQ(card.FormulaOf("pulse").text, "Paid > 100");
  EXPECT_EQ(card.Maps("actions")[0].Text("add"), "Sale");
  EXPECT_EQ(cards.options.Maps("summary")[0].FormulaOf("where").text, "Tier = \"Best\"");
  EXPECT_THAT(shop.tables[0].views[1].options.Maps("kanban")[0].Texts("lanes"),
              ElementsAre("Silver", "Best"));
  EXPECT_THAT(shop.tables[0].views[1].options.Maps("kanban")[0].Texts("controls"), ElementsAre("Chosen"));
  EXPECT_EQ(shop.tables[0].views[3].options.Maps("chart")[0].Text("y"), "sum:Paid");
  const Settings& record = shop.tables[0].options.Maps("record")[0];
  EXPECT_THAT(record.Texts("header"), ElementsAre("Paid", "Tier"));
  EXPECT_THAT(record.Texts("delta"), ElementsAre("Paid", "Change"));
  EXPECT_EQ(record.Maps("tabs")[0].Maps("related")[0].Text("table"), "Sale");
  EXPECT_EQ(shop.page.Maps("home")[0].Maps("today")[0].FormulaOf("why").text, "\"Spends \" & Paid");
  EXPECT_EQ(shop.page.Maps("navigation")[0].Maps("items")[1].Text("view"), "Lanes");
  const Settings& kpi = shop.dashboards[0].settings.Maps("sections")[0].Maps("tiles")[0];
  EXPECT_EQ(kpi.FormulaOf("formula").text, "Sale.Amount.Sum()");
}

TEST_F(LayoutTest, WhatNamesARemovedPartGoesWithIt) {
  SchemaDraft draft(Shop(), [](const std::string&) { return false; });
  ASSERT_TRUE(draft.Apply(Change(Verb::kRemove, Subject::kColumn, "Customer", "Born", "null")).ok());
  ASSERT_TRUE(draft.Apply(Change(Verb::kRemove, Subject::kColumn, "Customer", "Change", "null")).ok());
  ASSERT_TRUE(draft.Apply(Change(Verb::kRemove, Subject::kView, "Customer", "Board", "null")).ok());
  ASSERT_TRUE(draft.Apply(Change(Verb::kRemove, Subject::kTable, "", "Order", "null")).ok());
  draft.Finish();
  CompileOutcome outcome = Compile(draft.blueprint());
  ASSERT_EQ(Render(outcome.errors), "");
  const Blueprint& shop = outcome.compiled->blueprint;
  const Table& customer = shop.tables[0];
  EXPECT_TRUE(customer.views[1].options.empty()) << "a calendar without a date";
  EXPECT_EQ(customer.options.Maps("record")[0].Find("delta"), nullptr);
  EXPECT_EQ(customer.views[0].options.Maps("card")[0].Maps("actions").size(), 1U)
      << "the action that adds an order";
  EXPECT_EQ(shop.page.Maps("home")[0].Maps("today").size(), 1U);
  EXPECT_EQ(shop.page.Maps("navigation")[0].Maps("items").size(), 2U) << "home and the dashboard";
  EXPECT_EQ(shop.dashboards[0].settings.Maps("sections")[0].Maps("tiles").size(), 2U)
      << "the table of orders";
}

TEST_F(LayoutTest, DifferencesSayWhichSettings) {
  Blueprint before = Shop();
  customer_ = Swap(kCustomer, "gauge: Spent", "gauge: Change");
  sales_ = Swap(kSales, "How we sell", "Sales");
  root_ = Swap(kRoot, "title: Desk", "title: Office");
  std::string words;
  for (const Difference& difference : FindDifferences(before, Shop())) words += difference.ToString() + "\n";
  EXPECT_THAT(words, HasSubstr("change view Customer.Cards: card: card: [gauge: Spent"));
  EXPECT_THAT(words, HasSubstr("gauge: Change"));
  EXPECT_THAT(words, HasSubstr("dashboard Sales: title: How we sell"));
  EXPECT_THAT(words, HasSubstr("home: home: [title: Desk"));
}

TEST_F(LayoutTest, TheApiTakesTheSameForm) {
  SchemaDraft draft(Shop(), [](const std::string&) { return false; });
  std::string born = Shop().tables[0].columns[2].id;
  ASSERT_TRUE(draft
                  .Apply(Change(Verb::kAdd, Subject::kView, "Customer", "",
                                R"({"name": "Births", "layout": "calendar", "calendar": {"date": ")" + born +
                                    R"("}, "summary": [{"label": "All", "aggregate": "count"}]})"))
                  .ok());
  auto failed = draft.Apply(
      Change(Verb::kChange, Subject::kView, "Customer", "Births", R"({"calendar": {"dat": "x"}})"));
  EXPECT_THAT(failed.error().message, HasSubstr("`calendar`: "));
  ASSERT_TRUE(
      draft.Apply(Change(Verb::kChange, Subject::kView, "Customer", "Births", R"({"summary": null})")).ok());
  draft.Finish();
  CompileOutcome outcome = Compile(draft.blueprint());
  ASSERT_EQ(Render(outcome.errors), "");
  const View& births = outcome.compiled->blueprint.tables[0].views.back();
  EXPECT_EQ(births.options.Maps("calendar")[0].Text("date"), "Born") << "the id is written as the name";
  EXPECT_EQ(births.options.Find("summary"), nullptr);
}

}  // namespace
}  // namespace csip::blueprint
