// Undo, redo and the bin: what is taken back is as it was, also on disk; what was changed since is a conflict.
#include "workspace/undo.h"

#include "engine/reference.h"
#include "workspace/many_rows.h"
#include "workspace/schema/restore.h"
#include "workspace/workspace_fixture.h"

namespace csip::workspace {
namespace {

using base::Json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kYaml[] = R"(
name: shop
time_zone: Europe/Oslo
people: {table: Person, email: Email}
tables:
  - table: Account
    display: Name
    columns:
      - {name: Name, type: text, required: true, unique: true}
      - {name: Status, type: select, options: [Open, Closed], default: '"Open"'}
      - {name: Value, type: number}
      - {name: Level, type: text, overridable: true, tracked: true, formula: 'If([Value] > 10, "High", "Low")'}
      - {name: Owner, type: relation, target: Person, inverse: Accounts}
      - {name: Friends, type: multi-relation, target: Account}
      - {name: Measured, type: date-time, touched_by: [Value]}
      - {name: Edited, type: modified-at}
      - {name: Note, type: text}
  - table: Person
    display: Name
    columns:
      - {name: Name, type: text}
      - {name: Email, type: email}
      - {name: Total, type: number, formula: '[Accounts].[Value].Sum()'}
  - table: Task
    display: Name
    columns:
      - {name: Name, type: text}
      - {name: Account, type: relation, target: Account, required: true}
)";

class UndoTest : public WorkspaceFixture {
 protected:
  UndoTest() : WorkspaceFixture(kYaml) {}

  void SetUp() override {
    WorkspaceFixture::SetUp();
    ASSERT_TRUE(
        Write(ann_, "Person", {Row({{"Name", Json::Text("Pia")}}), Row({{"Name", Json::Text("Ola")}})}).ok());
    ASSERT_TRUE(
        Write(ann_, "Account",
              {Row({{"Name", Json::Text("Gard")}, {"Value", Json::Number(12)}, {"Owner", Json::Text("Pia")}}),
               Row({{"Name", Json::Text("Nord")},
                    {"Value", Json::Number(5)},
                    {"Friends", Json::Text("Gard")}})})
            .ok());
    ASSERT_TRUE(
        Write(ann_, "Task", {Row({{"Name", Json::Text("Call")}, {"Account", Json::Text("Gard")}})}).ok());
  }
  void TearDown() override {
    {
      Reader reader = w_->Read();
      EXPECT_THAT(engine::CompareWithReference(reader.engine(), 5), IsEmpty());
    }
    auto before = Everything();
    Reopen();
    EXPECT_EQ(Everything(), before) << "what is on disk differs from what was in memory";
    WorkspaceFixture::TearDown();
  }

