// Rows that an import brings as columns are the same as rows written one by one: cells, links, defaults, stamps, history.
#include "workspace/workspace_fixture.h"

namespace csip::workspace {
namespace {

using base::Json;
using value::Storage;

constexpr char kYaml[] = R"(
name: shop
people: {table: Person, email: Email}
tables:
  - table: Person
    display: Name
    columns:
      - {name: Name, type: text, unique: true}
      - {name: Email, type: email, unique: true}
      - {name: Items, type: multi-relation, target: Item, inverse: Owners}
      - {name: Worth, type: computed, tracked: true, formula: 'Sum([Items].[Price])'}
  - table: Item
    display: Name
    columns:
      - {name: Name, type: text}
      - {name: Price, type: number}
      - {name: Kind, type: select, options: [Tool, Toy], default: '"Toy"'}
      - {name: Owners, type: multi-relation, target: Person, inverse: Items}
      - {name: Part_Of, type: relation, target: Item}
      - {name: Twice, type: computed, formula: '[Price] * 2 + [Part_Of].[Price]'}
      - {name: Made_By, type: created-by}
      - {name: Made, type: created-at}
      - {name: Edited, type: modified-at}
      - {name: Priced, type: date, touched_by: [Price]}
  - table: Visit
    display: ID
    columns:
      - {name: ID, type: row-id, formula: '"V-" & Format(RowNumber(), "00000")'}
      - {name: Item, type: relation, target: Item}
      - {name: Others, type: multi-relation, target: Item}
      - {name: Note, type: text, unique: true}
      - {name: Stars, type: number}
      - {name: Day, type: date}
      - {name: Seen, type: checkbox}
      - {name: Mood, type: select, options: [Good, Bad], default: '"Good"'}
      - {name: Made_By, type: created-by}
      - {name: Made, type: created-at}
)";

class ApplyBlockTest : public WorkspaceFixture {
 protected:
  ApplyBlockTest() : WorkspaceFixture(kYaml) {}

