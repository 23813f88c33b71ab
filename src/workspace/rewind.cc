#include "workspace/rewind.h"

#include "workspace/logged_value.h"

namespace csip::workspace {

using base::Status;
using value::ColumnIndex;
using value::RowSlot;
using value::TableIndex;
using value::Value;

namespace {
constexpr size_t kPage = 20'000;  // changes read from the log at a time
}

Status Rewind::Collect(int64_t to, int64_t from) {
  const auto& blueprint = engine_.compiled().blueprint;
  for (TableIndex t = 0; t < blueprint.tables.size(); ++t) {
    tables_[blueprint.tables[t].id] = t;
    for (ColumnIndex c = 0; c < blueprint.tables[t].columns.size(); ++c) {
      columns_[blueprint.tables[t].id + "/" + blueprint.tables[t].columns[c].id] = {t, c};
    }
  }
  store::ChangeQuery query{.after_sequence = to,
                           .newest_first = false,
                           .limit = kPage,
                           .until_sequence = from,
                           .inserted_cells = false};
  while (true) {
    CSIP_ASSIGN_OR_RETURN(std::vector<store::Change> page, store_.Changes(query));
    for (const store::Change& change : page) Take(change);
    changes_ += page.size();
    if (page.size() < kPage) return {};
    query.after = page.back().place;
  }
}

// Oldest first: the first change of a cell after the moment says what it was at the moment.
void Rewind::Take(const store::Change& change) {
  using Kind = store::RowWrite::Kind;
  auto table = tables_.find(change.table);
  if (table == tables_.end()) return;  // the table is gone
  auto [at, first] = rows_.try_emplace({table->second, change.row});
  Row& row = at->second;
  if (first && change.kind == Kind::kInsert) row.existed = false;
  if (!row.existed) return;
  if (row.deleted_by != 0 && !(change.kind == Kind::kDelete && change.sequence == row.deleted_by)) return;
  if (change.kind == Kind::kDelete) row.deleted_by = change.sequence;
  if (change.column.empty()) return;
  auto column = columns_.find(change.table + "/" + change.column);
  if (column == columns_.end()) return;  // the column is gone
  ColumnIndex c = column->second.second;
  if (change.of_override) {
    row.overrides.try_emplace(c, change.override_before);
  } else {
    (change.computed ? row.computed : row.cells).try_emplace(c, change.before);
  }
}

// Rows as they were: those made since go, those deleted since come back.
Status Rewind::BringRowsBack() {
  for (const auto& [key, row] : rows_) {
    auto there = engine_.FindRow(key.table, key.number);
    if (!row.existed && there) engine_.DeleteRow(key.table, *there);
  }
  for (const auto& [key, row] : rows_) {
    if (!row.existed || engine_.FindRow(key.table, key.number)) continue;
    store::ChangeQuery made{
        .table = key.table, .row = key.number, .newest_first = false, .limit = 1, .inserted_cells = false};
    CSIP_ASSIGN_OR_RETURN(auto first, store_.Changes(made));
    bool known = !first.empty() && first[0].kind == store::RowWrite::Kind::kInsert;
    engine_.InsertRow(key.table, key.number, known ? first[0].time : 0);
  }
  return {};
}

// What a row that was deleted and is back has got since. Links that show on it are the other side's.
void Rewind::Empty(const RowKey& key, const Row& row, RowSlot slot) {
  const auto& columns = engine_.compiled().blueprint.tables[key.table].columns;
  for (ColumnIndex c = 0; c < columns.size(); ++c) {
    if (columns[c].computed()) {
      if (row.overrides.count(c) == 0) engine_.ClearOverride(key.table, c, slot);
      continue;
    }
    bool mirror = !columns[c].inverse.empty() && !columns[c].links_owner;
    bool stored = engine_.compiled().storage[key.table][c] != value::Storage::kNone;
    if (!mirror && stored && row.cells.count(c) == 0) engine_.SetCell(key.table, c, slot, {});
  }
}

void Rewind::SetCells(const RowKey& key, const Row& row) {
  const auto& columns = engine_.compiled().blueprint.tables[key.table].columns;
  RowSlot slot = *engine_.FindRow(key.table, key.number);
  if (row.deleted_by != 0) Empty(key, row, slot);
  for (const auto& [c, v] : row.cells) {
    if (!columns[c].computed() && engine_.compiled().storage[key.table][c] != value::Storage::kNone) {
      engine_.SetCell(key.table, c, slot, FromLog(engine_, v, key.table, c).value);
    }
  }
  for (const auto& [c, was] : row.overrides) {
    if (!columns[c].computed()) continue;
    if (was.set_at != 0) {
      engine_.SetOverride(key.table, c, slot, FromLog(engine_, was.value, key.table, c).value);
    } else {
      engine_.ClearOverride(key.table, c, slot);
    }
  }
}

// What the log knows of tracked columns stands where the formulas of today say otherwise.
void Rewind::SetLoggedValues() {
  for (const auto& [key, row] : rows_) {
    if (!row.existed || row.computed.empty()) continue;
    RowSlot slot = *engine_.FindRow(key.table, key.number);
    for (const auto& [c, v] : row.computed) {
      if (!engine_.compiled().blueprint.tables[key.table].columns[c].computed()) continue;
      Value was = FromLog(engine_, v, key.table, c).value;
      if (engine_.Get(key.table, c, slot) == was) continue;
      engine_.SetOverride(key.table, c, slot, was);
      ++values_from_log_;
    }
  }
}

Status Rewind::Apply(base::Micros now) {
  engine_.Begin();
  engine_.SetTime(now);
  CSIP_RETURN_IF_ERROR(BringRowsBack());
  for (const auto& [key, row] : rows_) {
    if (row.existed) SetCells(key, row);
  }
  engine_.Finish();
  engine_.Begin();
  SetLoggedValues();
  engine_.Finish();
  return {};
}

}  // namespace csip::workspace
