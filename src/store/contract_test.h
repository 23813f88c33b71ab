// What every store must do, as a test suite over a factory: a driver instantiates StoreContract with its own.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "store/store.h"

namespace csip::store {

// A folder that is removed at the end of its life.
class TestFolder {
 public:
  TestFolder();
  ~TestFolder();
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

struct StoreFactory {
  std::string name;
  // Opens the store of the folder, making it when it is not there.
  std::function<base::Result<std::unique_ptr<Store>>(const std::string& folder)> open;
};

inline void PrintTo(const StoreFactory& factory, std::ostream* out) {
  *out << factory.name;
}

// Customers with a column of every storage class, and orders that point to them.
blueprint::Blueprint TestBlueprint();
blueprint::Blueprint ReadBlueprint(const std::string& yaml);

// Columns of TestBlueprint's tables.
inline constexpr TableIndex kCustomers = 0, kOrders = 1;
enum CustomerColumn : ColumnIndex {
  kName,
  kActive,
  kShare,
  kSince,
  kSeen,
  kTier,
  kTags,
  kParent,
  kFriends,
  kSpent,
  kBest,
  kMagic,
  kButton
};

CellWrite Cell(ColumnIndex column, value::Value after, value::Value before = {});
CellWrite Computed(ColumnIndex column, value::Value after, value::Value before = {});
RowWrite Insert(TableIndex table, int64_t row, std::vector<CellWrite> cells);
RowWrite Update(TableIndex table, int64_t row, std::vector<CellWrite> cells);
RowWrite Delete(TableIndex table, int64_t row, std::vector<CellWrite> cells = {});
Transaction Make(int64_t sequence, std::vector<RowWrite> rows);

struct LoadedRow {
  int64_t row = 0;
  base::Micros created_at = 0;
  base::Micros modified_at = 0;
  std::vector<value::Value> cells;
};
std::vector<LoadedRow> LoadAll(Store& store, TableIndex table);

class StoreContract : public testing::TestWithParam<StoreFactory> {
 protected:
  void SetUp() override { Reopen(); }
  void Reopen();
  void Apply(Transaction transaction);  // expects it to be taken
  // The blueprint as transaction 1.
  void Start(const blueprint::Blueprint& blueprint = TestBlueprint());

  TestFolder folder_;
  std::unique_ptr<Store> store_;
};

}  // namespace csip::store
