// The groups of rows that are in the order of their group keys.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "blueprint/blueprint.h"
#include "workspace/workspace.h"

namespace csip::view {

// One group of one level; groups within it follow it, one level deeper. Rows [offset, offset + count) are its own.
struct Group {
  size_t level = 0;
  value::ColumnIndex column = value::kNone;
  value::Value key;
  size_t offset = 0;
  size_t count = 0;
};

// A tree, flattened in the order in which a page shows it. With `empty_options` a select at the first level has a group
// for each of its options, also for those that no row has, in the order of the options.
std::vector<Group> GroupsOf(const engine::Engine& engine, value::TableIndex table,
                            const std::vector<value::ColumnIndex>& by, std::span<const value::RowSlot> rows,
                            bool empty_options);

}  // namespace csip::view
