#include "value/civil.h"

#include <date/date.h>
#include <date/tz.h>
#include <fmt/format.h>

#include <cctype>

#include "base/clock.h"
#include "base/text.h"

namespace csip::value {
namespace {

using base::kMicrosPerDay;
using base::kMicrosPerSecond;
using LocalMicros = date::local_time<std::chrono::microseconds>;
using SysMicros = date::sys_time<std::chrono::microseconds>;

Civil FromMicros(int64_t local) {
  int64_t days = local / kMicrosPerDay - (local % kMicrosPerDay < 0 ? 1 : 0);
  int64_t rest = local - days * kMicrosPerDay;
  Civil civil = CivilOf(static_cast<int32_t>(days));
  civil.micros = static_cast<int>(rest % kMicrosPerSecond);
  int64_t seconds = rest / kMicrosPerSecond;
  civil.hour = static_cast<int>(seconds / 3600);
  civil.minute = static_cast<int>(seconds / 60 % 60);
  civil.second = static_cast<int>(seconds % 60);
  return civil;
}

int64_t ToMicros(const Civil& c) {
  int64_t days = DaysOf(c.year, c.month, c.day).value_or(0);
  return days * kMicrosPerDay + ((c.hour * 60LL + c.minute) * 60 + c.second) * kMicrosPerSecond + c.micros;
}

// Reads exactly `digits` digits at *at and moves behind them.
bool ReadDigits(std::string_view text, size_t* at, int digits, int* out) {
  int n = 0;
  for (int i = 0; i < digits; ++i, ++*at) {
    if (*at >= text.size() || std::isdigit(static_cast<unsigned char>(text[*at])) == 0) return false;
    n = n * 10 + (text[*at] - '0');
  }
  *out = n;
  return true;
}

bool Skip(std::string_view text, size_t* at, char c) {
  if (*at >= text.size() || text[*at] != c) return false;
  ++*at;
  return true;
}

std::optional<int32_t> ReadDatePart(std::string_view text, size_t* at) {
  int year, month, day;
  if (!ReadDigits(text, at, 4, &year) || !Skip(text, at, '-') || !ReadDigits(text, at, 2, &month) ||
      !Skip(text, at, '-') || !ReadDigits(text, at, 2, &day)) {
    return std::nullopt;
  }
  return DaysOf(year, month, day);
}

std::string FormatCivil(const Civil& c) {
  std::string out =
      fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", c.year, c.month, c.day, c.hour, c.minute, c.second);
  if (c.micros != 0) {
    std::string fraction = fmt::format("{:06}", c.micros);
    while (fraction.back() == '0') fraction.pop_back();
    out += '.' + fraction;
  }
  return out;
}

}  // namespace

std::optional<int32_t> DaysOf(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > DaysInMonth(year, month))
    return std::nullopt;
  date::year_month_day ymd{date::year(year), date::month(static_cast<unsigned>(month)),
                           date::day(static_cast<unsigned>(day))};
  return static_cast<int32_t>(date::sys_days(ymd).time_since_epoch().count());
}

bool IsInstant(int64_t micros) {
  return micros >= kFirstInstant && micros <= kLastInstant;
}

Civil CivilOf(int32_t days) {
  date::year_month_day ymd{date::sys_days(date::days(days))};
  Civil civil;
  civil.year = static_cast<int>(ymd.year());
  civil.month = static_cast<int>(static_cast<unsigned>(ymd.month()));
  civil.day = static_cast<int>(static_cast<unsigned>(ymd.day()));
  return civil;
}

int WeekdayOf(int32_t days) {
  return static_cast<int>(date::weekday(date::sys_days(date::days(days))).iso_encoding());
}

int DaysInMonth(int year, int month) {
  date::year_month_day_last last{date::year(year),
                                 date::month_day_last(date::month(static_cast<unsigned>(month)))};
  return static_cast<int>(static_cast<unsigned>(last.day()));
}

Zone::Zone() = default;

base::Result<Zone> Zone::Find(std::string_view name) {
  Zone zone;
  zone.name_ = std::string(name);
  if (name == "UTC" || name == "Etc/UTC") return zone;
  try {
    zone.zone_ = date::locate_zone(zone.name_);
  } catch (const std::exception&) {
    std::vector<std::string> names;
    for (const auto& known : date::get_tzdb().zones) names.push_back(known.name());
    return base::Invalid("no time zone `" + zone.name_ + "`" + base::DidYouMean(name, names));
  }
  return zone;
}

Civil Zone::ToCivil(int64_t micros) const {
  if (zone_ == nullptr) return FromMicros(micros);
  SysMicros instant{std::chrono::microseconds(micros)};
  auto local = static_cast<const date::time_zone*>(zone_)->to_local(instant);
  return FromMicros(local.time_since_epoch().count());
}

