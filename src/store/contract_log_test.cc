// The change log and changes of the blueprint.
#include <gmock/gmock.h>

#include "store/contract_test.h"
#include "value/display.h"

namespace csip::store {
namespace {

using value::Value;

std::string Line(const Change& change) {
  static constexpr const char* kKinds[] = {"insert", "update", "delete"};
  auto text = [](const Value& v) {
    return v.is_row() ? "row " + std::to_string(v.row().slot) : value::ToText(v, value::Zone(), nullptr);
  };
  return std::to_string(change.sequence) + " " + kKinds[static_cast<int>(change.kind)] + " " +
         std::to_string(change.row) +
         (change.column.empty() ? "" : " cell " + text(change.before) + ">" + text(change.after)) +
         (change.computed ? " computed" : "");
}

std::vector<std::string> Lines(Store& store, const ChangeQuery& query) {
  std::vector<std::string> out;
  auto changes = store.Changes(query);
  EXPECT_TRUE(changes.ok());
  for (const Change& change : *changes) out.push_back(Line(change));
  return out;
}

void Fill(Store& store) {
  std::vector<Transaction> group = {
      Make(2, {Insert(kCustomers, 1, {Cell(kName, Value::Text("Ann")), Computed(kSpent, Value::Number(2))})}),
      Make(3, {Insert(kOrders, 1, {Cell(1, Value::Row({kCustomers, 1}))}),
               Update(kCustomers, 1, {Cell(kName, Value::Text("Bo"), Value::Text("Ann"))})}),
      Make(4, {}),
      Make(5, {Delete(kCustomers, 1, {Cell(kName, {}, Value::Text("Bo"))})}),
  };
  // A computed cell that is written and not logged.
  group[1].rows[1].cells.push_back(Computed(kSpent, Value::Number(3), Value::Number(2)));
  group[1].rows[1].cells.back().logged = false;
  ASSERT_TRUE(store.Commit(group).ok());
}

using testing::ElementsAre;

TEST_P(StoreContract, LogTellsEverythingOldestFirst) {
  Start();
  Fill(*store_);
  ChangeQuery query;
  query.newest_first = false;
  EXPECT_THAT(
      Lines(*store_, query),
      ElementsAre("2 insert 1", "2 insert 1 cell >Ann", "2 insert 1 cell >2 computed", "3 insert 1",
                  "3 insert 1 cell >row 1", "3 update 1 cell Ann>Bo", "5 delete 1", "5 delete 1 cell Bo>"));
}

TEST_P(StoreContract, LogIsAskedByRowColumnAndSequence) {
  Start();
  Fill(*store_);
  EXPECT_THAT(Lines(*store_, {.table = kCustomers, .row = 1, .column = kName}),
              ElementsAre("5 delete 1 cell Bo>", "3 update 1 cell Ann>Bo", "2 insert 1 cell >Ann"));
  EXPECT_THAT(Lines(*store_, {.table = kOrders}), ElementsAre("3 insert 1 cell >row 1", "3 insert 1"));
  EXPECT_THAT(Lines(*store_, {.after_sequence = 3}), ElementsAre("5 delete 1 cell Bo>", "5 delete 1"));
  EXPECT_THAT(Lines(*store_, {.after_sequence = 5}), ElementsAre());
  EXPECT_THAT(Lines(*store_, {.limit = 1}), ElementsAre("5 delete 1 cell Bo>"));
  EXPECT_THAT(Lines(*store_, {.table = 99}), ElementsAre());
  auto changes = store_->Changes({.table = kOrders}).value();
  EXPECT_EQ(changes[0].after, Value::Row({kCustomers, 1}));
  EXPECT_EQ(changes[0].actor, "token:test");
  EXPECT_EQ(changes[0].reason, "because");
  EXPECT_EQ(changes[0].cause, "api");
  EXPECT_EQ(changes[0].time, 3'000'000);
  EXPECT_EQ(changes[0].table, TestBlueprint().tables[kOrders].id);
  EXPECT_EQ(changes[0].column, TestBlueprint().tables[kOrders].columns[1].id);
}

TEST_P(StoreContract, TransactionIsFoundByTheKeyOfItsRequest) {
  Start();
  std::vector<Transaction> group = {Make(2, {}), Make(3, {}), Make(4, {})};
  group[0].request_key = group[2].request_key = "k";
  group[0].receipt = "first";
  group[2].actor = "token:other";
  ASSERT_TRUE(store_->Commit(group).ok());
  auto found = store_->Transactions({.actor = "token:test", .request_key = "k"});
  ASSERT_TRUE(found.ok());
  ASSERT_EQ(found->size(), 1u);
  EXPECT_EQ(found->front().sequence, 2);
  EXPECT_EQ(found->front().receipt, "first");
  EXPECT_TRUE(store_->Transactions({.actor = "token:test", .request_key = "another"})->empty());
}

TEST_P(StoreContract, TablesAndColumnsAreRenamedAddedAndRemoved) {
  Start();
  Apply(Make(2, {Insert(kCustomers, 1,
                        {Cell(kName, Value::Text("Ann")), Cell(kShare, Value::Number(5)),
                         Cell(kTags, Value::List({Value::Text("x")}))}),
                 Insert(kOrders, 3, {Cell(0, Value::Text("O-3")), Cell(1, Value::Row({kCustomers, 1}))})}));
  blueprint::Blueprint next = TestBlueprint();
  std::swap(next.tables[kCustomers].name, next.tables[kOrders].name);  // two names change places
  auto& columns = next.tables[kCustomers].columns;
  for (blueprint::Table& table : next.tables) {
    for (blueprint::Column& column : table.columns) {
      if (column.target == "Customer") column.target = "Order";
    }
  }
  std::swap(columns[kName].name, columns[kTier].name);
  columns[kSeen].name = "SEEN";  // only the case
  columns.erase(columns.begin() + kShare);
  blueprint::Column added = columns[kName];
  added.id = "c-added";
  added.name = "Added \"quoted\"";
  columns.push_back(added);
  Transaction change = Make(
      3, {Update(kCustomers, 1, {Cell(static_cast<ColumnIndex>(columns.size() - 1), Value::Text("new"))})});
  change.blueprint = std::make_shared<blueprint::Blueprint>(next);
  Apply(change);
  auto rows = LoadAll(*store_, kCustomers);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].cells[kName], Value::Text("Ann"));
  EXPECT_EQ(rows[0].cells[kTags - 1], Value::List({Value::Text("x")}));
  EXPECT_EQ(rows[0].cells.back(), Value::Text("new"));
  EXPECT_EQ(LoadAll(*store_, kOrders)[0].cells[1], Value::Row({kCustomers, 1}));
  // The log still tells what the removed column held.
  auto changes = store_->Changes({.table = kCustomers, .row = 1, .newest_first = false}).value();
  std::string removed = TestBlueprint().tables[kCustomers].columns[kShare].id;
  EXPECT_TRUE(std::any_of(changes.begin(), changes.end(), [&](const Change& c) {
    return c.column == removed && c.after == Value::Number(5);
  }));
}

