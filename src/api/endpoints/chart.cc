// The numbers behind a chart of a view.
#include "api/chart_json.h"
#include "api/endpoints/all.h"
#include "api/row_request.h"
#include "api/service.h"

namespace csip::api {
namespace {

base::Result<view::ChartQuery> ReadChart(const Call& call, const workspace::Reader& reader,
                                         const Place& place) {
  view::ChartQuery query;
  auto text = [&](const char* name) { return call.query.Find(name).value_or(""); };
  if (text("x").empty()) return base::Invalid("`x`: which column is on the x axis?");
  CSIP_ASSIGN_OR_RETURN(query.x, ReadColumn(reader, place, "x", text("x")));
  if (!text("series").empty()) {
    CSIP_ASSIGN_OR_RETURN(query.series, ReadColumn(reader, place, "series", text("series")));
  }
  auto measure = ReadMeasure(reader, place.table, text("y"));
  if (!measure.ok()) return base::Invalid("`y`: " + measure.error().message);
  query.y = *measure;
  if (!text("bucket").empty()) {
    query.bucket = view::ReadBucket(text("bucket"));
    if (!query.bucket) {
      return base::Invalid(
          fmt::format("`bucket`: `{}` is none of day, week, month, quarter, year", text("bucket")));
    }
  }
  return query;
}

base::Result<http::Response> GetChart(const Call& call) {
  CSIP_ASSIGN_OR_RETURN(workspace::Reader reader, OpenForRows(call));
  CSIP_ASSIGN_OR_RETURN(RowRequest request, ReadRowRequest(call, reader));
  CSIP_ASSIGN_OR_RETURN(view::ChartQuery query, ReadChart(call, reader, request.place));
  CSIP_ASSIGN_OR_RETURN(auto rows, FindRows(call, reader, request));
  CSIP_ASSIGN_OR_RETURN(auto chart, call.service.charts->Get(reader, request.place.table, query, *rows));
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject().Field("sequence", reader.sequence()).Field("total", rows->rows.size());
  WriteChart(reader, request.place.table, query, *chart, &out);
  out.EndObject();
  return JsonResponse(std::move(json));
}

}  // namespace

const Endpoint kChart = {
    .id = "chart",
    .method = "GET",
    .path = "/api/views/{view}/chart",
    .tag = "Blueprint",
    .summary = "The numbers behind a chart of a view's rows: counted or summed up by x, in series.",
    .parameters = RowParameters(
        {{"x", "query", "string", "The column on the x axis."},
         {"y", "query", "string", "`count`, or `kind:column` with the kinds of aggregates of rows."},
         {"series", "query", "string", "A column whose values are a series each."},
         {"bucket", "query", "string", "Of days and moments: day, week, month, quarter, year."}}),
    .response = "Chart",
    .handle = GetChart};

}  // namespace csip::api
