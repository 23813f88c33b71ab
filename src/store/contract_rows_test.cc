// Rows: what goes in comes out, also after the store was closed.
#include <gmock/gmock.h>

#include "store/contract_test.h"

namespace csip::store {
namespace {

using testing::ElementsAre;
using value::Value;

Value Customer(uint32_t row) {
  return Value::Row({kCustomers, row});
}

Value Div0() {
  return Value::Blank(value::BlankReason::kDivisionByZero);
}

TEST_P(StoreContract, EmptyStoreHasNoBlueprint) {
  EXPECT_FALSE(store_->blueprint().has_value());
  EXPECT_EQ(store_->last_sequence(), 0);
  Reopen();
  EXPECT_FALSE(store_->blueprint().has_value());
}

TEST_P(StoreContract, KeepsTheBlueprint) {
  Start();
  EXPECT_EQ(store_->blueprint(), TestBlueprint());
  Reopen();
  EXPECT_EQ(store_->blueprint(), TestBlueprint());
  EXPECT_EQ(store_->last_sequence(), 1);
}

TEST_P(StoreContract, EveryStorageClassComesBack) {
  Start();
  std::vector<Value> values = {
      Value::Text("Łódź \"Works\"\n24/7 🚨"),
      Value::Bool(false),
      Value::Number(0.1 + 0.2),
      Value::Date(20779),
      Value::Instant(1'795'341'600'000'001),
      Value::Text("0123"),
      Value::List({Value::Text("a \"b\" 😀"), Value::Text("[c]")}),
      Customer(1),
      Value::List({Customer(3), Customer(1)}),
      Value::Number(1e300),
      Customer(3),
      Value::Date(-1),
      Value(),
  };
  std::vector<CellWrite> cells;
  for (ColumnIndex c = 0; c < values.size(); ++c) {
    if (!values[c].is_blank()) cells.push_back(c >= kSpent ? Computed(c, values[c]) : Cell(c, values[c]));
  }
  Apply(Make(2, {Insert(kCustomers, 1, {}), Insert(kCustomers, 3, cells)}));
  for (int round = 0; round < 2; ++round) {
    auto rows = LoadAll(*store_, kCustomers);
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0].row, 1);
    EXPECT_EQ(rows[0].cells, std::vector<Value>(values.size()));
    EXPECT_EQ(rows[1].row, 3);
    EXPECT_EQ(rows[1].created_at, 1003);
    EXPECT_EQ(rows[1].modified_at, 2003);
    EXPECT_EQ(rows[1].cells, values);
    Reopen();
  }
}

TEST_P(StoreContract, NumbersComeBackExactly) {
  Start();
  std::vector<double> numbers = {
      0, 1, -1, 0.1, 1.0 / 3, 1e-310, 1.7976931348623157e308, 9007199254740993.0, 123456.789};
  for (int i = 0; i < 200; ++i) numbers.push_back(1.0 / (i + 7) * 1e9);
  std::vector<RowWrite> rows;
  for (size_t i = 0; i < numbers.size(); ++i) {
    rows.push_back(
        Insert(kCustomers, static_cast<int64_t>(i) + 1, {Cell(kShare, Value::Number(numbers[i]))}));
  }
  Apply(Make(2, std::move(rows)));
  auto loaded = LoadAll(*store_, kCustomers);
  auto logged = store_->Changes({kCustomers, {}, kShare, 0, false, 1000});
  ASSERT_TRUE(logged.ok());
  ASSERT_EQ(loaded.size(), numbers.size());
  ASSERT_EQ(logged->size(), numbers.size());
  for (size_t i = 0; i < numbers.size(); ++i) {
    EXPECT_EQ(loaded[i].cells[kShare].number(), numbers[i]);
    EXPECT_EQ((*logged)[i].after.number(), numbers[i]);
  }
}

TEST_P(StoreContract, UpdatesAndDeletes) {
  Start();
  Apply(Make(2, {Insert(kCustomers, 1, {Cell(kName, Value::Text("Ann")), Cell(kShare, Value::Number(5))}),
                 Insert(kCustomers, 2, {Cell(kName, Value::Text("Bo"))})}));
  RowWrite update =
      Update(kCustomers, 1, {Cell(kShare, {}, Value::Number(5)), Cell(kName, Value::Text("Anna"), {})});
  update.modified_at = 77;
  Apply(Make(3, {update, Delete(kCustomers, 2)}));
  Reopen();
  auto rows = LoadAll(*store_, kCustomers);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].cells[kName], Value::Text("Anna"));
  EXPECT_TRUE(rows[0].cells[kShare].is_blank());
  EXPECT_EQ(rows[0].created_at, 1001);
  EXPECT_EQ(rows[0].modified_at, 77);
}

