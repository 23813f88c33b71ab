// Conflict: something that stands in the way of a write because somebody else wrote since the writer looked.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "value/value.h"

namespace csip::store {
class Store;
}

namespace csip::workspace {

class Reader;

struct Conflict {
  enum class Kind : uint8_t {
    kChanged,      // the cell holds another value than the one expected
    kRowGone,      // the row was deleted
    kRowThere,     // a row that was to come back is there
    kLinkGone,     // the value names a row that is not there
    kLinkedSince,  // a row that was to go is linked to by one that came or was changed since
    kNoPlace       // the column holds something else now
  };
  Kind kind = Kind::kChanged;
  std::string table;   // ids
  std::string column;  // "" where it is about the row
  int64_t row = 0;
  value::Value expected;  // what the writer saw, or the transaction that is taken back left; rows by number
  value::Value yours;     // what was to be written
  std::optional<value::RowRef> other = {};  // kLinkGone, kLinkedSince: the other row, by number
  bool of_override = false;
};

// A conflict as people are told of it.
struct ConflictReport {
  Conflict conflict;
  value::Value theirs;  // what is there; rows by number
  std::string message;
  std::string actor;  // who wrote that: id and name; "" when nobody is known to have
  std::string actor_name;
  base::Micros time = 0;
};

// With what the log knows now, which is at least what the conflict was found with. Not more than `most`.
base::Result<std::vector<ConflictReport>> ReportConflicts(const Reader& reader, store::Store& store,
                                                          const std::vector<Conflict>& conflicts,
                                                          size_t most = 100);

}  // namespace csip::workspace