  std::pair<value::TableIndex, value::ColumnIndex> Place(const std::string& table,
                                                         const std::string& column) {
    Reader reader = w_->Read();
    auto t = reader.blueprint().FindTable(table).value();
    return {t, reader.blueprint().tables[t].FindColumn(column).value()};
  }
  // `count` items from `first` on; each is part of the next, and owned by person 1 and by person 2 + i % 2.
  Action ItemsAsBlock(int64_t first, int64_t count, bool links_of_items) {
    auto [t, name] = Place("Item", "Name");
    auto price = Place("Item", "Price").second, owners = Place("Item", "Owners").second,
         part = Place("Item", "Part_Of").second;
    auto people = Place("Person", "Name").first;
    Action action{.table = "Item", .trusted = true};
    action.block = std::make_shared<value::RowBlock>();
    value::RowBlock& block = *action.block;
    block.columns.resize(part + 1);
    block.columns[name] = value::Cells(Storage::kText);
    block.columns[price] = value::Cells(Storage::kNumber);
    block.columns[part] = value::Cells(Storage::kRow, t);
    if (links_of_items) block.columns[owners] = value::Cells(Storage::kRows, people);
    for (int64_t i = first; i < first + count; ++i) {
      block.numbers.push_back(i);
      block.columns[name].AddText("Item " + std::to_string(i));
      block.columns[price].AddNumber(static_cast<double>(i));
      if (i + 1 < first + count)
        block.columns[part].AddRow(static_cast<uint32_t>(i + 1));
      else
        block.columns[part].AddBlank();
      if (links_of_items)
        block.columns[owners].Add(value::Value::List(
            {value::Value::Row({people, 1}), value::Value::Row({people, static_cast<uint32_t>(2 + i % 2)})}));
    }
    return action;
  }
  std::vector<RowInput> ItemsAsRows(int64_t first, int64_t count, bool links_of_items) {
    std::vector<RowInput> rows;
    for (int64_t i = first; i < first + count; ++i) {
      rows.push_back(Row({{"Name", Json::Text("Item " + std::to_string(i))},
                          {"Price", Json::Number(static_cast<double>(i))}}));
      if (links_of_items)
        rows.back().cells.push_back(
            {"Owners", Json::Array({Json::Text("P1"), Json::Text("P" + std::to_string(2 + i % 2))})});
    }
    return rows;
  }
  // Notes come again after `period` rows.
  Action VisitsAsBlock(int64_t first, int64_t count, const std::string& note, int64_t period = 1'000'000) {
    Action action{.table = "Visit", .trusted = true};
    action.block = std::make_shared<value::RowBlock>();
    auto items = Place("Item", "Name").first;
    auto column = [&](const std::string& name, Storage storage) -> value::Cells& {
      auto c = Place("Visit", name).second;
      auto& columns = action.block->columns;
      if (columns.size() <= c) columns.resize(c + 1);
      if (columns[c].size() == 0)
        columns[c] = value::Cells(
            storage, storage == Storage::kRow || storage == Storage::kRows ? items : value::kNone);
      return columns[c];
    };
    column("Seen", Storage::kBool);  // the last of them
    auto &item = column("Item", Storage::kRow), &others = column("Others", Storage::kRows),
         &notes = column("Note", Storage::kText), &stars = column("Stars", Storage::kNumber),
         &day = column("Day", Storage::kDate), &seen = column("Seen", Storage::kBool);
    notes.KeepWords();
    for (int64_t i = first; i < first + count; ++i) {
      auto target = static_cast<uint32_t>(i % 100 + 1);
      action.block->numbers.push_back(i);
      if (i % 7 == 6) {
        item.AddBlank();
        others.AddBlank();
      } else {
        item.AddRow(target);
        others.Add(value::Value::List({value::Value::Row({items, target}), value::Value::Row({items, 1})}));
      }
      notes.AddText(note + std::to_string(i % period));
      if (i % 3 == 0) stars.AddNumber(static_cast<double>(i) / 8);
      if (i % 3 == 1) stars.AddBlank();
      if (i % 3 == 2) stars.AddNumber(1e15);
      day.AddNumber(static_cast<double>(20'000 + i % 400));
      seen.AddNumber(static_cast<double>(i % 2));
    }
    return action;
  }
  // What the change log says of the rows, in no order.
  std::vector<std::string> Log() {
    std::vector<std::string> out;
    auto changes = w_->store().Changes({.limit = 1'000'000});
    EXPECT_TRUE(changes.ok());
    for (const store::Change& change : *changes) {
      std::string after = change.after.is_instant()
                              ? "a moment"
                              : value::ToText(change.after, value::Zone(), [](value::RowRef r) {
                                  return std::to_string(r.table) + "/" + std::to_string(r.slot);
                                });
      out.push_back(std::to_string(change.sequence) + " " + std::to_string(change.row) + " " + after);
    }
    std::sort(out.begin(), out.end());
    return out;
  }
  // Everything, moments as "a moment": the clock goes on.
  std::map<std::string, std::string> AllCells() {
    auto all = Everything();
    for (auto& [key, text] : all) {
      if (text.starts_with("2026-11-22T")) text = "a moment";
    }
    return all;
  }
  void WritePeople() {
    for (int i = 1; i <= 3; ++i)
      ASSERT_TRUE(Write(ann_, "Person",
                        {Row({{"Name", Json::Text("P" + std::to_string(i))},
                              {"Email", Json::Text(i == 1 ? "ann@example.com" : "")}})})
                      .ok());
  }
  void LinkParts(int64_t first, int64_t count) {
    std::vector<RowInput> rows;
    for (int64_t i = first; i + 1 < first + count; ++i)
      rows.push_back(Row({{"Part_Of", Json::Text(RowId(i + 1))}}, RowId(i)));
    ASSERT_TRUE(Write(ann_, "Item", std::move(rows)).ok());
  }
};

TEST_F(ApplyBlockTest, ABlockIsTheSameAsRowsOneByOne) {
  for (int64_t count : {5, 3'000}) {
    TearDown();
    SetUp();
    WritePeople();
    ASSERT_TRUE(Write(ann_, "Item", ItemsAsRows(1, count, true)).ok());
    LinkParts(1, count);
    auto wanted = AllCells();
    TearDown();
    SetUp();
    WritePeople();
    auto written = Commit(ann_, ItemsAsBlock(1, count, true));
    ASSERT_TRUE(written.ok()) << written.error().ToString();
    EXPECT_EQ(AllCells(), wanted);
    EXPECT_EQ(Text("Item", "Kind", 2), "Toy");
    EXPECT_EQ(Text("Item", "Made_By", 2), "P1");
    EXPECT_EQ(Text("Item", "Priced", 2), "2026-11-22");
    EXPECT_EQ(Text("Item", "Twice", 2), "7");
    EXPECT_EQ(Text("Person", "Worth", 1), std::to_string(count * (count + 1) / 2));
    Reopen();
    EXPECT_EQ(AllCells(), wanted) << "after a restart";
    store::ChangeQuery query{.table = Place("Person", "Worth").first,
                             .column = Place("Person", "Worth").second};
    query.row = 1;
    auto changes = w_->store().Changes(query);
    ASSERT_TRUE(changes.ok());
    EXPECT_EQ(changes->front().after, value::Value::Number(static_cast<double>(count * (count + 1) / 2)))
        << "what rows that were there before computed is in the log";
  }
}

TEST_F(ApplyBlockTest, LinksFromTheSideThatShowsThemAreMade) {
  ASSERT_TRUE(Commit(ann_, ItemsAsBlock(1, 4, false)).ok());
  auto [people, name] = Place("Person", "Name");
  auto items = Place("Person", "Items").second;
  auto item = Place("Item", "Name").first;
  Action action{.table = "Person", .trusted = true};
  action.block = std::make_shared<value::RowBlock>();
  action.block->columns.resize(items + 1);
  action.block->columns[name] = value::Cells(Storage::kText);
  action.block->columns[items] = value::Cells(Storage::kRows, item);
  for (uint32_t i = 1; i <= 2; ++i) {
    action.block->numbers.push_back(i);
    action.block->columns[name].AddText("P" + std::to_string(i));
    action.block->columns[items].Add(
        value::Value::List({value::Value::Row({item, 1}), value::Value::Row({item, i + 2})}));
  }
  auto written = Commit(ann_, std::move(action));
  ASSERT_TRUE(written.ok()) << written.error().ToString();
  EXPECT_EQ(Text("Item", "Owners", 1), "P1, P2");
  EXPECT_EQ(Text("Item", "Owners", 3), "P1");
  EXPECT_EQ(Text("Person", "Worth", 2), "5");
  auto now = Everything();
  Reopen();
  EXPECT_EQ(Everything(), now);
}

TEST_F(ApplyBlockTest, ABlockThatIsRefusedLeavesNothing) {
  WritePeople();
  ASSERT_TRUE(Commit(ann_, ItemsAsBlock(1, 3, true)).ok());
  auto before = Everything();
  EXPECT_FALSE(Commit(ann_, ItemsAsBlock(3, 2, true)).ok()) << "number 3 is taken";
  Request request;
  request.actions.push_back(ItemsAsBlock(10, 2'500, true));
  Action same{.table = "Person", .rows = {Row({{"Name", Json::Text("P2")}})}};
  request.actions.push_back(std::move(same));
  auto refused = w_->Commit(ann_, std::move(request));
  ASSERT_FALSE(refused.ok());
  EXPECT_THAT(refused.error().message, testing::HasSubstr("must be unique"));
  EXPECT_EQ(Everything(), before);
  ASSERT_TRUE(Commit(ann_, ItemsAsBlock(10, 2, true)).ok()) << "the numbers are free again";
  EXPECT_EQ(Text("Item", "Twice", 10), "31");
}

// The store takes such rows while the engine is at work on the others (write_ahead.h).
TEST_F(ApplyBlockTest, RowsWrittenAheadAreTheSameAsAllOthers) {
  std::map<std::string, std::string> wanted;
  std::vector<std::string> wanted_log;
  for (bool bulk : {false, true}) {
    TearDown();
    bulk_ = bulk;
    SetUp();
    WritePeople();
    Request request;
    request.actions.push_back(ItemsAsBlock(1, 2'500, true));
    request.actions.push_back(VisitsAsBlock(1, 5'000, "N"));
    ASSERT_EQ(w_->store().takes_ahead(), bulk);
    auto written = w_->Commit(ann_, std::move(request));
    ASSERT_TRUE(written.ok()) << written.error().ToString();
    EXPECT_EQ(Text("Visit", "ID", 4'999), "V-04999");
    EXPECT_EQ(Text("Visit", "Item", 7), "Item 8");
    EXPECT_EQ(Text("Visit", "Mood", 7), "Good");
    EXPECT_EQ(Text("Visit", "Made_By", 7), "P1");
    auto now = AllCells();
    bulk_ = false;
    Reopen();
    EXPECT_TRUE(AllCells() == now) << "after a restart";
    if (!bulk) wanted = now;
    if (!bulk) wanted_log = Log();
    EXPECT_TRUE(now == wanted);
    EXPECT_TRUE(Log() == wanted_log);
    ASSERT_TRUE(Write(ann_, "Visit", {Row({{"Stars", Json::Number(3)}}, RowId(7))}).ok());
    EXPECT_EQ(Text("Visit", "ID", 7), "V-00007");
  }
}

TEST_F(ApplyBlockTest, RowsWrittenAheadGoWithTheRequestThatIsRefused) {
  TearDown();
  bulk_ = true;
  SetUp();
  WritePeople();
  ASSERT_TRUE(Commit(ann_, VisitsAsBlock(1, 2'000, "N")).ok());
  auto before = Everything();
  EXPECT_FALSE(Commit(ann_, VisitsAsBlock(2'001, 3'000, "N", 3'000)).ok()) << "notes must be unique";
  Request request;
  request.actions.push_back(VisitsAsBlock(2'001, 3'000, "M"));
  request.actions.push_back({.table = "Person", .rows = {Row({{"Name", Json::Text("P2")}})}});
  EXPECT_FALSE(w_->Commit(ann_, std::move(request)).ok()) << "names of people must be unique";
  EXPECT_TRUE(Everything() == before);
  Reopen();
  EXPECT_TRUE(Everything() == before);
  ASSERT_TRUE(Commit(ann_, VisitsAsBlock(2'001, 3'000, "M")).ok());
  Reopen();
  EXPECT_EQ(Text("Visit", "Note", 5'000), "M5000");
  EXPECT_EQ(Text("Visit", "Note", 2'000), "N2000");
}

}  // namespace
}  // namespace csip::workspace
