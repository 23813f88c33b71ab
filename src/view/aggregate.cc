#include "view/aggregate.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "value/display.h"
#include "value/exact_sum.h"

namespace csip::view {

using value::Kind;
using value::Value;

namespace {

constexpr std::array<std::pair<std::string_view, AggregateKind>, 9> kKinds = {{
    {"sum", AggregateKind::kSum},
    {"average", AggregateKind::kAverage},
    {"min", AggregateKind::kMin},
    {"max", AggregateKind::kMax},
    {"median", AggregateKind::kMedian},
    {"count", AggregateKind::kCount},
    {"blank", AggregateKind::kBlank},
    {"unique", AggregateKind::kUnique},
    {"checked", AggregateKind::kChecked},
}};

// Numbers, days and instants on one line, so that the least and the greatest are found alike.
double Measure(const Value& v) {
  switch (v.kind()) {
    case Kind::kNumber:
      return v.number();
    case Kind::kDate:
      return static_cast<double>(v.date());
    case Kind::kInstant:
      return static_cast<double>(v.instant());
    default:
      return 0;
  }
}

bool IsMeasured(const Value& v) {
  return v.kind() == Kind::kNumber || v.kind() == Kind::kDate || v.kind() == Kind::kInstant;
}

Value Median(std::vector<double> numbers) {
  if (numbers.empty()) return {};
  size_t middle = numbers.size() / 2;
  std::nth_element(numbers.begin(), numbers.begin() + static_cast<std::ptrdiff_t>(middle), numbers.end());
  double upper = numbers[middle];
  if (numbers.size() % 2 == 1) return Value::Number(upper);
  double lower = *std::max_element(numbers.begin(), numbers.begin() + static_cast<std::ptrdiff_t>(middle));
  return Value::Number((lower + upper) / 2);
}

// Gathers cell by cell: boxed ones, or numbers and codes as a column keeps them.
class Gatherer {
 public:
  Gatherer(const engine::Engine& engine, AggregateKind kind) : engine_(engine), kind_(kind) {}

  void AddColumn(const engine::Column& cells, value::TableIndex table, value::ColumnIndex column,
                 std::span<const value::RowSlot> rows) {
    for (value::RowSlot row : rows) {
      engine::State state = cells.StateOf(row);
      if (state == engine::State::kOther) {
        if (!Add(engine_.Get(table, column, row))) return;
      } else if (state != engine::State::kOk) {
        ++blank_;
      } else if (cells.is_number()) {
        AddNumber(cells.Number(row));
      } else {
        ++known_;
        if (kind_ == AggregateKind::kUnique) codes_.insert(cells.Code(row));
      }
    }
  }

  // False when an error decides the result.
  bool Add(const Value& v) {
    if (v.is_error()) {
      error_ = v;
      return false;
    }
    if (v.is_blank()) {
      ++blank_;
    } else if (IsMeasured(v) || v.is_bool()) {
      AddNumber(v.is_bool() ? (v.boolean() ? 1 : 0) : Measure(v));
    } else {
      ++known_;
      if (kind_ == AggregateKind::kUnique) {
        unique_.insert(value::ToText(v, engine_.inputs().zone,
                                     [](value::RowRef row) { return std::to_string(row.slot); }));
      }
    }
    return true;
  }

  // `box` makes a value of the column's kind of a number.
  template <typename Box>
  Value Result(const Box& box) {
    if (error_.is_error()) return error_;
    switch (kind_) {
      case AggregateKind::kSum:
        return Value::Number(sum_.Total());
      case AggregateKind::kAverage:
        return known_ == 0 ? Value() : Value::Number(sum_.Total() / static_cast<double>(known_));
      case AggregateKind::kMin:
        return measured_ ? box(least_) : Value();
      case AggregateKind::kMax:
        return measured_ ? box(greatest_) : Value();
      case AggregateKind::kMedian:
        return Median(std::move(numbers_));
      case AggregateKind::kCount:
        return Value::Number(static_cast<double>(known_));
      case AggregateKind::kBlank:
        return Value::Number(static_cast<double>(blank_));
      case AggregateKind::kUnique:
        return Value::Number(static_cast<double>(unique_.size() + codes_.size() + unique_numbers_.size()));
      case AggregateKind::kChecked:
        return Value::Number(static_cast<double>(checked_));
    }
    return {};
  }

