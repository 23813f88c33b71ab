// The rows of one engine in a new one that runs another blueprint: column by column, converted where a column changed.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "blueprint/change/draft.h"
#include "engine/engine.h"
#include "workspace/apply.h"
#include "workspace/schema/convert.h"
#include "workspace/schema/map.h"
#include "workspace/schema/request.h"

namespace csip::workspace {

// Cells of removed tables and columns that come back.
struct RestoredRow {
  value::TableIndex table = value::kNone;  // of the new blueprint
  int64_t row = 0;
  bool insert = false;                                             // else the row is there
  std::vector<std::pair<value::ColumnIndex, value::Value>> cells;  // rows by number
};

// What goes into the new engine besides the rows of the old one.
struct CarryInput {
  const engine::Engine* old = nullptr;
  const Ledger* ledger = nullptr;  // of the old engine
  std::shared_ptr<const blueprint::Compiled> after;
  const std::vector<blueprint::RenamedOption>* renamed_options = nullptr;
  const std::map<std::string, blueprint::Formula>* fills = nullptr;  // by column id
  const std::vector<RestoredRow>* restored = nullptr;
  base::Micros now = 0;
};

// Values of one column that are lost.
struct ColumnLoss {
  value::TableIndex table;  // of the new blueprint
  value::ColumnIndex column;
  size_t count = 0;
  std::vector<ValueSample> examples;
};

struct Carried {
  std::unique_ptr<engine::Engine> engine;
  Ledger ledger;
  std::vector<ColumnLoss> losses;
};

// Reads the old engine only. Errors: a fill that is no formula of the column.
base::Result<Carried> CarryOver(const CarryInput& input, const SchemaMap& map);

// Makes the rows of the options table say what the option lists of the new blueprint say; between Begin and Finish.
void SyncOptions(const blueprint::Blueprint& before, const SchemaMap& map,
                 const std::vector<blueprint::RenamedOption>& renamed, base::Micros now,
                 engine::Engine* engine, Ledger* ledger);

// Rows that are blank where they may not be, or equal where they must differ, in columns whose rules or values changed.
std::vector<Obstacle> FindViolations(const engine::Engine& old, const engine::Engine& engine,
                                     const SchemaMap& map);

}  // namespace csip::workspace
