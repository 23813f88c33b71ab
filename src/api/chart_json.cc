#include "api/chart_json.h"

#include <fmt/format.h>

#include "api/lookup.h"
#include "api/number_format.h"
#include "api/value_json.h"

namespace csip::api {

base::Result<std::optional<view::Aggregate>> ReadMeasure(const workspace::Reader& reader,
                                                         value::TableIndex table, const std::string& text) {
  if (text.empty() || text == "count") return std::optional<view::Aggregate>();
  size_t colon = text.find(':');
  auto kind = view::ReadAggregateKind(text.substr(0, colon));
  if (!kind || colon == std::string::npos) {
    return base::Invalid(fmt::format("`{}` is neither count nor one of {} of a column, as in sum:c-1", text,
                                     view::AggregateNames()));
  }
  CSIP_ASSIGN_OR_RETURN(value::ColumnIndex column,
                        FindColumn(reader.blueprint(), table, text.substr(colon + 1)));
  view::Aggregate measure{column, *kind};
  CSIP_RETURN_IF_ERROR(view::CheckAggregate(reader, table, measure));
  return std::optional(measure);
}

void WriteChart(const workspace::Reader& reader, value::TableIndex table, const view::ChartQuery& query,
                const view::Chart& chart, base::JsonWriter* out) {
  out->Key("x").BeginArray();
  for (size_t i = 0; i < chart.x.size(); ++i) {
    WriteValue(reader, chart.x[i], &out->BeginObject().Key("key"));
    out->Field("label", chart.labels[i]).EndObject();
  }
  out->EndArray().Key("series").BeginArray();
  for (size_t s = 0; s < chart.series.size(); ++s) {
    out->BeginObject().Field("name", chart.names[s]);
    WriteValue(reader, chart.series[s], &out->Key("key"));
    out->Key("values").BeginArray();
    for (const value::Value& v : chart.values[s]) WriteValue(reader, v, out);
    out->EndArray().EndObject();
  }
  out->EndArray();
  WriteFormatOf(reader.blueprint().tables[table], query.y, out);
}

}  // namespace csip::api