TEST_P(StoreContract, ARemovedTableLeavesHistoryAndTakenNumbers) {
  Start();
  Apply(Make(2, {Insert(kCustomers, 4, {}), Insert(kOrders, 1, {Cell(1, Value::Row({kCustomers, 4}))})}));
  blueprint::Blueprint without = TestBlueprint();
  without.tables[kOrders].columns.pop_back();
  without.tables.erase(without.tables.begin());
  Transaction remove = Make(3, {});
  remove.blueprint = std::make_shared<blueprint::Blueprint>(without);
  Apply(remove);
  EXPECT_EQ(LoadAll(*store_, 0).size(), 1u);  // orders
  auto changes = store_->Changes({.after_sequence = 1, .newest_first = false}).value();
  EXPECT_EQ(changes[0].table, TestBlueprint().tables[kCustomers].id);
  EXPECT_EQ(changes[2].after.row().table, value::kNone);
  Transaction back = Make(4, {});
  back.blueprint = std::make_shared<blueprint::Blueprint>(TestBlueprint());
  Apply(back);
  EXPECT_TRUE(LoadAll(*store_, kCustomers).empty());
  EXPECT_EQ(store_->NextRow(kCustomers).value(), 5);
  EXPECT_THAT(store_->DeletedRows(kCustomers).value(), ElementsAre(4));
}

