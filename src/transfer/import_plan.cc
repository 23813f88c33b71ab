#include "transfer/import_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <unordered_map>

#include "base/text.h"
#include "transfer/import_links.h"
#include "transfer/import_reader.h"
#include "value/display.h"
#include "workspace/cell_input.h"
#include "workspace/options.h"
#include "workspace/workspace.h"

namespace csip::transfer {
namespace {

using value::ColumnIndex;
using value::Value;

constexpr int64_t kSeveral = -1;

class Planner {
 public:
  Planner(const engine::Engine& engine, const ImportOrder& order)
      : engine_(engine), order_(order), table_(engine.compiled().blueprint.tables[order.table]) {}

  base::Result<ImportPlan> Run(store::Store& store, std::string_view csv,
                               const std::function<bool(size_t)>& progress) {
    ImportPlan plan;
    CSIP_RETURN_IF_ERROR(FindKeys());
    KnownOptions options = OptionsIn(engine_);
    ImportReader reader(engine_, options, plan.problems);
    CSIP_RETURN_IF_ERROR(reader.ReadOnline(order_.mapping));
    std::vector<ImportedTable> tables;
    tables.push_back(reader.Read(order_.table, order_.file, csv, progress));
    if (!reader.whole()) return base::Invalid(std::string(base::Trim(plan.problems.Render())));
    CSIP_RETURN_IF_ERROR(MatchRows(tables[0], &plan.problems));
    ImportLinker linker(engine_, tables, plan.problems);
    CSIP_RETURN_IF_ERROR(linker.NumberRows(store));
    linker.ResolveLinks();
    CheckRequired(tables[0], &plan.problems);
    linker.CheckUnique();
    linker.LeaveOutOrphans();
    size_t there = 0;
    for (const ImportedRow& row : tables[0].rows) {
      if (row.bad) continue;
      ++(row.exists ? there : plan.added);
    }
    plan.request = linker.MakeRequest();
    for (const workspace::Action& action : plan.request.actions) plan.changed += action.rows.size();
    plan.same = there - plan.changed;
    plan.request.reason = "import of " + order_.file;
    return plan;
  }

 private:
  base::Status FindKeys() {
    std::vector<std::string> names;
    for (const auto& column : table_.columns) names.push_back(column.name);
    auto row_id = RowIdFormula::Of(engine_.compiled(), order_.table);
    for (const std::string& name : order_.key) {
      auto found = table_.FindColumn(name);
      if (!found) {
        return base::Invalid(
            fmt::format("`key`: no column `{}` on {}{}", name, table_.name, base::DidYouMean(name, names)));
      }
      // Its rows are known by their numbers anyway.
      if (row_id && row_id->column() == *found) continue;
      value::Storage storage = engine_.compiled().storage[order_.table][*found];
      if (table_.columns[*found].computed() || storage == value::Storage::kRows ||
          storage == value::Storage::kTexts) {
        return base::Invalid(
            fmt::format("`key`: {} is {}, and cannot tell rows apart", name,
                        table_.columns[*found].computed() ? "computed" : "a column of lists"));
      }
      keys_.push_back(*found);
    }
    return {};
  }

  // The same for equal values; a row by its number.
  std::string KeyText(ColumnIndex c, const Value& v, bool from_file) {
    if (!v.is_row() && !(from_file && IsLink(c))) return value::ToText(v, engine_.inputs().zone, nullptr);
    if (v.is_row()) return "\x1f" + std::to_string(engine_.RowNumber(v.row().table, v.row().slot));
    workspace::OptionCache cache;
    auto target = engine_.compiled().catalog.tables[order_.table].columns[c].type.table;
    auto row = workspace::CellReader(&engine_, &cache).FindRow(target, std::string(v.text()));
    return row.ok() ? "\x1f" + std::to_string(engine_.RowNumber(target, *row)) : "";
  }
  bool IsLink(ColumnIndex c) const {
    return engine_.compiled().storage[order_.table][c] == value::Storage::kRow;
  }

  // Which lines are rows that are there: by number, else by key.
  base::Status MatchRows(ImportedTable& table, Problems* problems) {
    std::vector<size_t> cells;
    for (ColumnIndex key : keys_) {
      cells.push_back(table.Find(key));
      if (cells.back() == table.columns.size()) {
        return base::Invalid(
            fmt::format("`key`: the file has no column that becomes {}", table_.columns[key].name));
      }
    }
    std::unordered_map<std::string, int64_t> there;
    for (value::RowSlot slot : engine_.Rows(order_.table)) {
      if (keys_.empty()) break;
      std::string text;
      for (ColumnIndex key : keys_)
        text += KeyText(key, engine_.Get(order_.table, key, slot), false) + '\x1e';
      auto [at, added] = there.try_emplace(text, engine_.RowNumber(order_.table, slot));
      if (!added) at->second = kSeveral;
    }
    std::unordered_map<std::string, int> lines;
    for (size_t at_row = 0; at_row < table.rows.size(); ++at_row) {
      ImportedRow& row = table.rows[at_row];
      if (row.bad) continue;
      std::string text = row.number != 0 ? "\x1d" + std::to_string(row.number) : "";
      if (row.number != 0) {
        row.exists = engine_.FindRow(order_.table, row.number).has_value();
      } else if (!keys_.empty()) {
        for (size_t i = 0; i < keys_.size(); ++i)
          text += KeyText(keys_[i], table.Cell(cells[i], at_row), true) + '\x1e';
        auto found = there.find(text);
        if (found != there.end() && found->second == kSeveral) {
          Refuse(table, row, "several rows of the table have this key", problems);
          continue;
        }
        row.exists = found != there.end();
        if (row.exists) row.number = found->second;
      }
      if (text.empty()) continue;
      std::string known = row.exists ? "\x1d" + std::to_string(row.number) : text;
      auto [at, first] = lines.try_emplace(known, row.line);
      if (!first) Refuse(table, row, fmt::format("line {} is the same row", at->second), problems);
    }
    return {};
  }

  void CheckRequired(ImportedTable& table, Problems* problems) {
    for (ColumnIndex c = 0; c < table_.columns.size(); ++c) {
      const blueprint::Column& column = table_.columns[c];
      if (!column.required || column.computed() || column.type->automatic) continue;
      size_t cell = table.Find(c);
      if (cell == table.columns.size() && !column.default_value.empty()) continue;
      for (size_t i = 0; i < table.rows.size(); ++i) {
        ImportedRow& row = table.rows[i];
        if (row.bad || row.exists || !table.Cell(cell, i).is_blank()) continue;
        Refuse(table, row, fmt::format("column {}: a new row needs a value here", column.name), problems);
      }
    }
  }

  static void Refuse(const ImportedTable& table, ImportedRow& row, std::string why, Problems* problems) {
    problems->Add(table.file, row.line, std::move(why));
    row.bad = true;
  }

  const engine::Engine& engine_;
  const ImportOrder& order_;
  const blueprint::Table& table_;
  std::vector<ColumnIndex> keys_;
};

}  // namespace

base::Result<ImportPlan> PlanImport(const engine::Engine& engine, store::Store& store,
                                    const ImportOrder& order, std::string_view csv,
                                    const std::function<bool(size_t)>& progress) {
  return Planner(engine, order).Run(store, csv, progress);
}

}  // namespace csip::transfer
