#include "view/chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

#include "base/collate.h"
#include "value/civil.h"
#include "value/display.h"
#include "workspace/options.h"

namespace csip::view {

using value::ColumnIndex;
using value::RowSlot;
using value::TableIndex;
using value::Value;

namespace {

constexpr size_t kMostPlaces = 2'000;
constexpr size_t kMostSeries = 100;
constexpr std::array<std::string_view, 5> kBuckets = {"day", "week", "month", "quarter", "year"};

int32_t StartOf(int32_t day, Bucket bucket) {
  value::Civil civil = value::CivilOf(day);
  switch (bucket) {
    case Bucket::kDay:
      return day;
    case Bucket::kWeek:
      return day - (value::WeekdayOf(day) - 1);
    case Bucket::kMonth:
      return day - (civil.day - 1);
    case Bucket::kQuarter:
      return value::DaysOf(civil.year, civil.month - (civil.month - 1) % 3, 1).value_or(day);
    case Bucket::kYear:
      return value::DaysOf(civil.year, 1, 1).value_or(day);
  }
  return day;
}

int32_t NextStart(int32_t start, Bucket bucket) {
  constexpr std::array<int32_t, 5> kBeyond = {1, 7, 31, 92,
                                              366};  // in the next one, from the first day of any
  return StartOf(start + kBeyond[static_cast<size_t>(bucket)], bucket);
}

std::string LabelOf(int32_t start, Bucket bucket) {
  value::Civil civil = value::CivilOf(start);
  switch (bucket) {
    case Bucket::kMonth:
      return fmt::format("{:04}-{:02}", civil.year, civil.month);
    case Bucket::kQuarter:
      return fmt::format("{:04} Q{}", civil.year, (civil.month + 2) / 3);
    case Bucket::kYear:
      return fmt::format("{:04}", civil.year);
    default:
      return value::FormatDate(start);
  }
}

// The places of one axis: each different value once, in order.
class Axis {
 public:
  Axis(const engine::Engine& engine, TableIndex table, ColumnIndex column, std::optional<Bucket> bucket)
      : engine_(engine),
        table_(table),
        column_(column),
        bucket_(bucket),
        cells_(engine.FindColumn(table, column)) {}

  // The places of a row's value, or of each item of its list; numbered as they are met.
  void PlacesOf(RowSlot row, std::vector<size_t>* places) {
    places->clear();
    if (cells_ != nullptr && cells_->is_code() && cells_->StateOf(row) == engine::State::kOk) {
      auto [known, added] = of_code_.try_emplace(cells_->Code(row), keys_.size());
      if (added) known->second = PlaceOf(cells_->Get(row));
      places->push_back(known->second);
      return;
    }
    Value v = engine_.Get(table_, column_, row);
    if (!v.is_list()) {
      places->push_back(PlaceOf(Bucketed(v)));
      return;
    }
    for (const Value& item : v.items()) places->push_back(PlaceOf(Bucketed(item)));
  }

  // Puts the buckets in between, too.
  void FillBuckets() {
    if (!bucket_) return;
    std::optional<int32_t> first, last;
    for (const Value& key : keys_) {
      if (!key.is_date()) continue;
      first = std::min(first.value_or(key.date()), key.date());
      last = std::max(last.value_or(key.date()), key.date());
    }
    if (!first) return;
    for (int32_t start = *first; start < *last && keys_.size() <= kMostPlaces;
         start = NextStart(start, *bucket_)) {
      PlaceOf(Value::Date(start));
    }
  }

  size_t size() const { return keys_.size(); }
  const Value& key(size_t place) const { return keys_[place]; }

  std::string LabelOf(size_t place) const {
    const Value& key = keys_[place];
    return bucket_ && key.is_date() ? view::LabelOf(key.date(), *bucket_) : TextOf(key);
  }

  // The places in the order in which a person looks for them.
  std::vector<size_t> InOrder() const {
    std::map<std::string, size_t> options;
    if (engine_.compiled().blueprint.tables[table_].columns[column_].type->has_options) {
      for (const auto& option : workspace::OptionsOf(engine_, table_, column_))
        options.emplace(option.name, options.size());
    }
    struct Rank {
      int kind;  // 0 known, 1 errors, 2 blank
      double number;
      std::string text;
      size_t place;
    };
    std::vector<Rank> ranks;
    for (size_t place = 0; place < keys_.size(); ++place) {
      const Value& key = keys_[place];
      auto option = key.is_text() ? options.find(std::string(key.text())) : options.end();
      Rank rank{
          key.is_blank() ? 2 : (key.is_error() ? 1 : 0), static_cast<double>(options.size()), {}, place};
      if (option != options.end()) {
        rank.number = static_cast<double>(option->second);
      } else if (auto number = NumberIn(key)) {
        rank.number = *number;
      } else {
        rank.text = base::SortKey(TextOf(key));
      }
      ranks.push_back(std::move(rank));
    }
    std::sort(ranks.begin(), ranks.end(), [](const Rank& a, const Rank& b) {
      return std::tie(a.kind, a.number, a.text, a.place) < std::tie(b.kind, b.number, b.text, b.place);
    });
    std::vector<size_t> order;
    for (const Rank& rank : ranks) order.push_back(rank.place);
    return order;
  }