TEST_P(StoreContract, ARefusedChangeOfTheBlueprintChangesNothing) {
  Start();
  Apply(Make(2, {Insert(kCustomers, 1, {Cell(kName, Value::Text("Ann"))})}));
  blueprint::Blueprint next = TestBlueprint();
  next.tables[kCustomers].columns[kName].name = "Title";
  Transaction change = Make(3, {Update(kCustomers, 5, {Cell(kName, Value::Text("x"))})});
  change.blueprint = std::make_shared<blueprint::Blueprint>(next);
  EXPECT_FALSE(store_->Commit({&change, 1}).ok());
  EXPECT_EQ(store_->blueprint(), TestBlueprint());
  EXPECT_EQ(LoadAll(*store_, kCustomers)[0].cells[kName], Value::Text("Ann"));
  Apply(Make(3, {Update(kCustomers, 1, {Cell(kName, Value::Text("Bo"))})}));
}

TEST_P(StoreContract, NamesThatDifferOnlyInCaseAreKeptApart) {
  blueprint::Blueprint blueprint = TestBlueprint();
  blueprint::Column twin = blueprint.tables[kOrders].columns[0];
  twin.id = "c-twin";
  twin.name = "NUMBER";
  blueprint::Column row = twin;
  row.id = "c-row";
  row.name = "_row";
  blueprint.tables[kOrders].columns.push_back(twin);
  blueprint.tables[kOrders].columns.push_back(row);
  Transaction first =
      Make(1, {Insert(kOrders, 1,
                      {Cell(0, Value::Text("a")), Cell(2, Value::Text("b")), Cell(3, Value::Text("c"))})});
  first.blueprint = std::make_shared<blueprint::Blueprint>(blueprint);
  Apply(first);
  auto cells = LoadAll(*store_, kOrders)[0].cells;
  EXPECT_EQ(cells[0], Value::Text("a"));
  EXPECT_EQ(cells[2], Value::Text("b"));
  EXPECT_EQ(cells[3], Value::Text("c"));
}

TEST_P(StoreContract, TheLogKnowsOverridesBeforeAndAfter) {
  Start();
  Apply(Make(2, {Insert(kCustomers, 1, {Cell(kName, Value::Text("Ann"))})}));
  Transaction set = Make(3, {});
  set.overrides_set = {{kCustomers, kSpent, 1, Value::Number(9), "a", "agreed", 5, 6}};
  Apply(set);
  Transaction replace = Make(4, {});
  replace.overrides_set = {{kCustomers, kSpent, 1, Value::Number(10), "b", "better", 7, 0}};
  Apply(replace);
  Transaction remove = Make(5, {Delete(kCustomers, 1, {Cell(kName, {}, Value::Text("Ann"))})});
  remove.overrides_cleared = replace.overrides_set;
  Apply(remove);
  ChangeQuery query{.sequence = 4};
  auto changes = store_->Changes(query).value();
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_TRUE(changes[0].of_override);
  EXPECT_EQ(changes[0].before, Value::Number(9));
  EXPECT_EQ(changes[0].override_before.reason, "agreed");
  EXPECT_EQ(changes[0].override_before.expires_at, 6);
  EXPECT_EQ(changes[0].override_after.author, "b");
  EXPECT_EQ(changes[0].override_after.set_at, 7);
  query.sequence = 5;
  changes = store_->Changes(query).value();
  ASSERT_EQ(changes.size(), 3u);  // newest first: the cell that was lost, the row, the override
  EXPECT_EQ(changes[2].override_before.value, Value::Number(10));
  EXPECT_EQ(changes[2].override_after.set_at, 0);
}

