// Finding: one thing that is wrong, or doubtful, in a blueprint. Plain value.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace csip::check {

enum class Severity : uint8_t {
  kError,    // the blueprint cannot be loaded, or an automation or button of it cannot run
  kWarning,  // some value comes out wrong, or cannot come out at all
  kNote,     // worth a look: nothing is wrong by itself
};
// "error", "warning", "note".
std::string_view NameOf(Severity severity);

struct Finding {
  std::string_view rule;  // Rule::id
  Severity severity = Severity::kWarning;
  base::Place place;      // file, line and column where they are known
  std::string table;      // "" where it belongs to none
  std::string column;     // or the view's name, or ""
  std::string what;       // what is wrong, in a sentence
  std::string why;        // what comes of it
  std::string remedy;     // what to do
  std::string amendment;  // id of the amendment that answers it, or ""

  // "Table.Column", "Table", or "".
  std::string Subject() const;
};

}  // namespace csip::check
