#include "workspace/many_rows.h"

#include <algorithm>
#include <map>
#include <memory>

#include "workspace/stored.h"

namespace csip::workspace {

using value::ColumnIndex;
using value::RowSlot;
using value::TableIndex;

namespace {

constexpr size_t kBlock = 2048;  // rows

void FillBlock(const engine::Engine& engine, TableIndex t, std::span<const RowSlot> rows,
               value::RowBlock* block) {
  for (RowSlot row : rows) {
    block->numbers.push_back(engine.RowNumber(t, row));
    block->created_at.push_back(engine.CreatedAt(t, row));
    block->modified_at.push_back(engine.ModifiedAt(t, row));
  }
  const auto& compiled = engine.compiled();
  auto columns = static_cast<ColumnIndex>(compiled.blueprint.tables[t].columns.size());
  for (ColumnIndex c = static_cast<ColumnIndex>(block->columns.size()); c < columns; ++c) {
    value::Storage storage = compiled.storage[t][c];
    bool of_rows = storage == value::Storage::kRow || storage == value::Storage::kRows;
    block->columns.emplace_back(storage,
                                of_rows ? compiled.catalog.tables[t].columns[c].type.table : value::kNone);
  }
  for (ColumnIndex c = 0; c < columns; ++c) {
    block->columns[c].Reserve(rows.size());
    value::Storage storage = compiled.storage[t][c];
    bool of_rows = storage == value::Storage::kRow || storage == value::Storage::kRows;
    for (RowSlot row : rows) {
      value::Value v = engine.Get(t, c, row);
      block->columns[c].Add(of_rows ? Stored(engine, v) : v);
    }
  }
}

store::BulkInsert InsertOf(const engine::Engine& engine, TableIndex t, std::vector<RowSlot> rows) {
  store::BulkInsert insert;
  insert.table = t;
  const auto& columns = engine.compiled().blueprint.tables[t].columns;
  for (ColumnIndex c = 0; c < columns.size(); ++c) {
    bool follows = columns[c].computed() || (!columns[c].inverse.empty() && !columns[c].links_owner);
    if (!follows) insert.logged.push_back(c);
    if (follows && columns[c].tracked) insert.logged_computed.push_back(c);
  }
  std::sort(rows.begin(), rows.end(),
            [&](RowSlot a, RowSlot b) { return engine.RowNumber(t, a) < engine.RowNumber(t, b); });
  auto all = std::make_shared<const std::vector<RowSlot>>(std::move(rows));
  insert.next = [&engine, t, all, at = size_t{0}](value::RowBlock* block) mutable {
    size_t count = std::min(kBlock, all->size() - at);
    if (count > 0) FillBlock(engine, t, std::span(*all).subspan(at, count), block);
    at += count;
  };
  return insert;
}

}  // namespace

std::vector<store::BulkInsert> InBulk(const engine::Engine& engine, std::span<const engine::RowChange> rows) {
  std::map<TableIndex, std::vector<RowSlot>> tables;
  for (const engine::RowChange& row : rows) {
    if (row.inserted) tables[row.table].push_back(row.row);
  }
  std::vector<store::BulkInsert> out;
  for (auto& [t, slots] : tables) out.push_back(InsertOf(engine, t, std::move(slots)));
  return out;
}

}  // namespace csip::workspace
