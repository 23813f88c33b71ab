// SchemaDraft: a blueprint while changes are made to it.
//
// Names follow: whatever is renamed is renamed in every formula, view, relation and option list that names it (S12). What
// is removed stays until Finish, which finds who still uses it: those formulas then give #REF and say why.
//
// A draft may be wrong in between; Compile says whether what came out hangs together. Belongs to one thread.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "blueprint/blueprint.h"
#include "blueprint/change/change.h"
#include "formula/rename.h"

namespace csip::blueprint {

// An option's new name, for the cells that hold it.
struct RenamedOption {
  std::string column;  // id
  std::string from;
  std::string to;
};

// Something that is removed and still used.
struct Use {
  std::string what;   // "the column Account.Value"
  std::string where;  // "the formula of Account.Level"
};

class SchemaDraft {
 public:
  // `held` says whether an id was ever given to a part of this workspace: it is not given again.
  SchemaDraft(Blueprint now, std::function<bool(const std::string& id)> held);

  // Errors: no such part, a setting that is unknown or of the wrong kind, a name that cannot be written in formulas or
  // would be read as something else in one of them. After an error the draft is of no use.
  base::Status Apply(const SchemaChange& change);

  // Takes away what was removed. Formulas that name it become BrokenReference(...), with what they were in a comment;
  // relations to a removed table become texts.
  std::vector<Use> Finish();

  const Blueprint& blueprint() const { return blueprint_; }
  const std::vector<RenamedOption>& renamed_options() const { return renamed_options_; }
  // By column id: what existing rows get where their cell is blank.
  const std::map<std::string, Formula>& fills() const { return fills_; }

 private:
  using Subject = SchemaChange::Subject;
  using Verb = SchemaChange::Verb;

  base::Result<TableIndex> FindTable(const std::string& name) const;
  base::Result<ColumnIndex> FindColumn(TableIndex t, const std::string& name) const;
  std::string NewId(std::string_view prefix, const std::string& seed) const;

  base::Status AddTable(const SchemaChange& change);
  base::Status ChangeTable(const SchemaChange& change);
  base::Status AddColumn(const SchemaChange& change);
  base::Status ChangeColumn(const SchemaChange& change);
  base::Status ApplyOption(const SchemaChange& change);
  base::Status ApplyView(const SchemaChange& change);
  base::Status ApplyFormula(const SchemaChange& change);
  base::Status ApplyControl(const SchemaChange& change);
  base::Status Remove(const SchemaChange& change);

  // Gives ids and resolves references of a column that is new or has new settings.
  base::Status Settle(TableIndex t, ColumnIndex c);
  base::Status Pair(TableIndex t, ColumnIndex c, const std::string& inverse);
  void Unpair(TableIndex t, ColumnIndex c);
  void OnlyDefault(TableIndex t, size_t view);

  base::Status RenameTable(TableIndex t, const std::string& to);
  base::Status RenameColumn(TableIndex t, ColumnIndex c, const std::string& to);
  base::Status RenameNamed(bool control, size_t index, const std::string& to);
  base::Status RenameOption(TableIndex t, ColumnIndex c, size_t option, const std::string& to);
  // Writes the new name into the formulas; `name` then renames the part itself.
  base::Status Follow(const formula::Rename& rename, const std::function<void()>& name);

  Blueprint blueprint_;
  std::function<bool(const std::string& id)> held_;
  std::vector<RenamedOption> renamed_options_;
  std::map<std::string, Formula> fills_;
  std::set<std::string> removed_;  // ids of tables, columns, named formulas and controls
  std::vector<std::pair<std::string, std::string>> options_;  // removed: id of the column, name
};

// Finds and breaks what names the parts with these ids, which are still in the blueprint, and takes them away.
std::vector<Use> TakeAway(Blueprint* blueprint, const std::set<std::string>& ids,
                          const std::vector<std::pair<std::string, std::string>>& options);

}  // namespace csip::blueprint
