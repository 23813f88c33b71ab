// Many rows at once: what is in the tables, and what the change log says of them.
#include <gmock/gmock.h>

#include "store/contract_test.h"
#include "value/display.h"

namespace csip::store {
namespace {

using testing::ElementsAre;
using value::Storage;
using value::Value;

value::RowBlock CustomerBlock() {
  value::RowBlock block;
  for (Storage storage : {Storage::kText, Storage::kBool, Storage::kNumber, Storage::kDate, Storage::kInstant,
                          Storage::kText, Storage::kTexts, Storage::kRow, Storage::kRows, Storage::kNumber,
                          Storage::kRow, Storage::kDate, Storage::kNone}) {
    bool rows = storage == Storage::kRow || storage == Storage::kRows;
    block.columns.emplace_back(storage, rows ? kCustomers : value::kNone);
  }
  return block;
}

void AddCustomer(int64_t number, std::vector<Value> cells, value::RowBlock* block) {
  block->numbers.push_back(number);
  block->created_at.push_back(1000 + number);
  block->modified_at.push_back(2000 + number);
  cells.resize(block->columns.size());
  for (size_t i = 0; i < cells.size(); ++i) block->columns[i].Add(cells[i]);
}

// Hands over the blocks one after the other.
BulkInsert InsertOf(std::vector<value::RowBlock> blocks) {
  auto rest = std::make_shared<std::vector<value::RowBlock>>(std::move(blocks));
  BulkInsert insert{.table = kCustomers, .logged = {kName, kShare, kParent, kSince}, .logged_computed = {}};
  insert.logged_computed = {kSpent};
  insert.next = [rest, at = size_t{0}](value::RowBlock* block) mutable {
    *block = at < rest->size() ? std::move((*rest)[at++]) : value::RowBlock();
  };
  return insert;
}

const Value kDay = Value::Date(20779), kMoment = Value::Instant(1'763'800'000'123'456);

Transaction BulkOfFour() {
  value::RowBlock first = CustomerBlock(), second = CustomerBlock();
  Value self = Value::Row({kCustomers, 3});
  AddCustomer(3,
              {Value::Text("Åse"), Value::Bool(true), Value::Number(12.5), kDay, kMoment, Value::Text("Gold"),
               Value::List({Value::Text("new"), Value::Text("old")}), self, Value::List({self}),
               Value::Number(7), self, kDay},
              &first);
  AddCustomer(4,
              {Value::Text("Bo"),
               {},
               {},
               {},
               {},
               {},
               {},
               {},
               {},
               Value::Error(value::ErrorCode::kValue, "no"),
               {},
               {}},
              &first);
  AddCustomer(5, {Value::Text("Cy"), {}, Value::Number(1)}, &second);
  AddCustomer(9, {Value::Text("Di"), {}, Value::Number(2)}, &second);
  std::vector<value::RowBlock> blocks;
  blocks.push_back(std::move(first));
  blocks.push_back(std::move(second));
  Transaction transaction = Make(2, {});
  transaction.bulk.push_back(InsertOf(std::move(blocks)));
  return transaction;
}

std::vector<std::string> Lines(Store& store, const ChangeQuery& query) {
  std::vector<std::string> out;
  auto changes = store.Changes(query);
  EXPECT_TRUE(changes.ok());
  for (const Change& change : *changes) {
    Value v = change.kind == RowWrite::Kind::kDelete ? change.before : change.after;
    std::string text =
        v.is_row() ? "row " + std::to_string(v.row().slot) : value::ToText(v, value::Zone(), nullptr);
    static constexpr const char* kKinds[] = {"insert", "update", "delete"};
    out.push_back(std::to_string(change.sequence) + " " + kKinds[static_cast<int>(change.kind)] + " " +
                  std::to_string(change.row) + (change.column.empty() ? "" : " " + text) +
                  (change.computed ? " computed" : ""));
  }
  return out;
}

TEST_P(StoreContract, ManyRowsAreStoredCellByCell) {
  Start();
  Apply(BulkOfFour());
  Reopen();
  auto rows = LoadAll(*store_, kCustomers);
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_EQ(rows[0].created_at, 1003);
  EXPECT_EQ(rows[3].modified_at, 2009);
  Value self = Value::Row({kCustomers, 3});
  EXPECT_THAT(rows[0].cells,
              ElementsAre(Value::Text("Åse"), Value::Bool(true), Value::Number(12.5), kDay, kMoment,
                          Value::Text("Gold"), Value::List({Value::Text("new"), Value::Text("old")}), self,
                          Value::List({self}), Value::Number(7), self, kDay, Value()));
  EXPECT_EQ(rows[1].cells[kSpent], Value::Error(value::ErrorCode::kValue, "no"));
  EXPECT_EQ(rows[2].cells[kShare], Value::Number(1));
  EXPECT_EQ(store_->NextRow(kCustomers).value(), 10);
}

TEST_P(StoreContract, NoRowOfABlockTakesACellOfTheOneBeforeIt) {
  Start();
  const Value cells[] = {Value::Number(7), Value(), Value::Error(value::ErrorCode::kValue, "no"),
                         Value::Blank(value::BlankReason::kDivisionByZero)};
  // Every state behind every other one, and times that stay and go on.
  value::RowBlock block = CustomerBlock();
  for (int64_t row = 1; row <= 64; ++row) {
    auto i = static_cast<size_t>(row);
    AddCustomer(row,
                {Value::Text("Ann"),
                 {},
                 cells[i % 3 % 2],
                 i % 5 == 0 ? kDay : Value(),
                 {},
                 {},
                 {},
                 {},
                 {},
                 cells[(i / 4 + i * i) % 4]},
                &block);
    block.created_at.back() = 1000 + row / 7;
    block.modified_at.back() = 2000 + row / 5;
  }
  std::vector<value::RowBlock> blocks;
  blocks.push_back(std::move(block));
  Transaction transaction = Make(2, {});
  transaction.bulk.push_back(InsertOf(std::move(blocks)));
  Apply(transaction);
  Reopen();
  auto rows = LoadAll(*store_, kCustomers);
  ASSERT_EQ(rows.size(), 64u);
  for (int64_t row = 1; row <= 64; ++row) {
    auto i = static_cast<size_t>(row);
    const auto& there = rows[i - 1];
    EXPECT_EQ(there.created_at, 1000 + row / 7);
    EXPECT_EQ(there.modified_at, 2000 + row / 5);
    EXPECT_EQ(there.cells[kShare], cells[i % 3 % 2]) << row;
    EXPECT_EQ(there.cells[kSince], i % 5 == 0 ? kDay : Value()) << row;
    EXPECT_EQ(there.cells[kSpent], cells[(i / 4 + i * i) % 4]) << row;
  }
}

TEST_P(StoreContract, ManyRowsAreInTheLogOneByOne) {
  Start();
  Apply(BulkOfFour());
  EXPECT_THAT(Lines(*store_, {.table = kCustomers, .row = 4}),
              ElementsAre("2 insert 4 #VALUE computed", "2 insert 4 Bo", "2 insert 4"));
  EXPECT_THAT(Lines(*store_, {.table = kCustomers, .row = 9, .column = kShare}), ElementsAre("2 insert 9 2"));
  EXPECT_THAT(Lines(*store_, {.table = kCustomers, .row = 6}), ElementsAre());
  EXPECT_THAT(Lines(*store_, {.column = kName, .newest_first = false, .limit = 3}),
              ElementsAre("2 insert 3", "2 insert 3 Åse", "2 insert 3 12.5"));
  EXPECT_THAT(Lines(*store_, {.table = kCustomers, .column = kName}),
              ElementsAre("2 insert 9 Di", "2 insert 5 Cy", "2 insert 4 Bo", "2 insert 3 Åse"));
}

// The log holds no copy of the cells: they are found through what became of them.
TEST_P(StoreContract, ManyRowsHaveTheirFirstValuesInTheLogWhateverCameLater) {
  Start();
  Apply(BulkOfFour());
  Apply(Make(
      3, {Update(kCustomers, 4,
                 {Cell(kName, Value::Text("Bob"), Value::Text("Bo")), Cell(kShare, Value::Number(5), {})}),
          Update(kCustomers, 5, {Cell(kName, Value::Text("Cyd"), Value::Text("Cy"))})}));
  Apply(Make(
      4, {Update(kCustomers, 4, {Cell(kName, Value::Text("Rob"), Value::Text("Bob"))}),
          Delete(kCustomers, 5, {Cell(kName, {}, Value::Text("Cyd")), Cell(kShare, {}, Value::Number(1))})}));
  EXPECT_THAT(Lines(*store_, {.table = kCustomers, .row = 4, .column = kName}),
              ElementsAre("4 update 4 Rob", "3 update 4 Bob", "2 insert 4 Bo"));
  EXPECT_THAT(Lines(*store_, {.table = kCustomers, .row = 4, .column = kShare}), ElementsAre("3 update 4 5"));
  EXPECT_THAT(Lines(*store_, {.table = kCustomers, .row = 5, .newest_first = false}),
              ElementsAre("2 insert 5", "2 insert 5 Cy", "2 insert 5 1", "3 update 5 Cyd", "4 delete 5",
                          "4 delete 5 Cyd", "4 delete 5 1"));
}

TEST_P(StoreContract, ManyRowsAreAllOrNothing) {
  Start();
  Apply(Make(2, {Insert(kCustomers, 9, {Cell(kName, Value::Text("Eve"))})}));
  Transaction transaction = BulkOfFour();
  transaction.sequence = 3;
  EXPECT_FALSE(store_->Commit({&transaction, 1}).ok());  // row 9 is there
  EXPECT_EQ(LoadAll(*store_, kCustomers).size(), 1u);
  EXPECT_EQ(store_->last_sequence(), 2);
  EXPECT_THAT(Lines(*store_, {.after_sequence = 2}), ElementsAre());
  EXPECT_EQ(store_->NextRow(kCustomers).value(), 10);
  Apply(Make(3, {}));
}

TEST_P(StoreContract, RowsWrittenAheadAreThoseOfTheNextCommit) {
  Start();
  Transaction transaction = BulkOfFour();
  BulkInsert ahead = std::move(transaction.bulk[0]);
  transaction.bulk.clear();
  if (!store_->takes_ahead()) {
    EXPECT_FALSE(store_->WriteAhead(ahead, 2).ok());
    return;
  }
  ASSERT_TRUE(store_->WriteAhead(ahead, 2).ok());
  EXPECT_EQ(store_->last_sequence(), 1);
  EXPECT_FALSE(store_->SetSetting("a", "b").ok()) << "it would be durable with the rows only";
  Transaction after = Make(3, {Update(kCustomers, 9, {Cell(kName, Value::Text("Dia"), Value::Text("Di"))})});
  Transaction group[] = {std::move(transaction), std::move(after)};
  ASSERT_TRUE(store_->Commit(group).ok());
  EXPECT_TRUE(store_->SetSetting("a", "b").ok());
  Reopen();
  EXPECT_EQ(store_->last_sequence(), 3);
  auto rows = LoadAll(*store_, kCustomers);
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_EQ(rows[0].cells[kSpent], Value::Number(7));
  EXPECT_EQ(rows[2].cells[kName], Value::Text("Cy"));
  EXPECT_THAT(Lines(*store_, {.table = kCustomers, .row = 9, .column = kName}),
              ElementsAre("3 update 9 Dia", "2 insert 9 Di"));
  EXPECT_THAT(Lines(*store_, {.column = kName, .newest_first = false, .limit = 2, .sequence = 2}),
              ElementsAre("2 insert 3", "2 insert 3 Åse"));
  EXPECT_EQ(store_->CountChanges(2).value().at(0).rows, 4);
  EXPECT_THAT(Lines(*store_, {.table = kCustomers, .row = 4}),
              ElementsAre("2 insert 4 #VALUE computed", "2 insert 4 Bo", "2 insert 4"));
}

TEST_P(StoreContract, NothingIsLeftOfRowsWrittenAheadThatAreDroppedOrRefused) {
  Start();
  if (!store_->takes_ahead()) return;
  Apply(Make(2, {Insert(kCustomers, 9, {Cell(kName, Value::Text("Eve"))})}));
  Transaction taken = BulkOfFour(), wrong = BulkOfFour();
  EXPECT_FALSE(store_->WriteAhead(taken.bulk[0], 3).ok()) << "row 9 is there";
  EXPECT_FALSE(store_->WriteAhead(wrong.bulk[0], 7).ok()) << "transaction 3 is the next";
  std::vector<value::RowBlock> blocks;
  blocks.push_back(CustomerBlock());
  AddCustomer(1, {Value::Text("Al")}, &blocks.back());
  ASSERT_TRUE(store_->WriteAhead(InsertOf(std::move(blocks)), 3).ok());
  store_->DropAhead();
  EXPECT_EQ(LoadAll(*store_, kCustomers).size(), 1u);
  EXPECT_EQ(store_->NextRow(kCustomers).value(), 10);
  blocks.clear();
  blocks.push_back(CustomerBlock());
  AddCustomer(1, {Value::Text("Al")}, &blocks.back());
  ASSERT_TRUE(store_->WriteAhead(InsertOf(std::move(blocks)), 3).ok());
  Transaction other = Make(4, {});
  EXPECT_FALSE(store_->Commit({&other, 1}).ok()) << "transaction 3 was begun";
  EXPECT_EQ(LoadAll(*store_, kCustomers).size(), 1u);
  blocks.clear();
  blocks.push_back(CustomerBlock());
  AddCustomer(1, {Value::Text("Al")}, &blocks.back());
  ASSERT_TRUE(store_->WriteAhead(InsertOf(std::move(blocks)), 3).ok());
  Reopen();  // without the commit
  EXPECT_EQ(LoadAll(*store_, kCustomers).size(), 1u);
  EXPECT_EQ(store_->last_sequence(), 2);
  Apply(Make(3, {}));
}

}  // namespace
}  // namespace csip::store
