#include <unistd.h>

#include "base/secret.h"
#include "blueprint/read.h"
#include "store/contract_test.h"

namespace csip::store {

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(StoreContract);

TestFolder::TestFolder()
    : path_((std::filesystem::temp_directory_path() / ("csip-store-" + base::RandomHex(8))).string()) {
  std::filesystem::create_directories(path_);
}

TestFolder::~TestFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

blueprint::Blueprint ReadBlueprint(const std::string& yaml) {
  blueprint::ReadOutcome read = blueprint::ReadText(yaml);
  EXPECT_TRUE(read.ok()) << blueprint::Render(read.errors);
  return read.blueprint;
}

blueprint::Blueprint TestBlueprint() {
  return ReadBlueprint(R"(
name: shop
title: A shop
tables:
  - table: Customer
    display: Name
    columns:
      - {name: Name, type: text}
      - {name: Active, type: checkbox}
      - {name: Share, type: percent}
      - {name: Since, type: date}
      - {name: Seen, type: date-time}
      - {name: Tier, type: select, options: [Gold, Silver]}
      - {name: Tags, type: multi-select, options: [new, old]}
      - {name: Parent, type: relation, target: Customer}
      - {name: Friends, type: multi-relation, target: Customer}
      - {name: Spent, type: currency, formula: '1 + 1'}
      - {name: Best, type: computed, formula: '[Parent]'}
      - {name: Magic, type: computed, formula: '[Since]'}
      - {name: Button, type: button, action: Press}
  - table: Order
    display: Number
    columns:
      - {name: Number, type: text}
      - {name: Customer, type: relation, target: Customer}
parts:
  - {kind: buttons, name: Press, yaml: 'name: Press'}
)");
}

CellWrite Cell(ColumnIndex column, value::Value after, value::Value before) {
  return {column, std::move(before), std::move(after), false, true};
}

CellWrite Computed(ColumnIndex column, value::Value after, value::Value before) {
  return {column, std::move(before), std::move(after), true, true};
}

RowWrite Insert(TableIndex table, int64_t row, std::vector<CellWrite> cells) {
  return {RowWrite::Kind::kInsert, table, row, 1000 + row, 2000 + row, std::move(cells)};
}

RowWrite Update(TableIndex table, int64_t row, std::vector<CellWrite> cells) {
  return {RowWrite::Kind::kUpdate, table, row, 0, 0, std::move(cells)};
}

RowWrite Delete(TableIndex table, int64_t row, std::vector<CellWrite> cells) {
  return {RowWrite::Kind::kDelete, table, row, 0, 0, std::move(cells)};
}

Transaction Make(int64_t sequence, std::vector<RowWrite> rows) {
  Transaction transaction;
  transaction.sequence = sequence;
  transaction.time = 1'000'000 * sequence;
  transaction.actor = "token:test";
  transaction.reason = "because";
  transaction.cause = "api";
  transaction.rows = std::move(rows);
  return transaction;
}

std::vector<LoadedRow> LoadAll(Store& store, TableIndex table) {
  std::vector<LoadedRow> rows;
  auto status = store.Load(table, [&](value::RowBlock block) {
    for (size_t i = 0; i < block.size(); ++i) {
      rows.push_back({block.numbers[i], block.created_at[i], block.modified_at[i], {}});
      for (const value::Cells& cells : block.columns) rows.back().cells.push_back(cells.Get(i));
    }
  });
  EXPECT_TRUE(status.ok()) << (status.ok() ? "" : status.error().ToString());
  return rows;
}

void StoreContract::Reopen() {
  store_.reset();
  auto opened = GetParam().open(folder_.path());
  ASSERT_TRUE(opened.ok()) << opened.error().ToString();
  store_ = std::move(*opened);
}

void StoreContract::Apply(Transaction transaction) {
  auto status = store_->Commit({&transaction, 1});
  ASSERT_TRUE(status.ok()) << status.error().ToString();
}

void StoreContract::Start(const blueprint::Blueprint& blueprint) {
  Transaction first = Make(1, {});
  first.blueprint = std::make_shared<blueprint::Blueprint>(blueprint);
  Apply(std::move(first));
}

}  // namespace csip::store
