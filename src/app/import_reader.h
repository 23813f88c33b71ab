// ImportReader: one CSV file of a table as typed rows. Every bad cell, line and column is reported, none is guessed.
//
// Columns that are computed are left out, but for the table's row id: it says the row number (S10). "_row" holds row ids
// of tables without such a column ("i-12").
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "app/import_rows.h"
#include "app/row_id_formula.h"
#include "blueprint/compile.h"
#include "engine/engine.h"

namespace csip::app {

// Names of the options of select columns, by table and column.
using KnownOptions = std::map<std::pair<value::TableIndex, value::ColumnIndex>, std::vector<std::string>>;
KnownOptions OptionsIn(const engine::Engine& engine);

class ImportReader {
 public:
  // Called now and then with the number of bytes read.
  using Progress = std::function<void(size_t bytes)>;

  ImportReader(const engine::Engine& engine, const KnownOptions& options, Problems& problems)
      : compiled_(engine.compiled()), zone_(engine.inputs().zone), options_(options), problems_(problems) {}

  ImportedTable Read(value::TableIndex table, const std::string& file, std::string_view text,
                     const Progress& progress);

 private:
  // What a field of a record is.
  struct Field {
    enum class Use { kSkip, kRowId, kCell } use = Use::kSkip;
    value::ColumnIndex column = value::kNone;
    size_t cell = 0;  // position in ImportedRow::cells
  };
  void ReadHeader(const std::vector<std::string>& names);
  void ReadRecord(const std::vector<std::string>& fields, int line);
  base::Result<int64_t> ReadNumber(const std::string& text) const;
  base::Result<value::Value> ReadCell(value::ColumnIndex column, const std::string& text) const;
  base::Result<value::Value> ReadOption(value::ColumnIndex column, std::string_view text) const;
  base::Result<value::Value> ReadItems(value::ColumnIndex column, const std::string& text) const;

  const blueprint::Compiled& compiled_;
  const value::Zone& zone_;
  const KnownOptions& options_;
  Problems& problems_;
  ImportedTable out_;
  std::vector<Field> fields_;
  std::optional<RowIdFormula> row_id_;
};

// The items of a list as export writes it, "a; b" or ["a; b", "c"].
std::vector<std::string> SplitItems(const std::string& text);
// The same backwards.
std::string JoinItems(const std::vector<std::string>& items);

}  // namespace csip::app
