// Names to columns, tables and functions; types; the reads of a formula.
//
// Inside a predicate (Filter, CountIf, ...) a bare [Col] is the candidate row's, elsewhere the owning row's (S8). A name
// that is no column may be a local of WithName, a table, or a named value.
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

struct Bound {
  std::string text;  // as written
  NodePtr root;      // null when there is an error
  Type type;
  Inputs inputs;
  std::set<ColumnRead> reads;         // every column the formula can read, itself or by the text of a row
  std::set<TableIndex> scans;         // tables whose set of rows it depends on
  std::vector<Diagnostic> diagnostics;
  bool ok() const { return root != nullptr; }
};

struct BindContext {
  const Catalog* catalog = nullptr;
  TableIndex table = kNone;  // the table that owns the formula; kNone for a formula of the workspace
  // Names that the caller gives values for in the outermost frames, in order (loops of sample data, parameters).
  std::vector<std::pair<std::string, Type>> locals;
};

// Parses and binds. Never throws for what the text says.
Bound Bind(std::string_view text, const BindContext& context);

}  // namespace csip::formula
