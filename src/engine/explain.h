// Why a computed cell has its value: inputs, rows behind aggregates, and contributions that add up.
#pragma once

#include "engine/core.h"
#include "engine/engine.h"

namespace csip::engine {

// Evaluates the formula part by part with the plain evaluator; reads only.
Explanation Explain(const Core& core, TableIndex table, ColumnIndex column, RowSlot row);

}  // namespace csip::engine
