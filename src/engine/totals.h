// Sums and counts over whole columns, read where they lie: what a comparison of two engines shows beside the values that
// differ. A pass costs about a nanosecond for each row.
#pragma once

#include <span>
#include <vector>

#include "engine/data.h"
#include "engine/engine.h"

namespace csip::engine {

NumberTotal TotalOf(const Data& data, TableIndex t, ColumnIndex c);
std::vector<TextGroup> GroupByText(const Data& data, TableIndex t, ColumnIndex c,
                                   std::span<const ColumnIndex> numbers, size_t at_most);

}  // namespace csip::engine
