#include "workspace/schema/impact.h"

#include <algorithm>

#include "workspace/stored.h"
#include "workspace/workspace.h"

namespace csip::workspace {

using value::ColumnIndex;
using value::kNone;
using value::RowSlot;
using value::TableIndex;
using value::Value;

namespace {

class Comparison {
 public:
  Comparison(const engine::Engine& old, const engine::Engine& engine, const SchemaMap& map, bool writes)
      : old_(old),
        new_(engine),
        before_(old.compiled().blueprint),
        after_(engine.compiled().blueprint),
        map_(map),
        writes_(writes) {}

  Impact Run() {
    for (TableIndex t = 0; t < before_.tables.size(); ++t) CompareRemoved(t);
    for (TableIndex t = 0; t < after_.tables.size(); ++t) CompareTable(t);
    return std::move(out_);
  }

 private:
  // The column of the new blueprint, and what it was.
  ColumnTally StartTally(TableIndex t, ColumnIndex c) const {
    TableIndex from = map_.old_table[t];
    return {{&old_, from, from == kNone ? kNone : map_.old_column[t][c]}, {&new_, t, c}};
  }
  void Keep(const ColumnTally& tally) {
    if (tally.count() == 0) return;
    out_.values.push_back(tally.Finish());
    if (out_.values.back().kind == "changed") out_.changed_values += tally.count();
  }

  // An old value as the new engine would store it, rows by number.
  Value Moved(const Value& v) const {
    if (v.is_row()) {
      value::RowRef row = v.row();
      return Value::Row(
          {map_.new_table[row.table], static_cast<RowSlot>(old_.RowNumber(row.table, row.slot))});
    }
    if (!v.is_list()) return v;
    std::vector<Value> items;
    for (const Value& item : v.items()) items.push_back(Moved(item));
    return Value::List(std::move(items));
  }

  // Written by people, and so to be kept in the log when it goes.
  static bool Written(const blueprint::Column& column) {
    return !column.computed() && !IsMirror(column) && column.type->storage != value::Storage::kNone;
  }

  // What the change log knows of.
  static bool Kept(const blueprint::Column& column) { return Written(column) || column.tracked; }

  void CompareRemoved(TableIndex t) {
    const blueprint::Table& table = before_.tables[t];
    bool gone = map_.new_table[t] == kNone;
    std::vector<ColumnIndex> columns;
    std::vector<ColumnTally> tallies;
    for (ColumnIndex c = 0; c < table.columns.size(); ++c) {
      if (!gone && map_.new_column[t][c] != kNone) continue;
      columns.push_back(c);
      tallies.push_back({{&old_, t, c}, {&new_, kNone, kNone}});
    }
    if (columns.empty()) return;
    for (RowSlot row : old_.Rows(t)) {
      store::RowWrite write{.kind = gone ? store::RowWrite::Kind::kDelete : store::RowWrite::Kind::kUpdate,
                            .table = t,
                            .row = old_.RowNumber(t, row)};
      for (size_t i = 0; i < columns.size(); ++i) {
        Value before = old_.Get(t, columns[i], row);
        if (before.is_blank()) continue;
        tallies[i].Add(row, kNone, before, {});
        if (!writes_ || !Kept(table.columns[columns[i]])) continue;
        write.cells.push_back({.column = columns[i],
                               .before = Stored(old_, before),
                               .computed = !Written(table.columns[columns[i]])});
      }
      if (gone) ++out_.removed_rows;
      if (writes_ && (gone || !write.cells.empty())) out_.rows_before.push_back(std::move(write));
    }
    for (const ColumnTally& tally : tallies) Keep(tally);
  }

  // Whether the store lets the cells of a column stand: it makes those anew whose keeping changes.
  bool StaysInStore(TableIndex t, ColumnIndex c) const {
    TableIndex from = map_.old_table[t];
    ColumnIndex was = from == kNone ? kNone : map_.old_column[t][c];
    if (was == kNone) return false;
    const blueprint::Column& now = after_.tables[t].columns[c];
    const blueprint::Column& old = before_.tables[from].columns[was];
    bool open = now.type->name == "computed";
    if (open || old.type->name == "computed") return open && old.type->name == "computed";
    if (now.type->storage != old.type->storage) return false;
    bool rows = now.type->storage == value::Storage::kRow || now.type->storage == value::Storage::kRows;
    if (!rows) return true;
    auto target = before_.FindTable(old.target);
    auto new_target = after_.FindTable(now.target);
    return target && new_target && map_.new_table[*target] == *new_target;
  }

