#include "workspace/workspace.h"

#include <atomic>
#include <thread>

#include "workspace/options.h"
#include "workspace/workspace_fixture.h"

namespace csip::workspace {
namespace {

using base::Json;
using ::testing::HasSubstr;

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
      - {name: Value, type: number, min: 0}
      - {name: Level, type: text, overridable: true, tracked: true, formula: 'If([Value] > 10, "High", "Low")'}
      - {name: Is_Open, type: checkbox, formula: '[Status] = "Open"'}
      - {name: Owner, type: person}
      - {name: Made, type: created-at}
      - {name: Edited, type: modified-at}
      - {name: Editor, type: modified-by}
      - {name: Measured, type: date-time, touched_by: [Value]}
      - {name: Due, type: date}
      - {name: Days, type: number, formula: '[Due] - Today()'}
  - table: Person
    display: Name
    columns:
      - {name: Name, type: text}
      - {name: Email, type: email, unique: true}
      - {name: Accounts, type: computed, formula: 'Filter([Account], [Owner] = thisRow)'}
)";

class WorkspaceTest : public WorkspaceFixture {
 protected:
  WorkspaceTest() : WorkspaceFixture(kYaml) {}
};

TEST_F(WorkspaceTest, InsertsWithDefaultsStampsAndComputedValues) {
  ASSERT_TRUE(
      Write("Person", {Row({{"Name", Json::Text("Ann")}, {"Email", Json::Text("ann@example.com")}})}).ok());
  auto done = Write(
      "Account",
      {Row({{"Name", Json::Text("Gard")}, {"Value", Json::Text("12.5")}, {"Owner", Json::Text("Ann")}})});
  ASSERT_TRUE(done.ok()) << done.error().message;
  EXPECT_THAT(done->inserted, ::testing::ElementsAre("i-1"));
  EXPECT_EQ(Text("Account", "Id", 1), "ACC-00001");
  EXPECT_EQ(Text("Account", "Status", 1), "Open");
  EXPECT_EQ(Text("Account", "Level", 1), "High");
  EXPECT_EQ(Text("Account", "Editor", 1), "Ann");
  EXPECT_THAT(Text("Account", "Made", 1), HasSubstr("2026-11-22T12:00:"));
  EXPECT_THAT(Text("Account", "Measured", 1), HasSubstr("2026-11-22T12:00:"));
  EXPECT_EQ(Text("Person", "Accounts", 1), "Gard");
}

TEST_F(WorkspaceTest, RefusesInWordsAndChangesNothing) {
  ASSERT_TRUE(Write("Account", {Row({{"Name", Json::Text("Gard")}})}).ok());
  auto refused = [&](std::vector<RowInput> rows) {
    auto done = Write("Account", std::move(rows));
    return done.ok() ? std::string("accepted") : done.error().message;
  };
  EXPECT_THAT(refused({Row({{"Name", Json::Text("A")}}), Row({{"Nmae", Json::Text("B")}})}),
              HasSubstr("did you mean `Name`?"));
  EXPECT_THAT(refused({Row({{"Name", Json::Text("A")}}), Row({{"Value", Json::Number(1)}})}),
              HasSubstr("Account row 2 of the request: Name is required"));
  EXPECT_THAT(refused({Row({{"Name", Json::Text("Gard")}})}), HasSubstr("must be unique"));
  EXPECT_THAT(refused({Row({{"Name", Json::Text("A")}, {"Status", Json::Text("Opne")}})}),
              HasSubstr("did you mean `Open`?"));
  EXPECT_THAT(refused({Row({{"Name", Json::Text("A")}, {"Value", Json::Number(-1)}})}),
              HasSubstr("below the least value"));
  EXPECT_THAT(refused({Row({{"Name", Json::Text("A")}, {"Level", Json::Text("High")}})}),
              HasSubstr("computed by a formula"));
  EXPECT_THAT(refused({Row({{"Name", Json::Text("A")}, {"Made", Json::Text("2026-01-01")}})}),
              HasSubstr("written by the system"));
  EXPECT_THAT(refused({Row({{"Name", Json::Text("A")}, {"Owner", Json::Text("Nobody")}})}),
              HasSubstr("no row `Nobody` in Person"));
  EXPECT_THAT(refused({Row({{"Name", Json::Text("B")}}, "i-77")}), HasSubstr("no row `i-77`"));
  // The table is named as people know it, however the writer named it.
  std::string id = w_->Read().blueprint().tables[0].id;
  auto by_id = Write(id, {Row({{"Value", Json::Number(-1)}}, "i-1")});
  EXPECT_THAT(by_id.error().message, ::testing::StartsWith("Account row i-1"));
  EXPECT_EQ(w_->Read().engine().RowCount(0), 1u);
  access::Actor reader{"token:2", "reader", "", access::Scope::kRead};
  EXPECT_EQ(w_->Commit(reader, {}).error().code, base::Code::kDenied);
}

TEST_F(WorkspaceTest, UpsertsByKeyColumns) {
  ASSERT_TRUE(Write("Account", {Row({{"Name", Json::Text("Gard")}, {"Value", Json::Number(1)}})}).ok());
  auto done = Write(
      "Account",
      {Row({{"Name", Json::Text("Gard")}, {"Value", Json::Number(50)}}), Row({{"Name", Json::Text("Nord")}})},
      {"Name"});
  ASSERT_TRUE(done.ok()) << done.error().message;
  EXPECT_THAT(done->updated, ::testing::ElementsAre("i-1"));
  EXPECT_THAT(done->inserted, ::testing::ElementsAre("i-2"));
  EXPECT_EQ(Text("Account", "Level", 1), "High");
}

TEST_F(WorkspaceTest, EverythingIsThereAfterARestart) {
  ASSERT_TRUE(Write("Person", {Row({{"Name", Json::Text("Ann")}})}).ok());
  ASSERT_TRUE(
      Write("Account",
            {Row({{"Name", Json::Text("Ærø")}, {"Owner", Json::Text("Ann")}, {"Value", Json::Number(0.1)}}),
             Row({{"Name", Json::Text("B")}})})
          .ok());
  Request request;
  Action remove;
  remove.kind = Action::Kind::kDeleteRows;
  remove.table = "Account";
  remove.row_ids = {"i-2"};
  request.actions.push_back(remove);
  ASSERT_TRUE(w_->Commit(actor_, request).ok());
  int64_t sequence = w_->Read().sequence();
  Reopen();
  EXPECT_EQ(w_->Read().sequence(), sequence);  // nothing had to be recomputed
  EXPECT_EQ(Text("Account", "Name", 1), "Ærø");
  EXPECT_EQ(Text("Account", "Owner", 1), "Ann");
  EXPECT_EQ(Text("Person", "Accounts", 1), "Ærø");
  EXPECT_EQ(Text("Account", "Value", 1), "0.1");
  auto next = Write("Account", {Row({{"Name", Json::Text("C")}})});
  EXPECT_THAT(next->inserted, ::testing::ElementsAre("i-3"));  // a number is never given twice
}

TEST_F(WorkspaceTest, ANewDayIsCommittedAndSurvives) {
  ASSERT_TRUE(
      Write("Account", {Row({{"Name", Json::Text("Gard")}, {"Due", Json::Text("2026-11-30")}})}).ok());
  EXPECT_EQ(Text("Account", "Days", 1), "8");
  clock_->Set(kNoon + 2 * base::kMicrosPerDay);
  ASSERT_TRUE(w_->CatchUp().ok());
  EXPECT_EQ(Text("Account", "Days", 1), "6");
  clock_->Set(kNoon + 3 * base::kMicrosPerDay);
  Reopen();
  EXPECT_EQ(Text("Account", "Days", 1), "5");
}

TEST_F(WorkspaceTest, TheDayTurnsAtMidnightOfTheWorkspace) {
  ASSERT_TRUE(
      Write("Account", {Row({{"Name", Json::Text("Gard")}, {"Due", Json::Text("2026-11-30")}})}).ok());
  clock_->Set(kNoon + 11 * 3600 * base::kMicrosPerSecond +
              60 * base::kMicrosPerSecond);  // 23:01 UTC is 00:01 in Oslo
  ASSERT_TRUE(w_->CatchUp().ok());
  EXPECT_EQ(Text("Account", "Days", 1), "7");
}

TEST_F(WorkspaceTest, TouchedColumnsMoveOnTheirOwnColumnOnly) {
  ASSERT_TRUE(Write("Account", {Row({{"Name", Json::Text("Gard")}, {"Value", Json::Number(1)}})}).ok());
  std::string before = Text("Account", "Measured", 1);
  clock_->Set(kNoon + base::kMicrosPerDay);
  ASSERT_TRUE(Write("Account", {Row({{"Status", Json::Text("Closed")}}, "i-1")}).ok());
  EXPECT_EQ(Text("Account", "Measured", 1), before);
  EXPECT_NE(Text("Account", "Edited", 1), before);
  ASSERT_TRUE(
      Write("Account", {Row({{"Value", Json::Number(1)}}, "i-1")}).ok());  // the same value, measured again
  EXPECT_THAT(Text("Account", "Measured", 1), HasSubstr("2026-11-23"));
  ASSERT_TRUE(
      Write("Account",
            {Row({{"Value", Json::Number(2)}, {"Measured", Json::Text("2026-11-01T00:00:00Z")}}, "i-1")})
          .ok());
  EXPECT_THAT(Text("Account", "Measured", 1), HasSubstr("2026-11-01"));
}

TEST_F(WorkspaceTest, OverridesHaveAReasonAndEnd) {
  ASSERT_TRUE(Write("Account", {Row({{"Name", Json::Text("Gard")}, {"Value", Json::Number(50)}})}).ok());
  Action set;
  set.kind = Action::Kind::kSetOverride;
  set.table = "Account";
  set.row_ids = {"Gard"};
  set.column = "Level";
  set.value = Json::Text("Low");
  EXPECT_THAT(w_->Commit(actor_, {{set}}).error().message, HasSubstr("needs a reason"));
  set.override_reason = "the sponsor left";
  set.expires_at = kNoon + base::kMicrosPerDay;
  ASSERT_TRUE(w_->Commit(actor_, {{set}}).ok());
  EXPECT_EQ(Text("Account", "Level", 1), "Low");
  Reopen();
  EXPECT_EQ(Text("Account", "Level", 1), "Low");
  clock_->Set(kNoon + base::kMicrosPerDay + 60 * base::kMicrosPerSecond);
  ASSERT_TRUE(w_->CatchUp().ok());
  EXPECT_EQ(Text("Account", "Level", 1), "High");
  Reopen();
  EXPECT_EQ(Text("Account", "Level", 1), "High");
}

TEST_F(WorkspaceTest, RenamingAnOptionRenamesCellsAndFormulas) {
  ASSERT_TRUE(Write("Account", {Row({{"Name", Json::Text("Gard")}})}).ok());
  auto done = Write(std::string(blueprint::kOptionsTable), {Row({{"Option", Json::Text("Active")}}, "i-1")});
  ASSERT_TRUE(done.ok()) << done.error().message;
  EXPECT_EQ(Text("Account", "Status", 1), "Active");
  EXPECT_EQ(Text("Account", "Is_Open", 1), "true");
  {
    Reader reader = w_->Read();
    EXPECT_EQ(reader.blueprint().tables[0].columns[5].formula.text, "[Status] = \"Active\"");
    EXPECT_EQ(OptionsOf(reader.engine(), 0, 2)[0].name, "Active");
  }
  ASSERT_TRUE(Write("Account", {Row({{"Name", Json::Text("Nord")}})}).ok());
  EXPECT_EQ(Text("Account", "Status", 2), "Active");  // the default follows too
  Action remove;
  remove.kind = Action::Kind::kDeleteRows;
  remove.table = std::string(blueprint::kOptionsTable);
  remove.row_ids = {"i-1"};
  EXPECT_THAT(w_->Commit(actor_, {{remove}}).error().message, HasSubstr("2 rows of Account have `Active`"));
  ASSERT_TRUE(Write(std::string(blueprint::kOptionsTable), {Row({{"Table", Json::Text("Account")},
                                                                 {"Column", Json::Text("Status")},
                                                                 {"Option", Json::Text("Paused")}})})
                  .ok());
  EXPECT_TRUE(Write("Account", {Row({{"Status", Json::Text("Paused")}}, "i-2")}).ok());
}

TEST_F(WorkspaceTest, TheLogKeepsEditsAndTrackedComputedValues) {
  ASSERT_TRUE(Write("Account", {Row({{"Name", Json::Text("Gard")}, {"Value", Json::Number(1)}})}).ok());
  ASSERT_TRUE(
      Write("Account", {Row({{"Value", Json::Number(50)}, {"Status", Json::Text("Closed")}}, "i-1")}).ok());
  auto changes = w_->store().Changes({.table = 0, .row = 1, .after_sequence = w_->Read().sequence() - 1});
  ASSERT_TRUE(changes.ok());
  std::vector<std::string> columns;
  for (const store::Change& change : *changes) {
    for (const auto& column : w_->Read().blueprint().tables[0].columns) {
      if (column.id == change.column) columns.push_back(column.name + (change.computed ? " (computed)" : ""));
    }
  }
  // Is_Open changed as well, and nobody asked to keep that.
  EXPECT_THAT(columns, ::testing::IsSupersetOf({"Value", "Status", "Level (computed)"}));
  EXPECT_THAT(columns, ::testing::Not(::testing::Contains("Is_Open (computed)")));
}

TEST_F(WorkspaceTest, EventsTellWhatChanged) {
  int64_t before = w_->events().last();
  ASSERT_TRUE(Write("Account", {Row({{"Name", Json::Text("Gard")}, {"Value", Json::Number(50)}})}).ok());
  auto events = w_->events().Since(before);
  ASSERT_TRUE(events.has_value());
  ASSERT_EQ(events->size(), 1u);
  EXPECT_EQ((*events)[0]->rows.size(), 1u);
  bool level = false;
  for (const ChangedCell& cell : (*events)[0]->cells)
    level = level || (cell.value == "\"High\"" && cell.computed);
  EXPECT_TRUE(level);
  EXPECT_FALSE(w_->events().Since(-5).has_value());
}

TEST_F(WorkspaceTest, ReadersThatNeverPauseDoNotStarveAWriter) {
  std::atomic<bool> done{false};
  std::vector<std::thread> readers;
  for (int i = 0; i < 6; ++i) {
    readers.emplace_back([&] {
      while (!done) {
        Reader reader = w_->Read();
        EXPECT_LE(reader.engine().RowCount(0), 20u);
      }
    });
  }
  for (int i = 0; i < 20; ++i) {
    EXPECT_TRUE(Write("Account", {Row({{"Name", Json::Text(std::to_string(i))}})}).ok());
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
}

TEST_F(WorkspaceTest, ManyWritersAtOnceLoseNothing) {
  std::atomic<int> accepted{0};
  std::vector<std::thread> writers;
  for (int w = 0; w < 8; ++w) {
    writers.emplace_back([&, w] {
      for (int i = 0; i < 25; ++i) {
        auto done =
            Write("Account", {Row({{"Name", Json::Text(std::to_string(w) + "/" + std::to_string(i))}})});
        if (done.ok()) ++accepted;
        Reader reader = w_->Read();
        EXPECT_LE(reader.engine().RowCount(0), 200u);
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(accepted, 200);
  Reopen();
  EXPECT_EQ(w_->Read().engine().RowCount(0), 200u);
}

}  // namespace
}  // namespace csip::workspace
