// The rows of a view as a grid shows them: in order, with their groups, sums and the styles of their cells.
#include <algorithm>

#include "api/coda/column_json.h"
#include "api/endpoints/all.h"
#include "api/row_json.h"
#include "api/row_request.h"
#include "api/service.h"
#include "api/summary_json.h"
#include "api/value_json.h"
#include "base/secret.h"

namespace csip::api {
namespace {

constexpr size_t kMostIds = 100'000;

// Changes with the data, with the time that formulas see, and with whoever asks.
std::string TagOf(const Call& call, const workspace::Reader& reader) {
  std::string seed = fmt::format("{} {} {} {} {}", reader.sequence(), reader.engine().inputs().now,
                                 call.actor.email + call.actor.person, call.request.path, call.request.query);
  return "\"" + base::Sha256Hex(seed).substr(0, 24) + "\"";
}

void WriteAggregates(std::string_view name, const workspace::Reader& reader, const RowRequest& request,
                     std::span<const value::Value> values, base::JsonWriter* out) {
  if (request.aggregates.empty()) return;
  const blueprint::Table& table = reader.blueprint().tables[request.place.table];
  out->Key(name).BeginObject();
  for (size_t i = 0; i < values.size(); ++i) {
    WriteValue(reader, values[i], &out->Key(table.columns[request.aggregates[i].column].id));
  }
  out->EndObject();
}

void WriteGroups(const workspace::Reader& reader, const RowRequest& request, const view::Breakdown& breakdown,
                 base::JsonWriter* out) {
  const blueprint::Table& table = reader.blueprint().tables[request.place.table];
  out->Key("groupedBy").BeginArray();
  for (value::ColumnIndex column : request.groups) out->Text(table.columns[column].id);
  out->EndArray();
  if (request.groups.empty()) return;
  out->Key("groups").BeginArray();
  for (size_t i = 0; i < breakdown.groups.size(); ++i) {
    const view::Group& group = breakdown.groups[i];
    out->BeginObject().Field("level", group.level).Field("column", table.columns[group.column].id);
    WriteValue(reader, group.key, &out->Key("key"));
    out->Field("offset", group.offset).Field("count", group.count);
    WriteAggregates("aggregates", reader, request, breakdown.OfGroup(i), out);
    out->EndObject();
  }
  out->EndArray();
}

void WritePage(const Call& call, const workspace::Reader& reader, const RowRequest& request,
               const view::RowOrder& order, std::pair<int64_t, int64_t> page, base::JsonWriter* out) {
  const blueprint::Table& table = reader.blueprint().tables[request.place.table];
  std::span<const value::RowSlot> rows = order.rows;
  auto breakdown = call.service.orders->Break(reader, request.place.table, order,
                                              {request.groups, request.aggregates, request.empty_groups});
  out->BeginObject().Field("sequence", reader.sequence()).Field("id", coda::IdOf(reader, request.place));
  out->Field("table", table.id)
      .Field("total", rows.size())
      .Field("offset", page.first)
      .Key("columns")
      .BeginArray();
  for (value::ColumnIndex column : request.columns) out->Text(table.columns[column].id);
  out->EndArray();
  WriteGroups(reader, request, *breakdown, out);
  WriteAggregates("footer", reader, request, breakdown->footer, out);
  WriteSummary(call, reader, request, out);
  RowJson json(reader, call.service.workspace.store(), request.place, request.query.viewer);
  json.ShowComments(call.service.comment_counts->Of(reader, table.id));
  json.painter().Add(request.formats);
  size_t begin = std::min(rows.size(), static_cast<size_t>(page.first));
  size_t end = std::min(rows.size(), begin + static_cast<size_t>(page.second));
  out->Key("rows").BeginArray();
  for (size_t i = begin; i < end; ++i) {
    json.Write(rows[i], request.columns, &out->BeginObject());
    out->EndObject();
  }
  out->EndArray().EndObject();
}

base::Result<http::Response> ViewRows(const Call& call) {
  CSIP_ASSIGN_OR_RETURN(workspace::Reader reader, OpenForRows(call));
  CSIP_ASSIGN_OR_RETURN(RowRequest request, ReadRowRequest(call, reader));
  std::string tag = TagOf(call, reader);
  if (call.request.Find("If-None-Match") == tag) {
    http::Response unchanged;
    unchanged.status = 304;
    unchanged.Set("ETag", tag);
    return unchanged;
  }
  CSIP_ASSIGN_OR_RETURN(int64_t offset, call.query.Integer("offset", 0, 0, 1'000'000'000));
  CSIP_ASSIGN_OR_RETURN(int64_t limit, call.query.Integer("limit", 200, 0, 1000));
  CSIP_ASSIGN_OR_RETURN(auto rows, FindRows(call, reader, request));
  std::string json;
  base::JsonWriter out(&json);
  WritePage(call, reader, request, *rows, {offset, limit}, &out);
  http::Response response = JsonResponse(std::move(json));
  response.Set("ETag", tag);
  return response;
}

base::Result<http::Response> ViewIds(const Call& call) {
  CSIP_ASSIGN_OR_RETURN(workspace::Reader reader, OpenForRows(call));
  CSIP_ASSIGN_OR_RETURN(RowRequest request, ReadRowRequest(call, reader));
  CSIP_ASSIGN_OR_RETURN(auto rows, FindRows(call, reader, request));
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject()
      .Field("sequence", reader.sequence())
      .Field("total", rows->rows.size())
      .Key("ids")
      .BeginArray();
  for (size_t i = 0; i < std::min(rows->rows.size(), kMostIds); ++i) {
    out.Text(workspace::RowId(reader.engine().RowNumber(request.place.table, rows->rows[i])));
  }
  out.EndArray().EndObject();
  return JsonResponse(std::move(json));
}

constexpr Parameter kSort = {"sort", "query", "array",
                             "Columns instead of the view's order; `-` before one turns it round."};
constexpr Parameter kGroup = {"group", "query", "array",
                              "Columns instead of the view's groups; `none` for none."};

}  // namespace

const Endpoint kViewRows = {
    .id = "viewRows",
    .method = "GET",
    .path = "/api/views/{view}/rows",
    .tag = "Blueprint",
    .summary =
        "A page of a view's rows (or a table's), in its order, with groups, sums and the styles of cells.",
    .parameters =
        RowParameters({kSort,
                       kGroup,
                       {"offset", "query", "integer", "Rows before the page."},
                       {"limit", "query", "integer", "Most rows: 200, at most 1000."},
                       {"tile", "query", "string",
                        "A tile of a dashboard whose formats paint the rows too: its dashboard and number."},
                       {"emptyGroups", "query", "boolean",
                        "Also groups of options that no row has, where a select is the first group."},
                       {"aggregates", "query", "array",
                        "`column:kind` for groups and the whole: sum, average, min, max, median, count (not "
                        "blank), blank, unique, checked."}}),
    .response = "ViewRows",
    .handle = ViewRows};
const Endpoint kViewIds = {.id = "viewIds",
                           .method = "GET",
                           .path = "/api/views/{view}/ids",
                           .tag = "Blueprint",
                           .summary = "The ids of a view's rows in its order: 100,000 at most.",
                           .parameters = RowParameters({kSort, kGroup}),
                           .response = "ViewIds",
                           .handle = ViewIds};

}  // namespace csip::api
