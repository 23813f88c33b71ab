// Months on, starts and ends of units, differences in units.
#include <fmt/format.h>

#include <cmath>

#include "base/text.h"
#include "formula/functions/calendar.h"
#include "formula/functions/family.h"

namespace csip::formula {

using value::Civil;
using value::Value;

namespace {

constexpr int64_t kMicrosPerHour = 3'600'000'000;

enum class Unit { kYear, kQuarter, kMonth, kWeek, kDay, kHour, kMinute, kSecond, kNone };

Unit UnitOf(std::string_view name) {
  std::string lower = base::ToLowerAscii(base::Trim(name));
  if (lower.size() > 3 && lower.back() == 's') lower.pop_back();
  constexpr std::string_view kNames[] = {"year", "quarter", "month",  "week",
                                         "day",  "hour",    "minute", "second"};
  for (size_t i = 0; i < std::size(kNames); ++i) {
    if (lower == kNames[i]) return static_cast<Unit>(i);
  }
  return Unit::kNone;
}

Value NoUnit(std::string_view name) {
  return ValueError(fmt::format(
      "\"{}\" is no unit of time; use year, quarter, month, week, day, hour, minute or second", name));
}

// The civil time as a value of the same kind as the original.
Value Again(const Value& original, const Civil& civil, const value::Zone& zone) {
  if (original.is_instant()) return Value::Instant(zone.ToInstant(civil));
  auto days = value::DaysOf(civil.year, civil.month, civil.day);
  return days ? Value::Date(*days) : ValueError("the date is outside the years 1 to 9999");
}

Value EvalRelativeDate(Evaluation& evaluation, Args args) {
  const value::Zone& zone = evaluation.inputs().zone;
  Civil civil = CivilAt(args[0], zone);
  if (!AddMonths(&civil, args[1].number())) return ValueError("the date is outside the years 1 to 9999");
  return Again(args[0], civil, zone);
}

Value EvalEndOfMonth(Evaluation& evaluation, Args args) {
  Civil civil = CivilAt(args[0], evaluation.inputs().zone);
  double months = args.size() > 1 ? args[1].number() : 0;
  if (!AddMonths(&civil, months)) return ValueError("the date is outside the years 1 to 9999");
  auto days = value::DaysOf(civil.year, civil.month, value::DaysInMonth(civil.year, civil.month));
  return days ? Value::Date(*days) : ValueError("the date is outside the years 1 to 9999");
}

Value EvalTruncate(Evaluation& evaluation, Args args) {
  const value::Zone& zone = evaluation.inputs().zone;
  Unit unit = UnitOf(args[1].text());
  if (unit == Unit::kNone) return NoUnit(args[1].text());
  Civil civil = CivilAt(args[0], zone);
  civil.micros = 0;
  if (unit <= Unit::kMinute) civil.second = 0;
  if (unit <= Unit::kHour) civil.minute = 0;
  if (unit <= Unit::kDay) civil.hour = 0;
  if (unit == Unit::kWeek) {
    int32_t day = DayAt(args[0], zone);
    Value monday = MakeDate(day - value::WeekdayOf(day) + 1);
    if (monday.is_error()) return monday;
    civil = value::CivilOf(monday.date());
  }
  if (unit <= Unit::kMonth) civil.day = 1;
  if (unit == Unit::kQuarter) civil.month = (civil.month - 1) / 3 * 3 + 1;
  if (unit == Unit::kYear) civil.month = 1;
  return Again(args[0], civil, zone);
}

// Whole months from one to the other, towards zero.
double MonthsBetween(const Value& from, const Value& to, const value::Zone& zone) {
  Civil a = CivilAt(from, zone);
  Civil b = CivilAt(to, zone);
  double months = (b.year - a.year) * 12.0 + b.month - a.month;
  auto rest = [](const Civil& c) {
    return ((static_cast<int64_t>(c.day) * 24 + c.hour) * 60 + c.minute) * int64_t{60'000'000} +
           c.second * int64_t{1'000'000} + c.micros;
  };
  // The last day of a month counts as the anniversary of a later day that the month lacks.
  bool last_day = b.day == value::DaysInMonth(b.year, b.month) && a.day > b.day;
  if (months > 0 && rest(b) < rest(a) && !last_day) --months;
  if (months < 0 && rest(b) > rest(a)) ++months;
  return months;
}

Value EvalDateDiff(Evaluation& evaluation, Args args) {
  const value::Zone& zone = evaluation.inputs().zone;
  Unit unit = UnitOf(args[2].text());
  double months = unit <= Unit::kMonth ? MonthsBetween(args[0], args[1], zone) : 0;
  bool dates = args[0].is_date() && args[1].is_date();
  double hours =
      dates ? (static_cast<double>(args[1].date()) - args[0].date()) * 24
            : static_cast<double>(InstantOf(args[1], zone) - InstantOf(args[0], zone)) / kMicrosPerHour;
  switch (unit) {
    case Unit::kYear:
      return Value::Number(std::trunc(months / 12));
    case Unit::kQuarter:
      return Value::Number(std::trunc(months / 3));
    case Unit::kMonth:
      return Value::Number(months);
    case Unit::kWeek:
      return Value::Number(std::trunc(hours / 168));
    case Unit::kDay:
      return Value::Number(std::trunc(hours / 24));
    case Unit::kHour:
      return Value::Number(std::trunc(hours));
    case Unit::kMinute:
      return Value::Number(std::trunc(hours * 60));
    case Unit::kSecond:
      return Value::Number(std::trunc(hours * 3600));
    case Unit::kNone:
      break;
  }
  return NoUnit(args[2].text());
}

}  // namespace

const Function kEndOfMonth{
    .name = "EndOfMonth",
    .aliases = {"EOMonth"},
    .family = "Dates",
    .description = "The last day of the month, or of the one so many months on.",
    .params = {{"date", ParamKind::kDate}, {"months", ParamKind::kNumber, true}},
    .result = DateResult,
    .eval = EvalEndOfMonth,
    .examples = {{"EndOfMonth(Date(2028, 2, 3))", "Date(2028, 2, 29)"},
                 {"EndOfMonth(Date(2026, 1, 31), 1)", "Date(2026, 2, 28)"},
                 {"EndOfMonth(\"\")", ""}},
};

const Function kRelativeDate{
    .name = "RelativeDate",
    .aliases = {"EDate"},
    .family = "Dates",
    .description =
        "The same day of the month so many months on, or that month's last day where it has no such day.",
    .params = {{"date", ParamKind::kDate}, {"months", ParamKind::kNumber}},
    .result = SameResult,
    .eval = EvalRelativeDate,
    .examples = {{"RelativeDate(Date(2026, 1, 31), 1)", "Date(2026, 2, 28)"},
                 {"RelativeDate(Date(2026, 3, 15), -12)", "Date(2025, 3, 15)"},
                 {"RelativeDate(\"\", 1)", ""}},
};

const Function kDateTimeTruncate{
    .name = "DateTimeTruncate",
    .family = "Dates",
    .description = "The start of the year, quarter, month, week (Monday), day, hour, minute or second.",
    .params = {{"date", ParamKind::kDate}, {"unit", ParamKind::kText}},
    .result = SameResult,
    .eval = EvalTruncate,
    .examples = {{"DateTimeTruncate(Date(2026, 5, 31), \"quarter\")", "Date(2026, 4, 1)"},
                 {"DateTimeTruncate(DateTime(2026, 5, 31, 17, 30), \"hour\")", "DateTime(2026, 5, 31, 17)"},
                 {"DateTimeTruncate(\"\", \"day\")", ""}},
};

const Function kDateDiff{
    .name = "DateDiff",
    .family = "Dates",
    .description =
        "Whole units from the first date to the second: years, quarters, months, weeks, days, hours, minutes "
        "or seconds.",
    .params = {{"from", ParamKind::kDate}, {"to", ParamKind::kDate}, {"unit", ParamKind::kText}},
    .result = NumberResult,
    .eval = EvalDateDiff,
    .examples = {{"DateDiff(Date(2026, 1, 31), Date(2026, 4, 30), \"months\")", "3"},
                 {"DateDiff(Date(2026, 1, 1), Date(2025, 1, 2), \"years\")", "0"},
                 {"DateDiff(\"\", Date(2026, 1, 1), \"day\")", ""}},
};

}  // namespace csip::formula
