// New rows of an import, whole columns at a time: what is not given follows from defaults and stamps as for any other row.
#include <fmt/format.h>

#include <algorithm>

#include "workspace/apply.h"
#include "workspace/schema/map.h"
#include "workspace/stored.h"
#include "workspace/workspace.h"

namespace csip::workspace {

using base::Status;
using value::Cells;
using value::ColumnIndex;
using value::TableIndex;
using value::Value;

Status Applier::InsertBlocks(const Request& request) {
  std::vector<std::pair<TableIndex, std::shared_ptr<value::RowBlock>>> inserted;
  std::map<TableIndex, int> actions;
  for (const Action& action : request.actions) {
    auto t = FindTable(action.table);
    if (t.ok()) ++actions[*t];
    if (action.block == nullptr) continue;
    if (!t.ok()) return t.error();
    inserted.emplace_back(*t, action.block);
  }
  if (inserted.empty()) return {};
  // Rows that can be written ahead come first.
  auto rest = std::stable_partition(inserted.begin(), inserted.end(), [&](const auto& each) {
    return ahead_ != nullptr && actions[each.first] == 1 &&
           WriteAhead::IsWhole(engine_->compiled(), each.first, *each.second);
  });
  for (auto each = inserted.begin(); each != inserted.end(); ++each)
    CSIP_RETURN_IF_ERROR(InsertBlock(each->first, each->second, each < rest));
  engine_->LinkRows();
  for (const auto& [t, block] : inserted) CSIP_RETURN_IF_ERROR(WriteMirrors(t, *block));
  for (const auto& [t, block] : inserted) CSIP_RETURN_IF_ERROR(CheckBlock(t, *block));
  return {};
}

Status Applier::InsertBlock(TableIndex t, const std::shared_ptr<value::RowBlock>& block, bool ahead) {
  if (t == OptionsTable::Of(engine_->compiled().blueprint).table) options_->Clear();
  for (int64_t number : block->numbers) {
    if (number <= 0 || number >= int64_t{value::kNone})
      return base::Invalid(fmt::format("{} is no row number", number));
    if (engine_->FindRow(t, number) || ledger_->deleted[t].count(number) > 0)
      return base::Error{base::Code::kConflict, fmt::format("the row number {} is taken", number)};
    ledger_->next_row[t] = std::max(ledger_->next_row[t], number + 1);
  }
  block->created_at.assign(block->size(), now_);
  block->modified_at.assign(block->size(), now_);
  CSIP_RETURN_IF_ERROR(FillMissing(t, block.get()));
  if (ahead) ahead_->Write(engine_->compiled(), t, block);
  engine_->InsertRows(t, *block);
  return {};
}

// Columns that are not given: defaults, and what is stamped when a row is made or written (B22).
Status Applier::FillMissing(TableIndex t, value::RowBlock* block) {
  const auto& compiled = engine_->compiled();
  const blueprint::Table& table = compiled.blueprint.tables[t];
  block->columns.resize(std::max(block->columns.size(), table.columns.size()));
  std::vector<bool> written;
  for (ColumnIndex c = 0; c < table.columns.size(); ++c)
    written.push_back(block->columns[c].size() == block->size());
  for (ColumnIndex c = 0; c < table.columns.size(); ++c) {
    const blueprint::Column& column = table.columns[c];
    if (written[c] || column.computed() || IsMirror(column)) continue;
    std::string_view type = column.type->name;
    bool touched =
        std::any_of(column.touched_by.begin(), column.touched_by.end(), [&](const std::string& name) {
          auto source = table.FindColumn(name);
          return source && written[*source];
        });
    bool by = type == "created-by" || type == "modified-by";
    bool at = type == "created-at" || type == "modified-at" || touched;
    if (!by && !at && column.default_value.empty()) continue;
    Cells& cells = block->columns[c] =
        Cells(compiled.storage[t][c], compiled.catalog.tables[t].columns[c].type.table);
    Value stamp = by ? Stored(*engine_, person_) : Value::Instant(now_);
    if (at && compiled.storage[t][c] == value::Storage::kDate)
      stamp = Value::Date(engine_->inputs().zone.DateOf(now_));
    for (size_t i = 0; i < block->size(); ++i) {
      if (by || at) {
        cells.Add(stamp);
        continue;
      }
      CSIP_ASSIGN_OR_RETURN(Value v, DefaultOf(t, c));
      cells.Add(Stored(*engine_, v));
    }
  }
  return {};
}

// Links that are given from the side that shows them only.
Status Applier::WriteMirrors(TableIndex t, const value::RowBlock& block) {
  const auto& columns = engine_->compiled().blueprint.tables[t].columns;
  for (ColumnIndex c = 0; c < columns.size(); ++c) {
    if (!IsMirror(columns[c]) || block.columns[c].size() == 0) continue;
    for (size_t i = 0; i < block.size(); ++i) {
      if (block.columns[c].state(i) != value::CellState::kOk) continue;
      CSIP_ASSIGN_OR_RETURN(Value links, FromRowNumbers(t, c, block.columns[c].Get(i)));
      engine_->SetCell(t, c, *engine_->FindRow(t, block.numbers[i]), links);
    }
  }
  return {};
}

Status Applier::CheckBlock(TableIndex t, const value::RowBlock& block) const {
  const auto& columns = engine_->compiled().blueprint.tables[t].columns;
  for (ColumnIndex c = 0; c < columns.size(); ++c) {
    if (!columns[c].unique || columns[c].computed()) continue;
    for (int64_t number : block.numbers) {
      Value v = engine_->Get(t, c, *engine_->FindRow(t, number));
      if (v.is_blank() || engine_->FindRows(t, c, v).size() <= 1) continue;
      std::string text =
          value::ToText(v, engine_->inputs().zone, [this](value::RowRef r) { return engine_->NameOf(r); });
      return base::Error{
          base::Code::kConflict,
          fmt::format("{} {}: {} must be unique, and `{}` is there already",
                      engine_->compiled().blueprint.tables[t].name, RowId(number), columns[c].name, text)};
    }
  }
  return {};
}

}  // namespace csip::workspace
