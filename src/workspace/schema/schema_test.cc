#include "engine/reference.h"
#include "workspace/options.h"
#include "workspace/schema/restore.h"
#include "workspace/workspace_fixture.h"

namespace csip::workspace {
namespace {

using base::Json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const char kYaml[] = R"(
name: shop
time_zone: Europe/Oslo
people: {table: Person, email: Email}
tables:
  - table: Account
    display: Name
    columns:
      - {name: Id, type: row-id, formula: '"ACC-" & Format(thisRow.RowNumber(), "00000")'}
      - {name: Name, type: text, required: true, unique: true}
      - {name: Status, type: select, options: [Open, Closed], default: '"Open"'}
      - {name: Value, type: number}
      - {name: Level, type: text, overridable: true, tracked: true, formula: 'If([Value] > 10, "High", "Low")'}
      - {name: Twice, type: number, formula: '[Value] * 2'}
      - {name: Is_Open, type: checkbox, formula: '[Status] = "Open"'}
      - {name: Owner, type: relation, target: Person, inverse: Accounts}
      - {name: Note, type: text}
    views:
      - {name: All, sort: [Name]}
      - {name: Big, filter: '[Value] > 10', sort: [Value desc], columns: [Name, Value], group: [Status]}
  - table: Person
    display: Name
    columns:
      - {name: Name, type: text}
      - {name: Email, type: email}
      - {name: Total, type: number, formula: '[Accounts].[Value].Sum()'}
      - {name: Open_Count, type: number, formula: 'Account.Filter([Owner] = thisRow AND [Status] = "Open").Count()'}
formulas:
  - {name: Grand_Total, formula: 'Account.[Value].Sum()'}
)";

class SchemaTest : public WorkspaceFixture {
 protected:
  SchemaTest() : WorkspaceFixture(kYaml) {}

  void SetUp() override {
    WorkspaceFixture::SetUp();
    Write("Person", {{"Name", "Ann"}, {"Email", "ann@example.com"}});
    Write("Person", {{"Name", "Bo"}});
    Write("Account", {{"Name", "Gard"}, {"Value", "12"}, {"Owner", "Ann"}, {"Note", "7"}});
    Write("Account", {{"Name", "Nord"}, {"Value", "5"}, {"Owner", "Ann"}, {"Note", "about 8"}});
    Write("Account", {{"Name", "Syd"}, {"Status", "Closed"}, {"Owner", "Bo"}, {"Note", "9"}});
  }
  void TearDown() override {
    // Whatever was done: memory is what the plain evaluator says, and what the store gives back.
    CheckEngine();
    auto before = Everything();
    Reopen();
    EXPECT_EQ(Everything(), before);
    WorkspaceFixture::TearDown();
  }

  void CheckEngine() {
    Reader reader = w_->Read();
    EXPECT_THAT(engine::CompareWithReference(reader.engine(), 5), IsEmpty());
  }

  void Write(const std::string& table, std::vector<std::pair<std::string, std::string>> cells,
             const std::string& row = "") {
    Action action;
    action.table = table;
    RowInput input{.row = row};
    for (auto& [column, text] : cells) input.cells.push_back({column, Json::Text(text)});
    action.rows.push_back(std::move(input));
    auto done = w_->Commit(actor_, {.actions = {action}});
    EXPECT_TRUE(done.ok()) << done.error().message;
  }

  // {"verb": ..., "subject": ...}, with ' for ".
  static std::vector<blueprint::SchemaChange> Changes(std::string json) {
    auto parsed = base::ParseJson(json);
    EXPECT_TRUE(parsed.ok()) << parsed.error().message;
    std::vector<blueprint::SchemaChange> changes;
    for (const Json& item : parsed->items()) {
      auto change = blueprint::ReadSchemaChange(item);
      EXPECT_TRUE(change.ok()) << change.error().message;
      changes.push_back(*change);
    }
    return changes;
  }
  base::Result<SchemaReport> Change(const std::string& json, SchemaRequest request = {}) {
    request.changes = Changes(json);
    return w_->ChangeSchema(admin_, std::move(request));
  }
  SchemaReport Done(const std::string& json, SchemaRequest request = {}) {
    auto report = Change(json, std::move(request));
    EXPECT_TRUE(report.ok()) << report.error().message;
    if (!report.ok()) return {};
    for (const Obstacle& o : report->obstacles) {
      if (!o.confirmed) ADD_FAILURE() << o.message;
    }
    EXPECT_TRUE(report->possible);
    return *report;
  }
  static std::vector<std::string> Messages(const base::Result<SchemaReport>& report) {
    if (!report.ok()) return {report.error().message};
    std::vector<std::string> out;
    for (const Obstacle& o : report->obstacles) out.push_back(o.message);
    return out;
  }

