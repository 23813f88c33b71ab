#include "workspace/apply.h"

#include <fmt/format.h>

#include "base/text.h"
#include "blueprint/product_table.h"
#include "formula/bind.h"
#include "workspace/cell_json.h"
#include "workspace/person.h"
#include "workspace/stored.h"
#include "workspace/workspace.h"

namespace csip::workspace {

using base::Code;
using base::Error;
using base::Result;
using base::Status;
using value::ColumnIndex;
using value::kNone;
using value::RowSlot;
using value::TableIndex;
using value::Value;

namespace {

// The same error, said of a place in the request.
Error At(const std::string& where, const Error& error) {
  Error out = error;
  out.message = where + ": " + error.message;
  return out;
}

// The same error, of a part of what `path` names.
Error Within(const std::string& path, Error error, const std::string& part = "") {
  for (const std::string& outer : {part, path}) {
    if (!outer.empty()) error.path = outer + (error.path.empty() ? "" : "." + error.path);
  }
  return error;
}

// How the writer of the row calls the column.
std::string PathOf(const Action* action, size_t input, const blueprint::Column& column) {
  if (action == nullptr || action->path.empty()) return "";
  if (input > 0 && input <= action->rows.size()) {
    for (const CellInput& cell : action->rows[input - 1].cells) {
      if (cell.column == column.id) return action->path + ".cells." + cell.column;
    }
  }
  return action->path + ".cells." + column.name;
}

}  // namespace

const store::Override* Ledger::FindOverride(TableIndex t, ColumnIndex c, int64_t row) const {
  for (const store::Override& o : overrides) {
    if (o.table == t && o.column == c && o.row == row) return &o;
  }
  return nullptr;
}

Applier::Applier(engine::Engine* engine, Ledger* ledger, OptionCache* options, const Files* files,
                 const access::Actor& actor, base::Micros now)
    : engine_(engine),
      ledger_(ledger),
      options_(options),
      actor_(actor),
      now_(now),
      reader_(engine, options, files) {
  person_ = PersonOf(*engine, actor);
}

Result<TableIndex> Applier::FindTable(const std::string& name) const {
  const auto& blueprint = engine_->compiled().blueprint;
  if (auto t = blueprint.FindTable(name)) return *t;
  std::vector<std::string> names;
  for (const auto& table : blueprint.tables) names.push_back(table.name);
  return base::NotFound(fmt::format("no table `{}`{}", name, base::DidYouMean(name, names)));
}

Result<ColumnIndex> Applier::FindColumn(TableIndex t, const std::string& name) const {
  const auto& table = engine_->compiled().blueprint.tables[t];
  if (auto c = table.FindColumn(name)) return *c;
  std::vector<std::string> names;
  for (const auto& column : table.columns) names.push_back(column.name);
  return base::Invalid(
      fmt::format("no column `{}` on {}{}", name, table.name, base::DidYouMean(name, names)));
}

Result<RowSlot> Applier::FindRow(TableIndex t, const std::string& text) const {
  return reader_.FindRow(t, text);
}

std::string Applier::Describe(TableIndex t, RowSlot row) const {
  return fmt::format("{} {}", engine_->compiled().blueprint.tables[t].name,
                     RowId(engine_->RowNumber(t, row)));
}

// A new row has no id that its writer knows.
std::string Applier::Describe(TableIndex t, RowSlot row, const Touched& touched) const {
  if (!touched.inserted || touched.input == 0) return Describe(t, row);
  return fmt::format("{} row {} of the request", engine_->compiled().blueprint.tables[t].name, touched.input);
}

namespace {

// Whether so much changes that evaluating everything once is cheaper than following each cell.
bool IsLarge(const Request& request, const engine::Engine& engine) {
  constexpr size_t kAtLeast = 5'000, kPart = 8;
  size_t written = 0, all = 0;
  for (const Action& action : request.actions)
    written += action.rows.size();  // blocks see to it by themselves
  if (request.reversal != nullptr) written += request.reversal->rows.size();
  for (TableIndex t = 0; t < engine.compiled().blueprint.tables.size(); ++t) all += engine.RowCount(t);
  return written >= kAtLeast && written * kPart >= all;
}

}  // namespace

Status Applier::Apply(const Request& request, Outcome* outcome) {
  Status done = ApplyAll(request, outcome);
  // What others wrote since may be the reason of an error that came after it.
  if (conflicts_.empty()) return done;
  outcome->conflicts = std::move(conflicts_);
  return {};
}

Status Applier::ApplyAll(const Request& request, Outcome* outcome) {
  CSIP_RETURN_IF_ERROR(CheckOwned(request));
  if (IsLarge(request, *engine_)) engine_->MarkEverything();
  CSIP_RETURN_IF_ERROR(InsertBlocks(request));
  for (const Action& action : request.actions) {
    switch (action.kind) {
      case Action::Kind::kWriteRows:
        CSIP_RETURN_IF_ERROR(WriteRows(action, outcome));
        break;
      case Action::Kind::kDeleteRows:
        CSIP_RETURN_IF_ERROR(DeleteRows(action, outcome));
        break;
      case Action::Kind::kSetOverride:
      case Action::Kind::kClearOverride:
        CSIP_RETURN_IF_ERROR(ChangeOverride(action, outcome));
        break;
    }
  }
  if (request.reversal != nullptr) CSIP_RETURN_IF_ERROR(TakeBack(*request.reversal, outcome));
  if (!conflicts_.empty()) return {};
  CSIP_RETURN_IF_ERROR(FollowOptions());
  for (const auto& [at, touched] : touched_) {
    if (engine_->IsAlive(at.first, at.second)) CSIP_RETURN_IF_ERROR(CheckRow(at.first, at.second, touched));
  }
  return {};
}

// Whose a row is, is known to the endpoints of such a table.
Status Applier::CheckOwned(const Request& request) const {
  if (request.owned_tables || actor_.may_administer()) return {};
  for (const Action& action : request.actions) {
    auto table = FindTable(action.table);
    if (!table.ok() || !blueprint::IsOwned(engine_->compiled().blueprint.tables[*table])) continue;
    return Error{Code::kDenied,
                 fmt::format("rows of {} are their authors'; /api/comments and /api/saved-views change them",
                             engine_->compiled().blueprint.tables[*table].name)};
  }
  return {};
}

Status Applier::WriteRows(const Action& action, Outcome* outcome) {
  auto found = FindTable(action.table);
  if (!found.ok()) return Within(action.path, found.error(), "table");
  TableIndex t = *found;
  std::vector<ColumnIndex> keys;
  for (const std::string& name : action.key_columns) {
    CSIP_ASSIGN_OR_RETURN(ColumnIndex key, FindColumn(t, name));
    keys.push_back(key);
  }
  for (size_t i = 0; i < action.rows.size(); ++i) {
    input_ = i + 1;
    Status written = WriteRow(action, t, action.rows[i], keys, outcome);
    if (!written.ok()) {
      const RowInput& row = action.rows[i];
      const std::string& table = engine_->compiled().blueprint.tables[t].name;
      std::string where = !row.row.empty() ? fmt::format("{} row {}", table, row.row)
                                           : fmt::format("{} row {} of the request", table, i + 1);
      Error error = At(where, written.error());
      if (action.path.empty()) error.path.clear();  // it says nothing to whoever sent no paths
      return Within(action.path, std::move(error));
    }
  }
  return {};
}

Status Applier::WriteRow(const Action& action, TableIndex t, const RowInput& input,
                         const std::vector<ColumnIndex>& keys, Outcome* outcome) {
  std::vector<std::pair<ColumnIndex, Value>> cells;
  cells.reserve(input.cells.size() + input.values.size());
  for (const auto& [c, v] : input.values) {
    CSIP_ASSIGN_OR_RETURN(Value own, FromRowNumbers(t, c, v));
    cells.emplace_back(c, std::move(own));
  }
  for (const CellInput& cell : input.cells) {
    auto column = FindColumn(t, cell.column);
    if (!column.ok()) return Within("cells." + cell.column, column.error());
    ColumnIndex c = *column;
    // An import may carry row ids: they decide the row number and are computed from it again.
    if (action.trusted && engine_->compiled().blueprint.tables[t].columns[c].computed()) continue;
    auto v = reader_.Read(t, c, cell.value, action.trusted);
    if (!v.ok()) {
      return Within("cells." + cell.column,
                    At("column " + engine_->compiled().blueprint.tables[t].columns[c].name, v.error()));
    }
    cells.emplace_back(c, std::move(*v));
  }
  std::vector<RowSlot> rows;
  if (!input.row.empty()) {
    auto row = FindRow(t, input.row);
    if (!row.ok()) {
      // It was there when the writer looked.
      auto number = input.expected.empty() ? std::nullopt : ReadRowId(input.row);
      if (!number || ledger_->deleted[t].count(*number) == 0) return Within("row", row.error());
      Refuse(Conflict::Kind::kRowGone, t, *number);
      return {};
    }
    CSIP_RETURN_IF_ERROR(CheckExpected(t, *row, input, cells));
    rows.push_back(*row);
  } else if (!keys.empty()) {
    CSIP_ASSIGN_OR_RETURN(rows, Matches(t, keys, cells));
  }
  bool inserted = rows.empty();
  if (inserted) {
    CSIP_ASSIGN_OR_RETURN(RowSlot row, Insert(t, input));
    rows.push_back(row);
    CSIP_RETURN_IF_ERROR(SetDefaults(t, row));
    CSIP_RETURN_IF_ERROR(NameRow(t, row, input.as));
  }
  for (RowSlot row : rows) {
    SetCells(t, row, cells, inserted);
    Touched& touched = touched_[{t, row}];
    touched.action = &action;
    touched.input = input_;
    if (action.trusted) unchecked_.insert({t, row});
    auto& ids = inserted ? outcome->inserted : outcome->updated;
    ids.push_back(RowId(engine_->RowNumber(t, row)));
  }
  return {};
}

Status Applier::NameRow(TableIndex t, RowSlot row, const std::string& name) {
  if (name.empty()) return {};
  if (ReadRowId(name))
    return Within("as",
                  base::Invalid(fmt::format("`{}` looks like the id of a row; choose another name", name)));
  if (!names_.insert(name).second)
    return Within("as", base::Invalid(fmt::format("`{}` names another row of the request already", name)));
  reader_.Name(name, {t, row});
  return {};
}

Status Applier::CheckExpected(TableIndex t, RowSlot row, const RowInput& input,
                              const std::vector<std::pair<ColumnIndex, Value>>& cells) {
  for (const CellInput& seen : input.expected) {
    auto column = FindColumn(t, seen.column);
    if (!column.ok()) return Within("expected." + seen.column, column.error());
    if (engine_->compiled().blueprint.tables[t].columns[*column].computed()) {
      return Within("expected." + seen.column,
                    base::Invalid("a computed value follows from others; expect those instead"));
    }
    Value there = engine_->Get(t, *column, row);
    auto expected = reader_.Read(t, *column, seen.value, true);
    // A time may have been written with fewer digits than it has.
    if ((expected.ok() && *expected == there) || CellJson(*engine_, there) == seen.value.ToString()) continue;
    Conflict& conflict = Refuse(Conflict::Kind::kChanged, t, engine_->RowNumber(t, row), *column);
    conflict.expected = expected.ok()
                            ? Stored(*engine_, *expected)
                            : Value::Text(seen.value.is_text() ? seen.value.text() : seen.value.ToString());
    for (const auto& [c, v] : cells) {
      if (c == *column) conflict.yours = Stored(*engine_, v);
    }
  }
  return {};
}

Result<Value> Applier::FromRowNumbers(TableIndex t, ColumnIndex c, const Value& v) const {
  const auto& columns = engine_->compiled().blueprint.tables[t].columns;
  if (c >= columns.size() || columns[c].computed()) {
    return base::Error{Code::kInternal, fmt::format("column {} of {} takes no values", c,
                                                    engine_->compiled().blueprint.tables[t].name)};
  }
  if (v.is_row()) {
    auto row = engine_->FindRow(v.row().table, v.row().slot);
    if (row) return Value::Row({v.row().table, *row});
    return base::Invalid(fmt::format("column {}: there is no row {}", columns[c].name, RowId(v.row().slot)));
  }
  if (!v.is_list() || !v.items()[0].is_row()) return v;
  std::vector<Value> rows;
  for (const Value& item : v.items()) {
    CSIP_ASSIGN_OR_RETURN(Value row, FromRowNumbers(t, c, item));
    rows.push_back(std::move(row));
  }
  return Value::List(std::move(rows));
}

Result<std::vector<RowSlot>> Applier::Matches(TableIndex t, const std::vector<ColumnIndex>& keys,
                                              const std::vector<std::pair<ColumnIndex, Value>>& cells) {
  std::vector<RowSlot> rows;
  for (size_t k = 0; k < keys.size(); ++k) {
    const Value* wanted = nullptr;
    for (const auto& [c, v] : cells) {
      if (c == keys[k]) wanted = &v;
    }
    const std::string& name = engine_->compiled().blueprint.tables[t].columns[keys[k]].name;
    if (wanted == nullptr)
      return base::Invalid(fmt::format("the key column {} has no cell in this row", name));
    if (k == 0) {
      rows = engine_->FindRows(t, keys[k], *wanted);
    } else {
      std::erase_if(rows, [&](RowSlot row) { return !(engine_->Get(t, keys[k], row) == *wanted); });
    }
  }
  return rows;
}

Result<RowSlot> Applier::Insert(TableIndex t, const RowInput& input) {
  int64_t number = input.row_number.value_or(ledger_->next_row[t]);
  if (number <= 0 || number >= int64_t{kNone})
    return base::Invalid(fmt::format("{} is no row number", number));
  if (engine_->FindRow(t, number) || ledger_->deleted[t].count(number) > 0) {
    return Error{Code::kConflict, fmt::format("the row number {} is taken", number)};
  }
  ledger_->next_row[t] = std::max(ledger_->next_row[t], number + 1);
  RowSlot row = engine_->InsertRow(t, number, now_);
  touched_[{t, row}].inserted = true;
  return row;
}

Status Applier::SetDefaults(TableIndex t, RowSlot row) {
  const auto& columns = engine_->compiled().blueprint.tables[t].columns;
  for (ColumnIndex c = 0; c < columns.size(); ++c) {
    const auto& column = columns[c];
    if (!column.default_value.empty()) {
      CSIP_ASSIGN_OR_RETURN(Value v, DefaultOf(t, c));
      engine_->SetCell(t, c, row, v);
    } else if (column.type->name == "created-at" || column.type->name == "modified-at") {
      engine_->SetCell(t, c, row, Value::Instant(now_));
    } else if (column.type->name == "created-by" || column.type->name == "modified-by") {
      engine_->SetCell(t, c, row, person_);
    }
  }
  return {};
}

Result<Value> Applier::DefaultOf(TableIndex t, ColumnIndex c) {
  const auto& column = engine_->compiled().blueprint.tables[t].columns[c];
  auto [bound, added] = defaults_.try_emplace({t, c});
  if (added)
    bound->second = formula::Bind(column.default_value.text, {.catalog = &engine_->compiled().catalog});
  if (!bound->second.ok()) return Value();  // the blueprint was checked when it was read
  Value v = engine_->Evaluate(bound->second, {}, person_, {}, &defaults_budget_);
  if (v.is_error() && v.error_code() == value::ErrorCode::kLimit) {
    return Error{Code::kLimit,
                 fmt::format("the default of {}.{}: {}", engine_->compiled().blueprint.tables[t].name,
                             column.name, v.error_reason())};
  }
  return v;
}

void Applier::SetCells(TableIndex t, RowSlot row, const std::vector<std::pair<ColumnIndex, Value>>& cells,
                       bool inserted) {
  OptionsTable options = OptionsTable::Of(engine_->compiled().blueprint);
  Touched touched;
  touched.inserted = inserted;
  bool changed = inserted;
  for (const auto& [c, v] : cells) {
    if (t == options.table && c == options.option_column && !inserted) {
      options_before_.try_emplace(row, engine_->Get(t, c, row));
    }
    touched.written.insert(c);
    if (engine_->Get(t, c, row) == v) continue;
    engine_->SetCell(t, c, row, v);
    changed = true;
  }
  if (t == options.table) options_->Clear();
  auto& all = touched_[{t, row}];
  all.written.insert(touched.written.begin(), touched.written.end());
  if (changed || !touched.written.empty()) Stamp(t, row, touched);
}

// Columns that follow an edit of the row (B22).
void Applier::Stamp(TableIndex t, RowSlot row, const Touched& touched) {
  const auto& columns = engine_->compiled().blueprint.tables[t].columns;
  for (ColumnIndex c = 0; c < columns.size(); ++c) {
    const auto& column = columns[c];
    if (touched.written.count(c) > 0) continue;  // the writer said when
    if (column.type->name == "modified-at") {
      engine_->SetCell(t, c, row, Value::Instant(now_));
    } else if (column.type->name == "modified-by") {
      engine_->SetCell(t, c, row, person_);
    }
    for (const std::string& name : column.touched_by) {
      auto source = engine_->compiled().blueprint.tables[t].FindColumn(name);
      if (source && touched.written.count(*source) > 0) {
        bool day = engine_->compiled().storage[t][c] == value::Storage::kDate;
        engine_->SetCell(t, c, row,
                         day ? Value::Date(engine_->inputs().zone.DateOf(now_)) : Value::Instant(now_));
      }
    }
  }
  engine_->SetModifiedAt(t, row, now_);
}

Status Applier::CheckRow(TableIndex t, RowSlot row, const Touched& touched) const {
  const auto& columns = engine_->compiled().blueprint.tables[t].columns;
  bool check_required = unchecked_.count({t, row}) == 0;
  for (ColumnIndex c = 0; c < columns.size(); ++c) {
    const auto& column = columns[c];
    bool written = touched.inserted || touched.written.count(c) > 0;
    if (!written || column.computed()) continue;
    Value v = engine_->Get(t, c, row);
    if (column.required && v.is_blank() && check_required) {
      return Within(PathOf(touched.action, touched.input, column),
                    base::Invalid(fmt::format("{}: {} is required and may not be blank",
                                              Describe(t, row, touched), column.name)));
    }
    if (column.unique && !v.is_blank() && engine_->FindRows(t, c, v).size() > 1) {
      std::string text =
          value::ToText(v, engine_->inputs().zone, [this](value::RowRef r) { return engine_->NameOf(r); });
      return Within(PathOf(touched.action, touched.input, column),
                    Error{Code::kConflict, fmt::format("{}: {} must be unique, and `{}` is there already",
                                                       Describe(t, row, touched), column.name, text)});
    }
  }
  return {};
}

Status Applier::DeleteRows(const Action& action, Outcome* outcome) {
  auto table = FindTable(action.table);
  if (!table.ok()) return Within(action.path, table.error(), "table");
  TableIndex t = *table;
  for (const std::string& id : action.row_ids) {
    auto found = FindRow(t, id);
    if (!found.ok()) {
      if (action.ignore_missing && found.error().code == Code::kNotFound) continue;
      return Within(action.path, found.error(), "row");
    }
    Status deleted = DeleteOne(t, *found, outcome);
    if (!deleted.ok()) return Within(action.path, deleted.error(), "row");
  }
  return {};
}

Status Applier::DeleteOne(TableIndex t, RowSlot row, Outcome* outcome) {
  OptionsTable options = OptionsTable::Of(engine_->compiled().blueprint);
  if (t == options.table) {
    CSIP_RETURN_IF_ERROR(CheckOptionUnused(options, row));
    options_->Clear();
  }
  int64_t number = engine_->RowNumber(t, row);
  for (const store::Override& o : ledger_->overrides) {
    if (o.table == t && o.row == number) effects_.overrides_cleared.push_back(o);
  }
  engine_->DeleteRow(t, row);
  outcome->deleted.push_back(RowId(number));
  return {};
}

Status Applier::ChangeOverride(const Action& action, Outcome* outcome) {
  CSIP_ASSIGN_OR_RETURN(TableIndex t, FindTable(action.table));
  CSIP_ASSIGN_OR_RETURN(ColumnIndex c, FindColumn(t, action.column));
  const auto& column = engine_->compiled().blueprint.tables[t].columns[c];
  if (!column.computed() || !column.overridable) {
    return base::Invalid(
        fmt::format("{} cannot be overridden; {}", column.name,
                    column.computed() ? "its formula alone decides" : "write its cell instead"));
  }
  if (action.row_ids.size() != 1) return base::Invalid("an override is for one row");
  CSIP_ASSIGN_OR_RETURN(RowSlot row, FindRow(t, action.row_ids[0]));
  int64_t number = engine_->RowNumber(t, row);
  if (action.kind == Action::Kind::kClearOverride) {
    const store::Override* there = ledger_->FindOverride(t, c, number);
    if (there == nullptr)
      return base::NotFound(fmt::format("{} has no override of {}", Describe(t, row), column.name));
    effects_.overrides_cleared.push_back(*there);
    engine_->ClearOverride(t, c, row);
  } else {
    if (base::Trim(action.override_reason).empty()) return base::Invalid("an override needs a reason");
    auto v = column.type->read != nullptr
                 ? column.type->read(action.value, column.limits, engine_->inputs().zone)
                 : Result<Value>(base::Invalid("columns of this type cannot be overridden"));
    if (!v.ok()) return At("column " + column.name, v.error());
    effects_.overrides_set.push_back(
        {t, c, number, *v, actor_.name, action.override_reason, now_, action.expires_at});
    engine_->SetOverride(t, c, row, *v);
  }
  outcome->updated.push_back(RowId(number));
  return {};
}

}  // namespace csip::workspace
