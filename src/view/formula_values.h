// The values of formulas that belong to no row, as a dashboard shows them: worked out once for all who ask, and kept as long as
// what they read is the same. Thread-safe; waits only for others who work out the same.
#pragma once

#include <string>

#include "formula/evaluate.h"
#include "view/stamped_cache.h"
#include "workspace/workspace.h"

namespace csip::view {

class FormulaValues {
 public:
  explicit FormulaValues(size_t bytes = size_t{16} << 20) : values_(bytes) {}

  // An error value for a formula that does not bind any more. One that ran out of time or steps is not kept: the next who
  // asks may have more of them.
  value::Value Get(const workspace::Reader& reader, const std::string& formula, const formula::Viewer& viewer,
                   const formula::Deadline* deadline);

 private:
  StampedCache<value::Value> values_;
};

}  // namespace csip::view
