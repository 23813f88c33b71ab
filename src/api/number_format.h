// How a number is shown: {"type", "decimals", "suffix", "currency"}, as a column or a setting says.
#pragma once

#include "base/json.h"
#include "blueprint/blueprint.h"
#include "view/aggregate.h"

namespace csip::api {

// "format" as the column's numbers are shown, with its type.
void WriteFormatOf(const blueprint::Column& column, base::JsonWriter* out);

// "format" of what is aggregated over a table's column: a count where there is no column or it does not matter.
void WriteFormatOf(const blueprint::Table& table, const std::optional<view::Aggregate>& aggregate,
                   base::JsonWriter* out);

}  // namespace csip::api