 private:
  static std::optional<double> NumberIn(const Value& v) {
    if (v.is_number()) return v.number();
    if (v.is_bool()) return v.boolean() ? 1 : 0;
    if (v.is_date()) return v.date();
    if (v.is_instant()) return static_cast<double>(v.instant());
    return std::nullopt;
  }
  std::string TextOf(const Value& v) const {
    return value::ToText(v, engine_.inputs().zone, [this](value::RowRef row) { return engine_.NameOf(row); });
  }
  Value Bucketed(const Value& v) const {
    if (!bucket_) return v;
    if (v.is_date()) return Value::Date(StartOf(v.date(), *bucket_));
    if (v.is_instant()) return Value::Date(StartOf(engine_.inputs().zone.DateOf(v.instant()), *bucket_));
    return v;
  }
  size_t PlaceOf(const Value& v) {
    // Errors of one kind are one place, whatever their reasons.
    Value key = v.is_error() ? Value::Error(v.error_code()) : v;
    auto [first, last] = of_hash_.equal_range(key.Hash());
    for (; first != last; ++first) {
      if (keys_[first->second] == key) return first->second;
    }
    of_hash_.emplace(key.Hash(), keys_.size());
    keys_.push_back(std::move(key));
    return keys_.size() - 1;
  }

  const engine::Engine& engine_;
  TableIndex table_;
  ColumnIndex column_;
  std::optional<Bucket> bucket_;
  const engine::Column* cells_;
  std::vector<Value> keys_;
  std::unordered_multimap<uint64_t, size_t> of_hash_;
  std::unordered_map<uint32_t, size_t> of_code_;
};

base::Error TooMany(const char* what, size_t most) {
  return base::Invalid(fmt::format(
      "there are more than {} {}: filter the rows, or choose a bucket or another column", most, what));
}

base::Status CheckBucket(const engine::Engine& engine, TableIndex table, const ChartQuery& query) {
  if (!query.bucket) return {};
  value::Storage storage = engine.compiled().storage[table][query.x];
  if (storage == value::Storage::kDate || storage == value::Storage::kInstant) return {};
  return base::Invalid(fmt::format("only days and moments come in buckets, and {} holds neither",
                                   engine.compiled().blueprint.tables[table].columns[query.x].name));
}

}  // namespace

std::optional<Bucket> ReadBucket(std::string_view name) {
  for (size_t i = 0; i < kBuckets.size(); ++i) {
    if (kBuckets[i] == name) return static_cast<Bucket>(i);
  }
  return std::nullopt;
}

base::Result<Chart> MakeChart(const workspace::Reader& reader, TableIndex table, const ChartQuery& query,
                              std::span<const RowSlot> rows) {
  const engine::Engine& engine = reader.engine();
  CSIP_RETURN_IF_ERROR(CheckBucket(engine, table, query));
  Axis x(engine, table, query.x, query.bucket);
  std::optional<Axis> series;
  if (query.series != value::kNone) series.emplace(engine, table, query.series, std::nullopt);
  std::map<std::pair<size_t, size_t>, std::vector<RowSlot>> members;  // by series and place
  std::vector<size_t> places, of_series = {0};
  for (RowSlot row : rows) {
    x.PlacesOf(row, &places);
    if (series) series->PlacesOf(row, &of_series);
    if (x.size() > kMostPlaces) return TooMany("places on the x axis", kMostPlaces);
    if (series && series->size() > kMostSeries) return TooMany("series", kMostSeries);
    for (size_t s : of_series) {
      for (size_t place : places) members[{s, place}].push_back(row);
    }
  }
  x.FillBuckets();
  if (x.size() > kMostPlaces) return TooMany("places on the x axis", kMostPlaces);
  Chart chart;
  std::vector<size_t> x_order = x.InOrder(),
                      series_order = series ? series->InOrder() : std::vector<size_t>{0};
  for (size_t place : x_order) {
    chart.x.push_back(x.key(place));
    chart.labels.push_back(x.LabelOf(place));
  }
  const std::vector<RowSlot> none;
  for (size_t s : series_order) {
    chart.series.push_back(series ? series->key(s) : Value());
    chart.names.push_back(series ? series->LabelOf(s) : "");
    std::vector<Value>& values = chart.values.emplace_back();
    for (size_t place : x_order) {
      auto found = members.find({s, place});
      const std::vector<RowSlot>& of_place = found == members.end() ? none : found->second;
      values.push_back(query.y ? AggregateOf(engine, table, *query.y, of_place)
                               : Value::Number(static_cast<double>(of_place.size())));
    }
  }
  return chart;
}

}  // namespace csip::view
