// Transitions of recorded computed values, oldest first, each once.
#include "workspace/transition.h"

#include "api/endpoints/all.h"
#include "api/logged_values.h"
#include "api/lookup.h"
#include "api/service.h"
#include "value/civil.h"

namespace csip::api {
namespace {

void WriteTransition(const workspace::Reader& reader, const store::Change& change, base::JsonWriter* out) {
  LoggedValues values(reader);
  const auto& tables = reader.blueprint().tables;
  out->BeginObject().Field("sequence", change.sequence).Field("time", value::FormatInstant(change.time));
  workspace::TransitionPlace place{change.sequence, change.place};
  out->Field("place", place.ToString()).Field("actor", change.actor).Field("cause", change.cause);
  out->Field("table", change.table).Field("row", workspace::RowId(change.row)).Field("column", change.column);
  if (auto t = reader.blueprint().FindTable(change.table)) {
    out->Field("tableName", tables[*t].name);
    out->Field("rowName", values.NameOf({*t, static_cast<value::RowSlot>(change.row)}));
    auto c = tables[*t].FindColumn(change.column);
    if (c) out->Field("columnName", tables[*t].columns[*c].name);
  }
  values.Write(change.before, &out->Key("before"));
  values.Write(change.after, &out->Key("after"));
  out->EndObject();
}

base::Result<http::Response> Transitions(const Call& call) {
  workspace::TransitionQuery wanted;
  CSIP_ASSIGN_OR_RETURN(int64_t limit, call.query.Integer("limit", 100, 1, 1000));
  wanted.limit = static_cast<size_t>(limit);
  std::string after = call.query.Find("after").value_or("0");
  auto place = workspace::ReadTransitionPlace(after);
  if (!place) return base::Invalid(fmt::format("`after`: `{}` is no sequence number or place", after));
  wanted.after = *place;
  workspace::Reader reader = call.service.workspace.Read();
  std::string table = call.query.Find("table").value_or(""), column = call.query.Find("column").value_or("");
  if (table.empty() && !column.empty()) return base::Invalid("a column needs its table: give `table` too");
  if (!table.empty()) {
    CSIP_ASSIGN_OR_RETURN(wanted.table, FindTable(reader.blueprint(), table));
  }
  if (!column.empty()) {
    CSIP_ASSIGN_OR_RETURN(wanted.column, FindColumn(reader.blueprint(), *wanted.table, column));
    const auto& named = reader.blueprint().tables[*wanted.table].columns[*wanted.column];
    if (!named.computed() || !named.tracked) {
      return base::Invalid(fmt::format(
          "changes of `{}` are not recorded as transitions: mark the column as tracked in the blueprint{}",
          named.name, named.computed() ? "" : " (only computed columns have transitions; see /api/history)"));
    }
  }
  CSIP_ASSIGN_OR_RETURN(
      workspace::TransitionPage page,
      workspace::ReadTransitions(call.service.workspace.store(), wanted, reader.sequence()));
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject().Key("items").BeginArray();
  for (const store::Change& change : page.items) WriteTransition(reader, change, &out);
  out.EndArray().Field("next", page.next.ToString()).Field("more", page.more);
  out.Field("sequence", reader.sequence()).EndObject();
  return JsonResponse(std::move(json));
}

}  // namespace

const Endpoint kTransitions = {
    .id = "transitions",
    .method = "GET",
    .path = "/api/transitions",
    .tag = "Changes",
    .summary =
        "Which tracked computed values changed from what to what: oldest first, each exactly once for "
        "whoever goes "
        "on from `next`.",
    .parameters = {{"after", "query", "string",
                    "A `next` or `place` of an earlier answer, or a sequence number."},
                   {"table", "query", "string", "Id or name."},
                   {"column", "query", "string", "Id or name of a tracked column."},
                   {"limit", "query", "integer", "Most transitions: 100, at most 1000."}},
    .response = "Transitions",
    .handle = Transitions};

}  // namespace csip::api
