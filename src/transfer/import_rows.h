// Rows on their way from CSV files into a workspace, and what is wrong with them.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "value/cells.h"
#include "value/value.h"

namespace csip::transfer {

// What was found wrong, for the user: the first hundred in words, all of them in number.
class Problems {
 public:
  void Add(const std::string& file, int line, std::string message);
  void Add(const Problems& more);  // behind these
  size_t count() const { return count_; }
  const std::vector<base::Error>& first() const { return first_; }
  // One problem a line, "file:line: message".
  std::string Render() const;

 private:
  size_t count_ = 0;
  std::vector<base::Error> first_;
};

struct ImportedRow {
  int line = 0;
  int64_t number = 0;   // the row number, 0 before it has one
  bool bad = false;     // left out
  bool exists = false;  // it is there already: it is changed, not inserted
};

// The rows of one file, column by column. While links are not resolved, cells of relations hold the text of the file.
struct ImportedTable {
  value::TableIndex table = value::kNone;
  std::string file = {};  // for messages
  std::vector<value::ColumnIndex> columns = {};
  std::vector<ImportedRow> rows = {};
  std::vector<value::Cells> cells = {};  // one for each of `columns`, with a cell for each row

  // Position of the column among `columns`, or columns.size().
  size_t Find(value::ColumnIndex column) const;
  // The cell at such a position; blank where there is no such column.
  value::Value Cell(size_t position, size_t row) const {
    return position < cells.size() ? cells[position].Get(row) : value::Value();
  }
};

}  // namespace csip::transfer
