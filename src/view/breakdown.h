// Rows in groups, with the aggregates of each group and of all.
#pragma once

#include <span>
#include <vector>

#include "view/aggregate.h"
#include "view/group.h"

namespace csip::view {

struct BreakdownQuery {
  std::vector<value::ColumnIndex> groups;
  std::vector<Aggregate> aggregates;
  bool empty_options = false;  // GroupsOf
};

struct Breakdown {
  std::vector<Group> groups;
  std::vector<value::Value> footer;  // for each aggregate
  std::vector<value::Value> totals;  // of the first group, for each aggregate; then of the second, and so on

  std::span<const value::Value> OfGroup(size_t i) const {
    return std::span(totals).subspan(i * footer.size(), footer.size());
  }
  size_t bytes() const {
    return groups.size() * sizeof(Group) + (footer.size() + totals.size()) * sizeof(value::Value);
  }
};

// `rows` are in the order of their groups.
Breakdown BreakDown(const engine::Engine& engine, value::TableIndex table, const BreakdownQuery& query,
                    std::span<const value::RowSlot> rows);

}  // namespace csip::view
