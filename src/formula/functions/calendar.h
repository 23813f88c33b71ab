// Calendar arithmetic that several date functions share.
#pragma once

#include <string>
#include <string_view>

#include "value/civil.h"
#include "value/value.h"

namespace csip::formula {

// The parts of a date or, in the zone, of an instant.
value::Civil CivilAt(const value::Value& moment, const value::Zone& zone);
int32_t DayAt(const value::Value& moment, const value::Zone& zone);

int IsoWeek(int32_t day);
std::string_view MonthName(int month);  // 1 is January
std::string_view WeekdayName(int32_t day);

// By a pattern of YYYY, YY, MMMM, MMM, MM, M, DD, D, dddd, ddd, HH, H, mm, ss; other characters stand for
// themselves.
std::string FormatMoment(const value::Value& moment, std::string_view pattern, const value::Zone& zone);

// The same day of the month so many months on, or the month's last day where it has no such day. False
// outside the years 1 to 9999.
bool AddMonths(value::Civil* civil, double months);

}  // namespace csip::formula
