// Transitions of recorded computed values, oldest first, each once.
#include "api/endpoints/all.h"
#include "api/lookup.h"
#include "api/service.h"
#include "api/transition_json.h"
#include "api/transition_start.h"

namespace csip::api {
namespace {

base::Result<http::Response> Transitions(const Call& call) {
  workspace::TransitionQuery wanted;
  CSIP_ASSIGN_OR_RETURN(int64_t limit, call.query.Integer("limit", 100, 1, 1000));
  wanted.limit = static_cast<size_t>(limit);
  CSIP_ASSIGN_OR_RETURN(wanted.after, FindStart(call));
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
  out.EndArray().Field("after", wanted.after.ToString()).Field("next", page.next.ToString());
  out.Field("more", page.more);
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
                   {"cursor", "query", "string", "Go on where this cursor is, instead of `after`."},
                   {"table", "query", "string", "Id or name."},
                   {"column", "query", "string", "Id or name of a tracked column."},
                   {"limit", "query", "integer", "Most transitions: 100, at most 1000."}},
    .response = "Transitions",
    .handle = Transitions};

}  // namespace csip::api
