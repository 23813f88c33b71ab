#include "workspace/options.h"

#include <algorithm>

namespace csip::workspace {

using value::ColumnIndex;
using value::TableIndex;
using value::Value;

OptionsTable OptionsTable::Of(const blueprint::Blueprint& blueprint) {
  OptionsTable out;
  auto table = blueprint.FindTable(blueprint::kOptionsTable);
  if (!table || blueprint.tables[*table].columns.size() < 5) return out;
  out.table = *table;
  out.table_column = 0;
  out.column_column = 1;
  out.option_column = 2;
  out.position_column = 3;
  out.color_column = 4;
  return out;
}

std::vector<blueprint::Option> OptionsOf(const engine::Engine& engine, TableIndex table, ColumnIndex column) {
  const auto& blueprint = engine.compiled().blueprint;
  OptionsTable at = OptionsTable::Of(blueprint);
  std::vector<std::pair<double, blueprint::Option>> found;
  if (!at.exists()) return blueprint.tables[table].columns[column].options;
  Value table_name = Value::Text(blueprint.tables[table].name);
  Value column_name = Value::Text(blueprint.tables[table].columns[column].name);
  for (value::RowSlot row : engine.FindRows(at.table, at.column_column, column_name)) {
    if (!(engine.Get(at.table, at.table_column, row) == table_name)) continue;
    Value option = engine.Get(at.table, at.option_column, row);
    if (!option.is_text()) continue;
    Value position = engine.Get(at.table, at.position_column, row);
    Value color = engine.Get(at.table, at.color_column, row);
    found.push_back({position.is_number() ? position.number() : 1e18,
                     {std::string(option.text()), color.is_text() ? std::string(color.text()) : ""}});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<blueprint::Option> out;
  for (auto& [position, option] : found) out.push_back(std::move(option));
  return out;
}

const std::vector<blueprint::Option>& OptionCache::Of(const engine::Engine& engine, TableIndex t,
                                                      ColumnIndex c) {
  auto [at, added] = known_.try_emplace({t, c});
  if (added) at->second = OptionsOf(engine, t, c);
  return at->second;
}

}  // namespace csip::workspace
