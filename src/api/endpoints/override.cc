// Setting a computed value aside, with a reason, and taking that back (B6).
#include "api/coda/row_write.h"
#include "api/endpoints/all.h"
#include "api/service.h"
#include "value/civil.h"

namespace csip::api {
namespace {

// Table, row and column as ids; the members of the body, or parameters of the query.
base::Result<workspace::Action> ReadCell(const workspace::Reader& reader, const std::string& table_name,
                                         const std::string& row_name, const std::string& column_name) {
  if (table_name.empty() || row_name.empty() || column_name.empty()) {
    return base::Invalid("`table`, `row` and `column` must name the cell");
  }
  CSIP_ASSIGN_OR_RETURN(value::TableIndex table, FindTable(reader.blueprint(), table_name));
  CSIP_ASSIGN_OR_RETURN(value::RowSlot row, FindRow(reader, table, row_name));
  CSIP_ASSIGN_OR_RETURN(value::ColumnIndex column, FindColumn(reader.blueprint(), table, column_name));
  workspace::Action action;
  action.table = reader.blueprint().tables[table].id;
  action.row_ids = {workspace::RowId(reader.engine().RowNumber(table, row))};
  action.column = reader.blueprint().tables[table].columns[column].id;
  return action;
}

base::Result<http::Response> CommitCell(const Call& call, workspace::Action action) {
  workspace::Request request;
  request.reason = action.override_reason;
  request.actions.push_back(std::move(action));
  CSIP_ASSIGN_OR_RETURN(workspace::Outcome outcome,
                        call.service.workspace.Commit(call.actor, std::move(request)));
  int64_t sequence = outcome.sequence != 0 ? outcome.sequence : call.service.workspace.Read().sequence();
  std::string json;
  base::JsonWriter(&json).BeginObject().Field("sequence", sequence).EndObject();
  return JsonResponse(std::move(json));
}

base::Result<http::Response> SetOverride(const Call& call) {
  CSIP_ASSIGN_OR_RETURN(base::Json body, call.Body());
  const base::Json* wanted = body.is_object() ? body.Find("value") : nullptr;
  if (wanted == nullptr) return base::Invalid("the body must be an object with the `value` to show");
  std::string reason = body.TextOr("reason");
  if (reason.empty()) return base::Invalid("an override needs a `reason`");
  workspace::Action action;
  {
    workspace::Reader reader = call.service.workspace.Read();
    CSIP_ASSIGN_OR_RETURN(action,
                          ReadCell(reader, body.TextOr("table"), body.TextOr("row"), body.TextOr("column")));
    if (const base::Json* expires = body.Find("expiresAt"); expires != nullptr && !expires->is_null()) {
      auto instant = value::ReadInstant(expires->text(), reader.engine().inputs().zone);
      if (!instant || *instant <= 0)
        return base::Invalid("`expiresAt` must be a time as in 2026-11-22T09:30:00Z");
      action.expires_at = *instant;
    }
  }
  action.kind = workspace::Action::Kind::kSetOverride;
  action.value = coda::FromRich(*wanted);
  action.override_reason = reason;
  return CommitCell(call, std::move(action));
}

base::Result<http::Response> ClearOverride(const Call& call) {
  workspace::Action action;
  {
    workspace::Reader reader = call.service.workspace.Read();
    auto parameter = [&](std::string_view name) { return call.query.Find(name).value_or(""); };
    CSIP_ASSIGN_OR_RETURN(action,
                          ReadCell(reader, parameter("table"), parameter("row"), parameter("column")));
    action.override_reason = parameter("reason");
  }
  action.kind = workspace::Action::Kind::kClearOverride;
  return CommitCell(call, std::move(action));
}

}  // namespace

const Endpoint kSetOverride = {
    .id = "setOverride",
    .method = "POST",
    .path = "/api/overrides",
    .tag = "Overrides",
    .summary = "Shows a value instead of the computed one, with a reason and perhaps an end.",
    .scope = access::Scope::kWrite,
    .request = "Override",
    .response = "Sequence",
    .handle = SetOverride};
const Endpoint kClearOverride = {.id = "clearOverride",
                                 .method = "DELETE",
                                 .path = "/api/overrides",
                                 .tag = "Overrides",
                                 .summary = "Shows the computed value again.",
                                 .scope = access::Scope::kWrite,
                                 .parameters = {{"table", "query", "string", "Id or name."},
                                                {"row", "query", "string", "Id or name."},
                                                {"column", "query", "string", "Id or name."},
                                                {"reason", "query", "string", "Why, for the change log."}},
                                 .response = "Sequence",
                                 .handle = ClearOverride};

}  // namespace csip::api
