// What switching amendments would do to the rows there are, worked out on a branch of the engine: nothing is changed.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "workspace/workspace.h"

namespace csip::workspace {

struct ColumnEffect {
  struct Sample {
    std::string row;     // id
    std::string name;    // of the row
    std::string before;  // JSON
    std::string after;
  };
  // How many rows have a text, before and after.
  struct Tier {
    std::string text;  // "" for blank
    size_t before = 0;
    size_t after = 0;
  };
  std::string table;  // names
  std::string column;
  size_t count = 0;  // of values that change
  std::vector<Sample> samples;
  std::vector<Tier> tiers;  // of a text with few values
};

struct AmendmentEffect {
  size_t changed_values = 0;
  std::vector<ColumnEffect> columns;  // in the order of the blueprint
};

// Of having exactly these amendments on. An error where they cannot be switched. `reader` should be a snapshot: the work
// takes as long as the values that change.
base::Result<AmendmentEffect> EffectOfAmendments(const Reader& reader, const std::set<std::string>& on);

// What stands in the way of a change, as one error; ok where nothing does.
base::Status Obstacles(const SchemaReport& report);

}  // namespace csip::workspace