  std::string FormulaOf(const std::string& table, const std::string& column) {
    Reader reader = w_->Read();
    const auto& t = reader.blueprint().tables[reader.blueprint().FindTable(table).value()];
    return t.columns[t.FindColumn(column).value()].formula.text;
  }
  std::vector<std::string> OptionRows(const std::string& table, const std::string& column) {
    Reader reader = w_->Read();
    auto t = reader.blueprint().FindTable(table).value();
    std::vector<std::string> out;
    for (const auto& option :
         OptionsOf(reader.engine(), t, reader.blueprint().tables[t].FindColumn(column).value()))
      out.push_back(option.name);
    return out;
  }
};

TEST_F(SchemaTest, ARenamedColumnIsRenamedWhereverItIsNamed) {
  auto report = Done(R"json([{"verb": "change", "subject": "column", "table": "Account", "name": "Value",
                          "settings": {"name": "Annual Value"}}])json");
  EXPECT_EQ(report.changed_values, 0u);
  EXPECT_EQ(FormulaOf("Account", "Level"), R"(If([Annual Value] > 10, "High", "Low"))");
  EXPECT_EQ(FormulaOf("Person", "Total"), "[Accounts].[Annual Value].Sum()");
  EXPECT_EQ(Text("Person", "Total", 1), "17");
  {
    Reader reader = w_->Read();
    const auto& big = reader.blueprint().tables[0].views[1];
    EXPECT_EQ(big.filter.text, "[Annual Value] > 10");
    EXPECT_EQ(big.sort[0].column, "Annual Value");
    EXPECT_THAT(big.columns, ElementsAre("Name", "Annual Value"));
    EXPECT_EQ(reader.blueprint().formulas[0].formula.text, "Account.[Annual Value].Sum()");
  }
  Write("Account", {{"Annual Value", "100"}}, "i-1");
  EXPECT_EQ(Text("Person", "Total", 1), "105");
}

TEST_F(SchemaTest, ARenamedTableIsRenamedInFormulasRelationsAndOptions) {
  Done(R"json([{"verb": "change", "subject": "table", "name": "Account", "settings": {"name": "Customer"}},
           {"verb": "change", "subject": "table", "name": "Person", "settings": {"name": "Staff"}}])json");
  EXPECT_EQ(FormulaOf("Staff", "Open_Count"),
            R"(Customer.Filter([Owner] = thisRow AND [Status] = "Open").Count())");
  EXPECT_EQ(Text("Staff", "Open_Count", 1), "2");
  EXPECT_THAT(OptionRows("Customer", "Status"), ElementsAre("Open", "Closed"));
  Write("Customer", {{"Name", "West"}, {"Status", "Closed"}, {"Owner", "Bo"}});
  EXPECT_EQ(Text("Customer", "Owner", 4), "Bo");
}

TEST_F(SchemaTest, ANameThatWouldBeReadAsSomethingElseIsRefused) {
  auto report = Change(R"json([{"verb": "change", "subject": "column", "table": "Person", "name": "Email",
                            "settings": {"name": "Account"}}])json");
  EXPECT_THAT(Messages(report),
              ElementsAre(HasSubstr("would be read as something else in the formula of Person.Open_Count")));
  EXPECT_THAT(
      Messages(Change(R"json([{"verb": "change", "subject": "column", "table": "Person", "name": "Email",
                                   "settings": {"name": "a[b"}}])json")),
      ElementsAre(HasSubstr("cannot be a name in a formula")));
  EXPECT_THAT(
      Messages(Change(R"json([{"verb": "change", "subject": "column", "table": "Person", "name": "Email",
                                   "settings": {"name": "name"}}])json")),
      ElementsAre(HasSubstr("differs from `Name` in case only")));
}