int64_t Zone::ToInstant(const Civil& civil) const {
  int64_t local = ToMicros(civil);
  if (zone_ == nullptr) return local;
  const auto* zone = static_cast<const date::time_zone*>(zone_);
  date::local_info info = zone->get_info(LocalMicros{std::chrono::microseconds(local)});
  if (info.result == date::local_info::nonexistent) {
    return std::chrono::duration_cast<std::chrono::microseconds>(info.second.begin.time_since_epoch())
        .count();
  }
  return local - std::chrono::duration_cast<std::chrono::microseconds>(info.first.offset).count();
}

int32_t Zone::DateOf(int64_t micros) const {
  Civil civil = ToCivil(micros);
  if (auto days = DaysOf(civil.year, civil.month, civil.day)) return *days;
  return civil.year < 1 ? *DaysOf(1, 1, 1) : *DaysOf(9999, 12, 31);  // a few hours beyond the calendar
}

int64_t Zone::StartOfDay(int32_t days) const {
  return ToInstant(CivilOf(days));
}

std::string FormatDate(int32_t days) {
  Civil c = CivilOf(days);
  return fmt::format("{:04}-{:02}-{:02}", c.year, c.month, c.day);
}

std::string FormatInstant(int64_t micros) {
  return FormatCivil(FromMicros(micros)) + "Z";
}

std::string FormatInstant(int64_t micros, const Zone& zone) {
  Civil local = zone.ToCivil(micros);
  int64_t offset = 0;
  bool writable = local.year >= 1 && local.year <= 9999;
  if (writable) offset = (ToMicros(local) - micros) / kMicrosPerSecond;
  // A century ago zones had offsets with seconds, which ISO 8601 cannot write.
  if (!writable || offset % 60 != 0) return FormatInstant(micros);
  offset /= 60;
  return FormatCivil(local) +
         fmt::format("{}{:02}:{:02}", offset < 0 ? '-' : '+', std::abs(offset) / 60, std::abs(offset) % 60);
}

namespace {

std::optional<int64_t> ReadAnyInstant(std::string_view text, const Zone& zone) {
  size_t at = 0;
  auto days = ReadDatePart(text, &at);
  if (!days) return std::nullopt;
  if (at == text.size()) return zone.StartOfDay(*days);
  Civil civil = CivilOf(*days);
  if (!Skip(text, &at, 'T') && !Skip(text, &at, ' ')) return std::nullopt;
  if (!ReadDigits(text, &at, 2, &civil.hour) || !Skip(text, &at, ':') ||
      !ReadDigits(text, &at, 2, &civil.minute)) {
    return std::nullopt;
  }
  if (Skip(text, &at, ':')) {
    if (!ReadDigits(text, &at, 2, &civil.second)) return std::nullopt;
    if (Skip(text, &at, '.')) {
      int digits = 0;
      for (; at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])) != 0; ++at, ++digits) {
        if (digits < 6) civil.micros = civil.micros * 10 + (text[at] - '0');
      }
      if (digits == 0) return std::nullopt;
      for (; digits < 6; ++digits) civil.micros *= 10;
    }
  }
  if (civil.hour > 23 || civil.minute > 59 || civil.second > 59) return std::nullopt;
  if (at == text.size()) return zone.ToInstant(civil);
  if (Skip(text, &at, 'Z') || Skip(text, &at, 'z'))
    return at == text.size() ? std::optional(ToMicros(civil)) : std::nullopt;
  int sign = Skip(text, &at, '+') ? 1 : (Skip(text, &at, '-') ? -1 : 0);
  int hours, minutes = 0;
  if (sign == 0 || !ReadDigits(text, &at, 2, &hours)) return std::nullopt;
  if (at < text.size()) {
    Skip(text, &at, ':');
    if (!ReadDigits(text, &at, 2, &minutes)) return std::nullopt;
  }
  if (at != text.size() || hours > 18 || minutes > 59) return std::nullopt;
  return ToMicros(civil) - sign * (hours * 60LL + minutes) * 60 * kMicrosPerSecond;
}

}  // namespace

std::optional<int32_t> ReadDate(std::string_view text) {
  size_t at = 0;
  auto days = ReadDatePart(text, &at);
  if (!days) return std::nullopt;
  if (at == text.size()) return days;
  if (text[at] != 'T' && text[at] != ' ') return std::nullopt;
  return ReadInstant(text, Zone()) ? days : std::nullopt;
}

std::optional<int64_t> ReadInstant(std::string_view text, const Zone& zone) {
  auto instant = ReadAnyInstant(text, zone);
  return instant && IsInstant(*instant) ? instant : std::nullopt;
}

}  // namespace csip::value
