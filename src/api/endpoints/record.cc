// One row with all its columns, and how many rows of other tables point to it.
#include <map>

#include "api/coda/column_json.h"
#include "api/endpoints/all.h"
#include "api/row_json.h"
#include "api/service.h"
#include "api/viewer.h"
#include "value/display.h"

namespace csip::api {
namespace {

void WriteLinks(const workspace::Reader& reader, value::RowRef row, base::JsonWriter* out) {
  std::map<std::pair<value::TableIndex, value::ColumnIndex>, size_t> counts;
  for (const engine::CellPlace& place : reader.engine().LinksTo(row)) ++counts[{place.table, place.column}];
  out->Key("links").BeginArray();
  for (const auto& [place, count] : counts) {
    const blueprint::Table& table = reader.blueprint().tables[place.first];
    out->BeginObject().Field("table", table.id).Field("column", table.columns[place.second].id);
    out->Field("count", count).EndObject();
  }
  out->EndArray();
}

base::Result<http::Response> GetRecord(const Call& call) {
  CSIP_ASSIGN_OR_RETURN(workspace::Reader reader, ReadFor(call, call.query));
  CSIP_ASSIGN_OR_RETURN(Place place, FindPlace(reader.blueprint(), call.Path("table")));
  CSIP_ASSIGN_OR_RETURN(value::RowSlot row, FindRow(reader, place.table, call.Path("row")));
  CSIP_ASSIGN_OR_RETURN(formula::Viewer viewer, ReadViewer(call, reader));
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject().Field("sequence", reader.sequence());
  out.Field("table", reader.blueprint().tables[place.table].id);
  RowJson rows(reader, call.service.workspace.store(), place, std::move(viewer));
  rows.ShowComments(call.service.comment_counts->Of(reader, reader.blueprint().tables[place.table].id));
  rows.Write(row, coda::ColumnsOf(reader, {place.table, nullptr}, false), &out);
  out.Field("createdAt", value::FormatInstant(reader.engine().CreatedAt(place.table, row)));
  out.Field("updatedAt", value::FormatInstant(reader.engine().ModifiedAt(place.table, row)));
  WriteLinks(reader, {place.table, row}, &out);
  out.EndObject();
  return JsonResponse(std::move(json));
}

}  // namespace

const Endpoint kRecord = {
    .id = "record",
    .method = "GET",
    .path = "/api/tables/{table}/rows/{row}",
    .tag = "Blueprint",
    .summary = "One row with all its columns, and how many rows of other tables point to it.",
    .parameters = {{"table", "path", "string",
                    "Id or name of a table, or of a view, whose formats then paint too."},
                   {"row", "path", "string", "Id or name of a row."},
                   kControl,
                   kAs,
                   kAsOf},
    .response = "RecordAnswer",
    .handle = GetRecord};

}  // namespace csip::api
