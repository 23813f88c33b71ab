#include "workspace/schema/map.h"

namespace csip::workspace {

using value::kNone;

namespace {

template <typename T>
void Match(const std::vector<T>& before, const std::vector<T>& after, std::vector<uint32_t>* old_of,
           std::vector<uint32_t>* new_of) {
  old_of->assign(after.size(), kNone);
  new_of->assign(before.size(), kNone);
  for (uint32_t i = 0; i < after.size(); ++i) {
    for (uint32_t k = 0; k < before.size(); ++k) {
      if (before[k].id != after[i].id) continue;
      (*old_of)[i] = k;
      (*new_of)[k] = i;
      break;
    }
  }
}

}  // namespace

SchemaMap::SchemaMap(const blueprint::Blueprint& before, const blueprint::Blueprint& after) {
  Match(before.tables, after.tables, &old_table, &new_table);
  old_column.resize(after.tables.size());
  new_column.resize(before.tables.size());
  for (size_t t = 0; t < before.tables.size(); ++t)
    new_column[t].assign(before.tables[t].columns.size(), kNone);
  for (size_t t = 0; t < after.tables.size(); ++t) {
    old_column[t].assign(after.tables[t].columns.size(), kNone);
    if (old_table[t] == kNone) continue;
    Match(before.tables[old_table[t]].columns, after.tables[t].columns, &old_column[t],
          &new_column[old_table[t]]);
  }
}

bool IsMirror(const blueprint::Column& column) {
  return !column.inverse.empty() && !column.links_owner && !column.computed();
}

}  // namespace csip::workspace
