// The options of select columns, which are rows of the options table (B18).
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "blueprint/blueprint.h"
#include "engine/engine.h"

namespace csip::workspace {

// Positions of the options table and its columns in a blueprint.
struct OptionsTable {
  value::TableIndex table = value::kNone;
  value::ColumnIndex table_column = value::kNone;
  value::ColumnIndex column_column = value::kNone;
  value::ColumnIndex option_column = value::kNone;
  value::ColumnIndex position_column = value::kNone;
  value::ColumnIndex color_column = value::kNone;

  bool exists() const { return table != value::kNone; }
  static OptionsTable Of(const blueprint::Blueprint& blueprint);
};

// The options of one column, in their order.
std::vector<blueprint::Option> OptionsOf(const engine::Engine& engine, value::TableIndex table,
                                         value::ColumnIndex column);

// The options of every select column, looked up once and kept until the options table changes.
class OptionCache {
 public:
  const std::vector<blueprint::Option>& Of(const engine::Engine& engine, value::TableIndex t,
                                           value::ColumnIndex c);
  void Clear() { known_.clear(); }

 private:
  std::map<std::pair<value::TableIndex, value::ColumnIndex>, std::vector<blueprint::Option>> known_;
};

}  // namespace csip::workspace