TEST_P(StoreContract, ErrorsOfComputedCellsComeBackAndGo) {
  Start();
  Value error = Value::Error(value::ErrorCode::kRef, "no such \"row\"");
  Value other = Value::Error(value::ErrorCode::kValue, "");
  Apply(Make(2, {Insert(kCustomers, 1, {Computed(kSpent, error), Computed(kMagic, other)}),
                 Insert(kCustomers, 2, {})}));
  Apply(Make(3, {Update(kCustomers, 1, {Computed(kSpent, Value::Number(4), error)}),
                 Update(kCustomers, 2, {Computed(kSpent, other, Value())})}));
  Reopen();
  auto rows = LoadAll(*store_, kCustomers);
  EXPECT_EQ(rows[0].cells[kSpent], Value::Number(4));
  EXPECT_EQ(rows[0].cells[kMagic], other);
  EXPECT_EQ(rows[1].cells[kSpent], other);
  Apply(Make(4, {Update(kCustomers, 1, {Computed(kMagic, {}, other)})}));
  EXPECT_TRUE(LoadAll(*store_, kCustomers)[0].cells[kMagic].is_blank());
}

TEST_P(StoreContract, WhatDoesNotFitItsColumnComesBackAsItWas) {
  Start();
  std::vector<Value> values = {Value::Date(20779),        Value::Instant(1'795'341'600'000'001),
                               Value::Text("2026-11-22"), Value::Text("12"),
                               Value::Bool(true),         Value::Number(0.5)};
  std::vector<RowWrite> rows;
  for (size_t i = 0; i < values.size(); ++i) {
    rows.push_back(Insert(kCustomers, static_cast<int64_t>(i + 1), {Computed(kSpent, values[i])}));
  }
  Apply(Make(2, rows));
  Reopen();
  auto loaded = LoadAll(*store_, kCustomers);
  ASSERT_EQ(loaded.size(), values.size());
  for (size_t i = 0; i < values.size(); ++i) EXPECT_EQ(loaded[i].cells[kSpent], values[i]) << i;
}

TEST_P(StoreContract, DeletedNumbersStayTaken) {
  Start();
  EXPECT_EQ(store_->NextRow(kCustomers).value(), 1);
  Apply(Make(2, {Insert(kCustomers, 7, {}), Insert(kCustomers, 4, {}), Insert(kOrders, 2, {})}));
  EXPECT_EQ(store_->NextRow(kCustomers).value(), 8);
  Apply(Make(3, {Delete(kCustomers, 7), Delete(kCustomers, 4)}));
  Reopen();
  EXPECT_EQ(store_->NextRow(kCustomers).value(), 8);
  EXPECT_EQ(store_->NextRow(kOrders).value(), 3);
  EXPECT_THAT(store_->DeletedRows(kCustomers).value(), ElementsAre(4, 7));
  EXPECT_THAT(store_->DeletedRows(kOrders).value(), ElementsAre());
  // The same row may come back, as undo does.
  Apply(Make(4, {Insert(kCustomers, 4, {})}));
  EXPECT_THAT(store_->DeletedRows(kCustomers).value(), ElementsAre(7));
  EXPECT_EQ(store_->NextRow(kCustomers).value(), 8);
}

TEST_P(StoreContract, AGroupIsAllOrNothing) {
  Start();
  std::vector<Transaction> group = {Make(2, {Insert(kCustomers, 1, {Cell(kName, Value::Text("Ann"))})}),
                                    Make(3, {Update(kCustomers, 99, {Cell(kName, Value::Text("nobody"))})})};
  auto status = store_->Commit(group);
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().code, base::Code::kConflict);
  EXPECT_EQ(store_->last_sequence(), 1);
  EXPECT_TRUE(LoadAll(*store_, kCustomers).empty());
  EXPECT_EQ(store_->NextRow(kCustomers).value(), 1);
  EXPECT_TRUE(store_->Changes({}).value().empty());
  group.pop_back();
  ASSERT_TRUE(store_->Commit(group).ok());
  EXPECT_EQ(LoadAll(*store_, kCustomers).size(), 1u);
}

