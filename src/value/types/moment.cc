#include <fmt/format.h>

#include "base/text.h"
#include "value/types/all.h"
#include "value/types/reading.h"

namespace csip::value {
namespace {

base::Result<Value> ReadDateInput(const base::Json& input, const TypeLimits&, const Zone& zone) {
  CSIP_ASSIGN_OR_RETURN(std::string text, ReadScalar(input));
  if (text.empty()) return Value();
  // A moment with an offset is the day it falls on in the workspace's zone.
  bool has_offset = text.size() > 10 && (text.back() == 'Z' || text.back() == 'z' ||
                                         text.find_first_of("+-", 11) != std::string::npos);
  if (has_offset) {
    if (auto instant = ReadInstant(text, zone)) return Value::Date(zone.DateOf(*instant));
  } else if (auto days = ReadDate(text)) {
    return Value::Date(*days);
  }
  return base::Invalid(fmt::format("`{}` is not a date; write it as 2026-11-22", text));
}

base::Result<Value> ReadDateTimeInput(const base::Json& input, const TypeLimits&, const Zone& zone) {
  CSIP_ASSIGN_OR_RETURN(std::string text, ReadScalar(input));
  if (text.empty()) return Value();
  if (auto instant = ReadInstant(text, zone)) return Value::Instant(*instant);
  return base::Invalid(fmt::format("`{}` is not a date and time; write it as 2026-11-22T09:30:00Z", text));
}

base::Result<Value> ReadCheckbox(const base::Json& input, const TypeLimits&, const Zone&) {
  CSIP_ASSIGN_OR_RETURN(std::string scalar, ReadScalar(input));
  std::string text = base::ToLowerAscii(scalar);
  if (text.empty()) return Value();
  if (text == "true" || text == "yes" || text == "1") return Value::Bool(true);
  if (text == "false" || text == "no" || text == "0") return Value::Bool(false);
  return base::Invalid(fmt::format("`{}` is neither true nor false", text));
}

}  // namespace

const ColumnType kDateType = {.name = "date",
                              .description = "A calendar day.",
                              .coda = "date",
                              .storage = Storage::kDate,
                              .read = ReadDateInput};
const ColumnType kDateTimeType = {.name = "date-time",
                                  .description = "A moment: day and time of day.",
                                  .coda = "dateTime",
                                  .storage = Storage::kInstant,
                                  .read = ReadDateTimeInput};
const ColumnType kCheckboxType = {.name = "checkbox",
                                  .description = "True or false.",
                                  .coda = "checkbox",
                                  .storage = Storage::kBool,
                                  .read = ReadCheckbox};

}  // namespace csip::value
