#include "view/basis.h"

#include <fmt/format.h>

#include "workspace/options.h"

namespace csip::view {

using value::ColumnIndex;
using value::TableIndex;
using value::Value;

namespace {

// A value so that no two are written alike.
void AppendValue(const Value& v, std::string* out) {
  *out += fmt::format("{}:", static_cast<int>(v.kind()));
  if (v.is_row()) {
    *out += fmt::format("{}.{}", v.row().table, v.row().slot);
  } else if (v.is_list()) {
    for (const Value& item : v.items()) AppendValue(item, out);
    *out += "]";
  } else if (v.is_text()) {
    *out += fmt::format("{}:{}", v.text().size(), v.text());
  } else if (v.is_number()) {
    *out += fmt::format("{:a}", v.number());
  } else if (v.is_bool()) {
    *out += v.boolean() ? "t" : "f";
  } else if (v.is_date()) {
    *out += fmt::format("{}", v.date());
  } else if (v.is_instant()) {
    *out += fmt::format("{}", v.instant());
  }
  *out += ";";
}

}  // namespace

void BasisBuilder::AddTexts(TableIndex table, ColumnIndex column) {
  AddCells(table, column);
  value::Storage storage = engine_.compiled().storage[table][column];
  if (storage != value::Storage::kRow && storage != value::Storage::kRows) return;
  TableIndex target = engine_.compiled().catalog.tables[table].columns[column].type.table;
  if (target != value::kNone) AddNames(target);
}

void BasisBuilder::AddNames(TableIndex table) {
  if (!named_.insert(table).second) return;  // also where two tables name each other
  AddRows(table);
  ColumnIndex display = engine_.compiled().catalog.tables[table].display;
  if (display != value::kNone) AddTexts(table, display);
}

void BasisBuilder::AddOptions() {
  auto options = workspace::OptionsTable::Of(engine_.compiled().blueprint);
  if (!options.exists()) return;
  AddRows(options.table);
  for (ColumnIndex column :
       {options.table_column, options.column_column, options.option_column, options.position_column}) {
    AddCells(options.table, column);
  }
}

void BasisBuilder::AddFormula(const formula::Bound& bound) {
  cells_.insert(bound.reads.begin(), bound.reads.end());
  for (TableIndex table : bound.scans) AddRows(table);
  inputs_.today |= bound.inputs.today;
  inputs_.now |= bound.inputs.now;
  inputs_.user |= bound.inputs.user;
  inputs_.random |= bound.inputs.random;
  const auto& named = engine_.compiled().named;
  for (const formula::Reference& reference : bound.references) {
    if (reference.kind != formula::Reference::Kind::kNamed || reference.name_index >= named.size()) continue;
    if (formulas_.insert(reference.name_index).second) AddFormula(named[reference.name_index]);
  }
}

std::string BasisBuilder::Circumstances(const formula::Viewer& viewer) const {
  std::string key;
  if (inputs_.today) key += fmt::format("today {};", engine_.inputs().today);
  if (inputs_.now) key += fmt::format("now {};", engine_.inputs().now);
  if (inputs_.user) AppendValue(viewer.user, &key);
  for (const auto& [name, v] : viewer.named) {
    key += fmt::format("control {} ", name);
    AppendValue(v, &key);
  }
  return key;
}

Basis BasisBuilder::Finish() const {
  Basis basis;
  for (TableIndex table : rows_) basis.stamps.push_back(engine_.StampOfRows(table));
  for (const auto& [table, column] : cells_) basis.stamps.push_back(engine_.StampOf(table, column));
  basis.rules = engine_.shared_compiled();
  return basis;
}

}  // namespace csip::view
