#include "engine/reference.h"

#include <fmt/format.h>

#include <cmath>

namespace csip::engine {
namespace {

std::string Show(const Value& v) {
  if (v.is_error()) return fmt::format("{} ({})", value::NameOf(v.error_code()), v.error_reason());
  std::string text = value::ToText(v, value::Zone(),
                                   [](RowRef row) { return fmt::format("row {}:{}", row.table, row.slot); });
  return fmt::format("{} `{}`", static_cast<int>(v.kind()), text);
}

}  // namespace

Value Reference::Cell(TableIndex table, ColumnIndex column, RowSlot row) const {
  const auto& bound = engine_->compiled().formulas[table][column];
  if (!bound.ok() || !engine_->IsAlive(table, row)) return engine_->Get(table, column, row);
  if (auto override_info = engine_->FindOverride(table, column, row)) return override_info->value;
  auto key = std::make_tuple(table, column, row);
  auto found = known_.find(key);
  if (found != known_.end()) return found->second;
  formula::Evaluation evaluation(engine_->compiled().catalog, *this, engine_->inputs());
  Value v = evaluation.Run(*bound.root, {table, row});
  known_.emplace(key, v);
  return v;
}

void Reference::Rows(TableIndex table, std::vector<RowSlot>* out) const {
  auto rows = engine_->Rows(table);
  out->insert(out->end(), rows.begin(), rows.end());
}

std::vector<std::string> CompareWithReference(const Engine& engine, size_t limit) {
  std::vector<std::string> lines;
  Reference reference(&engine);
  const auto& blueprint = engine.compiled().blueprint;
  for (const auto& read : engine.compiled().order) {
    for (RowSlot row : engine.Rows(read.table)) {
      Value have = engine.Get(read.table, read.column, row);
      Value want = reference.Cell(read.table, read.column, row);
      if (have == want) continue;
      const auto& table = blueprint.tables[read.table];
      lines.push_back(fmt::format("{}.{} of row {}: engine {}, reference {}", table.name,
                                  table.columns[read.column].name, engine.RowNumber(read.table, row),
                                  Show(have), Show(want)));
      if (lines.size() >= limit) return lines;
    }
  }
  return lines;
}

}  // namespace csip::engine
