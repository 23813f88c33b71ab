// What follows from changes to the options table: cells that hold a renamed option take its new name (B18,
// S12).
#include <fmt/format.h>

#include "workspace/apply.h"
#include "workspace/workspace.h"

namespace csip::workspace {

using base::Status;
using value::ColumnIndex;
using value::RowSlot;
using value::TableIndex;
using value::Value;

namespace {

// The select column that a row of the options table speaks of; kNone when there is none.
std::pair<TableIndex, ColumnIndex> SubjectOf(const engine::Engine& engine, const OptionsTable& options,
                                             RowSlot row) {
  const auto& blueprint = engine.compiled().blueprint;
  Value table = engine.Get(options.table, options.table_column, row);
  Value column = engine.Get(options.table, options.column_column, row);
  auto t = table.is_text() ? blueprint.FindTable(table.text()) : std::nullopt;
  auto c = t && column.is_text() ? blueprint.tables[*t].FindColumn(column.text()) : std::nullopt;
  return t && c ? std::pair(*t, *c) : std::pair(value::kNone, value::kNone);
}

bool Holds(const Value& cell, const Value& option) {
  for (const Value& item : value::AsItems(cell)) {
    if (item == option) return true;
  }
  return false;
}

Value Replaced(const Value& cell, const Value& before, const Value& after) {
  if (!cell.is_list()) return after;
  std::vector<Value> items;
  for (const Value& item : cell.items()) items.push_back(item == before ? after : item);
  return Value::List(std::move(items));
}

}  // namespace

Status Applier::CheckOptionUnused(const OptionsTable& options, RowSlot row) const {
  auto [t, c] = SubjectOf(*engine_, options, row);
  if (t == value::kNone) return {};
  Value option = engine_->Get(options.table, options.option_column, row);
  size_t used = 0;
  for (RowSlot r : engine_->Rows(t)) {
    if (engine_->IsAlive(t, r) && Holds(engine_->Get(t, c, r), option)) ++used;
  }
  if (used == 0) return {};
  const auto& table = engine_->compiled().blueprint.tables[t];
  return base::Error{base::Code::kConflict,
                     fmt::format("{} rows of {} have `{}` in {}; give them another option first", used,
                                 table.name, option.text(), table.columns[c].name)};
}

Status Applier::FollowOptions() {
  OptionsTable options = OptionsTable::Of(engine_->compiled().blueprint);
  for (const auto& [row, before] : options_before_) {
    if (!engine_->IsAlive(options.table, row)) continue;
    Value after = engine_->Get(options.table, options.option_column, row);
    if (after == before || !before.is_text()) continue;
    auto [t, c] = SubjectOf(*engine_, options, row);
    if (t == value::kNone) continue;
    const auto& table = engine_->compiled().blueprint.tables[t];
    if (!after.is_text()) return base::Invalid("an option needs a name");
    size_t same = 0;
    for (const auto& option : options_->Of(*engine_, t, c)) same += option.name == after.text() ? 1 : 0;
    if (same > 1) {
      return base::Error{base::Code::kConflict, fmt::format("{}.{} has an option `{}` already", table.name,
                                                            table.columns[c].name, after.text())};
    }
    for (RowSlot r : engine_->Rows(t)) {
      if (!engine_->IsAlive(t, r)) continue;
      Value cell = engine_->Get(t, c, r);
      if (Holds(cell, before)) engine_->SetCell(t, c, r, Replaced(cell, before, after));
    }
    effects_.option_renames.push_back({t, c, std::string(before.text()), std::string(after.text())});
  }
  return {};
}

}  // namespace csip::workspace