TEST_F(SchemaTest, ColumnsAreAddedWithAFillFormulaAndComputedOnesAtOnce) {
  auto report = Done(R"json([{"verb": "add", "subject": "column", "table": "Account",
                          "settings": {"name": "Score", "type": "number", "fill": "[Value] + 1", "position": 2}},
                         {"verb": "add", "subject": "column", "table": "Account",
                          "settings": {"name": "Ten", "formula": "[Score] * 10"}}])json");
  EXPECT_EQ(Text("Account", "Score", 1), "13");
  EXPECT_EQ(Text("Account", "Ten", 2), "60");
  ASSERT_EQ(report.values.size(), 2u);
  EXPECT_EQ(report.values[0].kind, "new");
  EXPECT_EQ(report.values[0].count, 3u);  // a sum skips blanks
  EXPECT_EQ(w_->Read().blueprint().tables[0].columns[2].name, "Score");
  Write("Account", {{"Score", "20"}}, "i-1");
  EXPECT_EQ(Text("Account", "Ten", 1), "200");
}

TEST_F(SchemaTest, ARetypeSaysFirstWhatDoesNotConvert) {
  const char* json = R"json([{"verb": "change", "subject": "column", "table": "Account", "name": "Note",
                          "settings": {"type": "number"}}])json";
  auto before = Everything();
  auto report = Change(json);
  ASSERT_TRUE(report.ok());
  EXPECT_FALSE(report->possible);
  ASSERT_EQ(report->obstacles.size(), 1u);
  EXPECT_EQ(report->obstacles[0].kind, Obstacle::Kind::kUnconvertible);
  EXPECT_EQ(report->obstacles[0].count, 1u);
  EXPECT_EQ(report->obstacles[0].examples[0].row, "i-2");
  EXPECT_EQ(report->obstacles[0].examples[0].name, "Nord");
  EXPECT_EQ(report->obstacles[0].examples[0].before, "\"about 8\"");
  EXPECT_EQ(Everything(), before);

  Done(json, {.blank_unconvertible = true});
  EXPECT_EQ(Text("Account", "Note", 1), "7");
  EXPECT_EQ(Text("Account", "Note", 2), "");
  Done(
      R"json([{"verb": "add", "subject": "column", "table": "Account", "settings": {"name": "Sum", "formula": "[Note] + 1"}}])json");
  EXPECT_EQ(Text("Account", "Sum", 3), "10");
  // What was lost is in the log.
  auto changes = w_->store().Changes({.limit = 50});
  bool found = false;
  for (const auto& change : *changes)
    found = found || (change.before.is_text() && change.before.text() == "about 8");
  EXPECT_TRUE(found);
}

TEST_F(SchemaTest, ATextBecomesASelectWithItsValuesAsOptionsAndARelationItsNames) {
  Done(
      R"json([{"verb": "change", "subject": "column", "table": "Account", "name": "Note", "settings": {"type": "select"}},
           {"verb": "change", "subject": "column", "table": "Account", "name": "Owner", "settings": {"type": "text"}}])json",
      {.force = true});
  EXPECT_THAT(OptionRows("Account", "Note"), ElementsAre("7", "about 8", "9"));
  EXPECT_EQ(Text("Account", "Owner", 1), "Ann");
  EXPECT_EQ(Text("Person", "Total", 1), "17");  // the other side keeps the links, now as its own
  Done(R"json([{"verb": "change", "subject": "column", "table": "Account", "name": "Owner",
            "settings": {"type": "relation", "target": "Person"}}])json");
  EXPECT_EQ(Text("Account", "Owner", 3), "Bo");
  EXPECT_EQ(Text("Person", "Open_Count", 1), "2");
}

TEST_F(SchemaTest, RemovingWhatIsUsedNeedsForceAndLeavesReasons) {
  const char* json =
      R"json([{"verb": "remove", "subject": "column", "table": "Account", "name": "Value"}])json";
  auto refused = Change(json);
  ASSERT_TRUE(refused.ok());
  EXPECT_FALSE(refused->possible);
  EXPECT_THAT(
      Messages(refused),
      ElementsAre(::testing::AllOf(
          HasSubstr("the formula of Account.Level"), HasSubstr("the formula of Person.Total"),
          HasSubstr("the filter of the view `Big` of Account"), HasSubstr("the named formula Grand_Total"))));
  Done(json, {.force = true});
  EXPECT_EQ(Text("Account", "Level", 1), "#REF");
  EXPECT_THAT(FormulaOf("Account", "Level"), HasSubstr("If([Value] > 10"));
  {
    Reader reader = w_->Read();
    auto level = reader.blueprint().tables[0].FindColumn("Level").value();
    EXPECT_THAT(std::string(reader.engine().Get(0, level, 0).error_reason()),
                HasSubstr("the column Account.Value was removed"));
    EXPECT_THAT(reader.blueprint().tables[0].views[1].columns, ElementsAre("Name"));
    EXPECT_THAT(reader.blueprint().tables[0].views[1].sort, IsEmpty());
  }
  auto removed = FindRemoved(w_->store(), w_->Read().blueprint());
  ASSERT_TRUE(removed.ok());
  ASSERT_EQ(removed->size(), 1u);
  EXPECT_EQ((*removed)[0].name, "Value");
  auto restored = w_->ChangeSchema(admin_, {.restore = {(*removed)[0].id}});
  ASSERT_TRUE(restored.ok() && restored->possible) << Messages(restored)[0];
  EXPECT_EQ(Text("Account", "Value", 1), "12");
  EXPECT_EQ(Text("Account", "Level", 1), "High");
  EXPECT_EQ(Text("Person", "Total", 1), "17");
  EXPECT_EQ(FormulaOf("Account", "Level"), R"(If([Value] > 10, "High", "Low"))");
}

