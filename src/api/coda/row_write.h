// Bodies that write rows, checked and turned into actions. Every fault of a body is told at once, with its path.
#pragma once

#include <string>
#include <vector>

#include "api/failure.h"
#include "api/lookup.h"
#include "base/json.h"
#include "workspace/action.h"

namespace csip::api::coda {

template <typename T>
struct Checked {
  T value;
  std::vector<ValidationError> errors;  // empty: the value is whole
};

// {"rows": [{"cells": [{"column", "value"}]}], "keyColumns": [...]}. Without parsing, a text is refused where the column
// holds numbers or booleans.
Checked<workspace::Action> ReadUpsert(const workspace::Reader& reader, value::TableIndex table,
                                      const base::Json& body, bool disable_parsing);
// {"row": {"cells": [...]}}
Checked<workspace::Action> ReadUpdate(const workspace::Reader& reader, value::TableIndex table,
                                      std::string row_id, const base::Json& body, bool disable_parsing);
// {"rowIds": [...]}
Checked<std::vector<std::string>> ReadRowIds(const base::Json& body);

// A value of a cell as the workspace takes it: lists of lists, which clients may send, become one. Null, and what is wrong
// among `errors`, where it is no value.
base::Json ReadValue(const base::Json& value, const std::string& path, std::vector<ValidationError>* errors);

// A value as a client got it in rich format becomes what the workspace takes: money its amount, a link its address, a
// person the e-mail address, plain text without its back-ticks stays as it is.
base::Json FromRich(const base::Json& value);

}  // namespace csip::api::coda
