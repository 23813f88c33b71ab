#include "transfer/import_links.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <unordered_set>

#include "base/text.h"
#include "transfer/import_reader.h"
#include "value/display.h"
#include "workspace/options.h"
#include "workspace/workspace.h"

namespace csip::transfer {

using value::ColumnIndex;
using value::TableIndex;
using value::Value;

std::pair<int, bool> NumberMap::Add(int64_t number, int what) {
  auto at = static_cast<size_t>(number);
  if (number < 0 || (at >= size_t{1} << 16 && at / 8 > count_)) {
    auto [there, added] = sparse_.try_emplace(number, what);
    return {there->second, added};
  }
  if (int there = Find(number); there >= 0) return {there, false};
  if (at >= dense_.size()) dense_.resize(std::max(at + 1, dense_.size() * 2), -1);
  ++count_;
  return {dense_[at] = what, true};
}

int NumberMap::Find(int64_t number) const {
  auto at = static_cast<size_t>(number);
  if (at < dense_.size() && dense_[at] >= 0) return dense_[at];
  if (sparse_.empty()) return -1;
  auto found = sparse_.find(number);
  return found == sparse_.end() ? -1 : found->second;
}

ImportLinker::ImportLinker(const engine::Engine& engine, std::vector<ImportedTable>& tables,
                           Problems& problems)
    : engine_(engine), tables_(tables), problems_(problems) {}

// Rows of the options table are known by their table, column and name: those that are there are changed.
void ImportLinker::MatchOptions(ImportedTable& table) {
  auto options = workspace::OptionsTable::Of(engine_.compiled().blueprint);
  if (table.table != options.table) return;
  size_t cells[] = {table.Find(options.table_column), table.Find(options.column_column),
                    table.Find(options.option_column)};
  ColumnIndex columns[] = {options.table_column, options.column_column, options.option_column};
  std::map<std::vector<std::string>, int64_t> known;
  auto text = [](const Value& v) { return v.is_text() ? std::string(v.text()) : ""; };
  for (value::RowSlot slot : engine_.Rows(table.table)) {
    std::vector<std::string> key;
    for (ColumnIndex c : columns) key.push_back(text(engine_.Get(table.table, c, slot)));
    known[key] = engine_.RowNumber(table.table, slot);
  }
  for (size_t i = 0; i < table.rows.size(); ++i) {
    ImportedRow& row = table.rows[i];
    if (row.bad) continue;
    std::vector<std::string> key;
    for (size_t cell : cells) key.push_back(text(table.Cell(cell, i)));
    auto found = known.find(key);
    row.exists = found != known.end();
    if (row.exists) row.number = found->second;
  }
}

base::Status ImportLinker::NumberRows(store::Store& store) {
  for (ImportedTable& table : tables_) {
    MatchOptions(table);
    CSIP_ASSIGN_OR_RETURN(int64_t next, store.NextRow(table.table));
    CSIP_ASSIGN_OR_RETURN(std::vector<int64_t> deleted, store.DeletedRows(table.table));
    NumberMap& taken = TargetOf(table.table).lines;
    for (int64_t number : deleted) taken.Add(number, kDeleted);
    for (ImportedRow& row : table.rows) {
      if (row.number == 0 || row.exists) continue;
      auto [holder, free] = taken.Add(row.number, row.line);
      if (free && !engine_.FindRow(table.table, row.number)) {
        next = std::max(next, row.number + 1);
        continue;
      }
      std::string why = free                 ? "a row of the workspace has it"
                        : holder != kDeleted ? fmt::format("line {} has it", holder)
                                             : "a deleted row had it";
      problems_.Add(table.file, row.line, fmt::format("the row id is taken: {} (row {})", why, row.number));
      row.bad = true;
    }
    for (ImportedRow& row : table.rows) {
      if (row.number != 0 || row.bad) continue;
      row.number = next++;
      taken.Add(row.number, row.line);
    }
  }
  return {};
}

ImportLinker::Target& ImportLinker::TargetOf(TableIndex table) {
  auto [at, added] = targets_.try_emplace(table);
  if (added) at->second.row_id = RowIdFormula::Of(engine_.compiled(), table);
  return at->second;
}

bool ImportLinker::Exists(TableIndex table, int64_t number) {
  return engine_.FindRow(table, number).has_value() || TargetOf(table).lines.Find(number) > kDeleted;
}

void ImportLinker::ReadNames(TableIndex t, Target& target) {
  target.has_names = true;
  auto add = [&](const std::string& name, int64_t number) {
    auto [at, added] = target.names.try_emplace(name, number);
    if (!added && at->second != number) at->second = kSeveral;
  };
  for (value::RowSlot slot : engine_.Rows(t)) add(engine_.NameOf({t, slot}), engine_.RowNumber(t, slot));
  auto display = engine_.compiled().catalog.tables[t].display;
  if (display == value::kNone) return;
  for (const ImportedTable& table : tables_) {
    if (table.table != t) continue;
    size_t cell = table.Find(display);
    if (cell == table.columns.size()) continue;
    for (size_t i = 0; i < table.rows.size(); ++i) {
      Value name = table.rows[i].bad ? Value() : table.Cell(cell, i);
      if (!name.is_blank()) add(value::ToText(name, engine_.inputs().zone, nullptr), table.rows[i].number);
    }
  }
}

base::Result<int64_t> ImportLinker::FindRow(TableIndex t, std::string_view text) {
  Target& target = TargetOf(t);
  std::optional<int64_t> number = target.row_id ? target.row_id->NumberOf(text) : std::nullopt;
  if (!number || !Exists(t, *number)) number = workspace::ReadRowId(text);
  if (!number || !Exists(t, *number)) {
    if (!target.has_names) ReadNames(t, target);
    auto named = target.names.find(base::ToNfc(text));
    const std::string& name = engine_.compiled().blueprint.tables[t].name;
    if (named == target.names.end())
      return base::NotFound(fmt::format("there is no row `{}` in {}", text, name));
    if (named->second == kSeveral) {
      return base::Invalid(
          fmt::format("several rows of {} are called `{}`; name the row by its id", name, text));
    }
    number = named->second;
  }
  return *number;
}

base::Result<Value> ImportLinker::Resolve(TableIndex target, bool several, std::string_view text) {
  auto row = FindRow(target, text);
  if (row.ok()) {
    Value v = Value::Row({target, static_cast<value::RowSlot>(*row)});
    return several ? Value::List({v}) : v;
  }
  if (!several) return row.error();
  std::vector<std::string> items = SplitItems(text);
  if (items.size() == 1 && items[0] == text && text.find(',') != std::string_view::npos) {
    items.clear();
    for (std::string_view part : base::Split(text, ',')) items.emplace_back(base::Trim(part));
  }
  return ResolveItems(target, items);
}

base::Result<Value> ImportLinker::ResolveItems(TableIndex target, const std::vector<std::string>& items) {
  std::vector<Value> rows;
  for (const std::string& item : items) {
    CSIP_ASSIGN_OR_RETURN(int64_t row, FindRow(target, item));
    Value v = Value::Row({target, static_cast<value::RowSlot>(row)});
    if (std::find(rows.begin(), rows.end(), v) == rows.end()) rows.push_back(std::move(v));
  }
  return Value::List(std::move(rows));
}

TableIndex ImportLinker::TargetTable(const ImportedTable& table, size_t cell) const {
  const auto& compiled = engine_.compiled();
  ColumnIndex c = table.columns[cell];
  value::Storage storage = compiled.storage[table.table][c];
  bool relation = storage == value::Storage::kRow || storage == value::Storage::kRows;
  return relation ? compiled.catalog.tables[table.table].columns[c].type.table : value::kNone;
}

void ImportLinker::ResolveLinks() {
  for (ImportedTable& table : tables_) {
    for (size_t cell = 0; cell < table.columns.size(); ++cell) {
      TableIndex target = TargetTable(table, cell);
      if (target != value::kNone) ResolveColumn(table, cell, target);
    }
  }
}

void ImportLinker::ResolveColumn(ImportedTable& table, size_t cell, TableIndex target) {
  const auto& compiled = engine_.compiled();
  ColumnIndex c = table.columns[cell];
  value::Storage storage = compiled.storage[table.table][c];
  const value::Cells& texts = table.cells[cell];
  value::Cells links(storage, target);
  links.Reserve(table.rows.size());
  std::vector<std::optional<Value>> answers(texts.words()->size());
  for (size_t i = 0; i < table.rows.size(); ++i) {
    if (texts.state(i) != value::CellState::kOk) {
      links.AddBlank();
      continue;
    }
    ImportedRow& row = table.rows[i];  // bad rows too: all is told at once
    std::optional<Value>& answer = answers[texts.word(i)];
    if (!answer) {
      auto resolved = Resolve(target, storage == value::Storage::kRows, texts.text(i));
      if (!resolved.ok()) {
        const std::string& name = compiled.blueprint.tables[table.table].columns[c].name;
        problems_.Add(table.file, row.line, fmt::format("column {}: {}", name, resolved.error().message));
        row.bad = true;
        links.AddBlank();
        continue;
      }
      answer = std::move(*resolved);
    }
    links.Add(*answer);
  }
  table.cells[cell] = std::move(links);
}

void ImportLinker::CheckUnique() {
  auto text = [&](const Value& v) {
    return value::ToText(v, engine_.inputs().zone,
                         [](value::RowRef row) { return std::to_string(row.slot); });
  };
  for (ImportedTable& table : tables_) {
    const auto& columns = engine_.compiled().blueprint.tables[table.table].columns;
    for (size_t cell = 0; cell < table.columns.size(); ++cell) {
      ColumnIndex c = table.columns[cell];
      if (!columns[c].unique) continue;
      struct Holder {
        int line = 0;        // 0 for the workspace
        int64_t number = 0;  // of the row in the workspace
      };
      std::unordered_map<std::string_view, Holder> taken;
      std::deque<std::string> kept;  // texts that no cell of the file holds as they are
      const value::Cells& cells = table.cells[cell];
      bool each_once = cells.words() != nullptr && cells.words()->size() == cells.size();
      if (each_once && engine_.RowCount(table.table) == 0) continue;
      for (value::RowSlot slot : engine_.Rows(table.table)) {
        Value v = engine_.Get(table.table, c, slot);
        if (v.is_blank()) continue;
        taken.emplace(kept.emplace_back(text(v)), Holder{0, engine_.RowNumber(table.table, slot)});
      }
      for (size_t i = 0; i < table.rows.size(); ++i) {
        ImportedRow& row = table.rows[i];
        bool known = cells.state(i) == value::CellState::kOk || cells.state(i) == value::CellState::kOther;
        if (row.bad || !known) continue;
        bool as_it_is = cells.storage() == value::Storage::kText && cells.state(i) == value::CellState::kOk;
        std::string_view held = as_it_is ? cells.text(i) : kept.emplace_back(text(cells.Get(i)));
        auto [at, free] = taken.emplace(held, Holder{row.line, 0});
        bool own = row.exists && at->second.number == row.number;
        if (own) at->second = {row.line, 0};
        if (free || own) continue;
        std::string where = at->second.line > 0 ? fmt::format("line {} has it", at->second.line)
                                                : "a row of the workspace has it";
        problems_.Add(
            table.file, row.line,
            fmt::format("column {}: `{}` must be unique, and {}", columns[c].name, at->first, where));
        row.bad = true;
      }
    }
  }
}

void ImportLinker::LeaveOutOrphans() {
  std::map<TableIndex, std::unordered_set<int64_t>> left_out;
  for (const ImportedTable& table : tables_) {
    for (const ImportedRow& row : table.rows) {
      if (row.bad && row.number != 0 && !engine_.FindRow(table.table, row.number))
        left_out[table.table].insert(row.number);
    }
  }
  for (bool again = !left_out.empty(); again;) {
    again = false;
    for (ImportedTable& table : tables_) {
      for (size_t cell = 0; cell < table.columns.size(); ++cell) {
        TableIndex target = TargetTable(table, cell);
        auto missing = left_out.find(target);
        if (missing == left_out.end()) continue;
        for (size_t i = 0; i < table.rows.size(); ++i) {
          ImportedRow& row = table.rows[i];
          Value links = row.bad ? Value() : table.Cell(cell, i);
          auto items = value::AsItems(links);
          bool dangles = std::any_of(items.begin(), items.end(), [&](const Value& item) {
            return item.is_row() && missing->second.count(item.row().slot) > 0;
          });
          if (!dangles) continue;
          const auto& column = engine_.compiled().blueprint.tables[table.table].columns[table.columns[cell]];
          problems_.Add(table.file, row.line,
                        fmt::format("column {}: the row it links to is left out", column.name));
          row.bad = true;
          left_out[table.table].insert(row.number);
          again = true;
        }
      }
    }
  }
}

// Of a two-sided relation one side stores the links; where both sides are in the files, that one is enough.
bool ImportLinker::OwnSideComes(const ImportedTable& table, ColumnIndex c) const {
  const auto& blueprint = engine_.compiled().blueprint;
  const blueprint::Column& column = blueprint.tables[table.table].columns[c];
  if (column.inverse.empty() || column.links_owner) return false;
  auto target = blueprint.FindTable(column.target);
  auto other = target ? blueprint.tables[*target].FindColumn(column.inverse) : std::nullopt;
  return other && std::any_of(tables_.begin(), tables_.end(), [&](const ImportedTable& t) {
           return t.table == *target && t.Find(*other) < t.columns.size();
         });
}

// Whether the row holds this value already.
bool ImportLinker::IsThere(TableIndex t, ColumnIndex c, int64_t number, const Value& v) const {
  auto slot = engine_.FindRow(t, number);
  if (!slot) return false;
  Value there = engine_.Get(t, c, *slot);
  auto by_number = [&](const Value& own) {
    if (!own.is_row()) return own;
    auto row = engine_.RowNumber(own.row().table, own.row().slot);
    return Value::Row({own.row().table, static_cast<value::RowSlot>(row)});
  };
  if (!there.is_list()) return by_number(there) == v;
  std::vector<Value> items;
  for (const Value& item : there.items()) items.push_back(by_number(item));
  return Value::List(std::move(items)) == v;
}

// New rows as columns; rows that are there, options, are written one by one.
void ImportLinker::AddRows(ImportedTable& table, value::RowBlock& block, workspace::Action& changed) {
  const auto& compiled = engine_.compiled();
  auto good = [](const ImportedRow& row) { return !row.bad && !row.exists; };
  for (const ImportedRow& row : table.rows) {
    if (good(row)) block.numbers.push_back(row.number);
  }
  bool all = block.size() == table.rows.size();
  block.columns.resize(compiled.blueprint.tables[table.table].columns.size());
  for (size_t cell = 0; cell < table.columns.size(); ++cell) {
    ColumnIndex c = table.columns[cell];
    if (OwnSideComes(table, c)) continue;
    if (all) {
      block.columns[c] = std::move(table.cells[cell]);
      continue;
    }
    value::Cells cells(compiled.storage[table.table][c], TargetTable(table, cell));
    cells.Reserve(block.size());
    for (size_t i = 0; i < table.rows.size(); ++i) {
      if (good(table.rows[i])) cells.Add(table.Cell(cell, i));
    }
    block.columns[c] = std::move(cells);
  }
  for (size_t i = 0; i < table.rows.size(); ++i) {
    const ImportedRow& row = table.rows[i];
    if (row.bad || !row.exists) continue;
    workspace::RowInput input{.row = workspace::RowId(row.number)};
    for (size_t cell = 0; cell < table.columns.size(); ++cell) {
      Value v = table.Cell(cell, i);
      if (v.is_blank() || IsThere(table.table, table.columns[cell], row.number, v)) continue;
      input.values.emplace_back(table.columns[cell], std::move(v));
    }
    if (!input.values.empty()) changed.rows.push_back(std::move(input));
  }
}

workspace::Request ImportLinker::MakeRequest() {
  workspace::Request request{.reason = "import of CSV files", .cause = "import"};
  for (ImportedTable& table : tables_) {
    const std::string& id = engine_.compiled().blueprint.tables[table.table].id;
    workspace::Action rows{.table = id, .trusted = true};
    workspace::Action changed{.table = id, .trusted = true};
    rows.block = std::make_shared<value::RowBlock>();
    AddRows(table, *rows.block, changed);
    if (rows.block->size() > 0) request.actions.push_back(std::move(rows));
    if (!changed.rows.empty()) request.actions.push_back(std::move(changed));
  }
  return request;
}

}  // namespace csip::transfer
