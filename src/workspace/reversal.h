// Reversal: what it takes to take a transaction back, or to bring deleted rows back, as data read from the change log.
//
// Made on the commit thread right before it is applied (Applier::TakeBack), when all that was committed before is durable
// and in the log. Rows in values are row numbers.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "blueprint/blueprint.h"
#include "store/store.h"
#include "value/value.h"

namespace csip::workspace {

struct Reversal {
  struct Cell {
    value::ColumnIndex column = value::kNone;
    value::Value now;   // what the transaction left there
    value::Value then;  // what it is to hold again
    // Written by the system beside what a person wrote (who, when): where another edit has written it since, that stands.
    bool stamp = false;
    // Of a row that is to come back: this one links to it again, as far as there is room. `then` is the row.
    bool adds_link = false;
  };
  struct Override {
    value::ColumnIndex column = value::kNone;
    store::Override now, then;  // set_at is 0: none
  };
  struct Row {
    enum class Kind : uint8_t { kEdit, kComesBack, kGoes };
    Kind kind = Kind::kEdit;
    value::TableIndex table = value::kNone;
    int64_t number = 0;
    base::Micros created_at = 0;      // kComesBack
    std::vector<Cell> cells;          // kGoes: those that later transactions wrote; `then` does not count
    std::vector<Override> overrides;  // kGoes: those that later transactions set
  };
  std::vector<Row> rows;
  // What cannot be put back because its table or column was removed, in words.
  std::vector<std::string> homeless;
  // Take back what can be: values that were changed since are overwritten, what has no place any more is left out.
  bool force = false;
};

// The opposite of what the transaction wrote.
base::Result<Reversal> ReadReversal(store::Store& store, const blueprint::Blueprint& blueprint,
                                    int64_t sequence);

// The rows as they were when they were deleted, with the links that others had to them. kNotFound in words for a row that
// is not in the bin.
base::Result<Reversal> ReadReturn(store::Store& store, const blueprint::Blueprint& blueprint,
                                  const std::vector<std::pair<value::TableIndex, int64_t>>& rows);

// Columns that follow edits of others (B22), and those that say who and when.
bool IsStamp(const blueprint::Column& column);

}  // namespace csip::workspace