TEST_P(StoreContract, TransactionsAreListedNewestFirst) {
  Start();
  Transaction mine = Make(2, {Insert(kCustomers, 1, {})});
  mine.actor = "token:me";
  mine.reason = "why";
  Apply(mine);
  Apply(Make(3, {Insert(kCustomers, 2, {})}));
  Transaction undo = Make(4, {Delete(kCustomers, 1)});
  undo.actor = "token:me";
  undo.reverts = 2;
  Apply(undo);
  Reopen();
  auto of_me = store_->Transactions({.actor = "token:me"}).value();
  ASSERT_EQ(of_me.size(), 2u);
  EXPECT_EQ(of_me[0].sequence, 4);
  EXPECT_EQ(of_me[0].reverts, 2);
  EXPECT_EQ(of_me[1].reason, "why");
  EXPECT_EQ(of_me[1].reverts, 0);
  EXPECT_EQ(store_->Transactions({.sequence = 3}).value()[0].sequence, 3);
  EXPECT_EQ(store_->Transactions({.limit = 1}).value()[0].sequence, 4);
}

TEST_P(StoreContract, TheLogIsReadOnFromAnyPlaceInIt) {
  Start();
  Apply(Make(2, {Insert(kCustomers, 1,
                        {Cell(kName, Value::Text("Ann")), Computed(kSpent, Value::Number(1)),
                         Computed(kBest, Value::Number(2))})}));
  Apply(Make(3, {Update(kCustomers, 1,
                        {Cell(kName, Value::Text("Bo"), Value::Text("Ann")),
                         Computed(kSpent, Value::Number(5), Value::Number(1))})}));
  Apply(Make(4, {Delete(kCustomers, 1, {Computed(kSpent, {}, Value::Number(5))})}));
  auto all = store_->Changes({.newest_first = false}).value();
  ASSERT_EQ(all.size(), 8u);
  for (size_t skip = 0; skip < all.size(); ++skip) {
    ChangeQuery query{.newest_first = false, .after = all[skip].place};
    auto rest = store_->Changes(query).value();
    ASSERT_EQ(rest.size(), all.size() - skip - 1);
    EXPECT_TRUE(rest.empty() || rest[0].place == all[skip + 1].place);
    EXPECT_TRUE(skip == 0 || all[skip - 1].place < all[skip].place);
  }
  auto computed = store_->Changes({.newest_first = false, .computed_only = true}).value();
  ASSERT_EQ(computed.size(), 4u);
  EXPECT_EQ(computed[1].after, Value::Number(2));
  EXPECT_EQ(computed[2].before, Value::Number(1));
  EXPECT_TRUE(computed[3].after.is_blank());
  EXPECT_EQ(store_->Changes({.newest_first = false, .until_sequence = 3}).value().size(), 6u);
  EXPECT_EQ(
      store_->Changes({.newest_first = false, .until_sequence = 2, .inserted_cells = false}).value().size(),
      1u);
}

TEST_P(StoreContract, TransactionsAreFoundByTheirTime) {
  Start();
  Apply(Make(2, {Insert(kCustomers, 1, {})}));
  Apply(Make(3, {Insert(kCustomers, 2, {})}));
  auto at = [&](base::Micros time) {
    auto found = store_->Transactions({.limit = 1, .until_time = time}).value();
    return found.empty() ? 0 : found[0].sequence;
  };
  auto third = store_->Transactions({.sequence = 3}).value()[0];
  EXPECT_EQ(at(third.time), 3);
  EXPECT_EQ(at(third.time - 1), 2);
  EXPECT_EQ(at(-1), 0);
  EXPECT_EQ(store_->Transactions({.limit = 1, .oldest_first = true}).value()[0].sequence, 1);
}

}  // namespace
}  // namespace csip::store