TEST_F(SchemaTest, ARemovedTableComesBackWithItsRows) {
  const char* json = R"json([{"verb": "remove", "subject": "table", "name": "Account"}])json";
  EXPECT_FALSE(Change(json)->possible);
  auto report = Done(json, {.force = true});
  EXPECT_EQ(report.removed_rows, 5u);  // and its two options
  EXPECT_EQ(Text("Person", "Total", 1), "#REF");
  EXPECT_EQ(Text("Person", "Accounts", 1), "(no column)");
  std::string id = (*FindRemoved(w_->store(), w_->Read().blueprint()))[0].id;
  Reopen();
  auto restored = w_->ChangeSchema(admin_, {.restore = {id}});
  ASSERT_TRUE(restored.ok() && restored->possible) << Messages(restored)[0];
  EXPECT_EQ(Text("Account", "Name", 3), "Syd");
  EXPECT_EQ(Text("Account", "Owner", 3), "Bo");
  EXPECT_EQ(Text("Account", "Is_Open", 3), "false");
  EXPECT_THAT(OptionRows("Account", "Status"), ElementsAre("Open", "Closed"));
  Write("Account", {{"Name", "New"}});
  EXPECT_EQ(Text("Account", "Name", 4), "New");  // numbers go on where they were
}

TEST_F(SchemaTest, AFormulaIsSavedOrRefusedWithThePathOfItsCycle) {
  auto refused = Change(R"json([{"verb": "change", "subject": "column", "table": "Account", "name": "Value",
                             "settings": {"formula": "[Twice] / 2"}}])json");
  EXPECT_THAT(Messages(refused), ElementsAre(HasSubstr("computed from each other: Account.")));
  EXPECT_THAT(
      Messages(Change(R"json([{"verb": "change", "subject": "column", "table": "Account", "name": "Twice",
                                   "settings": {"formula": "[Valeu] * 2"}}])json")),
      ElementsAre(HasSubstr("did you mean `Value`?")));
  EXPECT_THAT(
      Messages(Change(R"json([{"verb": "change", "subject": "column", "table": "Account", "name": "Twice",
                                   "settings": {"formula": "\"x\""}}])json")),
      ElementsAre(HasSubstr("gives text, but `Twice` is a number column")));
  auto report = Done(R"json([{"verb": "change", "subject": "column", "table": "Account", "name": "Twice",
                          "settings": {"formula": "[Value] * 3"}}])json");
  EXPECT_EQ(report.changed_values, 2u);
  ASSERT_EQ(report.values.size(), 1u);
  EXPECT_EQ(report.values[0].column, "Twice");
  EXPECT_EQ(report.values[0].samples[0].before, "24");
  EXPECT_EQ(report.values[0].samples[0].after, "36");
  EXPECT_EQ(Text("Account", "Twice", 1), "36");
}

TEST_F(SchemaTest, ADryRunTellsTheBlastRadiusAndChangesNothing) {
  auto before = Everything();
  SchemaRequest request{.dry_run = true};
  request.changes =
      Changes(R"json([{"verb": "change", "subject": "column", "table": "Account", "name": "Level",
                                 "settings": {"formula": "If([Value] > 4, \"High\", \"Low\")"}}])json");
  auto report = w_->ChangeSchema(actor_, request);  // needs no administrator
  ASSERT_TRUE(report.ok());
  EXPECT_TRUE(report->possible);
  EXPECT_EQ(report->sequence, 0);
  EXPECT_EQ(report->changed_values, 1u);
  EXPECT_EQ(report->values[0].samples[0].name, "Nord");
  request.changes =
      Changes(R"json([{"verb": "change", "subject": "column", "table": "Account", "name": "Value",
                                 "settings": {"type": "text"}}])json");
  report = w_->ChangeSchema(actor_, request);
  std::vector<std::string> direct;
  for (const Dependent& d : report->dependents) {
    if (d.direct) direct.push_back(d.words);
  }
  EXPECT_THAT(direct,
              ::testing::IsSupersetOf({"the formula of Account.Level", "the formula of Person.Total",
                                       "the filter of the view `Big` of Account",
                                       "the named formula Grand_Total", "the view `Big` of Account"}));
  EXPECT_EQ(Everything(), before);
  request.dry_run = false;
  EXPECT_EQ(w_->ChangeSchema(actor_, request).error().code, base::Code::kDenied);
}

