// Which results of a batch differ from what a column holds: the way by which most evaluations end.
#pragma once

#include "engine/column.h"
#include "engine/vec.h"

namespace csip::engine {

// Sets differs[i] to 1 where result i is not what the run holds, or where only the plain evaluator can tell; false when
// there is none. `differs` has room for n.
bool FindDifferences(const Column::Run& held, const Vec& results, size_t n, uint8_t* differs);

}  // namespace csip::engine