  // All that undo must bring back.
  std::map<std::string, std::string> State() const { return Everything(); }
  static RowInput Set(const std::string& row, const std::string& column, Json v) {
    return Row({{column, std::move(v)}}, row);
  }
  Outcome Undone(const access::Actor& actor, UndoRequest request = {}) {
    return Good(w_->Undo(actor, request));
  }
  Outcome Redone(const access::Actor& actor) { return Good(w_->Undo(actor, {.sequence = {}, .redo = true})); }
  static Outcome Good(const base::Result<Outcome>& done) {
    EXPECT_TRUE(done.ok()) << done.error().message;
    if (!done.ok()) return {};
    EXPECT_THAT(done->conflicts, IsEmpty());
    EXPECT_GT(done->sequence, 0);
    return *done;
  }
  std::string Refused(const access::Actor& actor, UndoRequest request = {}) {
    auto before = State();
    auto done = w_->Undo(actor, request);
    EXPECT_EQ(State(), before) << "something of a refused undo is left";
    if (!done.ok()) return done.error().message;
    return Conflicts(*done);
  }
  std::string Conflicts(const Outcome& outcome) {
    EXPECT_FALSE(outcome.conflicts.empty());
    EXPECT_EQ(outcome.sequence, 0);
    Reader reader = w_->Read();
    auto reports = ReportConflicts(reader, w_->store(), outcome.conflicts);
    std::string words;
    for (const ConflictReport& report : *reports) words += report.message + "\n";
    return words;
  }
};

TEST_F(UndoTest, CellsGetBackWhatTheyHeld) {
  auto before = State();
  clock_->Set(clock_->Now() + base::kMicrosPerSecond);
  Good(
      Write(ann_, "Account", {Set("i-1", "Value", Json::Number(3)), Set("i-2", "Owner", Json::Text("Ola"))}));
  auto edited = State();
  EXPECT_EQ(Text("Account", "Level", 1), "Low");
  Outcome undo = Undone(ann_);
  EXPECT_EQ(undo.reverted, undo.sequence - 1);
  EXPECT_EQ(State(), before);
  EXPECT_EQ(Redone(ann_).reverted, undo.sequence);
  EXPECT_EQ(State(), edited);
  Undone(ann_);
  EXPECT_EQ(State(), before);
}

TEST_F(UndoTest, StepByStepBackAndForth) {
  std::vector<std::map<std::string, std::string>> states = {State()};
  auto step = [&](const base::Result<Outcome>& done) {
    Good(done);
    states.push_back(State());
  };
  step(Write(ann_, "Account", {Set("i-1", "Note", Json::Text("a"))}));
  step(Write(ann_, "Account", {Set("i-1", "Note", Json::Text("b"))}));
  step(Write(ann_, "Account", {Row({{"Name", Json::Text("Syd")}})}));
  step(Delete(ann_, "Account", {"i-2"}));
  for (int round = 0; round < 3; ++round) {
    for (size_t i = 4; i-- > 1;) {
      Undone(ann_);
      EXPECT_EQ(State(), states[i]) << i;
    }
    for (size_t i = 2; i <= 4; ++i) {
      Redone(ann_);
      EXPECT_EQ(State(), states[i]) << i;
    }
    EXPECT_THAT(Refused(ann_, {.sequence = {}, .redo = true}), HasSubstr("nothing to redo"));
    Reopen();
  }
  Undone(ann_);
  Good(Write(ann_, "Account", {Set("i-1", "Value", Json::Number(1))}));
  EXPECT_THAT(Refused(ann_, {.sequence = {}, .redo = true}),
              HasSubstr("nothing to redo: you wrote transaction"));
}

TEST_F(UndoTest, ADeletedRowComesBackUnderItsNumberWithLinksAndOverride) {
  Action aside{.kind = Action::Kind::kSetOverride, .table = "Account", .row_ids = {"i-1"}, .column = "Level"};
  aside.value = Json::Text("Odd");
  aside.override_reason = "test";
  Good(Commit(bo_, aside));
  auto before = State();
  // Tasks need an account: two deletions of one transaction.
  Request request;
  for (const char* table : {"Task", "Account"}) {
    request.actions.push_back({.kind = Action::Kind::kDeleteRows, .table = table, .row_ids = {"i-1"}});
  }
  Good(w_->Commit(ann_, request));
  EXPECT_EQ(Text("Account", "Friends", 2), "");
  EXPECT_EQ(Text("Person", "Accounts", 1), "");
  Undone(ann_);
  EXPECT_EQ(State(), before);
  EXPECT_EQ(Text("Account", "Level", 1), "Odd");
  Reopen();
  EXPECT_EQ(State(), before);
  EXPECT_EQ(w_->store().Overrides()->size(), 1U);
  EXPECT_EQ(w_->store().Overrides()->at(0).author, "Bo");
  // The number is taken again, and the next row gets the next one.
  EXPECT_THAT(Good(Write(ann_, "Account", {Row({{"Name", Json::Text("Syd")}})})).inserted,
              ElementsAre("i-3"));
}

TEST_F(UndoTest, WhatWasWrittenSinceIsAConflict) {
  Good(Write(ann_, "Account", {Set("i-1", "Value", Json::Number(99)), Set("i-1", "Note", Json::Text("x"))}));
  Good(Write(bo_, "Account", {Set("i-1", "Value", Json::Number(70))}));
  std::string words = Refused(ann_);
  EXPECT_THAT(
      words,
      HasSubstr("`Gard` of Account: Value was `99` and is `70` now, by token:bo at 2026-11-22T13:00:"));
  EXPECT_THAT(words, ::testing::Not(HasSubstr("Measured"))) << "a stamp is no conflict";
  Undone(ann_, {.sequence = {}, .redo = false, .force = true});
  EXPECT_EQ(Text("Account", "Value", 1), "12");
  EXPECT_EQ(Text("Account", "Note", 1), "");
}

TEST_F(UndoTest, EditsOfOthersInOtherCellsStay) {
  Good(Write(ann_, "Account", {Set("i-1", "Value", Json::Number(99))}));
  clock_->Set(clock_->Now() + base::kMicrosPerSecond);
  Good(Write(bo_, "Account", {Set("i-1", "Note", Json::Text("mine"))}));
  std::string edited = Text("Account", "Edited", 1);
  Undone(ann_);
  EXPECT_EQ(Text("Account", "Value", 1), "12");
  EXPECT_EQ(Text("Account", "Note", 1), "mine");
  EXPECT_EQ(Text("Account", "Edited", 1), edited) << "the later edit's stamp stands";
}

TEST_F(UndoTest, ANewRowThatOthersUseDoesNotGo) {
  Good(Write(ann_, "Account", {Row({{"Name", Json::Text("Syd")}})}));
  Good(Write(bo_, "Task", {Row({{"Name", Json::Text("Visit")}, {"Account", Json::Text("Syd")}})}));
  EXPECT_THAT(Refused(ann_), HasSubstr("`Syd` of Account is in use: `Visit` of Task links to it by Account"));
  Good(Write(bo_, "Task", {Set("i-2", "Account", Json::Text("Gard"))}));
  Good(Write(bo_, "Account", {Set("i-3", "Note", Json::Text("mine"))}));
  EXPECT_THAT(Refused(ann_), HasSubstr("`Syd` of Account: Note was blank and is `mine` now"));
  Good(Write(bo_, "Account", {Set("i-3", "Note", Json())}));
  Undone(ann_);
  EXPECT_EQ(Text("Account", "Name", 3), "(no row)");
}

TEST_F(UndoTest, OwnOnlyUnlessOneMayAdminister) {
  Good(Write(ann_, "Account", {Set("i-1", "Note", Json::Text("a"))}));
  int64_t by_ann = w_->Read().sequence();
  Good(Write(bo_, "Account", {Set("i-2", "Note", Json::Text("b"))}));
  EXPECT_THAT(Refused(bo_, {.sequence = by_ann}), HasSubstr("another's"));
  Outcome undo = Undone(admin_, {.sequence = by_ann});
  EXPECT_EQ(undo.reverted, by_ann);
  EXPECT_EQ(Text("Account", "Note", 1), "");
  EXPECT_EQ(Text("Account", "Note", 2), "b");
  EXPECT_THAT(Refused(admin_, {.sequence = by_ann}), HasSubstr("taken back already"));
  EXPECT_THAT(Refused(admin_, {.sequence = 999}), HasSubstr("no transaction 999"));
  access::Actor reader{"token:r", "r", "", access::Scope::kRead};
  EXPECT_THAT(Refused(reader), HasSubstr("may read but not write"));
  // Its number names it, too, and the one that took it back.
  Undone(ann_, {.sequence = undo.sequence});
  EXPECT_EQ(Text("Account", "Note", 1), "a");
  auto info = w_->store().Transactions({.actor = {}, .sequence = by_ann});
  EXPECT_FALSE(IsTakenBack(w_->store(), info->at(0)).value());
}

TEST_F(UndoTest, ManyRowsAreOneStep) {
  std::vector<RowInput> rows;
  for (size_t i = 0; i < kManyRows + 10; ++i) {
    rows.push_back(Row({{"Name", Json::Text("N" + std::to_string(i))},
                        {"Value", Json::Number(static_cast<double>(i))},
                        {"Owner", Json::Text("Pia")}}));
  }
  auto before = State();
  Good(Write(ann_, "Account", std::move(rows)));
  auto imported = State();
  Undone(ann_);
  EXPECT_EQ(State(), before);
  Redone(ann_);
  EXPECT_EQ(State(), imported);
  Reopen();
  EXPECT_EQ(State(), imported);
  Good(Write(bo_, "Account", {Set("i-700", "Note", Json::Text("mine"))}));
  EXPECT_THAT(Refused(ann_), HasSubstr("Note was blank and is `mine` now"));
}

TEST_F(UndoTest, WhatTheSchemaNoLongerHoldsIsSaid) {
  Good(Write(ann_, "Account", {Set("i-1", "Note", Json::Text("a"))}));
  Good(Write(ann_, "Account", {Set("i-1", "Note", Json::Text("b"))}));
  auto change = [&](const std::string& json) {
    SchemaRequest request;
    auto parsed = base::ParseJson(json);
    for (const Json& item : parsed->items()) request.changes.push_back(*blueprint::ReadSchemaChange(item));
    auto report = w_->ChangeSchema(admin_, request);
    ASSERT_TRUE(report.ok() && report->possible);
  };
  change(R"([{"verb": "remove", "subject": "column", "table": "Account", "name": "Note"}])");
  EXPECT_THAT(Refused(ann_), HasSubstr("the column Account.Note was removed since. Bring it back first"));
  EXPECT_THAT(Refused(admin_), HasSubstr("changed the schema, which is not taken back this way"));
  auto removed = FindRemoved(w_->store(), w_->Read().blueprint());
  ASSERT_EQ(removed->size(), 1U);
  ASSERT_TRUE(w_->ChangeSchema(admin_, {.changes = {}, .restore = {removed->at(0).id}}).ok());
  Undone(ann_);
  EXPECT_EQ(Text("Account", "Note", 1), "a");
  Good(Write(ann_, "Account", {Set("i-1", "Note", Json::Text("7"))}));
  change(
      R"([{"verb": "change", "subject": "column", "table": "Account", "name": "Note", "settings": {"type": "number"}}])");
  EXPECT_THAT(Refused(ann_), HasSubstr("Note was `a`, which the column cannot hold any more"));
  // With force all else goes back.
  Undone(ann_, {.sequence = {}, .redo = false, .force = true});
  EXPECT_EQ(Text("Account", "Note", 1), "7");
}

TEST_F(UndoTest, OverridesGoBack) {
  Action aside{.kind = Action::Kind::kSetOverride, .table = "Account", .row_ids = {"i-1"}, .column = "Level"};
  aside.value = Json::Text("Odd");
  aside.override_reason = "test";
  Good(Commit(ann_, aside));
  Undone(ann_);
  EXPECT_EQ(Text("Account", "Level", 1), "High");
  Redone(ann_);
  EXPECT_EQ(Text("Account", "Level", 1), "Odd");
  aside.value = Json::Text("Strange");
  Good(Commit(bo_, aside));
  EXPECT_THAT(Refused(ann_), HasSubstr("the override of Level was `Odd` and is `Strange` now"));
  Undone(bo_);
  EXPECT_EQ(Text("Account", "Level", 1), "Odd");
}

TEST_F(UndoTest, TheBinGivesRowsBack) {
  auto before = State();
  Good(Delete(ann_, "Task", {"i-1"}));
  Good(Delete(bo_, "Account", {"i-1"}));
  auto bin = w_->store().Bin({});
  ASSERT_EQ(bin->size(), 2U);
  // The task needs its account.
  auto alone = w_->RestoreRows(ann_, {.rows = {{"Task", "i-1"}}});
  ASSERT_TRUE(alone.ok());
  EXPECT_THAT(Conflicts(*alone), HasSubstr("Account was i-1 of Account, which has been deleted"));
  auto forced = w_->RestoreRows(ann_, {.rows = {{"Task", "i-1"}}, .force = true});
  ASSERT_FALSE(forced.ok());
  EXPECT_THAT(forced.error().message, HasSubstr("Account is required and may not be blank"));
  Outcome back = Good(w_->RestoreRows(ann_, {.rows = {{"Task", "i-1"}, {"Account", "i-1"}}}));
  EXPECT_THAT(back.inserted, ::testing::UnorderedElementsAre("i-1", "i-1"));
  EXPECT_EQ(State(), before);
  EXPECT_THAT(*w_->store().Bin({}), IsEmpty());
  auto again = w_->RestoreRows(ann_, {.rows = {{"Task", "i-1"}}});
  EXPECT_THAT(again.error().message, HasSubstr("Task i-1 is not in the bin"));
  Undone(ann_);
  EXPECT_EQ(w_->store().Bin({})->size(), 2U);
}

TEST_F(UndoTest, PastDaysKnowRowsThatCameBack) {
  auto day = [&] {
    clock_->Set(clock_->Now() + base::kMicrosPerDay);
    ASSERT_TRUE(w_->CatchUp().ok());
  };
  std::string note = Text("Account", "Note", 2);
  day();
  Good(Delete(ann_, "Account", {"i-2"}));
  day();
  Undone(ann_);
  Good(Write(bo_, "Account",
             {Set("i-2", "Note", Json::Text("later")), Set("i-2", "Value", Json::Number(99))}));
  auto text = [&](const std::string& when, const char* column) {
    auto past = w_->ReadAsOf(when);
    EXPECT_TRUE(past.ok()) << past.error().message;
    auto t = past->blueprint().FindTable("Account").value();
    auto slot = past->engine().FindRow(t, 2);
    return slot ? TextOf(*past, past->engine().Get(t, *past->blueprint().tables[t].FindColumn(column), *slot))
                : "(no row)";
  };
  EXPECT_EQ(text("2026-11-22", "Note"), note);
  EXPECT_EQ(text("2026-11-22", "Value"), "5");
  EXPECT_EQ(text("2026-11-23", "Value"), "(no row)");
  EXPECT_EQ(text("2026-11-24", "Note"), "later");
}

}  // namespace
}  // namespace csip::workspace
