#include <fmt/format.h>

#include "view/basis.h"
#include "view/chart.h"

namespace csip::view {

size_t Chart::bytes() const {
  size_t cells = x.size() * (series.size() + 2) + 2 * series.size();
  return sizeof(Chart) + cells * (sizeof(value::Value) + sizeof(std::string));
}

base::Result<std::shared_ptr<const Chart>> Charts::Get(const workspace::Reader& reader,
                                                       value::TableIndex table, const ChartQuery& query,
                                                       const RowOrder& order) {
  const engine::Engine& engine = reader.engine();
  BasisBuilder reads(engine);
  for (value::ColumnIndex column : {query.x, query.series}) {
    if (column == value::kNone) continue;
    reads.AddTexts(table, column);
    if (engine.compiled().blueprint.tables[table].columns[column].type->has_options) reads.AddOptions();
  }
  if (query.y) reads.AddTexts(table, query.y->column);
  Basis basis = reads.Finish();
  basis.stamps.push_back(order.stamp);
  std::string key = fmt::format("{} {} {} {}", order.stamp, query.x, query.series,
                                query.bucket ? static_cast<int>(*query.bucket) : -1);
  if (query.y) key += fmt::format(" {}:{}", query.y->column, NameOf(query.y->kind));
  return charts_.Get(
      key, basis,
      [&](const Chart*) -> StampedCache<Chart>::Made {
        CSIP_ASSIGN_OR_RETURN(Chart chart, MakeChart(reader, table, query, order.rows));
        return std::make_shared<const Chart>(std::move(chart));
      },
      [](const Chart& chart) { return chart.bytes(); });
}

}  // namespace csip::view
