// Effects as JSON: the same members wherever a change is looked at before it is made.
#pragma once

#include "base/json.h"
#include "workspace/effect.h"

namespace csip::api {

void WriteSamples(std::string_view name, const std::vector<workspace::ValueSample>& samples,
                  base::JsonWriter* out);
// [{"table", "tableId", "column", "columnId", "kind", "count", "samples", "numbers"?, "tiers"?, "moves"?, "errors"?}]
void WriteColumns(std::string_view name, const std::vector<workspace::ColumnEffect>& columns,
                  base::JsonWriter* out);

}  // namespace csip::api
