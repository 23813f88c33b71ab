// Names to columns, tables and functions; types; the reads of a formula.
//
// A name is, in this order: a local (of WithName or of the caller, exactly as written), a column, a table, a
// named value. Inside a predicate (Filter, CountIf, ...) a bare [Col] is the candidate row's, elsewhere the
// owning row's (S8).
#pragma once

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "formula/ast.h"
#include "formula/diagnostic.h"
#include "formula/type.h"

namespace csip::formula {

// What else a formula may depend on.
struct Inputs {
  bool today = false;
  bool now = false;
  bool user = false;
  bool random = false;
};

struct ColumnRead {
  TableIndex table = kNone;
  ColumnIndex column = kNone;
  friend auto operator<=>(const ColumnRead&, const ColumnRead&) = default;
};

// A place in the text that names something which can be renamed (S12).
struct Reference {
  enum class Kind : uint8_t { kTable, kColumn, kNamed, kOption };
  Kind kind = Kind::kColumn;
  Span span;                   // of the name with its brackets, or of the text with its quotes
  TableIndex table = kNone;    // all but kNamed
  ColumnIndex column = kNone;  // kColumn, kOption
  uint32_t name_index = 0;     // kNamed
};

struct Bound {
  std::string text;  // as written
  NodePtr root;      // null when there is an error
  Type type;
  Inputs inputs;
  std::set<ColumnRead> reads;         // every column the formula can read, itself or by the text of a row
  std::set<TableIndex> scans;         // tables whose set of rows it depends on
  std::vector<Reference> references;  // in the order they were resolved
  std::vector<Diagnostic> diagnostics;
  bool ok() const { return root != nullptr; }
};

struct BindContext {
  const Catalog* catalog = nullptr;
  TableIndex table = kNone;  // the table that owns the formula; kNone for a formula of the workspace
  // Names that the caller gives values for in the outermost frames, in order (loops of sample data,
  // parameters).
  std::vector<std::pair<std::string, Type>> locals;
};

// Parses and binds. Never throws for what the text says.
Bound Bind(std::string_view text, const BindContext& context);

}  // namespace csip::formula
