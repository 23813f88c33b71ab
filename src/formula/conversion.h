// One kind of value read as another, the same way by operators and functions.
//
// Each passes blanks and errors on. What cannot be read is #VALUE with a reason. A list of one item counts as
// the item.
#pragma once

#include <optional>
#include <string_view>

#include "value/civil.h"
#include "value/value.h"

namespace csip::formula {

// "a number", "a date", ...: for reasons of errors.
std::string_view WordsOf(value::Kind kind);
value::Value ValueError(std::string_view reason);

// The one item of a list of one; otherwise the value itself. The reference lives as long as `v`.
const value::Value& Single(const value::Value& v);

// A decimal number with nothing but white space around it: "12", " -3.5 ", "1e3".
std::optional<double> ReadNumber(std::string_view text);

value::Value ToNumber(const value::Value& v);
value::Value ToBool(const value::Value& v);  // a text "true" or "false" in any case
value::Value ToMoment(const value::Value& v, const value::Zone& zone);   // a date or an instant
value::Value ToDate(const value::Value& v, const value::Zone& zone);     // an instant's day in the zone
value::Value ToInstant(const value::Value& v, const value::Zone& zone);  // a date's first instant in the zone

// Dates and instants within the years 1 to 9999; beyond them #VALUE.
value::Value MakeDate(double days);
value::Value MakeInstant(double micros);

// The instant of a date or an instant.
int64_t InstantOf(const value::Value& moment, const value::Zone& zone);

// The first error among the items of a list, or nullptr.
const value::Value* FirstError(const value::Value& list);

}  // namespace csip::formula
