// Spans of time, which are numbers of days, and instants as numbers.
#include <cmath>

#include "formula/functions/calendar.h"
#include "formula/functions/family.h"

namespace csip::formula {

using value::Civil;
using value::Value;

namespace {

constexpr double kMicrosPerSecond = 1e6;
constexpr int kSecondsPerDay = 86'400;

template <int kSeconds>
Value EvalSpan(Evaluation&, Args args) {
  return Value::Number(args[0].number() * kSeconds / kSecondsPerDay);
}

// Whole microseconds first, so that ToMinutes(Minutes(7)) is 7 and not a hair more.
template <int kSeconds>
Value EvalInUnits(Evaluation&, Args args) {
  double seconds = args[0].number() * kSecondsPerDay;
  if (std::fabs(seconds) < 1e9) seconds = std::round(seconds * kMicrosPerSecond) / kMicrosPerSecond;
  return Value::Number(seconds / kSeconds);
}

Value EvalDuration(Evaluation&, Args args) {
  constexpr double kSeconds[] = {86'400, 3'600, 60, 1};
  double sum = 0;
  for (size_t i = 0; i < args.size(); ++i) sum += args[i].number() * kSeconds[i];
  return Value::Number(sum / kSecondsPerDay);
}

Value EvalTime(Evaluation&, Args args) {
  double seconds = std::trunc(args[0].number()) * 3'600;
  if (args.size() > 1) seconds += std::trunc(args[1].number()) * 60;
  if (args.size() > 2) seconds += args[2].number();
  if (!(seconds >= 0 && seconds < 1e12)) return ValueError("there is no such time of day");
  return Value::Number(std::fmod(seconds, kSecondsPerDay) / kSecondsPerDay);
}

Value EvalEpochToDate(Evaluation&, Args args) {
  return MakeInstant(args[0].number() * kMicrosPerSecond);
}

Value EvalDateToEpoch(Evaluation& evaluation, Args args) {
  return Value::Number(static_cast<double>(InstantOf(args[0], evaluation.inputs().zone)) / kMicrosPerSecond);
}

Value EvalDayOfYear(Evaluation& evaluation, Args args) {
  int32_t day = DayAt(args[0], evaluation.inputs().zone);
  return Value::Number(day - *value::DaysOf(std::clamp(value::CivilOf(day).year, 1, 9999), 1, 1) + 1);
}

// --- years and days as accountants count them ---

bool IsLeap(int year) {
  return value::DaysInMonth(year, 2) == 29;
}
bool IsEndOfFebruary(const Civil& c) {
  return c.month == 2 && c.day == value::DaysInMonth(c.year, 2);
}

// Days between in a year of twelve months of 30 days.
double DaysOf360(const Civil& a, const Civil& b, bool european, bool february) {
  int from = a.day;
  int to = b.day;
  if (european) {
    from = std::min(from, 30);
    to = std::min(to, 30);
  } else {
    if (february && IsEndOfFebruary(a) && IsEndOfFebruary(b)) to = 30;
    if (IsEndOfFebruary(a) || from == 31) from = 30;
    if (to == 31 && from == 30) to = 30;
  }
  return (b.year - a.year) * 360.0 + (b.month - a.month) * 30.0 + to - from;
}

Value EvalDays360(Evaluation& evaluation, Args args) {
  const value::Zone& zone = evaluation.inputs().zone;
  bool european = args.size() > 2 && args[2].is_true();
  return Value::Number(DaysOf360(CivilAt(args[0], zone), CivilAt(args[1], zone), european, false));
}

// The length of a year between the two dates: one of the two lengths within a year, else the mean of the years touched.
double YearLength(const Civil& a, const Civil& b) {
  bool within = a.year == b.year ||
                (a.year + 1 == b.year && (a.month > b.month || (a.month == b.month && a.day >= b.day)));
  if (!within) {
    double days = *value::DaysOf(b.year, 12, 31) - *value::DaysOf(a.year, 1, 1) + 1;
    return days / (b.year - a.year + 1);
  }
  if (a.year == b.year) return IsLeap(a.year) ? 366 : 365;
  bool leap_day =
      (IsLeap(a.year) && a.month <= 2) || (IsLeap(b.year) && (b.month > 2 || (b.month == 2 && b.day == 29)));
  return leap_day ? 366 : 365;
}

Value EvalYearFrac(Evaluation& evaluation, Args args) {
  const value::Zone& zone = evaluation.inputs().zone;
  int32_t from = DayAt(args[0], zone);
  int32_t to = DayAt(args[1], zone);
  if (from > to) std::swap(from, to);
  Civil a = value::CivilOf(from);
  Civil b = value::CivilOf(to);
  double days = static_cast<double>(to) - from;
  double basis = args.size() > 2 ? std::trunc(args[2].number()) : 0;
  if (basis == 0) return Value::Number(DaysOf360(a, b, false, true) / 360);
  if (basis == 1) return Value::Number(days / YearLength(a, b));
  if (basis == 2) return Value::Number(days / 360);
  if (basis == 3) return Value::Number(days / 365);
  if (basis == 4) return Value::Number(DaysOf360(a, b, true, false) / 360);
  return ValueError(
      "the basis is 0 (30/360), 1 (actual/actual), 2 (actual/360), 3 (actual/365) or 4 (European 30/360)");
}

Function OfNumber(std::string_view name, std::string_view description, std::string_view parameter,
                  Value (*eval)(Evaluation&, Args), std::vector<Example> examples) {
  return Function{.name = name,
                  .family = "Dates",
                  .description = description,
                  .params = {{parameter, ParamKind::kNumber}},
                  .result = NumberResult,
                  .eval = eval,
                  .examples = std::move(examples)};
}

}  // namespace

const Function kWeeks = OfNumber("Weeks", "A span of so many weeks, in days.", "number", EvalSpan<7 * 86'400>,
                                 {{"Weeks(2)", "14"}, {"Weeks(\"\")", ""}});
const Function kDays =
    OfNumber("Days", "A span of so many days: the number itself, since spans are counted in days.", "number",
             EvalSpan<86'400>, {{"Date(2026, 1, 31) + Days(1)", "Date(2026, 2, 1)"}, {"Days(\"\")", ""}});
const Function kHours = OfNumber("Hours", "A span of so many hours, in days.", "number", EvalSpan<3'600>,
                                 {{"Hours(12)", "0.5"}, {"Hours(\"\")", ""}});
const Function kMinutes = OfNumber("Minutes", "A span of so many minutes, in days.", "number", EvalSpan<60>,
                                   {{"Minutes(720)", "0.5"}, {"Minutes(\"\")", ""}});
const Function kSeconds = OfNumber("Seconds", "A span of so many seconds, in days.", "number", EvalSpan<1>,
                                   {{"Seconds(43200)", "0.5"}, {"Seconds(\"\")", ""}});
const Function kToWeeks =
    OfNumber("ToWeeks", "A span in weeks.", "span", EvalInUnits<7 * 86'400>,
             {{"ToWeeks(Date(2026, 1, 15) - Date(2026, 1, 1))", "2"}, {"ToWeeks(\"\")", ""}});
const Function kToDays = OfNumber("ToDays", "A span in days: the number itself.", "span", EvalInUnits<86'400>,
                                  {{"ToDays(Hours(36))", "1.5"}, {"ToDays(\"\")", ""}});
const Function kToHours =
    OfNumber("ToHours", "A span in hours.", "span", EvalInUnits<3'600>,
             {{"ToHours(DateTime(2026, 1, 1, 18) - DateTime(2026, 1, 1, 12))", "6"}, {"ToHours(\"\")", ""}});
const Function kToMinutes = OfNumber("ToMinutes", "A span in minutes.", "span", EvalInUnits<60>,
                                     {{"ToMinutes(Hours(1.5))", "90"}, {"ToMinutes(\"\")", ""}});
const Function kToSeconds = OfNumber("ToSeconds", "A span in seconds.", "span", EvalInUnits<1>,
                                     {{"ToSeconds(Minutes(7))", "420"}, {"ToSeconds(\"\")", ""}});

const Function kDuration{
    .name = "Duration",
    .family = "Dates",
    .description = "A span of so many days, hours, minutes and seconds, in days.",
    .params = {{"days", ParamKind::kNumber},
               {"hours", ParamKind::kNumber, true},
               {"minutes", ParamKind::kNumber, true},
               {"seconds", ParamKind::kNumber, true}},
    .result = NumberResult,
    .eval = EvalDuration,
    .examples = {{"Duration(1, 12)", "1.5"}, {"Duration(0, \"\")", ""}},
};

const Function kTime{
    .name = "Time",
    .family = "Dates",
    .description =
        "A time of day as a part of the day, to be added to a date's first moment: noon is 0.5. Beyond 24 "
        "hours it "
        "begins again at 0.",
    .params = {{"hour", ParamKind::kNumber},
               {"minute", ParamKind::kNumber, true},
               {"second", ParamKind::kNumber, true}},
    .result = NumberResult,
    .eval = EvalTime,
    .examples = {{"Time(12)", "0.5"},
                 {"ToDateTime(Date(2026, 1, 31)) + Time(6)", "DateTime(2026, 1, 31, 6)"},
                 {"Time(\"\")", ""}},
};

const Function kEpochToDate{
    .name = "EpochToDate",
    .family = "Dates",
    .description = "The date and time so many seconds after 1970-01-01 00:00 UTC.",
    .params = {{"seconds", ParamKind::kNumber}},
    .result = InstantResult,
    .eval = EvalEpochToDate,
    .examples = {{"EpochToDate(0)", "ToDateTime(\"1970-01-01T00:00:00Z\")"}, {"EpochToDate(\"\")", ""}},
};

const Function kDateToEpoch{
    .name = "DateToEpoch",
    .family = "Dates",
    .description =
        "The seconds from 1970-01-01 00:00 UTC to a date and time; a date stands for its first moment.",
    .params = {{"date", ParamKind::kDate}},
    .result = NumberResult,
    .eval = EvalDateToEpoch,
    .examples = {{"DateToEpoch(ToDateTime(\"1970-01-02T00:00:00Z\"))", "86400"}, {"DateToEpoch(\"\")", ""}},
};

const Function kDayOfYear{
    .name = "DayOfYear",
    .family = "Dates",
    .description = "The day of the year, 1 to 366.",
    .params = {{"date", ParamKind::kDate}},
    .result = NumberResult,
    .eval = EvalDayOfYear,
    .examples = {{"DayOfYear(Date(2026, 2, 1))", "32"}, {"DayOfYear(\"\")", ""}},
};

const Function kDays360{
    .name = "Days360",
    .family = "Dates",
    .description =
        "Days between two dates in a year of twelve months of 30 days, as accountants count; by the European "
        "rule where "
        "the third argument is true.",
    .params = {{"from", ParamKind::kDate}, {"to", ParamKind::kDate}, {"european", ParamKind::kBool, true}},
    .result = NumberResult,
    .eval = EvalDays360,
    .examples = {{"Days360(Date(2011, 1, 1), Date(2011, 12, 31))", "360"},
                 {"Days360(\"\", Date(2011, 1, 1))", ""}},
};

const Function kYearFrac{
    .name = "YearFrac",
    .family = "Dates",
    .description =
        "The part of a year between two dates, by a basis as in spreadsheets: 0 (where none is given) US "
        "30/360, 1 "
        "actual/actual, 2 actual/360, 3 actual/365, 4 European 30/360.",
    .params = {{"from", ParamKind::kDate}, {"to", ParamKind::kDate}, {"basis", ParamKind::kNumber, true}},
    .result = NumberResult,
    .eval = EvalYearFrac,
    .examples = {{"YearFrac(Date(2026, 1, 1), Date(2026, 7, 1))", "0.5"},
                 {"YearFrac(Date(2026, 1, 1), Date(2026, 7, 1), 9)", "#VALUE"},
                 {"YearFrac(\"\", Date(2026, 1, 1))", ""}},
};

}  // namespace csip::formula
