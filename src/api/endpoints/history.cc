// The change log: who changed what, when, why, through what.
#include "api/endpoints/all.h"
#include "api/logged_values.h"
#include "api/lookup.h"
#include "api/service.h"
#include "value/display.h"

namespace csip::api {
namespace {

const char* NameOfKind(store::RowWrite::Kind kind) {
  switch (kind) {
    case store::RowWrite::Kind::kInsert:
      return "insert";
    case store::RowWrite::Kind::kUpdate:
      return "update";
    case store::RowWrite::Kind::kDelete:
      return "delete";
  }
  return "update";
}

void WriteChange(const workspace::Reader& reader, const LoggedValues& values, const store::Change& change,
                 base::JsonWriter* out) {
  out->BeginObject().Field("sequence", change.sequence).Field("time", value::FormatInstant(change.time));
  out->Field("actor", change.actor).Field("reason", change.reason).Field("cause", change.cause);
  out->Field("kind", NameOfKind(change.kind)).Field("table", change.table);
  auto table = reader.blueprint().FindTable(change.table);
  if (table) out->Field("tableName", reader.blueprint().tables[*table].name);
  out->Field("row", workspace::RowId(change.row));
  if (table) out->Field("rowName", values.NameOf({*table, static_cast<value::RowSlot>(change.row)}));
  if (!change.column.empty()) {
    out->Field("column", change.column);
    auto column = table ? reader.blueprint().tables[*table].FindColumn(change.column) : std::nullopt;
    if (column) out->Field("columnName", reader.blueprint().tables[*table].columns[*column].name);
    if (values.IsFiles(change.table, change.column)) {
      values.WriteFileNames(change.before, &out->Key("before"));
      values.WriteFileNames(change.after, &out->Key("after"));
    } else {
      values.Write(change.before, &out->Key("before"));
      values.Write(change.after, &out->Key("after"));
    }
    out->Field("computed", change.computed);
  }
  out->EndObject();
}

base::Result<http::Response> History(const Call& call) {
  store::ChangeQuery wanted;
  CSIP_ASSIGN_OR_RETURN(int64_t limit, call.query.Integer("limit", 100, 1, 1000));
  CSIP_ASSIGN_OR_RETURN(wanted.after_sequence, call.query.Integer("after", 0, 0, INT64_MAX));
  wanted.limit = static_cast<size_t>(limit);
  wanted.newest_first = !call.query.Has("after");
  workspace::Reader reader = call.service.workspace.Read();
  std::string table = call.query.Find("table").value_or(""), row = call.query.Find("row").value_or("");
  std::string column = call.query.Find("column").value_or("");
  if (table.empty() && (!row.empty() || !column.empty())) {
    return base::Invalid("a row or a column needs its table: give `table` too");
  }
  if (!table.empty()) {
    CSIP_ASSIGN_OR_RETURN(wanted.table, FindTable(reader.blueprint(), table));
  }
  if (!row.empty()) {
    wanted.row = workspace::ReadRowId(row);  // also of a row that is gone
    if (!wanted.row) {
      CSIP_ASSIGN_OR_RETURN(value::RowSlot slot, FindRow(reader, *wanted.table, row));
      wanted.row = reader.engine().RowNumber(*wanted.table, slot);
    }
  }
  if (!column.empty()) {
    CSIP_ASSIGN_OR_RETURN(wanted.column, FindColumn(reader.blueprint(), *wanted.table, column));
  }
  CSIP_ASSIGN_OR_RETURN(auto changes, call.service.workspace.store().Changes(wanted));
  LoggedValues values(reader);
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject().Key("items").BeginArray();
  for (const store::Change& change : changes) WriteChange(reader, values, change, &out);
  out.EndArray().Field("sequence", reader.sequence()).EndObject();
  return JsonResponse(std::move(json));
}

}  // namespace

const Endpoint kHistory = {
    .id = "history",
    .method = "GET",
    .path = "/api/history",
    .tag = "Changes",
    .summary = "The change log, newest first; with `after`, oldest first from that sequence number on.",
    .parameters = {{"table", "query", "string", "Id or name."},
                   {"row", "query", "string", "Id, also of a row that is gone, or name."},
                   {"column", "query", "string", "Id or name."},
                   {"after", "query", "integer", "Only what came after this sequence number."},
                   {"limit", "query", "integer", "Most lines: 100, at most 1000."}},
    .response = "History",
    .handle = History};

}  // namespace csip::api
