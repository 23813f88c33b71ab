// What taking back needs of a store: which transaction takes back which, how much each did, and rows that were deleted.
#include <gmock/gmock.h>

#include "store/contract_test.h"

namespace csip::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using value::Value;

std::vector<std::string> BinOf(Store& store, const BinQuery& query = {}) {
  std::vector<std::string> out;
  auto rows = store.Bin(query);
  EXPECT_TRUE(rows.ok());
  for (const DeletedRow& row : *rows) {
    out.push_back(std::to_string(row.table) + "/" + std::to_string(row.row) + " by " +
                  std::to_string(row.sequence));
  }
  return out;
}

RowWrite Ann(int64_t row) {
  return Insert(kCustomers, row, {Cell(kName, Value::Text("Ann"))});
}
RowWrite Gone(TableIndex table, int64_t row) {
  return Delete(table, row, {Cell(kName, {}, Value::Text("Ann"))});
}

TEST_P(StoreContract, TheBinHoldsWhatIsGoneAndHasNotComeBack) {
  Start();
  Apply(Make(2, {Ann(1), Ann(2), Ann(3), Insert(kOrders, 1, {})}));
  EXPECT_THAT(BinOf(*store_), IsEmpty());
  Apply(Make(3, {Gone(kCustomers, 2)}));
  Apply(Make(4, {Gone(kCustomers, 1), Delete(kOrders, 1)}));
  EXPECT_THAT(BinOf(*store_), ElementsAre("1/1 by 4", "0/1 by 4", "0/2 by 3"));
  EXPECT_THAT(BinOf(*store_, {.table = kCustomers, .row = {}, .limit = 1}), ElementsAre("0/1 by 4"));
  EXPECT_THAT(BinOf(*store_, {.table = kCustomers, .row = 2}), ElementsAre("0/2 by 3"));
  Apply(Make(5, {Ann(2)}));  // back under its number
  EXPECT_THAT(BinOf(*store_), ElementsAre("1/1 by 4", "0/1 by 4"));
  EXPECT_THAT(store_->DeletedRows(kCustomers).value(), ElementsAre(1));
  Apply(Make(6, {Gone(kCustomers, 2)}));
  Reopen();
  EXPECT_THAT(BinOf(*store_), ElementsAre("0/2 by 6", "1/1 by 4", "0/1 by 4"));
  auto first = store_->Bin({.table = {}, .row = {}, .limit = 1});
  EXPECT_THAT(BinOf(*store_, {.table = {}, .row = {}, .before_line = (*first)[0].line}),
              ElementsAre("1/1 by 4", "0/1 by 4"));
}

TEST_P(StoreContract, TransactionsAreFoundByWhatTheyTakeBack) {
  Start();
  Apply(Make(2, {Ann(1)}));
  Transaction undo = Make(3, {Gone(kCustomers, 1)});
  undo.reverts = 2;
  Apply(undo);
  auto found = store_->Transactions({.actor = {}, .sequence = {}, .reverts = 2});
  ASSERT_EQ(found->size(), 1U);
  EXPECT_EQ((*found)[0].sequence, 3);
  EXPECT_THAT(*store_->Transactions({.actor = {}, .sequence = {}, .reverts = 3}), IsEmpty());
  auto before = store_->Transactions({.actor = {}, .sequence = {}, .before_sequence = 3});
  ASSERT_EQ(before->size(), 2U);
  EXPECT_EQ((*before)[0].sequence, 2);
}

TEST_P(StoreContract, ChangesOfATransactionAreCounted) {
  Start();
  std::vector<RowWrite> rows;
  for (int64_t row = 1; row <= 5; ++row) rows.push_back(Ann(row));
  Apply(Make(2, rows));
  Apply(Make(3, {Gone(kCustomers, 5),
                 Update(kCustomers, 1,
                        {Cell(kName, Value::Text("Bo"), Value::Text("Ann")), Cell(kShare, Value::Number(1)),
                         Computed(kSpent, Value::Number(4))}),
                 Update(kCustomers, 2, {Cell(kShare, Value::Number(2))})}));
  auto counts = store_->CountChanges(3);
  ASSERT_EQ(counts->size(), 2U);
  EXPECT_EQ((*counts)[0].kind, RowWrite::Kind::kDelete);
  EXPECT_EQ((*counts)[0].rows, 1);
  EXPECT_EQ((*counts)[1].rows, 2);
  EXPECT_EQ((*counts)[1].cells, 3);
  EXPECT_EQ(store_->CountChanges(2)->at(0).rows, 5);
}

TEST_P(StoreContract, SettingsAreListedAndRemoved) {
  Start();
  ASSERT_TRUE(store_->SetSetting("a one", "1").ok());
  ASSERT_TRUE(store_->SetSetting("a two", "2").ok());
  ASSERT_TRUE(store_->SetSetting("b", "3").ok());
  ASSERT_TRUE(store_->RemoveSetting("a one").ok());
  ASSERT_TRUE(store_->RemoveSetting("nothing").ok());
  Reopen();
  EXPECT_THAT(*store_->Settings("a "), ElementsAre(testing::Pair("a two", "2")));
  EXPECT_THAT(*store_->Settings("c"), IsEmpty());
}

}  // namespace
}  // namespace csip::store
