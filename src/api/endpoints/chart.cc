// The numbers behind a chart of a view.
#include "view/chart.h"
#include "api/endpoints/all.h"
#include "api/row_request.h"
#include "api/service.h"
#include "api/value_json.h"

namespace csip::api {
namespace {

// "count", or "sum:c-1".
base::Result<std::optional<view::Aggregate>> ReadY(const workspace::Reader& reader, const Place& place,
                                                   const std::string& text) {
  if (text.empty() || text == "count") return std::optional<view::Aggregate>();
  size_t colon = text.find(':');
  auto kind = view::ReadAggregateKind(text.substr(0, colon));
  if (!kind || colon == std::string::npos) {
    return base::Invalid(fmt::format("`y`: `{}` is neither count nor one of {} of a column, as in sum:c-1",
                                     text, view::AggregateNames()));
  }
  CSIP_ASSIGN_OR_RETURN(value::ColumnIndex column, ReadColumn(reader, place, "y", text.substr(colon + 1)));
  view::Aggregate y{column, *kind};
  if (auto fits = view::CheckAggregate(reader, place.table, y); !fits.ok()) {
    return base::Invalid("`y`: " + fits.error().message);
  }
  return std::optional(y);
}

base::Result<view::ChartQuery> ReadChart(const Call& call, const workspace::Reader& reader,
                                         const Place& place) {
  view::ChartQuery query;
  auto text = [&](const char* name) { return call.query.Find(name).value_or(""); };
  if (text("x").empty()) return base::Invalid("`x`: which column is on the x axis?");
  CSIP_ASSIGN_OR_RETURN(query.x, ReadColumn(reader, place, "x", text("x")));
  if (!text("series").empty()) {
    CSIP_ASSIGN_OR_RETURN(query.series, ReadColumn(reader, place, "series", text("series")));
  }
  CSIP_ASSIGN_OR_RETURN(query.y, ReadY(reader, place, text("y")));
  if (!text("bucket").empty()) {
    query.bucket = view::ReadBucket(text("bucket"));
    if (!query.bucket) {
      return base::Invalid(
          fmt::format("`bucket`: `{}` is none of day, week, month, quarter, year", text("bucket")));
    }
  }
  return query;
}

// How the numbers are shown: as those of the column, where they are of its kind.
void WriteFormat(const blueprint::Table& table, const std::optional<view::Aggregate>& y,
                 base::JsonWriter* out) {
  bool as_column = y && y->kind != view::AggregateKind::kCount && y->kind != view::AggregateKind::kBlank &&
                   y->kind != view::AggregateKind::kUnique && y->kind != view::AggregateKind::kChecked;
  out->Key("format").BeginObject();
  if (as_column) {
    const blueprint::Column& column = table.columns[y->column];
    out->Field("type", column.type->name);
    if (column.decimals >= 0) out->Field("decimals", column.decimals);
    if (!column.suffix.empty()) out->Field("suffix", column.suffix);
    if (!column.currency.empty()) out->Field("currency", column.currency);
  } else {
    out->Field("type", "number").Field("decimals", 0);
  }
  out->EndObject();
}

base::Result<http::Response> GetChart(const Call& call) {
  CSIP_ASSIGN_OR_RETURN(workspace::Reader reader, OpenForRows(call));
  CSIP_ASSIGN_OR_RETURN(RowRequest request, ReadRowRequest(call, reader));
  CSIP_ASSIGN_OR_RETURN(view::ChartQuery query, ReadChart(call, reader, request.place));
  CSIP_ASSIGN_OR_RETURN(auto rows, FindRows(call, reader, request));
  CSIP_ASSIGN_OR_RETURN(view::Chart chart, view::MakeChart(reader, request.place.table, query, rows->rows));
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject()
      .Field("sequence", reader.sequence())
      .Field("total", rows->rows.size())
      .Key("x")
      .BeginArray();
  for (size_t i = 0; i < chart.x.size(); ++i) {
    WriteValue(reader, chart.x[i], &out.BeginObject().Key("key"));
    out.Field("label", chart.labels[i]).EndObject();
  }
  out.EndArray().Key("series").BeginArray();
  for (size_t s = 0; s < chart.series.size(); ++s) {
    out.BeginObject().Field("name", chart.names[s]);
    WriteValue(reader, chart.series[s], &out.Key("key"));
    out.Key("values").BeginArray();
    for (const value::Value& v : chart.values[s]) WriteValue(reader, v, &out);
    out.EndArray().EndObject();
  }
  out.EndArray();
  WriteFormat(reader.blueprint().tables[request.place.table], query.y, &out);
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