  void CompareTable(TableIndex t) {
    const auto& columns = after_.tables[t].columns;
    TableIndex from = map_.old_table[t];
    std::vector<ColumnTally> tallies;
    std::vector<uint8_t> stays;
    for (ColumnIndex c = 0; c < columns.size(); ++c) {
      tallies.push_back(StartTally(t, c));
      stays.push_back(StaysInStore(t, c) ? 1 : 0);
    }
    for (RowSlot row : new_.Rows(t)) {
      int64_t number = new_.RowNumber(t, row);
      auto old_row = from == kNone ? std::nullopt : old_.FindRow(from, number);
      store::RowWrite write{.kind = old_row ? store::RowWrite::Kind::kUpdate : store::RowWrite::Kind::kInsert,
                            .table = t,
                            .row = number};
      if (!old_row) {
        write.created_at = new_.CreatedAt(t, row);
        write.modified_at = new_.ModifiedAt(t, row);
      }
      bool touched = false;
      for (ColumnIndex c = 0; c < columns.size(); ++c)
        touched = CompareCell(t, c, row, old_row, stays[c] != 0, &tallies[c], &write) || touched;
      if (touched && old_row) ++out_.changed_rows;
      if (writes_ && (!old_row || !write.cells.empty())) out_.rows.push_back(std::move(write));
    }
    if (from != kNone) DeletedRows(t, from);
    for (const ColumnTally& tally : tallies) Keep(tally);
  }

  bool CompareCell(TableIndex t, ColumnIndex c, RowSlot row, std::optional<RowSlot> old_row, bool stays,
                   ColumnTally* tally, store::RowWrite* write) {
    const blueprint::Column& column = after_.tables[t].columns[c];
    if (column.type->storage == value::Storage::kNone) return false;
    ColumnIndex was = old_row ? map_.old_column[t][c] : kNone;
    Value before, shown;
    if (was != kNone) {
      shown = old_.Get(map_.old_table[t], was, *old_row);
      before = Moved(shown);
    }
    Value now = new_.Get(t, c, row);
    Value after = Stored(new_, now);
    bool changed = !(before == after);
    if (changed) tally->Add(old_row ? *old_row : kNone, row, shown, now);
    if (!writes_ || !(changed || (!stays && !after.is_blank()))) return changed;
    bool computed = column.computed() || IsMirror(column);
    write->cells.push_back({.column = c,
                            .before = std::move(before),
                            .after = std::move(after),
                            .computed = computed,
                            .logged = changed && (!computed || column.tracked)});
    return changed;
  }

  // Rows of the options table go with their column.
  void DeletedRows(TableIndex t, TableIndex from) {
    for (RowSlot row : old_.Rows(from)) {
      int64_t number = old_.RowNumber(from, row);
      if (new_.FindRow(t, number)) continue;
      ++out_.removed_rows;
      if (!writes_) continue;
      store::RowWrite write{.kind = store::RowWrite::Kind::kDelete, .table = t, .row = number};
      for (ColumnIndex c = 0; c < after_.tables[t].columns.size(); ++c) {
        ColumnIndex was = map_.old_column[t][c];
        if (was == kNone || !Written(before_.tables[from].columns[was])) continue;
        Value v = old_.Get(from, was, row);
        if (!v.is_blank()) write.cells.push_back({.column = c, .before = Moved(v)});
      }
      out_.rows.push_back(std::move(write));
    }
  }

  const engine::Engine& old_;
  const engine::Engine& new_;
  const blueprint::Blueprint& before_;
  const blueprint::Blueprint& after_;
  const SchemaMap& map_;
  const bool writes_;
  Impact out_;
};

}  // namespace

Impact Compare(const engine::Engine& old, const engine::Engine& engine, const SchemaMap& map, bool writes) {
  return Comparison(old, engine, map, writes).Run();
}

}  // namespace csip::workspace
