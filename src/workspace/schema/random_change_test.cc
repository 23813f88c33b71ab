// Random work that changes cells, rows and the schema: after each step the engine, a full recomputation and the plain
// evaluator agree, what the store holds is what memory holds, and of what was refused nothing is left.
//
// Every run of the suite does the same; CSIP_RANDOM_SEED=N does something else, CSIP_RANDOM_CHANGES sets the number of steps.
#include <cstdlib>

#include "engine/reference.h"
#include "workspace/schema/random_changes.h"
#include "workspace/schema/restore.h"
#include "workspace/workspace_fixture.h"

namespace csip::workspace {

using Done = RandomChanges::Done;
using Subject = blueprint::SchemaChange::Subject;
using Verb = blueprint::SchemaChange::Verb;

std::string RandomChanges::AnyFormula(const Part& part) {
  std::string a = "[" + AnyColumn(part) + "]", b = "[" + AnyColumn(part) + "]";
  const Part& other = AnyTable();
  switch (Below(7)) {
    case 0:
      return a + " & \"-\" & " + b;
    case 1:
      return "If(" + a + ".IsBlank(), 0, 1)";
    case 2:
      return a + " * 2";
    case 3:
      return "[" + other.name + "].Count()";
    case 4:
      return "[" + other.name + "].Filter([" + AnyColumn(other) + "] = thisRow." + a + ").Count()";
    case 5:
      return "[" + other.name + "].[" + AnyColumn(other) + "].CountUnique()";
    default:
      return "Today() & " + a;
  }
}

RandomChanges::Members RandomChanges::TableSettings(bool add) {
  using base::Json;
  Members settings;
  if (add || Chance(70)) settings.emplace_back("name", Json::Text(NewName()));
  if (!add && Chance(40)) settings.emplace_back("position", Json::Number(static_cast<double>(Below(4))));
  if (!add) return settings;
  std::vector<Json> columns = {Json::Object({{"name", Json::Text("Title")}, {"type", Json::Text("text")}})};
  for (size_t i = 0; i < Below(3); ++i) {
    columns.push_back(Json::Object(ColumnSettings(Part{.name = "", .columns = {"Title"}}, true)));
  }
  settings.emplace_back("display", Json::Text("Title"));
  settings.emplace_back("columns", Json::Array(std::move(columns)));
  return settings;
}

RandomChanges::Members RandomChanges::ColumnSettings(const Part& part, bool add) {
  using base::Json;
  static const std::vector<std::string> kTypes = {"text",           "number",  "checkbox",     "date",
                                                  "date-time",      "select",  "multi-select", "relation",
                                                  "multi-relation", "percent", "email",        "modified-at"};
  Members settings;
  if (add || Chance(30)) settings.emplace_back("name", Json::Text(NewName()));
  if (add || Chance(40)) {
    std::string type = Pick(kTypes);
    settings.emplace_back("type", Json::Text(type));
    if (type.ends_with("relation")) settings.emplace_back("target", Json::Text(AnyTable().name));
    if (type.ends_with("select") && Chance(70)) {
      settings.emplace_back("options",
                            Json::Array({Json::Text("Open"), Json::Text("Closed"), Json::Text(NewName())}));
    }
  }
  bool formula = Chance(add ? 35 : 15);
  if (formula) settings.emplace_back("formula", Json::Text(AnyFormula(part)));
  if (formula && Chance(80))
    std::erase_if(settings,
                  [](const auto& setting) { return setting.first != "name" && setting.first != "formula"; });
  if (formula && add && Chance(80)) settings.emplace_back("type", Json::Text("computed"));
  if (!add && Chance(10)) settings.emplace_back("formula", Json());
  if (Chance(15)) settings.emplace_back("required", Json::Bool(Chance(70)));
  if (Chance(10)) settings.emplace_back("unique", Json::Bool(Chance(70)));
  if (Chance(15)) settings.emplace_back("tracked", Json::Bool(Chance(70)));
  if (Chance(15)) settings.emplace_back("overridable", Json::Bool(Chance(70)));
  if (Chance(15)) settings.emplace_back("default", Json::Text(Chance(50) ? "\"Open\"" : "7"));
  if (Chance(20)) settings.emplace_back("position", Json::Number(static_cast<double>(Below(6))));
  return settings;
}

RandomChanges::Members RandomChanges::ViewSettings(const Part& part, bool add) {
  using base::Json;
  Members settings;
  if (add || Chance(40)) settings.emplace_back("name", Json::Text(NewName()));
  if (Chance(50)) settings.emplace_back("filter", Json::Text("[" + AnyColumn(part) + "] = \"Open\""));
  if (Chance(40)) settings.emplace_back("sort", Json::Array({Json::Text(AnyColumn(part))}));
  if (Chance(40)) settings.emplace_back("columns", Json::Array({Json::Text(AnyColumn(part))}));
  if (Chance(20)) settings.emplace_back("position", Json::Number(static_cast<double>(Below(3))));
  return settings;
}

blueprint::SchemaChange RandomChanges::AnyChange() {
  using base::Json;
  blueprint::SchemaChange change;
  const Part& part = AnyTable();
  change.verb = static_cast<Verb>(Below(3));
  bool add = change.verb == Verb::kAdd;
  switch (Below(10)) {
    case 0:
      change.subject = Subject::kTable;
      // Some are needed to go on.
      if (change.verb == Verb::kRemove && schema_.size() < 4) change.verb = Verb::kAdd;
      change.name = part.name;
      change.settings = Json::Object(TableSettings(change.verb == Verb::kAdd));
      break;
    case 1:
    case 2:
      change.subject = Subject::kView;
      change.table = part.name;
      change.name = Pick(part.views);
      change.settings = Json::Object(ViewSettings(part, add));
      break;
    case 3:
    case 4:
    case 5:
      change.subject = Subject::kOption;
      for (const Part& with : schema_) {
        if (with.selects.empty() || (!change.column.empty() && Chance(50))) continue;
        change.table = with.name;
        change.column = Pick(with.selects);
        change.name = Chance(90) ? Pick(with.kinds.at(change.column).options) : NewName();
      }
      change.settings = Json::Object(
          add || Chance(70) ? Members{{"name", Json::Text(Chance(30) ? "Open" : NewName())}}
                            : Members{{"position", Json::Number(static_cast<double>(Below(3)))}});
      break;
    default:
      change.subject = Subject::kColumn;
      change.table = part.name;
      change.name = Chance(20) ? AnyColumn(part) : Pick(part.columns);
      change.settings = Json::Object(ColumnSettings(part, add));
  }
  if (change.verb == Verb::kRemove) change.settings = Json();
  return change;
}

Done RandomChanges::ChangeSchema(Workspace& w) {
  SchemaRequest request;
  request.force = Chance(50);
  request.blank_unconvertible = Chance(50);
  std::string what = request.force ? "force" : "";
  if (request.blank_unconvertible) what += " blank";
  for (size_t i = 0; i < (Chance(80) ? 1 : 2); ++i) {
    request.changes.push_back(AnyChange());
    const auto& change = request.changes.back();
    what += std::string(" ") + NameOf(change.verb) + " " + NameOf(change.subject) + " " + change.table + "." +
            change.column + "." + change.name + " " + change.settings.ToString();
  }
  if (Chance(15)) request.dry_run = true;
  return ToldSchema(what + (request.dry_run ? " (dry run)" : ""), w.ChangeSchema(actors_[2], request));
}

Done RandomChanges::Restore(Workspace& w) {
  auto removed = FindRemoved(w.store(), w.Read().blueprint());
  if (!removed.ok() || removed->empty()) return {"nothing was removed", false};
  const RemovedPart& part = (*removed)[Below(removed->size())];
  SchemaRequest request;
  request.restore = {part.id};
  request.force = Chance(50);
  request.blank_unconvertible = Chance(50);
  return ToldSchema("restore " + part.table + " " + part.name, w.ChangeSchema(actors_[2], request));
}

namespace {

constexpr char kYaml[] = R"(
name: shop
time_zone: Europe/Oslo
people: {table: Person, email: Email}
tables:
  - table: Account
    display: Name
    columns:
      - {name: Name, type: text, required: true}
      - {name: Status, type: select, options: [Open, Closed], default: '"Open"'}
      - {name: Value, type: number}
      - {name: Level, type: text, overridable: true, tracked: true, formula: 'If([Value] > 10, "High", "Low")'}
      - {name: Owner, type: relation, target: Person, inverse: Accounts}
      - {name: Friends, type: multi-relation, target: Account}
      - {name: Measured, type: date-time, touched_by: [Value]}
      - {name: Tags, type: multi-select, options: [Open, Closed, Big]}
      - {name: Days, type: number, tracked: true, formula: 'If([Measured].IsBlank(), 0, Today().ToDateTime() - [Measured])'}
    views:
      - {name: Big, filter: '[Value] > 10', sort: [Value desc], group: [Status]}
  - table: Person
    display: Name
    columns:
      - {name: Name, type: text}
      - {name: Email, type: email}
      - {name: Total, type: number, overridable: true, tracked: true, formula: '[Accounts].[Value].Sum()'}
  - table: Task
    display: Name
    columns:
      - {name: Name, type: text, unique: true}
      - {name: Account, type: relation, target: Account}
      - {name: Done, type: checkbox}
formulas:
  - {name: Grand_Total, formula: 'Account.[Value].Sum()'}
)";

class RandomChangeTest : public WorkspaceFixture {
 protected:
  RandomChangeTest() : WorkspaceFixture(kYaml) {}

