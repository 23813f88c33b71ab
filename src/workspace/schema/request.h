// A wish to change the schema of a workspace, and what became, or would become, of it.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "blueprint/change/change.h"
#include "blueprint/change/difference.h"
#include "value/value.h"
#include "workspace/effect.h"

namespace csip::workspace {

struct SchemaRequest {
  // One of the four.
  std::vector<blueprint::SchemaChange> changes;         // in this order
  std::shared_ptr<const blueprint::Blueprint> version;  // a whole new version of the blueprint
  std::vector<std::string> restore;                     // ids of tables and columns that were removed

  // Amendments by id, and whether each is to be on (blueprint/amendment.h); the others stay as they are.
  std::vector<std::pair<std::string, bool>> amendments;

  bool dry_run = false;              // say what would happen, and change nothing
  bool force = false;                // remove what is used: formulas that name it give #REF
  bool blank_unconvertible = false;  // values that a column can no longer hold are lost
  std::string reason;                // why, for the log
};

// What stands in the way of a change.
struct Obstacle {
  enum class Kind : uint8_t {
    kInvalid,        // the blueprint that comes out does not hang together
    kUsed,           // something removed is used; `force` removes it all the same
    kUnconvertible,  // values are lost; `blank_unconvertible` lets them go
    kRequired,       // rows are blank where a value is needed
    kUnique          // rows have the same value
  };
  Kind kind = Kind::kInvalid;
  std::string path;     // "Account.Value", or ""
  std::string message;  // in words, with the remedy
  bool confirmed = false;
  size_t count = 0;  // of rows
  std::vector<ValueSample> examples;
};
const char* NameOf(Obstacle::Kind kind);

// A formula, filter, format, view or relation that a change reaches.
struct Dependent {
  std::string
      kind;  // "formula", "default", "filter", "format", "view", "named formula", "control", "relation",
             // "layout"
  std::string table;  // names
  std::string name;   // of the column, view, named formula or control
  std::string id;     // of that
  std::string words;  // "the formula of Account.Level"
  bool direct = false;
};

struct SchemaReport {
  bool possible = false;  // no obstacle that was not confirmed
  int64_t sequence = 0;   // of the transaction; 0 when nothing was done
  std::vector<blueprint::Difference> changes;
  std::vector<Obstacle> obstacles;
  std::vector<Dependent> dependents;
  std::vector<ColumnEffect> values;
  size_t changed_values = 0;
  size_t changed_rows = 0;  // rows with a value that changes
  size_t removed_rows = 0;  // with their table
};

}  // namespace csip::workspace
