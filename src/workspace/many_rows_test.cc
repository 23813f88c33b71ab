// Rows that come in great number: the same rows, the same history, other ways through the store.
#include "workspace/many_rows.h"

#include "workspace/shop_fixture.h"

namespace csip::workspace {
namespace {

using base::Json;
using testing::ElementsAre;

class ManyRowsTest : public ShopTest {
 protected:
  // So many accounts, and a person who owns every second one of them.
  void WriteMany(size_t accounts) {
    ASSERT_TRUE(Write(ann_, "Person", {Row({{"Name", Json::Text("Ann")}})}).ok());
    std::vector<RowInput> rows;
    for (size_t i = 1; i <= accounts; ++i) {
      Cells cells = {{"Name", Json::Text("Account " + std::to_string(i))},
                     {"Value", Json::Number(static_cast<double>(i % 21))}};
      if (i % 2 == 0) cells.emplace_back("Owner", Json::Text("Ann"));
      rows.push_back(Row(std::move(cells)));
    }
    auto written = Write(ann_, "Account", std::move(rows));
    ASSERT_TRUE(written.ok()) << written.error().ToString();
    sequence_ = written->sequence;
  }

  std::vector<std::string> History(int64_t row, const std::string& column) {
    store::ChangeQuery query;
    {
      Reader reader = w_->Read();
      query.table = reader.blueprint().FindTable("Account");
      query.column = reader.blueprint().tables[*query.table].FindColumn(column);
    }
    query.row = row;
    query.newest_first = false;
    std::vector<std::string> out;
    auto changes = w_->store().Changes(query);
    EXPECT_TRUE(changes.ok());
    for (const store::Change& change : *changes) {
      auto text = [](const value::Value& v) { return value::ToText(v, value::Zone(), nullptr); };
      out.push_back(std::to_string(change.sequence) + " " + change.actor + " " + text(change.before) + ">" +
                    text(change.after));
    }
    return out;
  }

  int64_t sequence_ = 0;
};

TEST_F(ManyRowsTest, EveryCellIsThereAfterARestart) {
  WriteMany(kManyRows + 500);
  for (bool restarted : {false, true}) {
    if (restarted) Reopen();
    EXPECT_EQ(w_->Read().sequence(), sequence_) << "nothing is computed otherwise after a restart";
    EXPECT_EQ(Text("Account", "Name", 2'222), "Account 2222");
    EXPECT_EQ(Text("Account", "Level", 20), "High");
    EXPECT_EQ(Text("Account", "Level", 22), "Low");
    EXPECT_EQ(Text("Account", "Status", 2'500), "Open");
    EXPECT_EQ(Text("Account", "Is_Open", 2'500), "true");
    EXPECT_EQ(Text("Account", "Owner", 2'500), "Ann");
    EXPECT_EQ(Text("Account", "Owner", 2'499), "");
    EXPECT_NE(Text("Account", "Made", 2'500), "");
  }
  auto more = Write(ann_, "Account", {Row({{"Name", Json::Text("One more")}})});
  ASSERT_TRUE(more.ok());
  EXPECT_THAT(more->inserted, ElementsAre("i-2501"));
}

TEST_F(ManyRowsTest, EveryCellHasItsHistory) {
  WriteMany(kManyRows);
  ASSERT_TRUE(Write(bo_, "Account", {Row({{"Value", Json::Number(1)}}, "i-20")}).ok());
  ASSERT_TRUE(Delete(bo_, "Account", {"i-41"}).ok());
  std::string first = std::to_string(sequence_), edit = std::to_string(sequence_ + 1),
              removal = std::to_string(sequence_ + 2);
  EXPECT_THAT(History(20, "Value"), ElementsAre(first + " token:ann >20", edit + " token:bo 20>1"));
  EXPECT_THAT(History(20, "Level"), ElementsAre(first + " token:ann >High", edit + " token:bo High>Low"));
  EXPECT_THAT(History(20, "Name"), ElementsAre(first + " token:ann >Account 20"));
  EXPECT_THAT(History(41, "Value"), ElementsAre(first + " token:ann >20", removal + " token:bo 20>"));
  EXPECT_THAT(History(20, "Is_Open"), ElementsAre());  // computed and not tracked
}

TEST_F(ManyRowsTest, OneBadRowLeavesNothing) {
  WriteMany(3);
  std::vector<RowInput> rows;
  for (size_t i = 0; i < 6'000; ++i) {
    rows.push_back(Row({{"Name", Json::Text("New " + std::to_string(i == 5'999 ? 0 : i))}}));
  }
  EXPECT_FALSE(Write(ann_, "Account", std::move(rows)).ok());  // the last name is there already
  {
    Reader reader = w_->Read();
    EXPECT_EQ(reader.engine().RowCount(reader.blueprint().FindTable("Account").value()), 3u);
  }
  Reopen();
  EXPECT_EQ(Text("Account", "Name", 4), "(no row)");
  EXPECT_EQ(Text("Account", "Name", 3), "Account 3");
}

}  // namespace
}  // namespace csip::workspace
