// The `query` of a list of rows: `c-abc:"Apple"`, `"Column name":12`.
#pragma once

#include <string>
#include <vector>

#include "api/lookup.h"
#include "base/json.h"
#include "base/result.h"

namespace csip::api::coda {

struct Condition {
  value::ColumnIndex column = value::kNone;
  base::Json wanted;  // a scalar
};

// kInvalid with words when it is no query; an unknown column is kInvalid too, for the address itself is right.
base::Result<Condition> ReadCondition(const workspace::Reader& reader, value::TableIndex table,
                                      const std::string& text);

// Whether the cell equals the wanted value: a row equals its id and its name, a list equals each of its items, a date its
// ISO text, a number also its decimal text; "" and null equal a blank.
bool Holds(const workspace::Reader& reader, const value::Value& cell, const base::Json& wanted);

// The rows of the table where it holds, in row order; by an index where the column's kind allows.
std::vector<value::RowSlot> Select(const workspace::Reader& reader, value::TableIndex table,
                                   const Condition& condition);

}  // namespace csip::api::coda
