// Which table and column of one blueprint is which of another: those with the same id.
#pragma once

#include <vector>

#include "blueprint/blueprint.h"

namespace csip::workspace {

struct SchemaMap {
  SchemaMap(const blueprint::Blueprint& before, const blueprint::Blueprint& after);

  // By index in the new blueprint: the old index, or kNone.
  std::vector<value::TableIndex> old_table;
  std::vector<std::vector<value::ColumnIndex>> old_column;
  // By index in the old blueprint: the new index, or kNone.
  std::vector<value::TableIndex> new_table;
  std::vector<std::vector<value::ColumnIndex>> new_column;
};

// Whether a column shows the links that another stores.
bool IsMirror(const blueprint::Column& column);

}  // namespace csip::workspace
