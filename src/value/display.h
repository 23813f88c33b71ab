// Values as text: what a formula's & joins, what CSV holds and what a plain-text reply shows.
#pragma once

#include <functional>
#include <string>

#include "value/civil.h"
#include "value/value.h"

namespace csip::value {

// The name of a row, as its table's display column has it.
using RowNamer = std::function<std::string(RowRef)>;

// Shortest decimal that reads back as the same double, without exponent up to 21 digits: "0.1", "1000000".
std::string FormatNumber(double n);
// With exactly this many decimals, half away from zero: FormatFixed(2.345, 2) is "2.35" (decimal digits
// decide, not bits). As FormatNumber when `decimals` is negative.
std::string FormatFixed(double n, int decimals);

// Blank is "", an error its name, a boolean true or false, a date ISO, an instant ISO in the zone, a row its
// name, a list its items joined by ", ".
std::string ToText(const Value& v, const Zone& zone, const RowNamer& namer);

}  // namespace csip::value
