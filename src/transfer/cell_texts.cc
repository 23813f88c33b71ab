#include "transfer/cell_texts.h"

#include <vector>

#include "transfer/import_reader.h"
#include "value/display.h"
#include "workspace/workspace.h"

namespace csip::transfer {

using value::Value;

std::string CellTexts::Text(const Value& v) {
  if (v.is_row()) return NameOf(v.row());
  if (v.is_list()) {
    std::vector<std::string> items;
    for (const Value& item : v.items()) items.push_back(Text(item));
    return JoinItems(items);
  }
  if (v.is_instant()) return value::FormatInstant(v.instant());
  return value::ToText(v, value::Zone(), nullptr);
}

std::string CellTexts::NameOf(value::RowRef row) {
  std::string name = engine_.NameOf(row);
  auto [names, first] = names_.try_emplace(row.table);
  if (first) {
    for (value::RowSlot slot : engine_.Rows(row.table)) ++names->second[engine_.NameOf({row.table, slot})];
  }
  const auto& row_id = RowIdOf(row.table);
  bool plain = !name.empty() && names->second[name] == 1 && name.find_first_of(";,[") == std::string::npos &&
               name.front() != ' ' && name.back() != ' ' && !workspace::ReadRowId(name) &&
               !(row_id && row_id->NumberOf(name));
  if (plain) return name;
  int64_t number = engine_.RowNumber(row.table, row.slot);
  return row_id ? row_id->TextOf(number) : workspace::RowId(number);
}

const std::optional<RowIdFormula>& CellTexts::RowIdOf(value::TableIndex t) {
  auto [at, first] = row_ids_.try_emplace(t);
  if (first) at->second = RowIdFormula::Of(engine_.compiled(), t);
  return at->second;
}

}  // namespace csip::transfer
