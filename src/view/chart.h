// The numbers behind a chart: rows counted or a column summed up for each place on the x axis, and each series. Works on a
// Reader.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "view/aggregate.h"
#include "view/rows.h"
#include "workspace/workspace.h"

namespace csip::view {

enum class Bucket : uint8_t { kDay, kWeek, kMonth, kQuarter, kYear };
std::optional<Bucket> ReadBucket(std::string_view name);  // "day", "week", "month", "quarter", "year"

struct ChartQuery {
  value::ColumnIndex x = value::kNone;
  std::optional<Bucket> bucket;              // of a day or a moment
  value::ColumnIndex series = value::kNone;  // kNone: one
  std::optional<Aggregate> y;                // nothing: rows are counted
};

struct Chart {
  std::vector<value::Value> x;  // a bucket as its first day
  std::vector<std::string> labels;
  std::vector<value::Value> series;  // one blank where there is one series only
  std::vector<std::string> names;
  std::vector<std::vector<value::Value>> values;  // of each series, for each place

  size_t bytes() const;
};

// Places and series stand in the order of options, numbers, days or names, blanks last. A row counts at each item of a list.
// Buckets without rows between others are there too. kInvalid with words where a bucket is asked of no day, or there are too
// many places to draw.
base::Result<Chart> MakeChart(const workspace::Reader& reader, value::TableIndex table,
                              const ChartQuery& query, std::span<const value::RowSlot> rows);

// Keeps charts as long as their rows and the columns they read are the same. Thread-safe; waits only for others who work out
// the same chart.
class Charts {
 public:
  explicit Charts(size_t bytes = size_t{16} << 20) : charts_(bytes) {}

  // Of an order of Orders::Get; see MakeChart.
  base::Result<std::shared_ptr<const Chart>> Get(const workspace::Reader& reader, value::TableIndex table,
                                                 const ChartQuery& query, const RowOrder& order);

 private:
  StampedCache<Chart> charts_;
};

}  // namespace csip::view
