// The rows of a view: filtered, sorted, grouped. Works on a Reader and copies nothing but slots.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "blueprint/blueprint.h"
#include "workspace/workspace.h"

namespace csip::view {

struct RowQuery {
  value::TableIndex table = value::kNone;
  const blueprint::View* view = nullptr;  // its filter and order; null: all rows in row order
  std::string filter;                     // one more formula over the row, "" for none
  std::vector<blueprint::SortKey> sort;   // instead of the view's when not empty
  value::Value user;                      // CurrentUser()
};

// Rows in order: group keys first, then sort keys, then row number. Blanks sort last; selects by the order of their
// options; texts by ICU's root collation. An error when a formula does not bind.
base::Result<std::vector<value::RowSlot>> SelectRows(const workspace::Reader& reader, const RowQuery& query);

}  // namespace csip::view
