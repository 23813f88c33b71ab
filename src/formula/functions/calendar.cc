#include "formula/functions/calendar.h"

#include <fmt/format.h>

#include <cmath>

#include "base/text.h"

namespace csip::formula {

using value::Civil;

namespace {

constexpr std::string_view kMonths[] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};
constexpr std::string_view kWeekdays[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                          "Friday", "Saturday", "Sunday"};

}  // namespace

Civil CivilAt(const value::Value& moment, const value::Zone& zone) {
  return moment.is_date() ? value::CivilOf(moment.date()) : zone.ToCivil(moment.instant());
}

int32_t DayAt(const value::Value& moment, const value::Zone& zone) {
  return moment.is_date() ? moment.date() : zone.DateOf(moment.instant());
}

int IsoWeek(int32_t day) {
  // The week belongs to the year of its Thursday.
  int32_t thursday = day - value::WeekdayOf(day) + 4;
  int32_t first = *value::DaysOf(std::clamp(value::CivilOf(thursday).year, 1, 9999), 1, 1);
  return (thursday - first) / 7 + 1;
}

std::string_view MonthName(int month) {
  return kMonths[std::clamp(month, 1, 12) - 1];
}
std::string_view WeekdayName(int32_t day) {
  return kWeekdays[value::WeekdayOf(day) - 1];
}

std::string FormatMoment(const value::Value& moment, std::string_view pattern, const value::Zone& zone) {
  Civil c = CivilAt(moment, zone);
  int32_t day = DayAt(moment, zone);
  struct Part {
    std::string_view letters;
    std::string text;
  };
  const Part parts[] = {
      {"YYYY", fmt::format("{:04}", c.year)},
      {"yyyy", fmt::format("{:04}", c.year)},
      {"YY", fmt::format("{:02}", c.year % 100)},
      {"MMMM", std::string(MonthName(c.month))},
      {"MMM", std::string(MonthName(c.month).substr(0, 3))},
      {"MM", fmt::format("{:02}", c.month)},
      {"M", fmt::format("{}", c.month)},
      {"DD", fmt::format("{:02}", c.day)},
      {"dddd", std::string(WeekdayName(day))},
      {"ddd", std::string(WeekdayName(day).substr(0, 3))},
      {"dd", fmt::format("{:02}", c.day)},
      {"D", fmt::format("{}", c.day)},
      {"HH", fmt::format("{:02}", c.hour)},
      {"H", fmt::format("{}", c.hour)},
      {"mm", fmt::format("{:02}", c.minute)},
      {"ss", fmt::format("{:02}", c.second)},
  };
  std::string out;
  while (!pattern.empty()) {
    const Part* found = nullptr;
    for (const Part& part : parts) {
      if (!pattern.starts_with(part.letters)) continue;
      found = &part;
      break;
    }
    out += found ? found->text : std::string(pattern.substr(0, 1));
    pattern.remove_prefix(found ? found->letters.size() : 1);
  }
  return out;
}

bool AddMonths(Civil* civil, double months) {
  double total = civil->year * 12.0 + civil->month - 1 + std::trunc(months);
  if (!(total >= 12 && total < 120'000)) return false;
  civil->year = static_cast<int>(total) / 12;
  civil->month = static_cast<int>(total) % 12 + 1;
  civil->day = std::min(civil->day, value::DaysInMonth(civil->year, civil->month));
  return true;
}

}  // namespace csip::formula
