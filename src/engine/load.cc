// Rows as they come from a store: whole columns at a time, indexes once they are all there.
#include <numeric>

#include "base/memory.h"
#include "engine/core.h"

namespace csip::engine {

using value::kNone;

RowSlot Core::AddRows(TableIndex t, const value::RowBlock& block) {
  TableData& table = data_.table(t);
  RowSlot first = table.rows.AddAll(block.numbers, block.created_at, block.modified_at);
  data_.AddSlot(t);
  for (ColumnIndex c = 0; c < block.columns.size() && c < table.columns.size(); ++c) {
    if (!data_.is_mirror(t, c)) table.columns[c].Load(first, block.columns[c]);
  }
  return first;
}

void Core::LoadRows(TableIndex t, const value::RowBlock& block) {
  AddRows(t, block);
}

// While rows are loaded, links name them by number; when all are there, by slot.
void Core::LinkCells(TableIndex t, ColumnIndex c, std::span<const RowSlot> rows, bool record) {
  TableData& table = data_.table(t);
  Column& column = table.columns[c];
  TableIndex target = column.target();
  if (target == kNone) return;
  const RowSet& targets = data_.table(target).rows;
  bool single = column.storage() == value::Storage::kRow;
  bool mirrored = record && table.link_mirror[c].table != kNone;
  bool last = table.rows.settled() && (rows.empty() || rows.back() == table.rows.order().back());
  for (RowSlot row : rows) {
    State state = column.StateOf(row);
    if (state == State::kBlank) continue;
    if (single && state == State::kOk && !mirrored) {
      auto slot = targets.Find(column.Code(row));
      column.SetCode(row, slot ? State::kOk : State::kBlank, slot.value_or(0));
      if (slot && last) table.links[c]->AddLast(row, *slot);
      if (slot && !last) table.links[c]->Add(row, *slot);
      continue;
    }
    Value stored = column.Get(row);
    if (stored.is_blank()) continue;
    std::vector<Value> found;
    for (const Value& item : value::AsItems(stored)) {
      auto slot = item.is_row() ? targets.Find(item.row().slot) : std::nullopt;
      if (slot) found.push_back(Value::Row({target, *slot}));
    }
    Value linked = single ? (found.empty() ? Value() : found[0]) : Value::List(std::move(found));
    column.Set(row, linked);
    if (record) RecordMirrors(t, c, linked);
    table.links[c]->AddAll(row, linked);
  }
}

// What rows that were there before the transaction show of the links that new rows are about to get.
void Core::RecordMirrors(TableIndex t, ColumnIndex c, const Value& links) {
  auto [mirror_table, mirror_column] = data_.table(t).link_mirror[c];
  if (mirror_table == kNone) return;
  for (const Value& item : value::AsItems(links)) {
    RowSlot other = item.row().slot;
    if (IsNew(mirror_table, other)) continue;
    undo_.push_back({.kind = Undo::Kind::kMirror,
                     .table = mirror_table,
                     .column = mirror_column,
                     .row = other,
                     .computed = true,
                     .before = data_.Get(mirror_table, mirror_column, other)});
  }
}

void Core::InsertRows(TableIndex t, const value::RowBlock& block) {
  if (block.size() == 0) return;
  RowSlot first = AddRows(t, block);
  undo_.push_back({.kind = Undo::Kind::kInsertMany,
                   .table = t,
                   .row = first,
                   .number = static_cast<int64_t>(block.size())});
  unlinked_.push_back({t, first, static_cast<RowSlot>(first + block.size())});
  MarkEverything();
}

void Core::LinkRows() {
  std::vector<RowSlot> rows;
  for (const NewRows& added : unlinked_) {
    rows.resize(added.end - added.first);
    std::iota(rows.begin(), rows.end(), added.first);
    for (auto [t, c] : relations_) {
      if (t == added.table) LinkCells(t, c, rows, true);
    }
    TableData& table = data_.table(added.table);
    for (ColumnIndex c = 0; c < table.keys.size(); ++c) {
      if (table.keys[c] != nullptr && table.row_ids[c] == nullptr) data_.AddKeys(added.table, c, rows);
    }
  }
  unlinked_.clear();
}

void Core::FinishLoad() {
  for (TableIndex t = 0; t < data_.table_count(); ++t) data_.table(t).rows.Settle();
  for (auto [t, c] : relations_) LinkCells(t, c, data_.table(t).rows.order(), false);
  for (TableIndex t = 0; t < data_.table_count(); ++t) {
    TableData& table = data_.table(t);
    for (ColumnIndex c = 0; c < table.keys.size(); ++c) {
      if (table.keys[c] == nullptr) continue;
      table.keys[c].reset();
      data_.NeedKeyIndex(t, c);
    }
  }
  data_.Compact();
  base::ReturnFreeMemory();  // blocks that brought the rows, and what grew out of its place
  data_.Seal();
}

}  // namespace csip::engine
