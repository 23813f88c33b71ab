#include "view/rows.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "value/display.h"
#include "view/basis.h"
#include "view/row_sort.h"
#include "view/text_search.h"

namespace csip::view {

using base::Result;
using blueprint::SortKey;
using value::ColumnIndex;
using value::RowSlot;
using value::TableIndex;
using value::Value;

struct Orders::Wanted {
  TableIndex table = value::kNone;
  std::vector<formula::Bound> filters;
  std::vector<std::pair<ColumnIndex, bool>> sort;  // descending
  std::string search;
  std::vector<ColumnIndex> searched;
  formula::Viewer viewer;
  std::string key;  // all of this as a text
  Basis basis;
};

namespace {

std::string Shortened(const std::string& formula) {
  return formula.size() <= 60 ? formula : formula.substr(0, base::ByteOffset(formula, 50)) + "…";
}

Result<formula::Bound> BindFilter(const engine::Engine& engine, TableIndex table,
                                  const std::string& formula) {
  formula::Bound bound =
      formula::Bind(formula, {.catalog = &engine.compiled().catalog, .table = table, .locals = {}});
  for (const auto& diagnostic : bound.diagnostics) {
    if (!bound.ok() && diagnostic.severity == formula::Diagnostic::Severity::kError)
      return formula::ToError(diagnostic, formula);
  }
  return bound;
}

Result<ColumnIndex> FindSortColumn(const blueprint::Table& table, const std::string& name) {
  if (auto column = table.FindColumn(name)) return *column;
  std::vector<std::string> names;
  for (const auto& c : table.columns) names.push_back(c.name);
  return base::Invalid(
      fmt::format("no column `{}` on {} to sort by{}", name, table.name, base::DidYouMean(name, names)));
}

base::Status Filter(const engine::Engine& engine, TableIndex table, const formula::Bound& bound,
                    const formula::Viewer& viewer, std::vector<RowSlot>* rows) {
  Value limit;
  std::vector<RowSlot> kept = engine.Select(table, bound, viewer, &limit);
  if (limit.is_error())
    return base::Error{base::Code::kLimit,
                       fmt::format("the filter `{}`: {}", Shortened(bound.text), limit.error_reason())};
  if (rows->size() == engine.RowCount(table)) {
    *rows = std::move(kept);
    return {};
  }
  std::vector<uint8_t> holds(engine.SlotCount(table), 0);
  for (RowSlot row : kept) holds[row] = 1;
  std::erase_if(*rows, [&](RowSlot row) { return holds[row] == 0; });
  return {};
}

}  // namespace

std::vector<SortKey> GroupKeys(const RowQuery& query) {
  if (query.group) return *query.group;
  return query.view == nullptr ? std::vector<SortKey>() : query.view->group;
}

Result<Orders::Wanted> Orders::Prepare(const engine::Engine& engine, const RowQuery& query) const {
  Wanted wanted{
      .table = query.table, .search = query.search, .searched = query.searched, .viewer = query.viewer};
  BasisBuilder basis(engine);
  basis.AddRows(query.table);
  for (const std::string& filter :
       {query.view == nullptr ? std::string() : query.view->filter.text, query.filter}) {
    if (filter.empty()) continue;
    CSIP_ASSIGN_OR_RETURN(formula::Bound bound, BindFilter(engine, query.table, filter));
    basis.AddFormula(bound);
    wanted.key += fmt::format("filter {}:{};", filter.size(), filter);
    wanted.filters.push_back(std::move(bound));
  }
  std::vector<SortKey> sort = GroupKeys(query);
  const std::vector<SortKey>* inner =
      query.view == nullptr || !query.sort.empty() ? &query.sort : &query.view->sort;
  sort.insert(sort.end(), inner->begin(), inner->end());
  const blueprint::Table& table = engine.compiled().blueprint.tables[query.table];
  for (const SortKey& by : sort) {
    CSIP_ASSIGN_OR_RETURN(ColumnIndex column, FindSortColumn(table, by.column));
    wanted.sort.emplace_back(column, by.descending);
    wanted.key += fmt::format("sort {}{};", column, by.descending ? "-" : "+");
    basis.AddTexts(query.table, column);
    if (table.columns[column].type->has_options) basis.AddOptions();
  }
  if (!query.search.empty()) {
    wanted.key += fmt::format("search {}:{}", query.search.size(), query.search);
    for (ColumnIndex column : query.searched) {
      wanted.key += fmt::format(",{}", column);
      basis.AddTexts(query.table, column);
    }
  }
  wanted.key += basis.Circumstances(query.viewer);
  wanted.key += fmt::format("table {}", query.table);
  wanted.basis = basis.Finish();
  return wanted;
}

Result<std::shared_ptr<const RowOrder>> Orders::Make(const engine::Engine& engine, const Wanted& wanted) {
  auto all = engine.Rows(wanted.table);
  auto order = std::make_shared<RowOrder>();
  std::vector<RowSlot>* rows = &order->rows;
  rows->assign(all.begin(), all.end());
  for (const formula::Bound& filter : wanted.filters) {
    CSIP_RETURN_IF_ERROR(Filter(engine, wanted.table, filter, wanted.viewer, rows));
  }
  if (!wanted.search.empty()) {
    KeepMatching(engine, wanted.table, wanted.searched, wanted.search, &texts_, rows);
  }
  std::vector<SortColumn> by;
  for (const auto& [column, descending] : wanted.sort) {
    by.push_back({ranks_.KeysOf(engine, wanted.table, column, *rows), descending});
  }
  SortRows(std::move(by), rows);
  return std::shared_ptr<const RowOrder>(std::move(order));
}

Result<std::shared_ptr<const RowOrder>> Orders::Get(const workspace::Reader& reader, const RowQuery& query) {
  const engine::Engine& engine = reader.engine();
  CSIP_ASSIGN_OR_RETURN(Wanted wanted, Prepare(engine, query));
  // A past day is not to drive out the present one.
  if (reader.past() != nullptr) wanted.key += fmt::format("past {}", reader.sequence());
  return orders_.Get(
      wanted.key, wanted.basis, [&](const RowOrder*) { return Make(engine, wanted); },
      [](const RowOrder& order) { return order.rows.size() * sizeof(RowSlot); });
}

std::shared_ptr<const Breakdown> Orders::Break(const workspace::Reader& reader, TableIndex table,
                                               const RowOrder& order, const BreakdownQuery& query) {
  const engine::Engine& engine = reader.engine();
  Basis basis{{order.stamp}, engine.shared_compiled()};
  std::string key = fmt::format("{} {}", order.stamp, query.empty_options);
  for (ColumnIndex column : query.groups) key += fmt::format(" {}", column);
  for (const Aggregate& aggregate : query.aggregates) {
    key += fmt::format(" {}:{}", aggregate.column, NameOf(aggregate.kind));
    basis.stamps.push_back(engine.StampOf(table, aggregate.column));
  }
  auto make = [&](const Breakdown*) {
    return std::make_shared<const Breakdown>(BreakDown(engine, table, query, order.rows));
  };
  return *breakdowns_.Get(key, basis, make, [](const Breakdown& breakdown) { return breakdown.bytes(); });
}

}  // namespace csip::view
