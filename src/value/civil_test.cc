#include "value/civil.h"

#include <gtest/gtest.h>

#include "base/clock.h"

namespace csip::value {
namespace {

constexpr int64_t kSecond = base::kMicrosPerSecond;

int64_t Utc(std::string_view text) {
  return ReadInstant(text, Zone()).value();
}
Zone Find(const char* name) {
  return *Zone::Find(name);
}

TEST(Days, KnownDates) {
  EXPECT_EQ(DaysOf(1970, 1, 1), 0);
  EXPECT_EQ(DaysOf(2000, 3, 1), 11017);
  EXPECT_EQ(DaysOf(1969, 12, 31), -1);
  EXPECT_EQ(DaysOf(2024, 2, 29), 19782);
  EXPECT_EQ(DaysOf(2023, 2, 29), std::nullopt);
  EXPECT_EQ(DaysOf(2023, 13, 1), std::nullopt);
  EXPECT_EQ(DaysOf(2023, 4, 31), std::nullopt);
  EXPECT_EQ(DaysOf(0, 1, 1), std::nullopt);
  EXPECT_EQ(DaysOf(10000, 1, 1), std::nullopt);
  EXPECT_EQ(DaysInMonth(1900, 2), 28);
  EXPECT_EQ(DaysInMonth(2000, 2), 29);
  EXPECT_EQ(WeekdayOf(0), 4);  // a Thursday
  EXPECT_EQ(WeekdayOf(*DaysOf(2026, 11, 22)), 7);
}

TEST(Days, EveryDayOfFourCenturiesComesBack) {
  for (int32_t days = *DaysOf(1800, 1, 1); days <= *DaysOf(2200, 1, 1); ++days) {
    Civil c = CivilOf(days);
    ASSERT_EQ(DaysOf(c.year, c.month, c.day), days);
    ASSERT_EQ(ReadDate(FormatDate(days)), days);
  }
}

TEST(Zone, UnknownNamesGetASuggestion) {
  auto zone = Zone::Find("Europe/Olso");
  ASSERT_FALSE(zone.ok());
  EXPECT_EQ(zone.error().message, "no time zone `Europe/Olso`; did you mean `Europe/Oslo`?");
  EXPECT_EQ(Find("UTC").name(), "UTC");
}

TEST(Zone, OsloGapAndOverlap) {
  Zone oslo = Find("Europe/Oslo");
  // 2026-03-29: clocks go from 02:00 to 03:00 at 01:00 UTC.
  EXPECT_EQ(oslo.ToInstant({2026, 3, 29, 1, 59, 59}), Utc("2026-03-29T00:59:59Z"));
  EXPECT_EQ(oslo.ToInstant({2026, 3, 29, 2, 30}), Utc("2026-03-29T01:00:00Z"));
  EXPECT_EQ(oslo.ToInstant({2026, 3, 29, 3, 0}), Utc("2026-03-29T01:00:00Z"));
  // 2026-10-25: 02:00 to 03:00 comes twice; the earlier is meant.
  EXPECT_EQ(oslo.ToInstant({2026, 10, 25, 2, 30}), Utc("2026-10-25T00:30:00Z"));
  EXPECT_EQ(oslo.ToInstant({2026, 10, 25, 3, 0}), Utc("2026-10-25T02:00:00Z"));
  EXPECT_EQ(oslo.ToCivil(Utc("2026-10-25T01:30:00Z")).hour, 2);
}

TEST(Zone, NewYorkGapAndOverlap) {
  Zone york = Find("America/New_York");
  EXPECT_EQ(york.ToInstant({2026, 3, 8, 2, 15}), Utc("2026-03-08T07:00:00Z"));
  EXPECT_EQ(york.ToInstant({2026, 11, 1, 1, 30}), Utc("2026-11-01T05:30:00Z"));
  EXPECT_EQ(york.DateOf(Utc("2026-11-22T04:59:59Z")), DaysOf(2026, 11, 21));
  EXPECT_EQ(york.DateOf(Utc("2026-11-22T05:00:00Z")), DaysOf(2026, 11, 22));
}

TEST(Zone, DaysBeginLateWhereMidnightIsSkipped) {
  Zone beirut = Find("Asia/Beirut");  // 2022-03-27: 00:00 does not exist
  EXPECT_EQ(beirut.StartOfDay(*DaysOf(2022, 3, 27)), Utc("2022-03-26T22:00:00Z"));
  EXPECT_EQ(beirut.ToCivil(beirut.StartOfDay(*DaysOf(2022, 3, 27))).hour, 1);
}

TEST(Zone, HoursOfADay) {
  Zone oslo = Find("Europe/Oslo");
  auto hours = [&](int month, int day) {
    int32_t days = *DaysOf(2026, month, day);
    return (oslo.StartOfDay(days + 1) - oslo.StartOfDay(days)) / kSecond / 3600;
  };
  EXPECT_EQ(hours(3, 29), 23);
  EXPECT_EQ(hours(10, 25), 25);
  EXPECT_EQ(hours(6, 1), 24);
}

TEST(FormatInstant, UtcAndZones) {
  int64_t at = Utc("2026-07-01T10:30:00Z");
  EXPECT_EQ(FormatInstant(at), "2026-07-01T10:30:00Z");
  EXPECT_EQ(FormatInstant(at + 250'000), "2026-07-01T10:30:00.25Z");
  EXPECT_EQ(FormatInstant(at, Find("Europe/Oslo")), "2026-07-01T12:30:00+02:00");
  EXPECT_EQ(FormatInstant(at, Find("America/New_York")), "2026-07-01T06:30:00-04:00");
  EXPECT_EQ(FormatInstant(at, Find("Asia/Kolkata")), "2026-07-01T16:00:00+05:30");
  EXPECT_EQ(FormatInstant(at, Find("America/St_Johns")), "2026-07-01T08:00:00-02:30");
  EXPECT_EQ(FormatInstant(-1), "1969-12-31T23:59:59.999999Z");
}

TEST(ReadInstant, Spellings) {
  Zone oslo = Find("Europe/Oslo");
  int64_t at = Utc("2026-07-01T10:30:00Z");
  for (const char* text : {"2026-07-01T12:30:00", "2026-07-01 12:30", "2026-07-01T10:30Z",
                           "2026-07-01T10:30:00z", "2026-07-01T12:30:00+02:00", "2026-07-01T12:30:00+0200",
                           "2026-07-01T12:30:00+02", "2026-07-01T08:00:00.000-02:30"}) {
    EXPECT_EQ(ReadInstant(text, oslo), at) << text;
  }
  EXPECT_EQ(ReadInstant("2026-07-01", oslo), Utc("2026-06-30T22:00:00Z"));
  EXPECT_EQ(ReadInstant("2026-07-01T10:30:00.1234567Z", oslo), at + 123'456);
}

TEST(ReadInstant, WhatIsNoMoment) {
  for (const char* text :
       {"", "2026", "2026-7-1", "2026-02-30", "2026-07-01T", "2026-07-01T24:00", "2026-07-01T10:60",
        "2026-07-01T10:30:61", "2026-07-01T10:30:00+", "2026-07-01T10:30:00+25:00", "2026-07-01T10:30:00Zx",
        "2026-07-01T10:30:00.", "2026-07-01T10", " 2026-07-01", "2026-07-01x"}) {
    EXPECT_EQ(ReadInstant(text, Zone()), std::nullopt) << text;
    EXPECT_TRUE(text[0] != '2' || std::string_view(text).size() < 11 || !ReadDate(text)) << text;
  }
  EXPECT_EQ(ReadDate("2026-07-01T23:59:59"), DaysOf(2026, 7, 1));
}

TEST(ReadInstant, WhatIsWrittenReadsBack) {
  Zone york = Find("America/New_York");
  for (int64_t at = Utc("2026-10-31T00:00:00Z"); at < Utc("2026-11-03T00:00:00Z"); at += 617 * kSecond + 1) {
    ASSERT_EQ(ReadInstant(FormatInstant(at), Zone()), at);
    ASSERT_EQ(ReadInstant(FormatInstant(at, york), Zone()), at);
  }
}

}  // namespace
}  // namespace csip::value
