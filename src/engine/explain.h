// Why a computed cell has its value: inputs, rows behind aggregates, and contributions that add up.
#pragma once

#include "engine/core.h"
#include "engine/engine.h"

namespace csip::engine {

// Evaluates the formula part by part with the plain evaluator; reads only.
Explanation Explain(const Core& core, TableIndex table, ColumnIndex column, RowSlot row);
// `bound` has a root. It belongs to `row`, or to none where that is blank.
Explanation Explain(const Core& core, const formula::Bound& bound, RowRef row, const formula::Viewer& viewer,
                    formula::Budget budget);

}  // namespace csip::engine