TEST_P(StoreContract, SequencesHaveNoGaps) {
  Start();
  Transaction late = Make(3, {});
  EXPECT_FALSE(store_->Commit({&late, 1}).ok());
  Transaction again = Make(1, {});
  EXPECT_FALSE(store_->Commit({&again, 1}).ok());
  Apply(Make(2, {}));
  EXPECT_EQ(store_->last_sequence(), 2);
}

TEST_P(StoreContract, RefusesTheSameRowTwiceAndUnknownTables) {
  Start();
  Transaction twice = Make(2, {Insert(kCustomers, 1, {}), Insert(kCustomers, 1, {})});
  EXPECT_EQ(store_->Commit({&twice, 1}).error().code, base::Code::kConflict);
  Transaction unknown = Make(2, {Insert(99, 1, {})});
  EXPECT_FALSE(store_->Commit({&unknown, 1}).ok());
  Transaction column = Make(2, {Insert(kOrders, 1, {Cell(50, Value::Number(1))})});
  EXPECT_FALSE(store_->Commit({&column, 1}).ok());
  EXPECT_TRUE(LoadAll(*store_, kCustomers).empty());
}

TEST_P(StoreContract, OverridesAreKeptAndCleared) {
  Start();
  Transaction set = Make(2, {Insert(kCustomers, 1, {}), Insert(kCustomers, 2, {})});
  set.overrides_set = {{kCustomers, kSpent, 1, Value::Number(9), "user:a", "agreed", 5, 6},
                       {kCustomers, kBest, 2, Customer(1), "user:b", "", 7, 0}};
  Apply(set);
  Reopen();
  auto overrides = store_->Overrides().value();
  ASSERT_EQ(overrides.size(), 2u);
  EXPECT_EQ(overrides[0].column, kSpent);
  EXPECT_EQ(overrides[0].value, Value::Number(9));
  EXPECT_EQ(overrides[0].reason, "agreed");
  EXPECT_EQ(overrides[0].expires_at, 6);
  EXPECT_EQ(overrides[1].value, Customer(1));
  Transaction clear = Make(3, {Delete(kCustomers, 2)});  // takes its override along
  clear.overrides_cleared = {{kCustomers, kSpent, 1, {}, "", "", 0, 0}};
  Apply(clear);
  EXPECT_TRUE(store_->Overrides().value().empty());
}

TEST_P(StoreContract, TokensAndSettings) {
  Token token{"t1", "seed", "abc", "write", "a@example.com", 42};
  ASSERT_TRUE(store_->AddToken(token).ok());
  EXPECT_FALSE(store_->AddToken(token).ok());
  ASSERT_TRUE(store_->SetSetting("page", "one").ok());
  ASSERT_TRUE(store_->SetSetting("page", "two").ok());
  Reopen();
  auto found = store_->FindToken("abc").value();
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->name, "seed");
  EXPECT_EQ(found->scope, "write");
  EXPECT_EQ(found->email, "a@example.com");
  EXPECT_EQ(found->created_at, 42);
  EXPECT_FALSE(store_->FindToken("ab").value().has_value());
  EXPECT_EQ(store_->Tokens().value().size(), 1u);
  EXPECT_EQ(store_->Setting("page").value(), "two");
  EXPECT_FALSE(store_->Setting("none").value().has_value());
  ASSERT_TRUE(store_->RemoveToken("t1").ok());
  EXPECT_EQ(store_->RemoveToken("t1").error().code, base::Code::kNotFound);
  EXPECT_FALSE(store_->FindToken("abc").value().has_value());
}

// Whether a blank was divided by zero is no part of equality, so it is looked at by itself.
TEST_P(StoreContract, TheLogKeepsTheReasonOfABlank) {
  Start();
  Apply(Make(2, {Insert(kCustomers, 1, {})}));
  Apply(Make(3, {Update(kCustomers, 1, {Computed(kSpent, Div0(), Value::Number(1))})}));
  auto changes = store_->Changes({kCustomers, 1, kSpent, 2}).value();
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_EQ(changes[0].after.blank_reason(), value::BlankReason::kDivisionByZero);
}

}  // namespace
}  // namespace csip::store
