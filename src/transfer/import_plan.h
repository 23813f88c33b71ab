// An import into one table of a workspace in use: which lines of a CSV file become new rows, which change rows that are there,
// which change nothing, and which are refused.
//
// An empty field changes nothing in a row that is there. Rows are known by the table's row id, where the file has it, and by
// key columns. Refused lines are left out, and so are lines that link to them.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/engine.h"
#include "store/store.h"
#include "transfer/import_rows.h"
#include "workspace/action.h"

namespace csip::transfer {

struct ImportOrder {
  value::TableIndex table = value::kNone;
  std::string file;  // its name, for messages
  // Headers to columns, by id or name; headers that are not in it are left out. Nothing: each header names its column.
  std::optional<std::map<std::string, std::string>> mapping;
  std::vector<std::string> key;  // columns, by id or name
};

struct ImportPlan {
  workspace::Request request;
  size_t added = 0, changed = 0, same = 0;
  Problems problems;
};

// `engine` is read meanwhile and must not change. `progress` is told the bytes read and says whether to go on; when it does not,
// what is returned is of no use. Errors: the order is wrong, or the file cannot be read to its end.
base::Result<ImportPlan> PlanImport(const engine::Engine& engine, store::Store& store,
                                    const ImportOrder& order, std::string_view csv,
                                    const std::function<bool(size_t bytes)>& progress);

}  // namespace csip::transfer
