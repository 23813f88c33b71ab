// Past days are what they were, and transitions replay to the present, also across restarts and days.
#include <map>

#include "workspace/past.h"
#include "workspace/shop_fixture.h"
#include "workspace/transition.h"

namespace csip::workspace {
namespace {

using base::Json;
using ::testing::HasSubstr;

class PastTest : public ShopTest {
 protected:
  void NextDay() {
    clock_->Set(clock_->Now() + base::kMicrosPerDay);
    ASSERT_TRUE(w_->CatchUp().ok());
  }
  // Every row of both tables as text, by row number.
  static std::vector<std::string> Everything(const Reader& reader) {
    std::vector<std::string> lines;
    for (const char* name : {"Account", "Person"}) {
      auto t = reader.blueprint().FindTable(name).value();
      for (value::RowSlot row : reader.engine().Rows(t)) {
        std::string line = name + std::to_string(reader.engine().RowNumber(t, row));
        for (value::ColumnIndex c = 0; c < reader.blueprint().tables[t].columns.size(); ++c) {
          line += "|" + value::ToText(reader.engine().Get(t, c, row), value::Zone(),
                                      [&](value::RowRef r) { return reader.engine().NameOf(r); });
        }
        lines.push_back(line);
      }
    }
    return lines;
  }
  std::string Today() { return value::FormatDate(w_->Read().engine().inputs().today); }
};

TEST_F(PastTest, EveryPastDayIsRebuilt) {
  std::map<std::string, std::vector<std::string>> days;
  auto remember = [&] {
    std::vector<std::string> now = Everything(w_->Read());
    days[Today()] = now;
  };
  ASSERT_TRUE(
      Write(ann_, "Person", {Row({{"Name", Json::Text("Pia")}, {"Email", Json::Text("pia@x.no")}})}).ok());
  ASSERT_TRUE(
      Write(ann_, "Account",
            {Row({{"Name", Json::Text("A")}, {"Value", Json::Number(5)}, {"Owner", Json::Text("Pia")}}),
             Row({{"Name", Json::Text("B")}, {"Value", Json::Number(50)}})})
          .ok());
  remember();
  NextDay();
  ASSERT_TRUE(
      Write(ann_, "Account", {Row({{"Value", Json::Number(20)}}, "A"), Row({{"Name", Json::Text("C")}})})
          .ok());
  Action aside{.kind = Action::Kind::kSetOverride, .table = "Account", .row_ids = {"B"}, .column = "Level"};
  aside.value = Json::Text("Odd");
  aside.override_reason = "test";
  ASSERT_TRUE(Commit(ann_, aside).ok());
  remember();
  NextDay();
  ASSERT_TRUE(Delete(ann_, "Person", {"i-1"}).ok());
  ASSERT_TRUE(Delete(ann_, "Account", {"B"}).ok());
  ASSERT_TRUE(
      Write(ann_, "Account", {Row({{"Owner", Json::Text("")}, {"Name", Json::Text("AA")}}, "A")}).ok());
  remember();
  NextDay();
  ASSERT_TRUE(Write(bo_, "Account", {Row({{"Name", Json::Text("D")}})}).ok());
  Reopen();
  remember();
  auto now = Everything(w_->Read());
  for (int round = 0; round < 2; ++round) {
    for (const auto& [day, rows] : days) {
      auto past = w_->ReadAsOf(day);
      ASSERT_TRUE(past.ok()) << past.error().ToString();
      EXPECT_EQ(Everything(*past), rows) << day;
      EXPECT_EQ(value::FormatDate(past->engine().inputs().today), day);
    }
  }
  EXPECT_EQ(Everything(w_->Read()), now);
}

TEST_F(PastTest, DaysThatCannotBeShownSayWhy) {
  auto future = w_->ReadAsOf("2030-01-01");
  ASSERT_FALSE(future.ok());
  EXPECT_THAT(future.error().message, HasSubstr("future"));
  auto early = w_->ReadAsOf("2001-01-01");
  ASSERT_FALSE(early.ok());
  EXPECT_THAT(early.error().message, HasSubstr("begins on " + Today()));
  EXPECT_FALSE(w_->ReadAsOf("yesterday").ok());
  EXPECT_FALSE(w_->ReadAsOf("2026-13-01").ok());
}

// Reads on from a place, page by page, and applies what it reads.
class Replay {
 public:
  void Take(Workspace& w) {
    while (true) {
      int64_t upto = w.Read().sequence();
      TransitionQuery query{.after = place_, .limit = 2};
      auto page = ReadTransitions(w.store(), query, upto);
      ASSERT_TRUE(page.ok()) << page.error().ToString();
      for (const store::Change& change : page->items) {
        auto& known = values_[change.table + "/" + change.column + "/" + std::to_string(change.row)];
        EXPECT_EQ(known, change.before) << "a transition is missing or came twice";
        known = change.after;
        ++taken_;
      }
      place_ = ReadTransitionPlace(page->next.ToString()).value();
      if (!page->more) return;
    }
  }
  void ExpectPresent(Workspace& w) {
    Reader reader = w.Read();
    std::map<std::string, value::Value> now;
    const auto& tables = reader.blueprint().tables;
    for (value::TableIndex t = 0; t < tables.size(); ++t) {
      for (value::ColumnIndex c = 0; c < tables[t].columns.size(); ++c) {
        if (!tables[t].columns[c].computed() || !tables[t].columns[c].tracked) continue;
        for (value::RowSlot row : reader.engine().Rows(t)) {
          value::Value v = reader.engine().Get(t, c, row);
          if (!v.is_blank())
            now[tables[t].id + "/" + tables[t].columns[c].id + "/" +
                std::to_string(reader.engine().RowNumber(t, row))] = v;
        }
      }
    }
    std::erase_if(values_, [](const auto& cell) { return cell.second.is_blank(); });
    EXPECT_TRUE(values_ == now);
  }
  size_t taken() const { return taken_; }

 private:
  TransitionPlace place_;
  std::map<std::string, value::Value> values_;
  size_t taken_ = 0;
};

TEST_F(PastTest, TransitionsReplayToThePresentAcrossRestartsAndDays) {
  Replay replay;
  for (int i = 1; i <= 30; ++i) {
    std::string name = "N" + std::to_string(i % 7);
    Action action;
    action.table = "Account";
    action.key_columns = {"Name"};
    action.rows = {Row({{"Name", Json::Text(name)}, {"Value", Json::Number(i * 5 % 23)}})};
    ASSERT_TRUE(Commit(ann_, action).ok());
    if (i % 11 == 0) {
      ASSERT_TRUE(Delete(ann_, "Account", {name}).ok());
    }
    if (i % 4 == 0) replay.Take(*w_);
    if (i % 9 == 0) {
      clock_->Set(clock_->Now() + base::kMicrosPerDay);
      Reopen();
    }
    if (i % 5 == 0) {
      replay.Take(*w_);
      replay.ExpectPresent(*w_);
    }
  }
  EXPECT_GT(replay.taken(), 10u);
}

}  // namespace
}  // namespace csip::workspace
