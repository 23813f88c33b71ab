// Rows as they come from a store: whole columns at a time, indexes once they are all there.
#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <numeric>

#include "base/memory.h"
#include "engine/core.h"
#include "engine/steps.h"

namespace csip::engine {

using value::kNone;

namespace {

constexpr size_t kMany = 20'000;  // rows, from which on threads side by side are worth their start

}  // namespace

// What does not touch each other, side by side where there are many rows.
void Core::SideBySide(size_t rows, const std::vector<std::function<void()>>& parts) const {
  size_t workers = rows < kMany ? 1 : std::min(threads_, parts.size());
  RunSteps(Followers(parts.size()), workers, [&](size_t, uint32_t part) { parts[part](); });
}

RowSlot Core::AddRows(TableIndex t, const value::RowBlock& block) {
  TableData& table = data_.table(t);
  RowSlot first = table.rows.AddAll(block.numbers, block.created_at, block.modified_at);
  data_.AddSlot(t);
  // Columns of texts share the interner: one thread, in their order.
  auto load = [&](bool texts) {
    for (ColumnIndex c = 0; c < block.columns.size() && c < table.columns.size(); ++c) {
      bool has_texts = table.columns[c].storage() == value::Storage::kText;
      if (has_texts == texts && !data_.is_mirror(t, c)) table.columns[c].Load(first, block.columns[c]);
    }
  };
  SideBySide(block.size(), {[&] { load(true); }, [&] { load(false); }});
  return first;
}

void Core::LoadRows(TableIndex t, const value::RowBlock& block) {
  AddRows(t, block);
}

// While rows are loaded, links name them by number; when all are there, by slot.
void Core::LinkCells(TableIndex t, ColumnIndex c, std::span<const RowSlot> rows, std::vector<Undo>* mirrors) {
  TableData& table = data_.table(t);
  Column& column = table.columns[c];
  TableIndex target = column.target();
  if (target == kNone) return;
  const RowSet& targets = data_.table(target).rows;
  bool single = column.storage() == value::Storage::kRow;
  bool mirrored = mirrors != nullptr && table.link_mirror[c].table != kNone;
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
    if (mirrored) RecordMirrors(t, c, linked, mirrors);
    table.links[c]->AddAll(row, linked);
  }
}

// What rows that were there before the transaction show of the links that new rows are about to get.
void Core::RecordMirrors(TableIndex t, ColumnIndex c, const Value& links, std::vector<Undo>* mirrors) {
  auto [mirror_table, mirror_column] = data_.table(t).link_mirror[c];
  for (const Value& item : value::AsItems(links)) {
    RowSlot other = item.row().slot;
    if (IsNew(mirror_table, other)) continue;
    mirrors->push_back({.kind = Undo::Kind::kMirror,
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
  // Each relation has its column and its index of links, each key its index: they are made side by side, keys when all links
  // are there.
  size_t count = 0;
  std::map<TableIndex, std::vector<RowSlot>> rows;
  for (const NewRows& added : unlinked_) {
    std::vector<RowSlot>& of_table = rows[added.table];
    size_t before = of_table.size();
    of_table.resize(before + added.end - added.first);
    std::iota(of_table.begin() + static_cast<ptrdiff_t>(before), of_table.end(), added.first);
    count += added.end - added.first;
  }
  std::vector<std::function<void()>> links, keys;
  std::deque<std::vector<Undo>> mirrors;
  for (auto& [added, of_table] : rows) {
    for (auto [t, c] : relations_) {
      if (t != added) continue;
      links.push_back([this, t = t, c = c, &of_table = of_table, &mirrored = mirrors.emplace_back()] {
        LinkCells(t, c, of_table, &mirrored);
      });
    }
    const TableData& table = data_.table(added);
    for (ColumnIndex c = 0; c < table.keys.size(); ++c) {
      if (table.keys[c] == nullptr || table.row_ids[c] != nullptr) continue;
      keys.push_back([this, t = added, c, &of_table = of_table] { data_.AddKeys(t, c, of_table); });
    }
  }
  SideBySide(count, links);
  SideBySide(count, keys);
  for (std::vector<Undo>& mirrored : mirrors) std::ranges::move(mirrored, std::back_inserter(undo_));
  unlinked_.clear();
}

void Core::FinishLoad() {
  size_t rows = 0;
  for (TableIndex t = 0; t < data_.table_count(); ++t) {
    data_.table(t).rows.Settle();
    rows += data_.table(t).rows.size();
  }
  std::vector<std::function<void()>> links, keys;
  for (auto [t, c] : relations_)
    links.push_back([this, t = t, c = c] { LinkCells(t, c, data_.table(t).rows.order(), nullptr); });
  for (TableIndex t = 0; t < data_.table_count(); ++t) {
    for (ColumnIndex c = 0; c < data_.table(t).keys.size(); ++c) {
      if (data_.table(t).keys[c] == nullptr) continue;
      data_.table(t).keys[c].reset();
      keys.push_back([this, t, c] { data_.NeedKeyIndex(t, c); });
    }
  }
  SideBySide(rows, links);
  SideBySide(rows, keys);
  data_.Compact();
  base::ReturnFreeMemory();  // blocks that brought the rows, and what grew out of its place
  data_.Seal();
}

}  // namespace csip::engine