  // Wave and full recomputation, wave and plain evaluator, memory and store.
  void Check() {
    {
      Reader reader = w_->Read();
      for (const std::string& wrong : engine::CompareWithReference(reader.engine(), 5)) {
        ADD_FAILURE() << "wave and plain evaluator: " << wrong;
      }
      auto again = reader.engine().Fork();
      again->Begin();
      again->MarkEverything();
      for (const engine::CellChange& cell : again->Finish().cells) {
        const auto& table = reader.blueprint().tables[cell.table];
        ADD_FAILURE() << "wave and full recomputation: " << table.name << "."
                      << table.columns[cell.column].name << " " << TextOf(reader, cell.before) << " / "
                      << TextOf(reader, cell.after);
      }
    }
    auto memory = Everything();
    int64_t sequence = w_->Read().sequence();
    Reopen();
    EXPECT_EQ(w_->Read().sequence(), sequence) << "opening found something to write";
    Compare(memory, "memory and store");
  }

  // The column of a key of Everything, as people know it.
  std::string Named(const std::string& key) {
    Reader reader = w_->Read();
    for (const auto& table : reader.blueprint().tables) {
      for (const auto& column : table.columns) {
        if (key.starts_with(table.id + "/") && key.ends_with("/" + column.id))
          return key + " (" + table.name + "." + column.name + " " + std::string(column.type->name) + " " +
                 column.formula.text + ")";
      }
    }
    return key;
  }

