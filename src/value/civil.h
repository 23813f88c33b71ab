// Days, clock times and time zones: civil dates to day numbers, instants to a zone's calendar, and their texts.
//
// Dates are days since 1970-01-01, instants microseconds since 1970-01-01T00:00:00Z. Zones are named as in the system's
// time zone data ("Europe/Oslo"). Thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace csip::value {

struct Civil {
  int year = 1970;
  int month = 1;  // 1 to 12
  int day = 1;    // 1 to 31
  int hour = 0;
  int minute = 0;
  int second = 0;
  int micros = 0;
};

// The first and the last moment of the years 1 to 9999 in UTC. Moments outside are none.
inline constexpr int64_t kFirstInstant = -62'135'596'800'000'000;
inline constexpr int64_t kLastInstant = 253'402'300'799'999'999;
bool IsInstant(int64_t micros);

// Years 1 to 9999; anything else, or a day that the month lacks, is nothing.
std::optional<int32_t> DaysOf(int year, int month, int day);
Civil CivilOf(int32_t days);
int WeekdayOf(int32_t days);  // 1 is Monday, 7 is Sunday (ISO 8601)
int DaysInMonth(int year, int month);

// A zone by its name; an error with a suggestion when the system does not know it.
class Zone {
 public:
  Zone();  // UTC
  static base::Result<Zone> Find(std::string_view name);

  const std::string& name() const { return name_; }
  Civil ToCivil(int64_t micros) const;
  // In a gap (clocks go forward) the first instant after it; where a time comes twice, the earlier.
  int64_t ToInstant(const Civil& civil) const;
  int32_t DateOf(int64_t micros) const;    // the day in this zone
  int64_t StartOfDay(int32_t days) const;  // its first instant

 private:
  std::string name_ = "UTC";
  const void* zone_ = nullptr;  // the library's zone; lives as long as the program
};

std::string FormatDate(int32_t days);       // 2026-11-22
std::string FormatInstant(int64_t micros);  // 2026-11-22T09:30:00Z, with fraction when there is one
// 2026-11-22T10:30:00+01:00; in UTC where the zone's offset had seconds or its calendar goes beyond the year 9999.
std::string FormatInstant(int64_t micros, const Zone& zone);

// ISO 8601: 2026-11-22, also with a time behind it (the time is dropped).
std::optional<int32_t> ReadDate(std::string_view text);
// ISO 8601 date and time; without an offset it is in the zone; a date alone is its start of day.
std::optional<int64_t> ReadInstant(std::string_view text, const Zone& zone);

}  // namespace csip::value
