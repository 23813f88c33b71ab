// Option lists into the rows of the options table: those that are there keep their rows.
#include <algorithm>
#include <set>

#include "workspace/schema/carry.h"

namespace csip::workspace {

using value::ColumnIndex;
using value::kNone;
using value::RowSlot;
using value::TableIndex;
using value::Value;

namespace {

using Key = std::pair<std::string, std::string>;  // names of table and column, as in the rows

class OptionRows {
 public:
  OptionRows(engine::Engine* engine, Ledger* ledger, base::Micros now)
      : engine_(*engine), ledger_(*ledger), now_(now), at_(OptionsTable::Of(engine->compiled().blueprint)) {
    if (!at_.exists()) return;
    for (RowSlot row : engine_.Rows(at_.table))
      rows_[{Text(row, at_.table_column), Text(row, at_.column_column)}].push_back(row);
    for (auto& [key, rows] : rows_) {
      std::stable_sort(rows.begin(), rows.end(),
                       [&](RowSlot a, RowSlot b) { return Position(a) < Position(b); });
    }
  }

  bool exists() const { return at_.exists(); }

  // Takes the rows of a column out, so that what is left over belongs to no column.
  std::vector<RowSlot> Take(const Key& key) {
    auto found = rows_.find(key);
    if (found == rows_.end()) return {};
    std::vector<RowSlot> rows = std::move(found->second);
    rows_.erase(found);
    return rows;
  }

  void Write(const blueprint::Table& table, const blueprint::Column& column, const std::vector<RowSlot>& rows,
             const std::vector<blueprint::RenamedOption>& renamed) {
    std::vector<RowSlot> left = rows;
    std::vector<RowSlot> in_order;
    for (RowSlot row : left) {
      for (const auto& option : renamed) {
        if (option.column == column.id && Text(row, at_.option_column) == option.from)
          Set(row, at_.option_column, Value::Text(option.to));
      }
    }
    for (const blueprint::Option& option : column.options) {
      auto row = std::find_if(left.begin(), left.end(),
                              [&](RowSlot r) { return Text(r, at_.option_column) == option.name; });
      if (row == left.end()) {
        in_order.push_back(Insert(option));
      } else {
        in_order.push_back(*row);
        left.erase(row);
      }
      Set(in_order.back(), at_.color_column, Value::Text(option.color));
    }
    for (RowSlot row : left) Delete(row);
    for (RowSlot row : in_order) {
      Set(row, at_.table_column, Value::Text(table.name));
      Set(row, at_.column_column, Value::Text(column.name));
    }
    bool ordered = std::is_sorted(in_order.begin(), in_order.end(),
                                  [&](RowSlot a, RowSlot b) { return Position(a) <= Position(b); });
    for (size_t i = 0; !ordered && i < in_order.size(); ++i)
      Set(in_order[i], at_.position_column, Value::Number(static_cast<double>(i + 1)));
  }

  void Delete(RowSlot row) {
    ledger_.deleted[at_.table].insert(engine_.RowNumber(at_.table, row));
    engine_.DeleteRow(at_.table, row);
  }

 private:
  std::string Text(RowSlot row, ColumnIndex column) const {
    Value v = engine_.Get(at_.table, column, row);
    return v.is_text() ? std::string(v.text()) : "";
  }
  double Position(RowSlot row) const {
    Value v = engine_.Get(at_.table, at_.position_column, row);
    return v.is_number() ? v.number() : 1e18;
  }
  void Set(RowSlot row, ColumnIndex column, const Value& v) {
    if (!(engine_.Get(at_.table, column, row) == v)) engine_.SetCell(at_.table, column, row, v);
  }
  RowSlot Insert(const blueprint::Option& option) {
    RowSlot row = engine_.InsertRow(at_.table, ledger_.next_row[at_.table]++, now_);
    engine_.SetCell(at_.table, at_.option_column, row, Value::Text(option.name));
    return row;
  }

  engine::Engine& engine_;
  Ledger& ledger_;
  base::Micros now_;
  OptionsTable at_;
  std::map<Key, std::vector<RowSlot>> rows_;
};

}  // namespace

void SyncOptions(const blueprint::Blueprint& before, const SchemaMap& map,
                 const std::vector<blueprint::RenamedOption>& renamed, base::Micros now,
                 engine::Engine* engine, Ledger* ledger) {
  OptionRows rows(engine, ledger, now);
  if (!rows.exists()) return;
  const blueprint::Blueprint& after = engine->compiled().blueprint;
  // All are taken by their old names before any is written under its new one: names may be swapped.
  struct Place {
    const blueprint::Table* table;
    const blueprint::Column* column;
    std::vector<RowSlot> rows;
  };
  std::vector<Place> places;
  for (TableIndex t = 0; t < after.tables.size(); ++t) {
    for (ColumnIndex c = 0; c < after.tables[t].columns.size(); ++c) {
      const auto& column = after.tables[t].columns[c];
      if (!column.type->has_options) continue;
      bool there = map.old_table[t] != kNone && map.old_column[t][c] != kNone;
      Key key{after.tables[t].name, column.name};
      if (there) {
        const auto& old = before.tables[map.old_table[t]];
        key = {old.name, old.columns[map.old_column[t][c]].name};
      }
      places.push_back({&after.tables[t], &column, there ? rows.Take(key) : std::vector<RowSlot>()});
    }
  }
  // Options of columns that are gone, or are no selects any more.
  for (const blueprint::Table& table : before.tables) {
    for (const blueprint::Column& column : table.columns) {
      if (!column.type->has_options) continue;
      for (RowSlot row : rows.Take({table.name, column.name})) rows.Delete(row);
    }
  }
  for (const Place& place : places) rows.Write(*place.table, *place.column, place.rows, renamed);
}

}  // namespace csip::workspace
