// Taking a transaction back, and bringing deleted rows back: the one write that sets automatic columns and gives row
// numbers again, since it repeats what the log says of them. Types, options, required and unique cells hold as for any
// write.
//
// Order: rows come back first, since values may name them; then values; rows go last, when nothing that is taken back
// links to them any more.
#include <fmt/format.h>

#include <algorithm>

#include "value/display.h"
#include "workspace/apply.h"
#include "workspace/logged_value.h"
#include "workspace/reversal.h"
#include "workspace/stored.h"
#include "workspace/workspace.h"

namespace csip::workspace {

using base::Code;
using base::Error;
using base::Status;
using value::ColumnIndex;
using value::RowSlot;
using value::TableIndex;
using value::Value;
using Kind = Reversal::Row::Kind;

namespace {

// What the column may hold beyond its storage: a range, options.
bool Allows(const engine::Engine& engine, OptionCache* options, TableIndex t, ColumnIndex c, const Value& v) {
  const auto& column = engine.compiled().blueprint.tables[t].columns[c];
  if (v.is_number()) {
    return !(column.limits.min && v.number() < *column.limits.min) &&
           !(column.limits.max && v.number() > *column.limits.max);
  }
  if (!column.type->has_options) return true;
  const auto& known = options->Of(engine, t, c);
  for (const Value& item : value::AsItems(v)) {
    bool there = item.is_text() &&
                 std::any_of(known.begin(), known.end(),
                             [&](const blueprint::Option& option) { return option.name == item.text(); });
    if (!there) return false;
  }
  return true;
}

// Whether a person could set this value aside in the column now.
bool Shows(const engine::Engine& engine, const blueprint::Column& column, const Value& v) {
  if (column.type->read == nullptr) return false;
  const value::Zone& zone = engine.inputs().zone;
  base::Json written = v.is_number() ? base::Json::Number(v.number())
                       : v.is_bool() ? base::Json::Bool(v.boolean())
                                     : base::Json::Text(value::ToText(v, zone, nullptr));
  auto read = column.type->read(written, column.limits, zone);
  return read.ok() && *read == v;
}

bool SameOverride(const store::Override* there, const store::Override& logged) {
  if (there == nullptr) return logged.set_at == 0;
  return there->value == logged.value && there->set_at == logged.set_at && there->author == logged.author;
}

}  // namespace

Conflict& Applier::Refuse(Conflict::Kind kind, TableIndex t, int64_t number, ColumnIndex c) {
  const auto& table = engine_->compiled().blueprint.tables[t];
  Conflict conflict{
      .kind = kind, .table = table.id, .column = {}, .row = number, .expected = {}, .yours = {}};
  if (c != value::kNone) conflict.column = table.columns[c].id;
  return conflicts_.emplace_back(std::move(conflict));
}

Status Applier::TakeBack(const Reversal& reversal, Outcome* outcome) {
  if (!reversal.homeless.empty() && !reversal.force) {
    return Error{
        Code::kConflict,
        fmt::format(
            "this cannot be taken back: {}. Bring it back first (/api/schema/restore), or leave that out "
            "with `force`",
            fmt::join(reversal.homeless, "; "))};
  }
  for (const auto& row : reversal.rows) {
    if (row.kind == Kind::kComesBack) CSIP_RETURN_IF_ERROR(ComeBack(row, reversal.force, outcome));
  }
  // Options first: other values may be one of them.
  OptionsTable options = OptionsTable::Of(engine_->compiled().blueprint);
  for (bool of_options : {true, false}) {
    for (const auto& row : reversal.rows) {
      if (row.kind == Kind::kGoes || (row.table == options.table) != of_options) continue;
      PutBack(row, reversal.force, outcome);
    }
    if (of_options) options_->Clear();
  }
  std::set<std::pair<TableIndex, int64_t>> going;
  for (const auto& row : reversal.rows) {
    if (row.kind == Kind::kGoes) going.emplace(row.table, row.number);
  }
  for (const auto& row : reversal.rows) {
    if (row.kind == Kind::kGoes && !reversal.force) CheckUntouched(row, going);
  }
  if (!conflicts_.empty()) return {};
  for (const auto& row : reversal.rows) {
    if (row.kind == Kind::kGoes) CSIP_RETURN_IF_ERROR(GoAway(row, outcome));
  }
  return {};
}

Status Applier::ComeBack(const Reversal::Row& row, bool force, Outcome* outcome) {
  if (engine_->FindRow(row.table, row.number)) {
    if (!force) Refuse(Conflict::Kind::kRowThere, row.table, row.number);
    return {};
  }
  ledger_->next_row[row.table] = std::max(ledger_->next_row[row.table], row.number + 1);
  RowSlot slot = engine_->InsertRow(row.table, row.number, row.created_at);
  engine_->SetModifiedAt(row.table, slot, now_);
  touched_[{row.table, slot}];  // checked at the end, in what is written
  outcome->inserted.push_back(RowId(row.number));
  return {};
}

void Applier::PutBack(const Reversal::Row& row, bool force, Outcome* outcome) {
  auto slot = engine_->FindRow(row.table, row.number);
  if (!slot) {
    bool only_links =
        std::all_of(row.cells.begin(), row.cells.end(), [](const auto& c) { return c.adds_link; });
    bool nothing = row.overrides.empty() && only_links;
    if (!force && !nothing && row.kind == Kind::kEdit)
      Refuse(Conflict::Kind::kRowGone, row.table, row.number);
    return;
  }
  bool changed = false;
  for (const Reversal::Cell& cell : row.cells) changed = PutCellBack(row, *slot, cell, force) || changed;
  for (const Reversal::Override& o : row.overrides)
    changed = PutOverrideBack(row, *slot, o, force) || changed;
  if (!changed || row.kind == Kind::kComesBack) return;
  engine_->SetModifiedAt(row.table, *slot, now_);
  outcome->updated.push_back(RowId(row.number));
}

bool Applier::PutCellBack(const Reversal::Row& row, RowSlot slot, const Reversal::Cell& cell, bool force) {
  const auto& columns = engine_->compiled().blueprint.tables[row.table].columns;
  ColumnIndex c = cell.column;
  if (cell.adds_link) return AddLink(row, slot, cell);
  bool writable =
      !columns[c].computed() && engine_->compiled().storage[row.table][c] != value::Storage::kNone;
  LoggedValue own = writable ? FromLog(*engine_, cell.then, row.table, c) : LoggedValue{};
  bool fits = writable && own.fit != LoggedValue::Fit::kOtherType &&
              Allows(*engine_, options_, row.table, c, own.value) &&
              FromLog(*engine_, cell.now, row.table, c).fit != LoggedValue::Fit::kOtherType;
  if (row.kind == Kind::kEdit && fits) {
    Value there = Stored(*engine_, engine_->Get(row.table, c, slot));
    if (there == cell.then) return false;
    if (!(there == cell.now) && !force) {
      if (cell.stamp) return false;
      Conflict& conflict = Refuse(Conflict::Kind::kChanged, row.table, row.number, c);
      conflict.expected = cell.now;
      conflict.yours = cell.then;
      return false;
    }
  }
  if (!fits || own.fit == LoggedValue::Fit::kRowGone) {
    if (cell.stamp) return false;
    if (!force) {
      Conflict& conflict =
          Refuse(fits ? Conflict::Kind::kLinkGone : Conflict::Kind::kNoPlace, row.table, row.number, c);
      conflict.expected = cell.now;
      conflict.yours = cell.then.is_blank() ? cell.now : cell.then;
      if (fits) conflict.other = own.gone;
    }
    touched_[{row.table, slot}].written.insert(c);  // required ones may not stay blank
    if (!fits || !force) return false;
  }
  touched_[{row.table, slot}].written.insert(c);
  engine_->SetCell(row.table, c, slot, own.value);
  return true;
}

// A cell of one row only has room when it is blank.
bool Applier::AddLink(const Reversal::Row& row, RowSlot slot, const Reversal::Cell& cell) {
  if (engine_->compiled().blueprint.tables[row.table].columns[cell.column].computed()) return false;
  LoggedValue link = FromLog(*engine_, cell.then, row.table, cell.column);
  if (link.fit != LoggedValue::Fit::kWhole) return false;
  Value there = engine_->Get(row.table, cell.column, slot);
  if (engine_->compiled().storage[row.table][cell.column] == value::Storage::kRow) {
    if (!there.is_blank()) return false;
    engine_->SetCell(row.table, cell.column, slot, link.value);
    return true;
  }
  auto items = value::AsItems(there);
  std::vector<Value> more(items.begin(), items.end());
  more.push_back(link.value);
  engine_->SetCell(row.table, cell.column, slot, Value::List(std::move(more)));
  return true;
}

bool Applier::PutOverrideBack(const Reversal::Row& row, RowSlot slot, const Reversal::Override& logged,
                              bool force) {
  const auto& column = engine_->compiled().blueprint.tables[row.table].columns[logged.column];
  const store::Override* there = ledger_->FindOverride(row.table, logged.column, row.number);
  if (there == nullptr && logged.then.set_at == 0) return false;
  if (row.kind == Kind::kEdit && !SameOverride(there, logged.now) && !force) {
    Conflict& conflict = Refuse(Conflict::Kind::kChanged, row.table, row.number, logged.column);
    conflict.expected = logged.now.value;
    conflict.yours = logged.then.value;
    conflict.of_override = true;
    return false;
  }
  if (logged.then.set_at == 0) {
    effects_.overrides_cleared.push_back(*there);
    engine_->ClearOverride(row.table, logged.column, slot);
    return true;
  }
  if (logged.then.expires_at != 0 && logged.then.expires_at <= now_) return false;  // it would be over by now
  if (!column.computed() || !column.overridable || !Shows(*engine_, column, logged.then.value)) {
    if (!force)
      Refuse(Conflict::Kind::kNoPlace, row.table, row.number, logged.column).yours = logged.then.value;
    return false;
  }
  store::Override again = logged.then;
  again.table = row.table;
  again.column = logged.column;
  again.row = row.number;
  engine_->SetOverride(row.table, logged.column, slot, logged.then.value);
  effects_.overrides_set.push_back(std::move(again));
  return true;
}

// That nobody has written into a row that goes, nor linked to it, since it came.
void Applier::CheckUntouched(const Reversal::Row& row,
                             const std::set<std::pair<TableIndex, int64_t>>& going) {
  auto slot = engine_->FindRow(row.table, row.number);
  if (!slot) return;
  for (const Reversal::Cell& cell : row.cells) {
    if (cell.stamp || Stored(*engine_, engine_->Get(row.table, cell.column, *slot)) == cell.now) continue;
    Refuse(Conflict::Kind::kChanged, row.table, row.number, cell.column).expected = cell.now;
  }
  for (const Reversal::Override& o : row.overrides) {
    if (SameOverride(ledger_->FindOverride(row.table, o.column, row.number), o.now)) continue;
    Conflict& conflict = Refuse(Conflict::Kind::kChanged, row.table, row.number, o.column);
    conflict.expected = o.now.value;
    conflict.of_override = true;
  }
  for (const engine::CellPlace& link : engine_->LinksTo({row.table, *slot})) {
    int64_t number = engine_->RowNumber(link.table, link.row);
    if (going.count({link.table, number}) > 0) continue;
    Conflict& conflict = Refuse(Conflict::Kind::kLinkedSince, row.table, row.number);
    conflict.column = engine_->compiled().blueprint.tables[link.table].columns[link.column].id;
    conflict.other = {link.table, static_cast<RowSlot>(number)};
  }
}

Status Applier::GoAway(const Reversal::Row& row, Outcome* outcome) {
  auto slot = engine_->FindRow(row.table, row.number);
  return slot ? DeleteOne(row.table, *slot, outcome) : Status();
}

}  // namespace csip::workspace
