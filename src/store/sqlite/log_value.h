// Values in the change log: JSON that reads back as exactly the same value.
//
//   blank            null, or {"b":1} where something was divided by zero
//   boolean, number, text    as in JSON, numbers in their shortest form
//   date             {"d":"2026-11-22"}
//   moment           {"t":"<microseconds since 1970>"}
//   row              {"r":[<number of the table in csip_names>,<row number>]}
//   error            {"e":["#VALUE","why"]}
//   list             [ ... ]
#pragma once

#include <functional>
#include <string>

#include "base/json.h"
#include "store/sqlite/catalog.h"
#include "value/value.h"

namespace csip::store::sqlite {

void AppendLogValue(const value::Value& v, const Catalog& catalog, std::string* out);

// The table with this number in csip_names; kNone when it is gone.
using TableOfNumber = std::function<value::TableIndex(int64_t number)>;
value::Value ReadLogValue(const base::Json& json, const TableOfNumber& table_of);
// Text of nothing (a NULL) is blank.
value::Value ReadLogText(std::string_view text, const TableOfNumber& table_of);

}  // namespace csip::store::sqlite
