// One value out of a column of many rows: the footers of a grid, the heads of its groups, tiles, marks of charts. Errors in
// cells give that error, blanks are skipped, as in formulas.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "workspace/workspace.h"

namespace csip::view {

enum class AggregateKind : uint8_t { kSum, kAverage, kMin, kMax, kMedian, kCount, kBlank, kUnique, kChecked };

// "sum", "average", "min", "max", "median", "count" (cells that are not blank), "blank", "unique", "checked"; nothing for
// other texts.
std::optional<AggregateKind> ReadAggregateKind(std::string_view name);
std::string_view NameOf(AggregateKind kind);
std::string AggregateNames();  // all of them, for messages

struct Aggregate {
  value::ColumnIndex column = value::kNone;
  AggregateKind kind = AggregateKind::kSum;
};

// kInvalid with words where the column holds nothing of the kind: a sum of texts.
base::Status CheckAggregate(const workspace::Reader& reader, value::TableIndex table,
                            const Aggregate& aggregate);

value::Value AggregateOf(const engine::Engine& engine, value::TableIndex table, const Aggregate& aggregate,
                         std::span<const value::RowSlot> rows);

}  // namespace csip::view
