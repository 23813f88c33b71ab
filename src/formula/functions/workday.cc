// Working days: weekends and holidays.
#include <algorithm>
#include <cmath>

#include "formula/functions/calendar.h"
#include "formula/functions/family.h"

namespace csip::formula {

using value::Value;

namespace {

// Which days of the week are free, Monday first, and which days besides.
struct Calendar {
  bool free[7] = {false, false, false, false, false, true, true};
  std::vector<int32_t> holidays;  // sorted, each once

  bool IsFreeWeekday(int32_t day) const { return free[value::WeekdayOf(day) - 1]; }
  bool IsWorkday(int32_t day) const {
    return !IsFreeWeekday(day) && !std::binary_search(holidays.begin(), holidays.end(), day);
  }
};

// What is no date among the holidays ends it with an error.
Value ReadHolidays(Evaluation& evaluation, const Value& list, Calendar* calendar) {
  for (const Value& item : value::AsItems(list)) {
    Value day = ToDate(item, evaluation.inputs().zone);
    if (day.is_error()) return day;
    if (day.is_date()) calendar->holidays.push_back(day.date());
  }
  auto& days = calendar->holidays;
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return {};
}

Value BadWeekend() {
  return ValueError(
      "a weekend is seven digits from Monday on, 1 for a free day (\"0000011\" is Saturday and Sunday), or a "
      "spreadsheet's number: 1 to 7 for two days beginning with Saturday-Sunday, Sunday-Monday, …, 11 to 17 "
      "for one day "
      "beginning with Sunday");
}

// "0000011", or the number that spreadsheets use.
Value ReadWeekend(const Value& weekend, Calendar* calendar) {
  std::fill(std::begin(calendar->free), std::end(calendar->free), false);
  const Value& v = Single(weekend);
  if (v.is_text() && v.text().size() == 7 && v.text().find_first_not_of("01") == std::string_view::npos) {
    if (v.text().find('0') == std::string_view::npos)
      return ValueError("a week without working days has none to count");
    for (size_t i = 0; i < 7; ++i) calendar->free[i] = v.text()[i] == '1';
    return {};
  }
  Value number = ToNumber(v);
  double code = number.is_number() ? std::trunc(number.number()) : 0;
  if (code >= 1 && code <= 7) {
    auto first = static_cast<size_t>(code + 4) % 7;
    calendar->free[first] = calendar->free[(first + 1) % 7] = true;
    return {};
  }
  if (code < 11 || code > 17) return BadWeekend();
  calendar->free[static_cast<size_t>(code - 11 + 6) % 7] = true;
  return {};
}

Value CountWorkdays(const Calendar& calendar, int32_t from, int32_t to) {
  double sign = from <= to ? 1 : -1;
  if (from > to) std::swap(from, to);
  int32_t weeks = (to - from + 1) / 7;
  double count = 0;
  for (bool free : calendar.free) count += free ? 0 : weeks;
  for (int32_t day = from + weeks * 7; day <= to; ++day) count += calendar.IsFreeWeekday(day) ? 0 : 1;
  for (int32_t day : calendar.holidays)
    count -= day >= from && day <= to && !calendar.IsFreeWeekday(day) ? 1 : 0;
  return Value::Number(sign * count);
}

Value MoveByWorkdays(Evaluation& evaluation, const Calendar& calendar, int32_t day, double days) {
  double left = std::trunc(days);
  if (std::fabs(left) > 3'000'000) return ValueError("the date is outside the years 1 to 9999");
  if (!evaluation.Spend(static_cast<int64_t>(std::fabs(left)))) return evaluation.LimitError();
  int32_t step = left < 0 ? -1 : 1;
  for (left = std::fabs(left); left > 0;) {
    day += step;
    if (calendar.IsWorkday(day)) --left;
  }
  return MakeDate(day);
}

// The first blank of the arguments that must be known; nullptr when there is none. Holidays may be blank.
const Value* FirstBlank(Args args) {
  auto at = std::find_if(args.begin(), args.end(), [](const Value& v) { return v.is_blank(); });
  return at == args.end() ? nullptr : &*at;
}

template <bool kWeekend>
Value ReadCalendar(Evaluation& evaluation, Args args, Calendar* calendar) {
  constexpr size_t kNeeded = kWeekend ? 3 : 2;
  if (kWeekend) {
    Value error = ReadWeekend(args[2], calendar);
    if (error.is_error()) return error;
  }
  return args.size() > kNeeded ? ReadHolidays(evaluation, args[kNeeded], calendar) : Value();
}

template <bool kWeekend>
Value EvalNetWorkingDays(Evaluation& evaluation, Args args) {
  if (const Value* blank = FirstBlank(args.first(kWeekend ? 3 : 2))) return *blank;
  Calendar calendar;
  Value error = ReadCalendar<kWeekend>(evaluation, args, &calendar);
  if (error.is_error()) return error;
  const value::Zone& zone = evaluation.inputs().zone;
  return CountWorkdays(calendar, DayAt(args[0], zone), DayAt(args[1], zone));
}

template <bool kWeekend>
Value EvalWorkday(Evaluation& evaluation, Args args) {
  if (const Value* blank = FirstBlank(args.first(kWeekend ? 3 : 2))) return *blank;
  Calendar calendar;
  Value error = ReadCalendar<kWeekend>(evaluation, args, &calendar);
  if (error.is_error()) return error;
  return MoveByWorkdays(evaluation, calendar, DayAt(args[0], evaluation.inputs().zone), args[1].number());
}

constexpr Param kHolidays = {"holidays", ParamKind::kList, true};
constexpr Param kWeekend = {"weekend", ParamKind::kAny};

}  // namespace

const Function kNetWorkingDays{
    .name = "NetWorkingDays",
    .aliases = {"NetWorkdays"},
    .family = "Dates",
    .description =
        "Days from Monday to Friday between two dates, both counted, without holidays; negative when the "
        "second is earlier.",
    .params = {{"from", ParamKind::kDate}, {"to", ParamKind::kDate}, kHolidays},
    .result = NumberResult,
    .eval = EvalNetWorkingDays<false>,
    .blank_passes = false,
    .examples = {{"NetWorkingDays(Date(2026, 11, 20), Date(2026, 11, 24))", "3"},
                 {"NetWorkingDays(Date(2026, 12, 24), Date(2026, 12, 28), List(Date(2026, 12, 25)))", "2"},
                 {"NetWorkingDays(\"\", Date(2026, 1, 1))", ""}},
};

const Function kNetWorkingDaysIntl{
    .name = "NetWorkingDaysIntl",
    .aliases = {"NetWorkdaysIntl"},
    .family = "Dates",
    .description =
        "As NetWorkingDays, with another weekend: seven digits from Monday on, 1 for a free day (\"0000011\" "
        "is Saturday "
        "and Sunday), or the number a spreadsheet uses (7 is Friday and Saturday).",
    .params = {{"from", ParamKind::kDate}, {"to", ParamKind::kDate}, kWeekend, kHolidays},
    .result = NumberResult,
    .eval = EvalNetWorkingDays<true>,
    .blank_passes = false,
    .examples = {{"NetWorkingDaysIntl(Date(2026, 11, 20), Date(2026, 11, 24), \"0000110\")", "3"},
                 {"NetWorkingDaysIntl(Date(2026, 11, 20), Date(2026, 11, 24), \"weekend\")", "#VALUE"},
                 {"NetWorkingDaysIntl(Date(2026, 11, 20), \"\", 1)", ""}},
};

const Function kWorkday{
    .name = "Workday",
    .family = "Dates",
    .description =
        "The day so many working days (Monday to Friday, without holidays) after a date, or before it.",
    .params = {{"date", ParamKind::kDate}, {"days", ParamKind::kNumber}, kHolidays},
    .result = DateResult,
    .eval = EvalWorkday<false>,
    .blank_passes = false,
    .examples = {{"Workday(Date(2026, 11, 20), 1)", "Date(2026, 11, 23)"},
                 {"Workday(Date(2026, 11, 23), -1)", "Date(2026, 11, 20)"},
                 {"Workday(\"\", 1)", ""}},
};

const Function kWorkdayIntl{
    .name = "WorkdayIntl",
    .family = "Dates",
    .description = "As Workday, with another weekend (see NetWorkingDaysIntl).",
    .params = {{"date", ParamKind::kDate}, {"days", ParamKind::kNumber}, kWeekend, kHolidays},
    .result = DateResult,
    .eval = EvalWorkday<true>,
    .blank_passes = false,
    .examples = {{"WorkdayIntl(Date(2026, 11, 19), 1, \"0000110\")", "Date(2026, 11, 22)"},
                 {"WorkdayIntl(Date(2026, 11, 19), 1, \"1111111\")", "#VALUE"},
                 {"WorkdayIntl(\"\", 1, 1)", ""}},
};

}  // namespace csip::formula
