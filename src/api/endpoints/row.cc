// Coda v1: reading rows.
#include "api/coda/column_json.h"
#include "api/coda/list_json.h"
#include "api/coda/row_json.h"
#include "api/coda/row_list.h"
#include "api/endpoints/all.h"
#include "api/service.h"
#include "workspace/person.h"

namespace csip::api {
namespace {

// Whether a filter decides which rows there are: it may take long.
bool HasFilter(const Call& call) {
  workspace::Reader reader = call.service.workspace.Read();
  auto place = FindPlace(reader.blueprint(), call.Path("tableIdOrName"));
  return place.ok() && place->view != nullptr && !place->view->filter.empty();
}

base::Result<http::Response> ListRows(const Call& call) {
  workspace::Workspace& workspace = call.service.workspace;
  std::string list;
  coda::ListRequest request;
  {
    workspace::Reader now = workspace.Read();
    CSIP_RETURN_IF_ERROR(coda::CheckDoc(call, now.blueprint()));
    CSIP_ASSIGN_OR_RETURN(Place named, FindPlace(now.blueprint(), call.Path("tableIdOrName")));
    list = "rows " + coda::IdOf(now, named);
    CSIP_ASSIGN_OR_RETURN(request, coda::ReadListRequest(call, list));
  }
  bool past = !request.query.Find("asOf").value_or("").empty();
  auto opened =
      past ? ReadFor(call, request.query)
           : base::Result<workspace::Reader>(HasFilter(call) ? workspace.Snapshot() : workspace.Read());
  CSIP_ASSIGN_OR_RETURN(workspace::Reader reader, std::move(opened));
  CSIP_ASSIGN_OR_RETURN(Place place, FindPlace(reader.blueprint(), call.Path("tableIdOrName")));
  CSIP_ASSIGN_OR_RETURN(coda::RowListing listing, coda::ReadRowListing(reader, place, request.query));
  std::string sync = request.query.Find("syncToken").value_or("");
  if (!sync.empty()) {
    if (past) return base::Invalid("a sync is of the present: syncToken and asOf exclude each other");
    CSIP_ASSIGN_OR_RETURN(listing.since, coda::ReadSyncToken(sync, list));
    if (*listing.since > reader.sequence()) {
      return base::Invalid(
          "this syncToken is newer than the data (a backup was restored?); sync again without it");
    }
  }
  value::Value user = workspace::PersonOf(reader.engine(), call.actor);
  CSIP_ASSIGN_OR_RETURN(coda::RowPage page,
                        coda::ListRows(reader, workspace.store(), *call.service.orders, listing,
                                       request.continued ? &request.position : nullptr, user));
  coda::Links links(call.Origin());
  coda::RowWriter rows(reader, links, place, listing.format, listing.column_names, listing.visible_only);
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject().Key("items").BeginArray();
  for (const coda::ListedRow& row : page.rows) {
    if (row.slot == value::kNone) {
      rows.DeletedRow(row.number, row.deleted_at, &out);
    } else {
      rows.Row(row.slot, false, &out);
    }
  }
  out.EndArray();
  page.next.place = list;
  page.next.query = request.query_text;
  // Whoever syncs from the last page must not miss what changed while the pages were read.
  page.next.sequence = request.continued ? request.position.sequence : reader.sequence();
  coda::WriteListEnd(call, page.more ? &page.next : nullptr, &out);
  if (!past) out.Field("nextSyncToken", coda::WriteSyncToken(list, page.next.sequence));
  out.EndObject();
  return JsonResponse(std::move(json));
}

base::Result<http::Response> GetRow(const Call& call) {
  CSIP_ASSIGN_OR_RETURN(workspace::Reader reader, ReadFor(call, call.query));
  CSIP_RETURN_IF_ERROR(coda::CheckDoc(call, reader.blueprint()));
  CSIP_ASSIGN_OR_RETURN(Place place, FindPlace(reader.blueprint(), call.Path("tableIdOrName")));
  CSIP_ASSIGN_OR_RETURN(value::RowSlot row, FindRow(reader, place.table, call.Path("rowIdOrName")));
  CSIP_ASSIGN_OR_RETURN(bool names, call.query.Bool("useColumnNames", false));
  std::string text = call.query.Find("valueFormat").value_or("");
  auto format = coda::ReadValueFormat(text.empty() ? "simple" : text);
  if (!format) return base::Invalid("valueFormat must be simple, simpleWithArrays or rich");
  std::string json;
  base::JsonWriter out(&json);
  coda::Links links(call.Origin());
  coda::RowWriter(reader, links, place, *format, names, false).Row(row, true, &out);
  return JsonResponse(std::move(json));
}

constexpr Parameter kUseColumnNames = {"useColumnNames", "query", "boolean",
                                       "Values by column name instead of column id."};
constexpr Parameter kValueFormat = {"valueFormat", "query", "string",
                                    "`simple` (default), `simpleWithArrays` or `rich`."};

}  // namespace

const Endpoint kListRows = {
    .id = "listRows",
    .method = "GET",
    .path = "/apis/v1/docs/{docId}/tables/{tableIdOrName}/rows",
    .tag = "Coda v1: rows",
    .summary = "Rows of a table, or those a view shows.",
    .parameters =
        {{"query", "query", "string",
          "`c-abc:\"Apple\"` or `\"Column\":12`: rows whose cell equals the value."},
         {"sortBy", "query", "string",
          "`createdAt` (default), `updatedAt` (edits only), or `natural`: the view's own order."},
         {"visibleOnly", "query", "boolean", "Only the rows and columns the view shows."},
         {"limit", "query", "integer", "Most rows on a page: 25, at most 500."},
         {"pageToken", "query", "string",
          "The next page of an earlier answer; every other parameter is ignored."},
         {"syncToken", "query", "string",
          "What changed since the answer that gave it; rows that are gone come with `deleted: true`."},
         kUseColumnNames,
         kValueFormat,
         kAsOf},
    .response = "RowList",
    .handle = ListRows};
const Endpoint kGetRow = {.id = "getRow",
                          .method = "GET",
                          .path = "/apis/v1/docs/{docId}/tables/{tableIdOrName}/rows/{rowIdOrName}",
                          .tag = "Coda v1: rows",
                          .summary = "A row.",
                          .parameters = {kUseColumnNames, kValueFormat, kAsOf},
                          .response = "RowDetail",
                          .handle = GetRow};

}  // namespace csip::api
