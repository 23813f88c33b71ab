// What a user of a running server feels: durable edits of many writers, and pages of views.
#pragma once

#include <string>

#include "base/json.h"

namespace csip::bench {

// Starts `binary` on the data folder, which must hold the workload, and changes rows of it. `edits` is a CSV file whose
// lines name a metric and its new value.
void MeasureServer(const std::string& binary, const std::string& data, const std::string& edits,
                   const std::string& clock, base::JsonWriter* out);

}  // namespace csip::bench