TEST_F(SchemaTest, OptionsAreAddedRenamedReorderedAndRemoved) {
  Done(
      R"json([{"verb": "add", "subject": "option", "table": "Account", "column": "Status", "settings": {"name": "Won", "position": 0}},
           {"verb": "change", "subject": "option", "table": "Account", "column": "Status", "name": "Open", "settings": {"name": "Active", "color": "green"}}])json");
  EXPECT_THAT(OptionRows("Account", "Status"), ElementsAre("Won", "Active", "Closed"));
  EXPECT_EQ(Text("Account", "Status", 1), "Active");
  EXPECT_EQ(FormulaOf("Account", "Is_Open"), R"([Status] = "Active")");
  EXPECT_EQ(Text("Account", "Is_Open", 1), "true");
  const char* remove =
      R"json([{"verb": "remove", "subject": "option", "table": "Account", "column": "Status", "name": "Closed"}])json";
  auto refused = Change(remove);
  EXPECT_THAT(Messages(refused), ElementsAre(HasSubstr("1 values of Account.Status")));
  Done(remove, {.blank_unconvertible = true});
  EXPECT_THAT(OptionRows("Account", "Status"), ElementsAre("Won", "Active"));
  EXPECT_EQ(Text("Account", "Status", 3), "");
}

TEST_F(SchemaTest, RulesThatRowsDoNotKeepAreNamed) {
  auto unique = Change(
      R"json([{"verb": "change", "subject": "column", "table": "Account", "name": "Owner", "settings": {"unique": true}}])json",
      {.force = true});
  EXPECT_FALSE(unique->possible);
  EXPECT_EQ(unique->obstacles[0].examples[0].name, "Nord");
  const char* required =
      R"json([{"verb": "change", "subject": "column", "table": "Account", "name": "Value", "settings": {"required": true}}])json";
  auto blank = Change(required);
  EXPECT_THAT(Messages(blank), ElementsAre(HasSubstr("1 of 3 rows have no value of Account.Value")));
  Done(
      R"json([{"verb": "change", "subject": "column", "table": "Account", "name": "Value", "settings": {"required": true, "fill": "0"}}])json");
  EXPECT_EQ(Text("Account", "Value", 3), "0");
}

TEST_F(SchemaTest, AFormulaThatTakesTheirPlaceLosesWrittenValuesOnlyWhenConfirmed) {
  const char* json =
      R"json([{"verb": "change", "subject": "column", "table": "Account", "name": "Note", "settings": {"formula": "\"n\" & [Value]"}}])json";
  EXPECT_EQ(Change(json)->obstacles[0].count, 3u);
  Done(json, {.blank_unconvertible = true});
  EXPECT_EQ(Text("Account", "Note", 1), "n12");
  // And back: what was computed stays as it is written.
  Done(
      R"json([{"verb": "change", "subject": "column", "table": "Account", "name": "Note", "settings": {"formula": null}}])json");
  Write("Account", {{"Value", "99"}}, "i-1");
  EXPECT_EQ(Text("Account", "Note", 1), "n12");
}

