// Changes to cells and rows, recorded so that they can be reported and taken back.
#include <algorithm>
#include <array>
#include <set>
#include <unordered_set>

#include "engine/core.h"

namespace csip::engine {

using value::kNone;

Core::Core(std::shared_ptr<const Compiled> compiled, const formula::EvalInputs& inputs)
    : compiled_(std::move(compiled)),
      data_(compiled_, inputs),
      source_(&data_),
      totals_(std::make_shared<TotalsMemo>()) {
  Wire();
  dependencies_ = std::make_shared<Dependencies>(&data_);
}

Core::Core(const Core& from, std::shared_ptr<const Compiled> compiled)
    : compiled_(std::move(compiled)),
      data_(from.data_, compiled_),
      source_(&data_),
      overrides_(from.overrides_),
      totals_(from.totals_),
      is_fork_(true),
      threads_(from.threads_) {
  Wire();
  if (compiled_ == from.compiled_) {
    dependencies_ = from.dependencies_;
  } else {
    dependencies_ = std::make_shared<Dependencies>(&data_);
    MarkChangedFormulas(from);
  }
}

// All that follows from the blueprint but the edges.
void Core::Wire() {
  computed_of_table_.resize(data_.table_count());
  for (const auto& read : compiled_->order) {
    const auto& bound = compiled_->formulas[read.table][read.column];
    computed_of_table_[read.table].push_back(static_cast<uint32_t>(plans_.size()));
    plans_.push_back({read.table, read.column, &bound});
  }
  dirty_.resize(plans_.size());
  marked_.resize((plans_.size() + 63) / 64);
  for (TableIndex t = 0; t < data_.table_count(); ++t) {
    for (ColumnIndex c = 0; c < data_.table(t).columns.size(); ++c) {
      if (data_.table(t).links[c] != nullptr) relations_.emplace_back(t, c);
      const auto& column = compiled_->blueprint.tables[t].columns[c];
      bool display = compiled_->catalog.tables[t].display == c;
      if (column.unique || column.indexed || display || compiled_->catalog.tables[t].columns[c].row_id) {
        data_.NeedKeyIndex(t, c);
      }
    }
  }
  first_new_.assign(data_.table_count(), kNone);
}

void Core::MarkChangedFormulas(const Core& from) {
  const auto& before = from.compiled_->blueprint;
  const auto& after = compiled_->blueprint;
  bool same_named = std::equal(
      before.formulas.begin(), before.formulas.end(), after.formulas.begin(), after.formulas.end(),
      [](const auto& a, const auto& b) { return a.name == b.name && a.formula.text == b.formula.text; });
  for (uint32_t i = 0; i < plans_.size(); ++i) {
    TableIndex t = plans_[i].table;
    ColumnIndex c = plans_[i].column;
    bool there = t < before.tables.size() && c < before.tables[t].columns.size();
    if (!there || !same_named ||
        before.tables[t].columns[c].formula.text != after.tables[t].columns[c].formula.text) {
      MarkAll(i);
    }
    // Its cells start blank here: a reader has to be told even where they stay so.
    if (there && from.compiled_->storage[t][c] != compiled_->storage[t][c]) {
      MarkAll(i);
      for (const Edge& edge : dependencies_->OfCell(t, c)) MarkAll(edge.target);
    }
  }
}

void Core::Begin() {
  for (TableIndex t = 0; t < data_.table_count(); ++t)
    first_new_[t] = static_cast<RowSlot>(data_.table(t).rows.slots());
}

RowSlot Core::InsertRow(TableIndex t, int64_t number, base::Micros now) {
  TableData& table = data_.table(t);
  RowSlot row = table.rows.Add(number, now, now);
  data_.AddSlot(t);
  for (const auto& keys : table.keys) {
    if (keys != nullptr) keys->Add(row, {});
  }
  undo_.push_back({.kind = Undo::Kind::kInsert, .table = t, .row = row});
  for (uint32_t target : computed_of_table_[t]) Mark(target, row);
  FireRow(t, row);
  return row;
}

std::vector<CellPlace> Core::LinksTo(TableIndex t, RowSlot row) const {
  std::vector<CellPlace> out;
  for (auto [rt, rc] : relations_) {
    if (data_.table(rt).columns[rc].target() != t || compiled_->formulas[rt][rc].ok()) continue;
    for (RowSlot source : data_.table(rt).links[rc]->Sources(row)) out.push_back({rt, rc, source});
  }
  return out;
}

void Core::DropLinksTo(TableIndex t, RowSlot row) {
  for (const CellPlace& at : LinksTo(t, row)) {
    Value cell = data_.Get(at.table, at.column, at.row);
    std::vector<Value> kept;
    for (const Value& item : value::AsItems(cell)) {
      if (!(item.is_row() && item.row() == RowRef{t, row})) kept.push_back(item);
    }
    SetCell(at.table, at.column, at.row, cell.is_list() ? Value::List(std::move(kept)) : Value());
  }
}

void Core::DeleteRow(TableIndex t, RowSlot row) {
  TableData& table = data_.table(t);
  DropLinksTo(t, row);
  for (ColumnIndex c = 0; c < table.columns.size(); ++c) {
    if (data_.is_mirror(t, c)) continue;  // emptied by DropLinksTo
    if (data_.row_id(t, c) != nullptr) {  // lives as long as its row
      if (!IsNew(t, row)) {
        undo_.push_back({.kind = Undo::Kind::kCell,
                         .table = t,
                         .column = c,
                         .row = row,
                         .computed = true,
                         .before = data_.Get(t, c, row)});
      }
      continue;
    }
    bool computed = compiled_->formulas[t][c].ok();
    if (computed) SetOverride(t, c, row, nullptr);
    WriteCell(t, c, row, {}, computed);
  }
  FireRow(t, row);
  for (const auto& keys : table.keys) {
    if (keys != nullptr) keys->Remove(row, {});
  }
  table.rows.Kill(row);
  undo_.push_back({.kind = Undo::Kind::kDelete, .table = t, .row = row});
}

void Core::SetCell(TableIndex t, ColumnIndex c, RowSlot row, const Value& v) {
  if (data_.is_mirror(t, c)) {
    WriteMirror(t, c, row, v);
  } else {
    WriteCell(t, c, row, v, false);
  }
}

void Core::WriteCell(TableIndex t, ColumnIndex c, RowSlot row, const Value& v, bool computed) {
  if (data_.table(t).link_mirror[c].table != kNone) {
    WriteLinks(t, c, row, v, computed);
    return;
  }
  Value before = data_.Get(t, c, row);
  if (!data_.Write(t, c, row, v)) return;
  FireCell(t, c, row, before, v);
  if (!IsNew(t, row)) {
    undo_.push_back({.kind = Undo::Kind::kCell,
                     .table = t,
                     .column = c,
                     .row = row,
                     .computed = computed,
                     .before = std::move(before)});
  }
}

// A cell whose links show on another table: the cells there change with it.
void Core::WriteLinks(TableIndex t, ColumnIndex c, RowSlot row, const Value& v, bool computed) {
  auto [mirror_table, mirror_column] = data_.table(t).link_mirror[c];
  Value before = data_.Get(t, c, row);
  std::set<RowSlot> touched;
  for (const Value* links : std::initializer_list<const Value*>{&before, &v}) {
    for (const Value& item : value::AsItems(*links)) {
      if (!item.is_row()) continue;
      // In both: the other side shows the link already.
      auto [at, added] = touched.insert(item.row().slot);
      if (!added && links == &v) touched.erase(at);
    }
  }
  std::vector<std::pair<RowSlot, Value>> others;
  for (RowSlot other : touched) others.emplace_back(other, data_.Get(mirror_table, mirror_column, other));
  if (!data_.Write(t, c, row, v)) return;
  FireCell(t, c, row, before, v);
  if (!IsNew(t, row)) {
    undo_.push_back({.kind = Undo::Kind::kCell,
                     .table = t,
                     .column = c,
                     .row = row,
                     .computed = computed,
                     .before = std::move(before)});
  }
  for (auto& [other, was] : others) {
    FireCell(mirror_table, mirror_column, other, was, data_.Get(mirror_table, mirror_column, other));
    if (!IsNew(mirror_table, other)) {
      undo_.push_back({.kind = Undo::Kind::kMirror,
                       .table = mirror_table,
                       .column = mirror_column,
                       .row = other,
                       .computed = true,
                       .before = std::move(was)});
    }
  }
}

// Written from the side that shows the links: each row named gains a link to this one, the others lose it.
void Core::WriteMirror(TableIndex t, ColumnIndex c, RowSlot row, const Value& v) {
  auto [owner_table, owner_column] = data_.table(t).link_owner[c];
  std::set<RowSlot> wanted;
  for (const Value& item : value::AsItems(v)) {
    if (item.is_row()) wanted.insert(item.row().slot);
  }
  std::vector<RowSlot> now;
  data_.Targets(t, c, row, &now);
  bool single = data_.table(owner_table).columns[owner_column].storage() == value::Storage::kRow;
  Value self = Value::Row({t, row});
  for (RowSlot other : now) {
    if (wanted.erase(other) > 0) continue;
    std::vector<Value> kept;
    Value links = data_.Get(owner_table, owner_column, other);
    for (const Value& item : value::AsItems(links)) {
      if (!(item == self)) kept.push_back(item);
    }
    WriteCell(owner_table, owner_column, other, single ? Value() : Value::List(std::move(kept)), false);
  }
  for (RowSlot other : wanted) {
    Value links = data_.Get(owner_table, owner_column, other);
    auto items = value::AsItems(links);
    std::vector<Value> more(items.begin(), items.end());
    more.push_back(self);
    WriteCell(owner_table, owner_column, other, single ? self : Value::List(std::move(more)), false);
  }
}

void Core::SetModifiedAt(TableIndex t, RowSlot row, base::Micros now) {
  RowSet& rows = data_.table(t).rows;
  if (!IsNew(t, row)) {
    undo_.push_back({.kind = Undo::Kind::kModified, .table = t, .row = row, .number = rows.modified_at(row)});
  }
  rows.set_modified_at(row, now);
}

const OverrideInfo* Core::FindOverride(TableIndex t, ColumnIndex c, RowSlot row) const {
  auto column = overrides_->find(Key(t, c));
  if (column == overrides_->end()) return nullptr;
  auto found = column->second.find(row);
  return found == column->second.end() ? nullptr : &found->second;
}

void Core::EraseOverride(TableIndex t, ColumnIndex c, RowSlot row) {
  auto& overrides = overrides_.Own();
  auto column = overrides.find(Key(t, c));
  column->second.erase(row);
  if (column->second.empty()) overrides.erase(column);
}

void Core::SetOverride(TableIndex t, ColumnIndex c, RowSlot row, const Value* v) {
  const OverrideInfo* now = FindOverride(t, c, row);
  if (now == nullptr && v == nullptr) return;
  Value computed = now != nullptr ? now->computed : data_.Get(t, c, row);
  undo_.push_back({.kind = Undo::Kind::kOverride,
                   .table = t,
                   .column = c,
                   .row = row,
                   .before = now != nullptr ? now->value : Value(),
                   .had = now != nullptr,
                   .formula_value = computed});
  if (v != nullptr) {
    overrides_.Own()[Key(t, c)][row] = {*v, computed};
    WriteCell(t, c, row, *v, true);
    return;
  }
  EraseOverride(t, c, row);
  WriteCell(t, c, row, computed, true);
}

void Core::SetTime(base::Micros now) {
  auto& inputs = data_.inputs();
  undo_.push_back({.kind = Undo::Kind::kTime, .number = inputs.now});
  int32_t today = inputs.zone.DateOf(now);
  bool day = today != inputs.today;
  bool moved = now != inputs.now;
  inputs.now = now;
  inputs.today = today;
  if (day) {
    for (uint32_t target : dependencies_->OfToday()) MarkAll(target);
  }
  if (moved) {
    for (uint32_t target : dependencies_->OfNow()) MarkAll(target);
  }
}

namespace {

// Cells that were met. Most transactions change few, which are found sooner by looking at each.
class SeenCells {
 public:
  // True when the cell is new.
  bool Add(const CellPlace& cell) {
    if (many_.empty()) {
      if (std::find(few_.begin(), few_.begin() + count_, cell) != few_.begin() + count_) return false;
      if (count_ < kFew) {
        few_[count_++] = cell;
        return true;
      }
      many_.insert(few_.begin(), few_.end());
    }
    return many_.insert(cell).second;
  }

