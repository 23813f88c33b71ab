// The format of the data file, and the steps from each version to the next.
//
// Tables of ours begin with csip_:
//
//   csip_meta (name, text)              "format": this version; "blueprint": the blueprint as YAML
//   csip_names (number, id)             small numbers for the ids of tables and columns, used by the log
//   csip_tables, csip_columns           which SQL table and column holds which table and column of the blueprint
//   csip_counters (table_id, next_row)  row numbers from here on are free
//   csip_deleted (table_id, row)        row numbers of deleted rows: taken for ever
//   csip_overrides                      computed values set aside
//   csip_transactions, csip_changes     the change log; row_writer.h says how a line is written
//   csip_settings
//
// Version 2: csip_transactions.reverts. Version 3: csip_changes.last_row, of lines that stand for many rows (bulk_writer.h).
// Version 4: indexes of what was taken back and of deleted rows. Version 5: keys and receipts of
// transactions.
//
// Every other table is a table of the blueprint (catalog.h).
#pragma once

#include "base/result.h"
#include "store/sqlite/connection.h"

namespace csip::store::sqlite {

inline constexpr int64_t kFormatVersion = 5;

// Brings the file to kFormatVersion, each step in its own transaction. Errors: written by a newer program; no
// file of ours.
base::Status Migrate(Connection& connection);

}  // namespace csip::store::sqlite
