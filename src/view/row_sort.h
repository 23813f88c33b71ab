// Rows in the order of several keys, in time that grows with their number alone. Pure.
#pragma once

#include <cstdint>
#include <vector>

#include "value/value.h"

namespace csip::view {

// One key for each row; those from kLastKeys on (ranks.h) stand last in either direction.
struct SortColumn {
  std::vector<uint64_t> keys;
  bool descending = false;
};

// By the first column, then the second, and so on; rows that are equal in all stay as they were.
void SortRows(std::vector<SortColumn> by, std::vector<value::RowSlot>* rows);

}  // namespace csip::view
