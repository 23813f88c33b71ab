// What a schema change does to values, as a report for people and as rows for the store.
#pragma once

#include "store/store.h"
#include "workspace/schema/carry.h"

namespace csip::workspace {

struct Impact {
  std::vector<ColumnEffect> values;
  size_t changed_values = 0;
  size_t changed_rows = 0;
  size_t removed_rows = 0;
  std::vector<store::RowWrite> rows_before;  // as store::Transaction has them
  std::vector<store::RowWrite> rows;
};

// Compares every cell of both engines. `writes` false: the report alone.
Impact Compare(const engine::Engine& old, const engine::Engine& engine, const SchemaMap& map, bool writes);

// Formulas, filters, formats, views and relations that the differences reach, the direct ones first.
std::vector<Dependent> FindDependents(const blueprint::Compiled& before, const blueprint::Compiled& after,
                                      const std::vector<blueprint::Difference>& differences);

}  // namespace csip::workspace
