// What the column types share to read typed text and JSON scalars.
#pragma once

#include "value/column_type.h"

namespace csip::value {

// Text of a JSON scalar in Unicode form C, with white space at the ends removed; numbers in their shortest form. An error for a
// list or an object, and for text that no store can hold.
base::Result<std::string> ReadScalar(const base::Json& input);

// A number as people type it: "1,234.5", "€ 12 000", "75 %". Blank for blank text. A comma that does not
// group thousands is an error: it may be meant as a decimal point.
base::Result<Value> ReadNumber(const base::Json& input, const TypeLimits& limits, const Zone& zone);
base::Result<Value> ReadPlainText(const base::Json& input, const TypeLimits& limits, const Zone& zone);
// For types that only the system writes.
base::Result<Value> RefuseInput(const base::Json& input, const TypeLimits& limits, const Zone& zone);

}  // namespace csip::value
