// Today and now, dates from parts and parts of dates. A date and time is looked at in the workspace's time
// zone.
#include <fmt/format.h>

#include <cmath>

#include "base/text.h"
#include "formula/functions/calendar.h"
#include "formula/functions/family.h"

namespace csip::formula {

using value::Civil;
using value::Value;

namespace {

// The argument as a whole number within the range, or -1.
int Whole(const Value& v, double least, double most) {
  double n = std::trunc(v.number());
  return n >= least && n <= most ? static_cast<int>(n) : -1;
}

Value EvalDate(Evaluation&, Args args) {
  auto days = value::DaysOf(Whole(args[0], 1, 9999), Whole(args[1], 1, 12), Whole(args[2], 1, 31));
  return days ? Value::Date(*days) : ValueError("there is no such day");
}

Value EvalDateTime(Evaluation& evaluation, Args args) {
  auto days = value::DaysOf(Whole(args[0], 1, 9999), Whole(args[1], 1, 12), Whole(args[2], 1, 31));
  if (!days) return ValueError("there is no such day");
  Civil civil = value::CivilOf(*days);
  civil.hour = args.size() > 3 ? Whole(args[3], 0, 23) : 0;
  civil.minute = args.size() > 4 ? Whole(args[4], 0, 59) : 0;
  civil.second = args.size() > 5 ? Whole(args[5], 0, 59) : 0;
  if (civil.hour < 0 || civil.minute < 0 || civil.second < 0)
    return ValueError("there is no such time of day");
  return Value::Instant(evaluation.inputs().zone.ToInstant(civil));
}

template <int (*kPart)(const Civil&)>
Value Part(Evaluation& evaluation, Args args) {
  return Value::Number(kPart(CivilAt(args[0], evaluation.inputs().zone)));
}

int YearOf(const Civil& c) {
  return c.year;
}
int QuarterOf(const Civil& c) {
  return (c.month - 1) / 3 + 1;
}
int MonthOf(const Civil& c) {
  return c.month;
}
int DayOf(const Civil& c) {
  return c.day;
}
int HourOf(const Civil& c) {
  return c.hour;
}
int MinuteOf(const Civil& c) {
  return c.minute;
}
int SecondOf(const Civil& c) {
  return c.second;
}
int WeekOf(const Civil& c) {
  return IsoWeek(*value::DaysOf(c.year, c.month, c.day));
}
// Sunday is 1, as in Coda.
int WeekdayNumber(const Civil& c) {
  return value::WeekdayOf(*value::DaysOf(c.year, c.month, c.day)) % 7 + 1;
}

Value EvalMonthName(Evaluation& evaluation, Args args) {
  return evaluation.MakeText(MonthName(CivilAt(args[0], evaluation.inputs().zone).month));
}

Value EvalWeekdayName(Evaluation& evaluation, Args args) {
  return evaluation.MakeText(WeekdayName(DayAt(args[0], evaluation.inputs().zone)));
}

Value EvalFormatDate(Evaluation& evaluation, Args args) {
  if (!evaluation.Spend(static_cast<int64_t>(args[1].text().size()))) return evaluation.LimitError();
  return evaluation.MakeText(FormatMoment(args[0], args[1].text(), evaluation.inputs().zone));
}

// One number of a date or of a date and time.
Function PartFunction(std::string_view name, std::vector<std::string_view> aliases,
                      std::string_view description, Value (*eval)(Evaluation&, Args),
                      std::vector<Example> examples) {
  return Function{.name = name,
                  .aliases = std::move(aliases),
                  .family = "Dates",
                  .description = description,
                  .params = {{"date", ParamKind::kDate}},
                  .result = NumberResult,
                  .eval = eval,
                  .examples = std::move(examples)};
}

}  // namespace

const Function kToday{
    .name = "Today",
    .family = "Dates",
    .description =
        "The day it is in the workspace's time zone. Formulas that use it are computed anew at midnight.",
    .result = DateResult,
    .eval = [](Evaluation& evaluation, Args) { return Value::Date(evaluation.inputs().today); },
    .uses_today = true,
    .examples = {{"Today() - Today()", "0"},
                 {"Today() + 1 > Today()", "True"},
                 {"Today() - ToDate(\"\")", ""}},
};

const Function kNow{
    .name = "Now",
    .family = "Dates",
    .description = "The date and time it is.",
    .result = InstantResult,
    .eval = [](Evaluation& evaluation, Args) { return Value::Instant(evaluation.inputs().now); },
    .uses_now = true,
    .examples = {{"Now() - Now()", "0"}, {"Now() > ToDateTime(\"\")", ""}},
};

const Function kDate{
    .name = "Date",
    .family = "Dates",
    .description = "The day of a year, month and day. A day that does not exist is #VALUE.",
    .params = {{"year", ParamKind::kNumber}, {"month", ParamKind::kNumber}, {"day", ParamKind::kNumber}},
    .result = DateResult,
    .eval = EvalDate,
    .examples = {{"Date(2026, 1, 31)", "ToDate(\"2026-01-31\")"},
                 {"Date(2026, 2, 30)", "#VALUE"},
                 {"Date(2026, \"\", 1)", ""}},
};

const Function kDateTime{
    .name = "DateTime",
    .family = "Dates",
    .description = "The date and time of its parts in the workspace's time zone.",
    .params = {{"year", ParamKind::kNumber},
               {"month", ParamKind::kNumber},
               {"day", ParamKind::kNumber},
               {"hour", ParamKind::kNumber, true},
               {"minute", ParamKind::kNumber, true},
               {"second", ParamKind::kNumber, true}},
    .result = InstantResult,
    .eval = EvalDateTime,
    .examples = {{"DateTime(2026, 1, 31, 12) - Date(2026, 1, 31)", "0.5"},
                 {"DateTime(2026, 1, 31, 25)", "#VALUE"},
                 {"DateTime(2026, 1, \"\")", ""}},
};

const Function kToDate{
    .name = "ToDate",
    .family = "Dates",
    .description = "The day of a date and time, or of a text in ISO 8601 (2026-01-31).",
    .params = {{"value"}},
    .result = DateResult,
    .eval = [](Evaluation& evaluation, Args args) { return ToDate(args[0], evaluation.inputs().zone); },
    .examples = {{"ToDate(\"2026-01-31\")", "Date(2026, 1, 31)"},
                 {"ToDate(\"soon\")", "#VALUE"},
                 {"ToDate(\"\")", ""}},
};

const Function kToDateTime{
    .name = "ToDateTime",
    .family = "Dates",
    .description =
        "The start of a day, or the date and time of a text in ISO 8601; without an offset it is in the "
        "workspace's "
        "time zone.",
    .params = {{"value"}},
    .result = InstantResult,
    .eval = [](Evaluation& evaluation, Args args) { return ToInstant(args[0], evaluation.inputs().zone); },
    .examples = {{"ToDateTime(\"2026-01-31T12:00\")", "DateTime(2026, 1, 31, 12)"},
                 {"ToDateTime(\"noon\")", "#VALUE"},
                 {"ToDateTime(\"\")", ""}},
};

const Function kYear = PartFunction("Year", {}, "The year.", Part<YearOf>,
                                    {{"Year(Date(2026, 5, 31))", "2026"}, {"Year(\"\")", ""}});
const Function kQuarter = PartFunction("Quarter", {}, "The quarter, 1 to 4.", Part<QuarterOf>,
                                       {{"Quarter(Date(2026, 5, 31))", "2"}, {"Quarter(\"\")", ""}});
const Function kMonth = PartFunction("Month", {}, "The month, 1 to 12.", Part<MonthOf>,
                                     {{"Month(Date(2026, 5, 31))", "5"}, {"Month(\"\")", ""}});
const Function kWeekNumber =
    PartFunction("WeekNumber", {"IsoWeekNumber"},
                 "The week of the year by ISO 8601: it begins on Monday, week 1 has the first Thursday. "
                 "Coda counts from 1 January.",
                 Part<WeekOf>,
                 {{"WeekNumber(Date(2026, 1, 1))", "1"},
                  {"WeekNumber(Date(2027, 1, 1))", "53"},
                  {"WeekNumber(\"\")", ""}});
const Function kDay = PartFunction("Day", {}, "The day of the month.", Part<DayOf>,
                                   {{"Day(Date(2026, 5, 31))", "31"}, {"Day(\"\")", ""}});
const Function kWeekday =
    PartFunction("Weekday", {}, "The day of the week: 1 is Sunday, 7 is Saturday, as in Coda.",
                 Part<WeekdayNumber>, {{"Weekday(Date(2026, 11, 23))", "2"}, {"Weekday(\"\")", ""}});
const Function kHour = PartFunction("Hour", {}, "The hour, 0 to 23; of a date 0.", Part<HourOf>,
                                    {{"Hour(DateTime(2026, 5, 31, 17, 30))", "17"}, {"Hour(\"\")", ""}});
const Function kMinute =
    PartFunction("Minute", {}, "The minute, 0 to 59; of a date 0.", Part<MinuteOf>,
                 {{"Minute(DateTime(2026, 5, 31, 17, 30))", "30"}, {"Minute(\"\")", ""}});
const Function kSecond =
    PartFunction("Second", {}, "The second, 0 to 59; of a date 0.", Part<SecondOf>,
                 {{"Second(DateTime(2026, 5, 31, 17, 30, 9))", "9"}, {"Second(\"\")", ""}});

const Function kMonthName{
    .name = "MonthName",
    .family = "Dates",
    .description = "The month's English name.",
    .params = {{"date", ParamKind::kDate}},
    .result = TextResult,
    .eval = EvalMonthName,
    .examples = {{"MonthName(Date(2026, 5, 31))", "\"May\""}, {"MonthName(\"\")", ""}},
};

const Function kWeekdayName{
    .name = "WeekdayName",
    .family = "Dates",
    .description = "The English name of the day of the week.",
    .params = {{"date", ParamKind::kDate}},
    .result = TextResult,
    .eval = EvalWeekdayName,
    .examples = {{"WeekdayName(Date(2026, 11, 23))", "\"Monday\""}, {"WeekdayName(\"\")", ""}},
};

const Function kFormatDate{
    .name = "FormatDate",
    .family = "Dates",
    .description =
        "The date as a text by a pattern of YYYY, YY, MMMM (name), MMM, MM, M, DD, D, dddd (name), ddd, HH, "
        "H, mm, ss.",
    .params = {{"date", ParamKind::kDate}, {"pattern", ParamKind::kText}},
    .result = TextResult,
    .eval = EvalFormatDate,
    .examples = {{"FormatDate(Date(2026, 5, 31), \"D MMM YYYY\")", "\"31 May 2026\""},
                 {"FormatDate(\"\", \"YYYY\")", ""}},
};

}  // namespace csip::formula
