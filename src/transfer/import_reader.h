// ImportReader: one CSV file of a table as typed rows. Every bad cell, line and column is reported, none is guessed.
//
// Columns that are computed are left out, but for the table's row id: it says the row number (S10). "_row" holds row ids
// of tables without such a column ("i-12").
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "blueprint/compile.h"
#include "engine/engine.h"
#include "transfer/import_rows.h"
#include "transfer/row_id_formula.h"

namespace csip::transfer {

// Names of the options of select columns, by table and column.
using KnownOptions = std::map<std::pair<value::TableIndex, value::ColumnIndex>, std::vector<std::string>>;
KnownOptions OptionsIn(const engine::Engine& engine);

class ImportReader {
 public:
  // Called now and then with the number of bytes read; false ends the reading.
  using Progress = std::function<bool(size_t bytes)>;

  ImportReader(const engine::Engine& engine, const KnownOptions& options, Problems& problems)
      : compiled_(engine.compiled()), zone_(engine.inputs().zone), options_(options), problems_(problems) {}

  // Before Read, for a table in use: columns that the system writes, and files, are refused; with a mapping of headers to columns
  // others are left out, and a computed column is refused.
  base::Status ReadOnline(const std::optional<std::map<std::string, std::string>>& mapping);
  // Whether the last file was read to its end, and its header told every column.
  bool whole() const { return whole_; }

  ImportedTable Read(value::TableIndex table, const std::string& file, std::string_view text,
                     const Progress& progress);

 private:
  // What a field of a record is.
  struct Field {
    enum class Use { kSkip, kRowId, kCell } use = Use::kSkip;
    value::ColumnIndex column = value::kNone;
    size_t cell = 0;     // position in ImportedTable::columns
    bool trim = false;   // blanks around it mean nothing: a link, an option
    bool plain = false;  // a text that stands for itself, or for a row
    bool words = false;  // a text that was read before, and stands for itself, need not be read again
    bool number = false;
  };
  // What the first texts of a column were read as: nearly every column has few different ones.
  struct Known {
    value::Words texts;
    std::vector<value::Value> values;
  };
  struct Text {
    std::string_view text;  // of a cell
    uint32_t hash = 0;
  };
  void ReadHeader(const std::vector<std::string_view>& names);
  Field CellOf(value::ColumnIndex column);
  std::string ColumnOf(const std::string& header, bool* skip) const;
  base::Status CheckOnline(const std::string& name, const blueprint::Column& column, bool row_id) const;
  void ReadRecord(const std::vector<std::string_view>& fields, int line);
  base::Result<int64_t> ReadNumber(std::string_view text) const;
  Text TextOf(const Field& field, std::string_view text) const;
  // Adds a cell to its column where that takes no reading.
  bool AddCell(const Field& field, const Text& text);
  // Adds any cell, a blank one where the text is wrong.
  base::Status ReadCell(const Field& field, const Text& text);
  base::Result<value::Value> ReadValue(value::ColumnIndex column, std::string_view text) const;
  base::Result<value::Value> ReadOption(value::ColumnIndex column, std::string_view text) const;
  base::Result<value::Value> ReadItems(value::ColumnIndex column, std::string_view text) const;

  const blueprint::Compiled& compiled_;
  const value::Zone& zone_;
  const KnownOptions& options_;
  Problems& problems_;
  bool online_ = false;
  bool whole_ = true;
  char separator_ = ',';
  std::optional<std::map<std::string, std::string>> mapping_;
  ImportedTable out_;
  std::vector<Field> fields_;
  std::vector<Text> texts_;   // of the record, as fields_
  std::vector<Known> known_;  // as ImportedTable::columns
  std::optional<RowIdFormula> row_id_;
};

// The items of a list as export writes it, "a; b" or ["a; b", "c"].
std::vector<std::string> SplitItems(std::string_view text);
// The same backwards.
std::string JoinItems(const std::vector<std::string>& items);

}  // namespace csip::transfer
