// The numbers behind a chart as the page reads them.
#pragma once

#include "base/json.h"
#include "view/chart.h"

namespace csip::api {

// "count", or "sum:c-1" with the column by id or name: what a chart measures. kInvalid with words.
base::Result<std::optional<view::Aggregate>> ReadMeasure(const workspace::Reader& reader,
                                                         value::TableIndex table, const std::string& text);

// Members of an object that is open: "x", "series" and "format".
void WriteChart(const workspace::Reader& reader, value::TableIndex table, const view::ChartQuery& query,
                const view::Chart& chart, base::JsonWriter* out);

}  // namespace csip::api
