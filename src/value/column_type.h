// The kinds of column a blueprint can declare. One file under types/ each, one line in types/all.cc.
//
// Storage, JSON, CSV, sort and filter switch on the few storage classes, never on the type; a type adds how text is read
// into a value, its checks, and its words.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"
#include "value/civil.h"
#include "value/value.h"

namespace csip::value {

enum class Storage : uint8_t {
  kNone,     // nothing is stored: a button
  kBool,     // Kind::kBool
  kNumber,   // Kind::kNumber
  kDate,     // Kind::kDate
  kInstant,  // Kind::kInstant
  kText,     // Kind::kText
  kTexts,    // a list of texts
  kRow,      // Kind::kRow
  kRows,     // a list of rows
};

// What a column adds to its type: the numbers a reader needs to check a value.
struct TypeLimits {
  std::optional<double> min;
  std::optional<double> max;
};

struct ColumnType {
  std::string_view name;         // as in the blueprint: "currency"
  std::string_view description;  // a sentence for the documentation
  std::string_view coda;         // format.type in Coda's API: "currency"
  Storage storage;
  // Values come from the system alone; a person or an API cannot write them.
  bool automatic = false;
  // The column has options (select, multi-select) or a target table (relation, person).
  bool has_options = false;
  bool has_target = false;
  // The cell holds files (file_link.h), which the workspace keeps.
  bool is_files = false;
  // Turns what a person typed, or a JSON scalar, into a value, or says what it should look like. Blank text gives a blank.
  // For storage kText and below; options and rows are resolved by the workspace, which knows them.
  base::Result<Value> (*read)(const base::Json& input, const TypeLimits& limits, const Zone& zone) = nullptr;
};

// All types, in the order of the documentation.
std::span<const ColumnType* const> ColumnTypes();
// By name; nullptr when there is none.
const ColumnType* FindColumnType(std::string_view name);

}  // namespace csip::value
