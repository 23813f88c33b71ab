// Static types of formulas, and the catalog of tables and columns a formula is bound against.
//
// The formula language sees a Catalog, never a table: names, types and positions. Positions (TableIndex,
// ColumnIndex) are the blueprint's; whoever evaluates gives values for them through a RowSource
// (formula/evaluate.h).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "value/value.h"

namespace csip::formula {

using value::ColumnIndex;
using value::kNone;
using value::TableIndex;

enum class Base : uint8_t { kAny, kBlank, kBool, kNumber, kText, kDate, kInstant, kRow };

// What an expression yields, besides a blank, which any expression may yield.
struct Type {
  Base base = Base::kAny;
  bool list = false;
  TableIndex table = kNone;  // of a row
  // The select column whose options these texts are (S12), or kNone.
  TableIndex option_table = kNone;
  ColumnIndex option_column = kNone;

  static Type Of(Base base, bool list = false) { return Type{.base = base, .list = list}; }
  static Type Row(TableIndex table, bool list = false) {
    return Type{.base = Base::kRow, .list = list, .table = table};
  }
  Type Item() const {
    Type t = *this;
    t.list = false;
    return t;
  }
  Type ListOf() const {
    Type t = *this;
    t.list = true;
    return t;
  }

  friend bool operator==(const Type&, const Type&) = default;
};

// In words: "number", "list of text", "row of Account_Master". `tables` gives the table's name, may be empty.
class Catalog;
std::string NameOf(const Type& type, const Catalog& catalog);

// Finds an entry by its name: exactly, else ignoring ASCII case when that is unambiguous. An index that was not built, or
// whose entry has another name by now, finds nothing, and the entries are looked through.
class NameIndex {
 public:
  void Add(const std::string& name, uint32_t position);
  // kNone when the index cannot tell.
  uint32_t Find(std::string_view name) const;

 private:
  std::unordered_map<std::string, uint32_t> exact_;
  std::unordered_map<std::string, uint32_t> loose_;  // in lower case; kNone where several have it
};

struct CatalogColumn {
  std::string name;
  Type type;  // of a computed column: filled in once its formula is bound; kAny before
  bool computed = false;
  bool row_id = false;               // unique, never blank: names its row
  std::vector<std::string> options;  // of a select
};

struct CatalogTable {
  std::string name;
  ColumnIndex display = kNone;  // the column that names a row
  std::vector<CatalogColumn> columns;
  NameIndex column_index;
};

// A control of a page or a formula with a name: a value anywhere in the workspace.
struct CatalogName {
  std::string name;
  Type type;
};

class Catalog {
 public:
  std::vector<CatalogTable> tables;
  std::vector<CatalogName> names;
  TableIndex people = kNone;  // the table of CurrentUser(), when there is one
  NameIndex table_index;
  NameIndex name_index;

  // Makes names quick to find; to be called again when names were added or changed.
  void IndexNames();

  // Exact first, then ignoring ASCII case when that is unambiguous.
  std::optional<TableIndex> FindTable(std::string_view name) const;
  std::optional<ColumnIndex> FindColumn(TableIndex table, std::string_view name) const;
  std::optional<size_t> FindName(std::string_view name) const;
};

}  // namespace csip::formula