TEST_F(SchemaTest, ANewVersionKeepsIdentityAndFollowsRenames) {
  std::string yaml = kYaml;
  auto replace = [&](const std::string& from, const std::string& to) {
    for (size_t at = yaml.find(from); at != std::string::npos; at = yaml.find(from, at + to.size()))
      yaml.replace(at, from.size(), to);
  };
  replace("table: Account\n", "table: Customer\n    renamed_from: Account\n");
  replace("Account.", "Customer.");
  replace("{name: Value, type: number}", "{name: Worth, renamed_from: Value, type: number}");
  replace("[Value]", "[Worth]");
  replace("[Value desc]", "[Worth desc]");
  replace("columns: [Name, Value]", "columns: [Name, Worth]");
  replace("[Open, Closed]", "[{name: Active, renamed_from: Open}, Won]");
  replace("\"Open\"", "\"Active\"");
  replace("      - {name: Note, type: text}\n", "");
  auto read = blueprint::ReadText(yaml);
  ASSERT_TRUE(read.ok()) << blueprint::Render(read.errors);
  SchemaRequest request;
  request.version = std::make_shared<blueprint::Blueprint>(read.blueprint);
  std::string id = w_->Read().blueprint().tables[0].columns[3].id;
  auto report = w_->ChangeSchema(admin_, request);
  ASSERT_TRUE(report.ok() && report->possible) << Messages(report)[0];
  EXPECT_EQ(Text("Customer", "Worth", 1), "12");
  EXPECT_EQ(Text("Customer", "Status", 1), "Active");
  EXPECT_EQ(Text("Customer", "Status", 3), "Closed");  // a row has it: it stays
  EXPECT_THAT(OptionRows("Customer", "Status"), ElementsAre("Active", "Won", "Closed"));
  EXPECT_EQ(Text("Customer", "Note", 1), "(no column)");
  EXPECT_EQ(Text("Person", "Total", 1), "17");
  EXPECT_EQ(w_->Read().blueprint().tables[0].columns[3].id, id);
  // The same again is nothing.
  report = w_->ChangeSchema(admin_, request);
  ASSERT_TRUE(report.ok());
  for (const auto& change : report->changes) ADD_FAILURE() << change.ToString();
  EXPECT_EQ(report->sequence, 0);
}

TEST_F(SchemaTest, TablesViewsAndNamedFormulasAreMadeAndChanged) {
  Done(
      R"json([{"verb": "add", "subject": "table", "settings": {"name": "Visit", "display": "What", "columns": [
              {"name": "What", "type": "text"}, {"name": "At", "type": "relation", "target": "Account", "inverse": "Visits"},
              {"name": "Made", "type": "created-at"}], "views": [{"name": "All", "sort": ["What desc"]}]}},
           {"verb": "add", "subject": "column", "table": "Account", "settings": {"name": "Visit_Count", "formula": "[Visits].Count()"}},
           {"verb": "add", "subject": "view", "table": "Account", "settings": {"name": "Small", "filter": "[Value] < 10", "default": true}},
           {"verb": "change", "subject": "formula", "name": "Grand_Total", "settings": {"name": "Sum of All"}},
           {"verb": "add", "subject": "formula", "settings": {"name": "Half", "formula": "[Sum of All] / 2"}}])json");
  Write("Visit", {{"What", "Lunch"}, {"At", "Gard"}});
  EXPECT_EQ(Text("Account", "Visit_Count", 1), "1");
  EXPECT_EQ(w_->Read().blueprint().FindTable("Visit"), 2u);
  Done(
      R"json([{"verb": "change", "subject": "table", "name": "Visit", "settings": {"position": 0, "title": "Visits"}},
           {"verb": "remove", "subject": "view", "table": "Account", "name": "Big"},
           {"verb": "change", "subject": "column", "table": "Visit", "name": "Made", "settings": {"position": 0}}])json");
  EXPECT_EQ(Text("Visit", "What", 1), "Lunch");
  EXPECT_EQ(Text("Account", "Visits", 1), "Lunch");
  EXPECT_EQ(w_->Read().blueprint().tables[1].views.size(), 2u);
}

TEST_F(SchemaTest, OverridesStayWithTheirColumnAndEndWithIt) {
  Action set{.kind = Action::Kind::kSetOverride,
             .table = "Account",
             .row_ids = {"i-1"},
             .column = "Level",
             .value = Json::Text("Mid"),
             .override_reason = "told so"};
  ASSERT_TRUE(w_->Commit(actor_, {.actions = {set}}).ok());
  Done(
      R"json([{"verb": "change", "subject": "column", "table": "Account", "name": "Level", "settings": {"name": "Tier", "position": 0}}])json");
  EXPECT_EQ(Text("Account", "Tier", 1), "Mid");
  Reopen();
  EXPECT_EQ(Text("Account", "Tier", 1), "Mid");
  Done(
      R"json([{"verb": "change", "subject": "column", "table": "Account", "name": "Tier", "settings": {"overridable": false}}])json");
  EXPECT_EQ(Text("Account", "Tier", 1), "High");
  Reopen();
  EXPECT_EQ(Text("Account", "Tier", 1), "High");
}

}  // namespace
}  // namespace csip::workspace
