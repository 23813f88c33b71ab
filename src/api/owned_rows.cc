#include "api/owned_rows.h"

#include <fmt/format.h>

#include "api/service.h"

namespace csip::api {

using value::ColumnIndex;
using value::RowSlot;

OwnedRows::OwnedRows(const workspace::Reader& reader, std::string_view table) : reader_(reader) {
  table_ = reader.blueprint().FindTable(table).value_or(value::kNone);
}

std::string OwnedRows::IdOf(RowSlot row) const {
  return workspace::RowId(reader_.engine().RowNumber(table_, row));
}

std::string OwnedRows::Text(ColumnIndex column, RowSlot row) const {
  value::Value v = reader_.engine().Get(table_, column, row);
  return v.is_text() ? std::string(v.text()) : std::string();
}

bool OwnedRows::Flag(ColumnIndex column, RowSlot row) const {
  return reader_.engine().Get(table_, column, row) == value::Value::Bool(true);
}

std::vector<RowSlot> OwnedRows::With(ColumnIndex column, const std::string& text) const {
  if (!exists()) return {};
  return reader_.engine().FindRows(table_, column, value::Value::Text(text));
}

base::Result<RowSlot> OwnedRows::Find(const std::string& id, std::string_view what) const {
  auto number = workspace::ReadRowId(id);
  auto row = number && exists() ? reader_.engine().FindRow(table_, *number) : std::nullopt;
  if (!row) return base::NotFound(fmt::format("there is no {} `{}`; it may have been deleted", what, id));
  return *row;
}

namespace {

base::Result<workspace::Outcome> CommitOwned(const Call& call, workspace::Action action,
                                             const std::string& cause) {
  workspace::Request request;
  request.actions.push_back(std::move(action));
  request.cause = cause;
  request.owned_tables = true;
  return call.service.workspace.Commit(call.actor, std::move(request));
}

}  // namespace

base::Result<std::string> WriteOwned(const Call& call, std::string_view table, const std::string& row,
                                     const OwnedCells& cells, const std::string& cause) {
  workspace::Action action;
  action.table = table;
  workspace::RowInput input;
  input.row = row;
  {
    workspace::Reader reader = call.service.workspace.Read();
    const auto& blueprint = reader.blueprint();
    const auto& columns = blueprint.tables[*blueprint.FindTable(table)].columns;
    for (const auto& [column, json] : cells) input.cells.push_back({columns[column].id, json});
  }
  action.rows.push_back(std::move(input));
  CSIP_ASSIGN_OR_RETURN(workspace::Outcome outcome, CommitOwned(call, std::move(action), cause));
  return outcome.inserted.empty() ? row : outcome.inserted[0];
}

base::Status DeleteOwned(const Call& call, std::string_view table, const std::vector<std::string>& rows,
                         const std::string& cause) {
  workspace::Action action;
  action.kind = workspace::Action::Kind::kDeleteRows;
  action.table = table;
  action.row_ids = rows;
  action.ignore_missing = true;
  auto done = CommitOwned(call, std::move(action), cause);
  return done.ok() ? base::Status() : base::Status(done.error());
}

}  // namespace csip::api
