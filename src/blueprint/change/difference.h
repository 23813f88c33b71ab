// What differs between two blueprints, part by part. Parts are the same when they have the same id.
#pragma once

#include <string>
#include <vector>

#include "blueprint/blueprint.h"
#include "blueprint/change/change.h"

namespace csip::blueprint {

struct Difference {
  struct Detail {
    std::string key;  // as in GET /api/schema: "type", "formula", ...
    std::string before;
    std::string after;
  };
  SchemaChange::Verb verb = SchemaChange::Verb::kChange;
  SchemaChange::Subject subject = SchemaChange::Subject::kTable;
  std::string id;  // of an option: of its column
  std::string
      table;  // name; of a column, option or view; as it is called afterwards, where it is still there
  std::string column;           // of an option
  std::string name;             // afterwards, else before
  std::vector<Detail> details;  // of a change

  // "column Account.Value: type: number -> text".
  std::string ToString() const;
};

// Workspace settings (title, zone, ...) come as changes of a table without id and name.
std::vector<Difference> FindDifferences(const Blueprint& before, const Blueprint& after);

}  // namespace csip::blueprint