 private:
  struct Hash {
    size_t operator()(const CellPlace& cell) const {
      return (size_t{cell.table} * 1000003 + cell.column) * 0x9E3779B97F4A7C15ULL ^
             (size_t{cell.row} * 0xC2B2AE3D27D4EB4FULL);
    }
  };
  static constexpr ptrdiff_t kFew = 32;
  std::array<CellPlace, kFew> few_;
  ptrdiff_t count_ = 0;
  std::unordered_set<CellPlace, Hash> many_;
};

}  // namespace

void Core::CollectCells(Changes* changes) const {
  SeenCells seen;
  changes->cells.reserve(undo_.size());
  for (const Undo& undo : undo_) {
    if (undo.kind != Undo::Kind::kCell && undo.kind != Undo::Kind::kMirror) continue;
    if (!seen.Add({undo.table, undo.column, undo.row})) continue;
    Value after = data_.Get(undo.table, undo.column, undo.row);
    if (after == undo.before) continue;
    changes->cells.push_back(
        {undo.table, undo.column, undo.row, undo.computed, undo.before, std::move(after)});
  }
  for (const RowChange& row : changes->rows) {
    if (!row.inserted || changes->in_bulk) continue;
    const TableData& table = data_.table(row.table);
    for (ColumnIndex c = 0; c < table.columns.size(); ++c) {
      Value v = data_.Get(row.table, c, row.row);
      if (v.is_blank()) continue;
      bool computed = compiled_->formulas[row.table][c].ok() || data_.is_mirror(row.table, c);
      changes->cells.push_back({row.table, c, row.row, computed, {}, std::move(v)});
    }
  }
}

Changes Core::Finish(const formula::Deadline* deadline) {
  deadline_ = deadline;
  RunWave();
  deadline_ = nullptr;
  Changes changes;
  for (const Undo& undo : undo_) {
    if (undo.kind == Undo::Kind::kInsert && data_.table(undo.table).rows.IsAlive(undo.row)) {
      changes.rows.push_back({undo.table, undo.row, true});
    }
    for (int64_t i = 0; undo.kind == Undo::Kind::kInsertMany && i < undo.number; ++i) {
      auto row = static_cast<RowSlot>(undo.row + i);
      if (data_.table(undo.table).rows.IsAlive(row)) changes.rows.push_back({undo.table, row, true});
      changes.in_bulk = true;
    }
    if (undo.kind == Undo::Kind::kDelete && !IsNew(undo.table, undo.row)) {
      changes.rows.push_back({undo.table, undo.row, false});
    }
  }
  CollectCells(&changes);
  if (changes.in_bulk) data_.Compact();
  if (!is_fork_) totals_->Follow(changes, data_);
  SealChanged();
  if (!is_fork_) totals_->Seal(data_);
  if (grouped_) std::move(undo_.begin(), undo_.end(), std::back_inserter(group_));
  ClearTransaction();
  return changes;
}

// What a transaction changed is among what it could take back, or in a table that got a row.
void Core::SealChanged() {
  for (const Undo& undo : undo_) {
    if (undo.kind == Undo::Kind::kCell) {
      data_.table(undo.table).columns[undo.column].Seal();
    } else if (undo.kind == Undo::Kind::kInsert || undo.kind == Undo::Kind::kInsertMany ||
               undo.kind == Undo::Kind::kDelete) {
      data_.SealTable(undo.table);
    }
  }
}

void Core::KeepGroup() {
  grouped_ = false;
  group_.clear();
}

void Core::RollbackGroup() {
  for (auto it = group_.rbegin(); it != group_.rend(); ++it) UndoOne(*it);
  KeepGroup();
  for (TableIndex t = 0; t < data_.table_count(); ++t) data_.table(t).rows.Settle();
  data_.Seal();
}

void Core::ClearTransaction() {
  unlinked_.clear();
  undo_.clear();
  std::fill(first_new_.begin(), first_new_.end(), kNone);
}

void Core::Rollback() {
  for (auto it = undo_.rbegin(); it != undo_.rend(); ++it) UndoOne(*it);
  std::ranges::fill(marked_, 0);
  for (Dirty& dirty : dirty_) {
    dirty.all = false;
    dirty.rows.clear();
  }
  ++wave_;
  ClearTransaction();
  for (TableIndex t = 0; t < data_.table_count(); ++t) data_.table(t).rows.Settle();
  data_.Seal();
}

void Core::UndoInsert(TableIndex t, RowSlot row) {
  TableData& table = data_.table(t);
  for (ColumnIndex c = 0; c < table.columns.size(); ++c) {
    if (!data_.is_mirror(t, c)) data_.Write(t, c, row, {});
    if (table.keys[c] != nullptr && table.rows.IsAlive(row)) table.keys[c]->Remove(row, {});
  }
  table.rows.Forget(row);
}

void Core::UndoOne(const Undo& undo) {
  TableData* table = undo.table == kNone ? nullptr : &data_.table(undo.table);
  switch (undo.kind) {
    case Undo::Kind::kCell:
      data_.Write(undo.table, undo.column, undo.row, undo.before);
      break;
    case Undo::Kind::kMirror:
      break;  // follows its other side
    case Undo::Kind::kInsert:
      UndoInsert(undo.table, undo.row);
      break;
    case Undo::Kind::kInsertMany:
      for (auto row = static_cast<RowSlot>(undo.row + undo.number); row > undo.row; --row)
        UndoInsert(undo.table, row - 1);
      break;
    case Undo::Kind::kDelete:
      table->rows.Revive(undo.row);
      for (const auto& keys : table->keys) {
        if (keys != nullptr) keys->Add(undo.row, {});
      }
      break;
    case Undo::Kind::kModified:
      table->rows.set_modified_at(undo.row, undo.number);
      break;
    case Undo::Kind::kOverride:
      if (undo.had) {
        overrides_.Own()[Key(undo.table, undo.column)][undo.row] = {undo.before, undo.formula_value};
      } else {
        EraseOverride(undo.table, undo.column, undo.row);
      }
      break;
    case Undo::Kind::kTime:
      data_.inputs().now = undo.number;
      data_.inputs().today = data_.inputs().zone.DateOf(undo.number);
      break;
  }
}

}  // namespace csip::engine
