// Takes the change log back on an engine: from the present to the end of an earlier transaction.
#pragma once

#include <map>
#include <optional>
#include <unordered_map>
#include <utility>

#include "base/result.h"
#include "engine/engine.h"
#include "store/store.h"

namespace csip::workspace {

class Rewind {
 public:
  // `engine` is as of transaction `from`.
  Rewind(engine::Engine* engine, store::Store* store) : engine_(*engine), store_(*store) {}

  // Reads what happened after transaction `to`, up to `from`.
  base::Status Collect(int64_t to, int64_t from);
  // Makes the engine what it was, with `now` as its time.
  base::Status Apply(base::Micros now);

  size_t changes() const { return changes_; }
  size_t values_from_log() const { return values_from_log_; }

 private:
  // What one row was, as far as it has changed since.
  struct Row {
    bool existed = true;
    int64_t deleted_by = 0;  // the first transaction that deleted it: `cells` are all it had
    std::map<value::ColumnIndex, value::Value> cells, computed;
    std::map<value::ColumnIndex, store::Override> overrides;  // set_at is 0: none
  };
  struct RowKey {
    value::TableIndex table;
    int64_t number;
    friend bool operator==(const RowKey&, const RowKey&) = default;
  };
  struct RowKeyHash {
    size_t operator()(const RowKey& key) const {
      return static_cast<size_t>(key.number) * 0x9E3779B97F4A7C15ULL + key.table;
    }
  };

  void Take(const store::Change& change);
  base::Status BringRowsBack();
  void Empty(const RowKey& key, const Row& row, value::RowSlot slot);
  void SetCells(const RowKey& key, const Row& row);
  void SetLoggedValues();

  engine::Engine& engine_;
  store::Store& store_;
  std::unordered_map<RowKey, Row, RowKeyHash> rows_;
  std::unordered_map<std::string, value::TableIndex> tables_;  // by id
  std::unordered_map<std::string, std::pair<value::TableIndex, value::ColumnIndex>>
      columns_;  // by id of table and column
  size_t changes_ = 0;
  size_t values_from_log_ = 0;
};

}  // namespace csip::workspace
