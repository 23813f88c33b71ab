// Removed tables and columns brought back, with the values that the change log keeps of them.
#pragma once

#include "base/result.h"
#include "store/store.h"
#include "workspace/schema/carry.h"

namespace csip::workspace {

// What the log has of one removed table, or of the removed columns of one table.
struct RestoredValues {
  struct Row {
    int64_t row = 0;
    std::vector<std::pair<std::string, value::Value>>
        cells;  // by column id; rows by number, of tables of `target`
  };
  std::string table;   // id
  bool whole = false;  // the table itself was removed
  std::vector<Row> rows;
};

struct Restored {
  blueprint::Blueprint blueprint;
  std::vector<RestoredValues> values;
};

// A table or column that was removed and is not back.
struct RemovedPart {
  blueprint::SchemaChange::Subject subject = blueprint::SchemaChange::Subject::kTable;
  std::string id;
  std::string table;  // name, of a column
  std::string name;
  int64_t sequence = 0;  // of the transaction that removed it
  base::Micros time = 0;
  std::string actor;
  std::string reason;
};

// Newest first.
base::Result<std::vector<RemovedPart>> FindRemoved(store::Store& store, const blueprint::Blueprint& now);

// The blueprint with the parts in it as they were: columns at the end of their table, tables behind the others. Formulas
// that became BrokenReference because of them are as they were, where nobody has changed them since.
base::Result<Restored> Restore(store::Store& store, const blueprint::Blueprint& now,
                               const std::vector<std::string>& ids);

// The values as rows of the new blueprint.
void Place(const RestoredValues& values, const blueprint::Blueprint& after, const SchemaMap& map,
           std::vector<RestoredRow>* out);

}  // namespace csip::workspace
