// Action: a wish to change rows, as data. Every write of every caller is one; workspace/commit.cc alone
// carries it out.
//
// Tables, columns and rows are named as a client names them: by id or by name. They are looked up when the
// action runs.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "value/cells.h"
#include "value/value.h"
#include "workspace/conflict.h"

namespace csip::workspace {

struct CellInput {
  std::string column;  // id or name
  base::Json
      value;  // text, number, boolean, null, or a list of them; rows by row id, display text or {rowId}
};

struct RowInput {
  std::string row;  // id, or display text, of the row to update; "" inserts one
  std::vector<CellInput> cells;
  std::string as;  // of a new row: a name by which the rest of the request means it, no row id
  // What the writer saw in cells of the row: where it is another by now, the request is refused with conflicts.
  std::vector<CellInput> expected;
  // Import: cells that were read and checked already, by column position. Rows in them are named by row number.
  std::vector<std::pair<value::ColumnIndex, value::Value>> values;
  std::optional<int64_t> row_number;  // insert with this number (import)
};

struct Action {
  enum class Kind { kWriteRows, kDeleteRows, kSetOverride, kClearOverride };
  Kind kind = Kind::kWriteRows;
  std::string
      path;  // how the sender names this part of the request, for errors: "actions[2].write"; may be ""
  std::string table;
  std::vector<RowInput> rows;  // kWriteRows
  std::vector<std::string>
      key_columns;  // kWriteRows: rows equal in these are updated (all of them), others inserted
  std::vector<std::string> row_ids;  // kDeleteRows; kSetOverride and kClearOverride: exactly one
  bool ignore_missing = false;       // kDeleteRows: rows that are gone are no error
  // kWriteRows, import only: new rows, column by column, that were read and checked; cells name rows by number. A column
  // without cells gets its defaults. The rows of all actions are there when links are made, whatever their order.
  std::shared_ptr<value::RowBlock> block = nullptr;
  // Import only: cells of automatic columns (created-at, touched) are taken as given, required cells may be
  // missing.
  bool trusted = false;
  // kSetOverride, kClearOverride
  std::string column;
  base::Json value;
  std::string override_reason;
  base::Micros expires_at = 0;  // 0: never
};

struct Reversal;

// One transaction: all of its actions, or none.
struct Request {
  std::vector<Action> actions;
  std::string reason;         // why, for the log
  std::string cause = "api";  // through what
  bool owned_tables = false;  // from an endpoint that saw to whose the rows are (blueprint/product_table.h)
  int64_t reverts = 0;        // the transaction that this one takes back (undo.h)
  std::string key = {};       // of a client that may ask again (receipt.h); empty: none
  std::shared_ptr<const Reversal> reversal = nullptr;  // done after the actions
};

struct Outcome {
  int64_t sequence = 0;               // 0 when nothing changed
  std::vector<std::string> inserted;  // row ids, in the order of the inputs
  std::vector<std::string> updated;
  std::vector<std::string> deleted;
  std::vector<Conflict> conflicts;  // not empty: these stand in the way, and nothing was done
  int64_t reverted = 0;             // the transaction that was taken back
  int64_t present = 0;              // the last transaction there was when this was done
};

}  // namespace csip::workspace
