// BulkWriter: the many new rows of one BulkInsert as SQL rows, and as lines in the change log.
//
// One line of csip_changes stands for a run of rows whose numbers follow each other (row to last_row): kind insert,
// column_number 0, after = [<numbers of the columns that were written>]; a second one with computed = 1 where computed
// columns are tracked. change_reader.h finds what the cells held.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/sqlite/catalog.h"
#include "store/sqlite/connection.h"
#include "store/store.h"

namespace csip::store::sqlite {

class BulkWriter {
 public:
  // As RowWriter's: `catalog` is replaced when something is learned, `next_change` is the id of the next line.
  BulkWriter(Connection& connection, std::shared_ptr<const Catalog>& catalog, int64_t& next_change)
      : connection_(connection), catalog_(catalog), next_change_(next_change) {}

  base::Status Write(const BulkInsert& insert, int64_t sequence);

 private:
  struct Run {
    int64_t first = 0;
    int64_t last = 0;
  };
  base::Status WriteBlock(const value::RowBlock& block);
  base::Status Learn(const value::RowBlock& block);
  base::Status Count();  // row numbers given
  base::Status Log(const std::vector<ColumnIndex>& columns, bool computed, int64_t sequence);
  const SqlTable& table() const { return catalog_->tables[table_]; }

  Connection& connection_;
  std::shared_ptr<const Catalog>& catalog_;
  int64_t& next_change_;
  TableIndex table_ = value::kNone;
  std::string sql_;
  std::vector<Run> runs_;
};

}  // namespace csip::store::sqlite
