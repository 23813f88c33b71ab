// Coda v1: tables, views and their columns.
#include <algorithm>

#include "api/coda/column_json.h"
#include "api/coda/list_json.h"
#include "api/endpoints/all.h"
#include "api/service.h"
#include "base/text.h"
#include "formula/bind.h"
#include "value/civil.h"

namespace csip::api {
namespace {

base::Result<http::Response> ListTables(const Call& call) {
  CSIP_ASSIGN_OR_RETURN(coda::ListRequest request, coda::ReadListRequest(call, "tables"));
  workspace::Reader reader = call.service.workspace.Read();
  CSIP_RETURN_IF_ERROR(coda::CheckDoc(call, reader.blueprint()));
  bool tables = false, views = false;
  for (const std::string& type : request.query.All("tableTypes")) {
    if (type != "table" && type != "view" && type != "database") {
      return base::Invalid(fmt::format("tableTypes knows table and view, not `{}`", type));
    }
    (type == "view" ? views : tables) = true;
  }
  bool both = tables == views;
  std::vector<Place> places;
  for (value::TableIndex t = 0; t < reader.blueprint().tables.size(); ++t) {
    if (both || tables) places.push_back({t, nullptr});
    for (const blueprint::View& view : reader.blueprint().tables[t].views) {
      if (both || views) places.push_back({t, &view});
    }
  }
  std::string order = request.query.Find("sortBy").value_or("");
  if (!order.empty() && order != "name") return base::Invalid("sortBy of tables must be name");
  if (order == "name") {
    auto name_of = [&](const Place& place) {
      return base::ToLower(place.view != nullptr ? place.view->name
                                                 : reader.blueprint().tables[place.table].name);
    };
    std::stable_sort(places.begin(), places.end(),
                     [&](const Place& a, const Place& b) { return name_of(a) < name_of(b); });
  }
  CSIP_ASSIGN_OR_RETURN(coda::Slice slice, coda::ReadSlice(request, places.size(), 25, 500));
  coda::Links links(call.Origin());
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject().Key("items").BeginArray();
  for (size_t i = slice.begin; i < slice.end; ++i) coda::WriteTableReference(reader, links, places[i], &out);
  out.EndArray();
  coda::WriteListEnd(call, "tables", request, slice, &out);
  out.EndObject();
  return JsonResponse(std::move(json));
}

// Coda's names of layouts; a board is `card` there.
std::string_view LayoutOf(const blueprint::View& view) {
  if (view.layout == "card" || view.layout == "kanban") return "card";
  if (view.layout == "calendar" || view.layout == "form" || view.layout == "detail") return view.layout;
  if (view.layout == "timeline") return "ganttChart";
  if (view.layout == "chart") return "barChart";
  return "default";
}

void WriteFilter(const workspace::Reader& reader, const Place& place, base::JsonWriter* out) {
  formula::Bound bound =
      formula::Bind(place.view->filter.text, {.catalog = &reader.compiled().catalog, .table = place.table});
  out->Key("filter").BeginObject().Field("valid", bound.ok());
  out->Field("isVolatile",
             bound.inputs.today || bound.inputs.now || bound.inputs.user || bound.inputs.random);
  out->Field("hasUserFormula", bound.inputs.user).Field("hasTodayFormula", bound.inputs.today);
  out->Field("hasNowFormula", bound.inputs.now).EndObject();
}

base::Result<http::Response> GetTable(const Call& call) {
  workspace::Reader reader = call.service.workspace.Read();
  CSIP_RETURN_IF_ERROR(coda::CheckDoc(call, reader.blueprint()));
  CSIP_ASSIGN_OR_RETURN(Place place, FindPlace(reader.blueprint(), call.Path("tableIdOrName")));
  const blueprint::Table& table = reader.blueprint().tables[place.table];
  store::Store& store = call.service.workspace.store();
  std::string times[2] = {value::FormatInstant(0), value::FormatInstant(0)};
  for (bool newest : {false, true}) {
    CSIP_ASSIGN_OR_RETURN(auto changes,
                          store.Changes({.table = place.table, .newest_first = newest, .limit = 1}));
    if (!changes.empty()) times[newest] = value::FormatInstant(changes[0].time);
  }
  coda::Links links(call.Origin());
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject();
  coda::WriteTableReferenceMembers(reader, links, place, &out);
  out.Field("viewId", coda::IdOf(reader, place));
  if (place.view != nullptr) {
    out.Key("parentTable");
    coda::WriteTableReference(reader, links, {place.table, nullptr}, &out);
  }
  out.Key("displayColumn");
  coda::WriteColumnReference(links, table, table.FindColumn(table.display).value_or(0), &out);
  out.Field("rowCount", reader.engine().RowCount(place.table)).Key("sorts").BeginArray();
  for (const blueprint::SortKey& key :
       place.view != nullptr ? place.view->sort : std::vector<blueprint::SortKey>()) {
    auto column = table.FindColumn(key.column);
    if (!column) continue;
    out.BeginObject().Key("column");
    coda::WriteColumnReference(links, table, *column, &out);
    out.Field("direction", key.descending ? "descending" : "ascending").EndObject();
  }
  out.EndArray().Field("layout", place.view != nullptr ? LayoutOf(*place.view) : "default");
  if (place.view != nullptr && !place.view->filter.empty()) WriteFilter(reader, place, &out);
  out.Field("createdAt", times[0]).Field("updatedAt", times[1]).EndObject();
  return JsonResponse(std::move(json));
}

base::Result<http::Response> ListColumns(const Call& call) {
  workspace::Reader reader = call.service.workspace.Read();
  CSIP_RETURN_IF_ERROR(coda::CheckDoc(call, reader.blueprint()));
  CSIP_ASSIGN_OR_RETURN(Place place, FindPlace(reader.blueprint(), call.Path("tableIdOrName")));
  std::string list = "columns " + coda::IdOf(reader, place);
  CSIP_ASSIGN_OR_RETURN(coda::ListRequest request, coda::ReadListRequest(call, list));
  CSIP_ASSIGN_OR_RETURN(bool visible_only, request.query.Bool("visibleOnly", false));
  std::vector<value::ColumnIndex> columns = coda::ColumnsOf(reader, place, visible_only);
  CSIP_ASSIGN_OR_RETURN(coda::Slice slice, coda::ReadSlice(request, columns.size(), 25, 500));
  coda::Links links(call.Origin());
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject().Key("items").BeginArray();
  for (size_t i = slice.begin; i < slice.end; ++i) {
    coda::WriteColumn(reader, links, place, columns[i], false, &out);
  }
  out.EndArray();
  coda::WriteListEnd(call, list, request, slice, &out);
  out.EndObject();
  return JsonResponse(std::move(json));
}

base::Result<http::Response> GetColumn(const Call& call) {
  workspace::Reader reader = call.service.workspace.Read();
  CSIP_RETURN_IF_ERROR(coda::CheckDoc(call, reader.blueprint()));
  CSIP_ASSIGN_OR_RETURN(Place place, FindPlace(reader.blueprint(), call.Path("tableIdOrName")));
  CSIP_ASSIGN_OR_RETURN(value::ColumnIndex column,
                        FindColumn(reader.blueprint(), place.table, call.Path("columnIdOrName")));
  std::string json;
  base::JsonWriter out(&json);
  coda::WriteColumn(reader, coda::Links(call.Origin()), place, column, true, &out);
  return JsonResponse(std::move(json));
}

constexpr Parameter kLimit = {"limit", "query", "integer", "Most items on a page: 25, at most 500."};
constexpr Parameter kPageToken = {"pageToken", "query", "string",
                                  "The next page of an earlier answer; every other parameter is ignored."};

}  // namespace

const Endpoint kListTables = {.id = "listTables",
                              .method = "GET",
                              .path = "/apis/v1/docs/{docId}/tables",
                              .tag = "Coda v1: tables",
                              .summary = "Tables and views.",
                              .parameters = {{"tableTypes", "query", "array",
                                              "`table`, `view` or both; separated by commas or repeated."},
                                             {"sortBy", "query", "string", "`name`."},
                                             kLimit,
                                             kPageToken},
                              .response = "TableList",
                              .handle = ListTables};
const Endpoint kGetTable = {
    .id = "getTable",
    .method = "GET",
    .path = "/apis/v1/docs/{docId}/tables/{tableIdOrName}",
    .tag = "Coda v1: tables",
    .summary = "A table or a view.",
    .parameters = {{"useUpdatedTableLayouts", "query", "boolean", "Accepted and without effect."}},
    .response = "Table",
    .handle = GetTable};
const Endpoint kListColumns = {
    .id = "listColumns",
    .method = "GET",
    .path = "/apis/v1/docs/{docId}/tables/{tableIdOrName}/columns",
    .tag = "Coda v1: tables",
    .summary = "Columns of a table or a view.",
    .parameters = {{"visibleOnly", "query", "boolean", "Only the columns the view shows."},
                   kLimit,
                   kPageToken},
    .response = "ColumnList",
    .handle = ListColumns};
const Endpoint kGetColumn = {.id = "getColumn",
                             .method = "GET",
                             .path = "/apis/v1/docs/{docId}/tables/{tableIdOrName}/columns/{columnIdOrName}",
                             .tag = "Coda v1: tables",
                             .summary = "A column.",
                             .response = "ColumnDetail",
                             .handle = GetColumn};

}  // namespace csip::api
