// SchemaChange: a wish to change tables, columns, options, views, named formulas or controls, as data.
//
// Parts are named as a client names them, by id or by name; they are looked up when the change is applied
// (change/draft.h), so that a change holds whatever else was changed before it.
#pragma once

#include <string>

#include "base/json.h"
#include "base/result.h"

namespace csip::blueprint {

struct SchemaChange {
  enum class Verb : uint8_t { kAdd, kChange, kRemove };
  enum class Subject : uint8_t { kTable, kColumn, kOption, kView, kFormula, kControl };
  Verb verb = Verb::kAdd;
  Subject subject = Subject::kTable;
  std::string table;   // of a column, option or view
  std::string column;  // of an option
  std::string name;    // what is changed or removed
  base::Json
      settings;  // to add or change: an object; docs/schema-changes.md lists the members of each subject
};

// "table", "column", "option", "view", "formula", "control"; "add", "change", "remove".
const char* NameOf(SchemaChange::Subject subject);
const char* NameOf(SchemaChange::Verb verb);

// {"verb", "subject", "table", "column", "name", "settings"}, as far as the subject needs them.
base::Result<SchemaChange> ReadSchemaChange(const base::Json& json);

}  // namespace csip::blueprint
