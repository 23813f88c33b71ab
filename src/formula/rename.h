// Renaming a table, column, named value or option inside formulas (S12).
//
// Only the names change: spaces, comments and all else stay as they were written.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "formula/bind.h"

namespace csip::formula {

struct Rename {
  Reference::Kind kind = Reference::Kind::kColumn;
  TableIndex table = kNone;    // all but kNamed
  ColumnIndex column = kNone;  // kColumn; kOption: the select column
  uint32_t name_index = 0;     // kNamed
  std::string from;            // kOption: the option's old text
  std::string to;
};

// The formula after the rename; the same text when it names nothing of it. `context` has the catalog of
// before the rename. An error when the formula does not bind, or when the new name cannot be written in a
// formula.
base::Result<std::string> ApplyRename(std::string_view formula, const Rename& rename,
                                      const BindContext& context);
// The same for a formula that is bound already.
base::Result<std::string> ApplyRename(const Bound& bound, const Rename& rename);

}  // namespace csip::formula
