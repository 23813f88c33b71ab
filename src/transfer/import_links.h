// What imported rows need from each other and from the rows that are there: row numbers, links, unique values.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/engine.h"
#include "store/store.h"
#include "transfer/import_rows.h"
#include "transfer/row_id_formula.h"
#include "workspace/action.h"

namespace csip::transfer {

// Something for each of many row numbers, most of which are small.
class NumberMap {
 public:
  // What the number has: this, when it has had nothing yet, and then true.
  std::pair<int, bool> Add(int64_t number, int what);
  // Nothing is -1.
  int Find(int64_t number) const;

 private:
  std::vector<int> dense_;
  std::unordered_map<int64_t, int> sparse_;
  size_t count_ = 0;
};

class ImportLinker {
 public:
  ImportLinker(const engine::Engine& engine, std::vector<ImportedTable>& tables, Problems& problems);

  // Gives every row its number: the one its file says, where it is free, or the next.
  base::Status NumberRows(store::Store& store);
  // Turns the texts of relations into rows: by row id, "i-12", or name.
  void ResolveLinks();
  void CheckUnique();
  // Leaves out rows that link to rows that are left out, until there are none.
  void LeaveOutOrphans();

  // All good rows. What they hold is taken out of the tables.
  workspace::Request MakeRequest();

 private:
  // The rows of a table as links see them.
  struct Target {
    std::optional<RowIdFormula> row_id;
    NumberMap lines;                                 // of rows on their way; kDeleted for rows that were
    std::unordered_map<std::string, int64_t> names;  // row number, or kSeveral
    bool has_names = false;
  };
  static constexpr int64_t kSeveral = -1;
  static constexpr int kDeleted = 0;

  void MatchOptions(ImportedTable& table);
  Target& TargetOf(value::TableIndex table);
  bool Exists(value::TableIndex table, int64_t number);
  void ReadNames(value::TableIndex table, Target& target);
  base::Result<int64_t> FindRow(value::TableIndex table, std::string_view text);
  void ResolveColumn(ImportedTable& table, size_t cell, value::TableIndex target);
  base::Result<value::Value> Resolve(value::TableIndex target, bool several, std::string_view text);
  base::Result<value::Value> ResolveItems(value::TableIndex target, const std::vector<std::string>& items);
  value::TableIndex TargetTable(const ImportedTable& table, size_t cell) const;  // kNone when no relation
  void AddRows(ImportedTable& table, value::RowBlock& block, workspace::Action& changed);
  bool IsThere(value::TableIndex t, value::ColumnIndex c, int64_t number, const value::Value& v) const;
  bool OwnSideComes(const ImportedTable& table, value::ColumnIndex column) const;

  const engine::Engine& engine_;
  std::vector<ImportedTable>& tables_;
  Problems& problems_;
  std::map<value::TableIndex, Target> targets_;
};

}  // namespace csip::transfer
