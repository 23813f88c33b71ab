// InsertedCells: what the cells of a row held when it came with many others, whose line in the change log names columns but
// no values (bulk_writer.h).
//
// A cell held what the first change after it found there, or what the row lost when it was deleted, or, where neither
// happened, what it holds now.
//
// Threads: one at a time; the owner of the connection holds a lock.
#pragma once

#include <map>
#include <set>

#include "base/result.h"
#include "store/sqlite/catalog.h"
#include "store/sqlite/connection.h"
#include "store/sqlite/log_value.h"
#include "value/value.h"

namespace csip::store::sqlite {

class InsertedCells {
 public:
  // Values by the numbers of their columns.
  using Cells = std::map<int64_t, value::Value>;

  InsertedCells(Connection& connection, const Catalog& catalog, TableOfNumber table_of)
      : connection_(connection), catalog_(catalog), table_of_(std::move(table_of)) {}

  // Of the columns with these numbers, in a row that came with the line `change`; those that were not blank.
  base::Result<Cells> Read(int64_t table_number, int64_t row, int64_t change,
                           const std::set<int64_t>& columns);

 private:
  // Takes what later lines say, and takes those columns from `open`; true when the row was deleted since.
  base::Result<bool> FromLog(int64_t table_number, int64_t row, int64_t change, std::set<int64_t>& open,
                             Cells& cells);
  base::Status FromTable(const SqlTable& table, int64_t row, const std::set<int64_t>& open, Cells& cells);

  Connection& connection_;
  const Catalog& catalog_;
  TableOfNumber table_of_;
};

}  // namespace csip::store::sqlite