 private:
  void AddNumber(double number) {
    ++known_;
    if (number == 1) ++checked_;
    if (!measured_ || number < least_) least_ = number;
    if (!measured_ || number > greatest_) greatest_ = number;
    measured_ = true;
    if (kind_ == AggregateKind::kSum || kind_ == AggregateKind::kAverage) sum_.Add(number);
    if (kind_ == AggregateKind::kMedian) numbers_.push_back(number);
    if (kind_ == AggregateKind::kUnique) unique_numbers_.insert(number);
  }

  const engine::Engine& engine_;
  AggregateKind kind_;
  size_t known_ = 0, blank_ = 0, checked_ = 0;
  value::ExactSum sum_;  // as formulas add: the order of the rows does not count
  bool measured_ = false;
  double least_ = 0, greatest_ = 0;
  Value error_;
  std::vector<double> numbers_;
  std::unordered_set<std::string> unique_;
  std::unordered_set<uint32_t> codes_;
  std::unordered_set<double> unique_numbers_;
};

Value BoxAs(value::Storage storage, double number) {
  if (storage == value::Storage::kDate) return Value::Date(static_cast<int32_t>(number));
  if (storage == value::Storage::kInstant) return Value::Instant(static_cast<int64_t>(number));
  return Value::Number(number);
}

bool Fits(AggregateKind kind, value::Storage storage) {
  switch (kind) {
    case AggregateKind::kSum:
    case AggregateKind::kAverage:
    case AggregateKind::kMedian:
      return storage == value::Storage::kNumber;
    case AggregateKind::kMin:
    case AggregateKind::kMax:
      return storage == value::Storage::kNumber || storage == value::Storage::kDate ||
             storage == value::Storage::kInstant;
    case AggregateKind::kChecked:
      return storage == value::Storage::kBool;
    default:
      return storage != value::Storage::kNone;
  }
}

}  // namespace

std::optional<AggregateKind> ReadAggregateKind(std::string_view name) {
  for (const auto& [known, kind] : kKinds) {
    if (known == name) return kind;
  }
  return std::nullopt;
}

std::string_view NameOf(AggregateKind kind) {
  for (const auto& [name, known] : kKinds) {
    if (known == kind) return name;
  }
  return {};
}

std::string AggregateNames() {
  std::string names;
  for (const auto& [name, kind] : kKinds) names += fmt::format("{}{}", names.empty() ? "" : ", ", name);
  return names;
}

base::Status CheckAggregate(const workspace::Reader& reader, value::TableIndex table,
                            const Aggregate& aggregate) {
  const blueprint::Table& owner = reader.blueprint().tables[table];
  const blueprint::Column& column = owner.columns[aggregate.column];
  if (Fits(aggregate.kind, reader.compiled().storage[table][aggregate.column])) return {};
  return base::Invalid(fmt::format("there is no {} of {}.{}: it holds no such values", NameOf(aggregate.kind),
                                   owner.name, column.name));
}

Value AggregateOf(const engine::Engine& engine, value::TableIndex table, const Aggregate& aggregate,
                  std::span<const value::RowSlot> rows) {
  Gatherer gatherer(engine, aggregate.kind);
  const engine::Column* cells = engine.FindColumn(table, aggregate.column);
  if (cells != nullptr && (cells->is_number() || cells->is_code())) {
    gatherer.AddColumn(*cells, table, aggregate.column, rows);
  } else {
    for (value::RowSlot row : rows) {
      if (!gatherer.Add(engine.Get(table, aggregate.column, row))) break;
    }
  }
  value::Storage storage = engine.compiled().storage[table][aggregate.column];
  return gatherer.Result([storage](double number) { return BoxAs(storage, number); });
}

}  // namespace csip::view
