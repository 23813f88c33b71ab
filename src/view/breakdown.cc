#include "view/breakdown.h"

namespace csip::view {

Breakdown BreakDown(const engine::Engine& engine, value::TableIndex table, const BreakdownQuery& query,
                    std::span<const value::RowSlot> rows) {
  Breakdown breakdown;
  breakdown.groups = GroupsOf(engine, table, query.groups, rows, query.empty_options);
  for (const Aggregate& aggregate : query.aggregates) {
    breakdown.footer.push_back(AggregateOf(engine, table, aggregate, rows));
  }
  for (const Group& group : breakdown.groups) {
    for (const Aggregate& aggregate : query.aggregates) {
      breakdown.totals.push_back(
          AggregateOf(engine, table, aggregate, rows.subspan(group.offset, group.count)));
    }
  }
  return breakdown;
}

}  // namespace csip::view