  void Compare(const std::map<std::string, std::string>& before, const std::string& what) {
    auto now = Everything();
    if (now == before) return;
    for (const auto& [key, text] : before) {
      auto found = now.find(key);
      if (found == now.end()) {
        ADD_FAILURE() << what << ": " << Named(key) << " was `" << text << "` and is gone";
      } else if (found->second != text) {
        ADD_FAILURE() << what << ": " << Named(key) << " was `" << text << "` and is `" << found->second
                      << "`";
      }
    }
    for (const auto& [key, text] : now) {
      if (before.count(key) == 0)
        ADD_FAILURE() << what << ": " << Named(key) << " is `" << text << "` and was not there";
    }
  }
};

TEST_F(RandomChangeTest, EverythingHoldsTogetherWhateverIsDone) {
  const char* seed_text = std::getenv("CSIP_RANDOM_SEED");
  uint64_t seed = seed_text != nullptr ? std::strtoull(seed_text, nullptr, 10) : 1;
  const char* wanted = std::getenv("CSIP_RANDOM_CHANGES");
  int steps = wanted != nullptr ? std::atoi(wanted) : 250;
  std::string repeat = "again with CSIP_RANDOM_SEED=" + std::to_string(seed);
  std::printf("%s CSIP_RANDOM_CHANGES=%d\n", repeat.c_str(), steps);
  std::fflush(stdout);  // also when what follows ends the process
  RandomChanges changes(seed);
  std::vector<std::string> log;
  int changed = 0;
  for (int step = 1; step <= steps; ++step) {
    auto before = Everything();
    Done done = changes.Step(*w_);
    changed += done.changed ? 1 : 0;
    log.push_back(std::to_string(step) + ": " + done.what +
                  (done.changed ? "" : "  -- refused: " + done.refusal));
    if (std::getenv("CSIP_RANDOM_VERBOSE") != nullptr) std::fprintf(stderr, "%s\n", log.back().c_str());
    if (!done.changed) Compare(before, "something of what was refused is left");
    if (step % 20 == 0) {
      clock_->Set(clock_->Now() + base::kMicrosPerDay);
      ASSERT_TRUE(w_->CatchUp().ok());
    }
    Check();
    if (!HasFailure()) continue;
    for (size_t i = log.size() > 8 ? log.size() - 8 : 0; i < log.size(); ++i)
      std::printf("%s\n", log[i].c_str());
    FAIL() << "after step " << step << "; " << repeat;
  }
  EXPECT_GT(changed, steps / 4) << "most of what was tried was refused: this tests little";
}

}  // namespace
}  // namespace csip::workspace
