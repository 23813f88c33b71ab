// What strangers type into cells: dates, times, numbers, money, addresses. Whatever a type takes, it takes again when it
// is written out.
#include "base/fuzz.h"
#include "value/column_type.h"
#include "value/display.h"

using csip::base::Json;
using csip::base::MustHold;
using csip::value::Value;

namespace {

void ReadMoments(const std::string& text, const csip::value::Zone& zone) {
  if (auto day = csip::value::ReadDate(text)) {
    std::string written = csip::value::FormatDate(*day);
    MustHold(csip::value::ReadDate(written) == day, "a date reads back the same", written);
  }
  if (auto instant = csip::value::ReadInstant(text, zone)) {
    for (const std::string& written :
         {csip::value::FormatInstant(*instant), csip::value::FormatInstant(*instant, zone)}) {
      MustHold(csip::value::ReadInstant(written, zone) == instant, "a moment reads back the same", written);
    }
    csip::value::Civil civil = zone.ToCivil(*instant);
    MustHold(civil.month >= 1 && civil.month <= 12 && civil.day >= 1 && civil.day <= 31, "a real day", text);
    MustHold(zone.StartOfDay(zone.DateOf(*instant)) <= *instant, "a day begins before its moments", text);
  }
}

void ReadCell(const Json& input, const csip::value::Zone& zone) {
  for (const csip::value::ColumnType* type : csip::value::ColumnTypes()) {
    if (type->read == nullptr) continue;
    auto read = type->read(input, {.min = -1e12, .max = 1e12}, zone);
    if (!read.ok()) {
      MustHold(!read.error().ToString().empty(), "a refusal has words", type->name);
      continue;
    }
    std::string written = csip::value::ToText(*read, zone, [](csip::value::RowRef) { return std::string(); });
    auto again = type->read(Json::Text(written), {}, zone);
    MustHold(again.ok(), "what was shown can be typed in", std::string(type->name) + ": " + written);
    MustHold(*again == *read, "what was shown and typed in is the same",
             std::string(type->name) + ": " + written);
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size > 2000) return 0;
  static const csip::value::Zone zones[] = {csip::value::Zone(), *csip::value::Zone::Find("Europe/Oslo"),
                                            *csip::value::Zone::Find("America/New_York")};
  csip::base::FuzzInput input(data, size);
  const csip::value::Zone& zone = zones[input.Byte() % 3];
  std::string text(input.Rest());
  ReadMoments(text, zone);
  ReadCell(Json::Text(text), zone);
  if (auto json = csip::base::ParseJson(text, {.bytes = 2000, .depth = 8}); json.ok()) ReadCell(*json, zone);
  return 0;
}
