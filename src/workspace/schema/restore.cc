#include "workspace/schema/restore.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "blueprint/change/site.h"
#include "blueprint/compile.h"
#include "blueprint/product_table.h"

namespace csip::workspace {

using base::Result;
using blueprint::Blueprint;
using blueprint::Column;
using blueprint::FormulaSite;
using blueprint::Table;
using value::ColumnIndex;
using value::kNone;
using value::TableIndex;
using value::Value;
using Subject = blueprint::SchemaChange::Subject;

namespace {

constexpr size_t kLookBack = 200;  // changes of the blueprint

template <typename T>
const T* FindById(const std::vector<T>& parts, const std::string& id) {
  auto found = std::find_if(parts.begin(), parts.end(), [&](const T& part) { return part.id == id; });
  return found == parts.end() ? nullptr : &*found;
}

void AddRemoved(const Blueprint& before, const Blueprint& after, const store::Store::BlueprintChange& change,
                std::vector<RemovedPart>* out) {
  auto add = [&](Subject subject, const std::string& id, const std::string& table, const std::string& name) {
    out->push_back({subject, id, table, name, change.sequence, change.time, change.actor, change.reason});
  };
  for (const Table& table : before.tables) {
    const Table* now = FindById(after.tables, table.id);
    if (now == nullptr) {
      add(Subject::kTable, table.id, "", table.name);
      continue;
    }
    for (const Column& column : table.columns) {
      if (FindById(now->columns, column.id) == nullptr)
        add(Subject::kColumn, column.id, now->name, column.name);
    }
  }
}

// The other side of a pair, when it can be one again; else the column stands alone.
void PairAgain(Blueprint* blueprint, const std::string& table_name, Column* column) {
  if (column->inverse.empty()) return;
  auto target = blueprint->FindTable(column->target);
  auto theirs = target ? blueprint->tables[*target].FindColumn(column->inverse) : std::nullopt;
  Column* other = theirs ? &blueprint->tables[*target].columns[*theirs] : nullptr;
  if (other != nullptr && other->inverse == column->name) return;  // restored with it
  bool free = other != nullptr && other->inverse.empty() && other->target == table_name;
  if (free) {
    other->inverse = column->name;
    other->links_owner = !column->links_owner;
  } else {
    column->inverse.clear();
    column->links_owner = false;
  }
}

const blueprint::Formula* SameSite(const Blueprint& now, const FormulaSite& site, const Blueprint& before) {
  using Kind = FormulaSite::Kind;
  if (site.kind == Kind::kNamed) {
    const auto* named = FindById(before.formulas, now.formulas[site.index].id);
    return named == nullptr ? nullptr : &named->formula;
  }
  if (site.table == kNone) return nullptr;
  const Table* table = FindById(before.tables, now.tables[site.table].id);
  if (table == nullptr) return nullptr;
  if (site.kind == Kind::kColumn) {
    const Column* column = FindById(table->columns, now.tables[site.table].columns[site.index].id);
    return column == nullptr ? nullptr : &column->formula;
  }
  if (site.kind == Kind::kFilter) {
    const auto* view = FindById(table->views, now.tables[site.table].views[site.index].id);
    return view == nullptr ? nullptr : &view->filter;
  }
  return nullptr;
}

// Formulas that still hold, in a comment, what they were before the removal.
void MendFormulas(const Blueprint& before, Blueprint* now) {
  for (const FormulaSite& site : FormulaSites(*now)) {
    blueprint::Formula& formula = FormulaAt(*now, site);
    if (!formula.text.starts_with("BrokenReference(")) continue;
    const blueprint::Formula* was = SameSite(*now, site, before);
    if (was == nullptr || was->empty()) continue;
    if (formula.text.ends_with(" /* " + base::ReplaceAll(was->text, "*/", "* /") + " */")) formula = *was;
  }
}

// The lines of one transaction of the log, as values of the part.
base::Status ReadValues(store::Store& store, const RemovedPart& part, const std::string& table_id,
                        std::vector<RestoredValues>* out) {
  CSIP_ASSIGN_OR_RETURN(std::vector<store::Change> changes, store.Changes({.table = {},
                                                                           .row = {},
                                                                           .column = {},
                                                                           .newest_first = false,
                                                                           .limit = SIZE_MAX,
                                                                           .sequence = part.sequence}));
  RestoredValues values{.table = table_id, .whole = part.subject == Subject::kTable, .rows = {}};
  for (store::Change& change : changes) {
    bool mine = values.whole ? change.table == part.id && change.kind == store::RowWrite::Kind::kDelete
                             : change.table == table_id && change.column == part.id;
    if (!mine || change.computed) continue;
    if (values.rows.empty() || values.rows.back().row != change.row) values.rows.push_back({change.row, {}});
    if (!change.column.empty())
      values.rows.back().cells.emplace_back(change.column, std::move(change.before));
  }
  std::sort(values.rows.begin(), values.rows.end(),
            [](const auto& a, const auto& b) { return a.row < b.row; });
  out->push_back(std::move(values));
  return {};
}

}  // namespace

Result<std::vector<RemovedPart>> FindRemoved(store::Store& store, const Blueprint& now) {
  CSIP_ASSIGN_OR_RETURN(auto changes, store.BlueprintChanges());
  if (changes.size() > kLookBack) changes.resize(kLookBack);
  std::vector<RemovedPart> out;
  Blueprint after = now;
  for (const auto& change : changes) {
    CSIP_ASSIGN_OR_RETURN(std::optional<Blueprint> before, store.BlueprintBefore(change.sequence));
    if (!before) continue;
    AddRemoved(*before, after, change, &out);
    after = std::move(*before);
  }
  // What came back since is not removed; what went twice counts once.
  std::set<std::string> seen;
  for (const Table& table : now.tables) {
    seen.insert(table.id);
    for (const Column& column : table.columns) seen.insert(column.id);
  }
  std::erase_if(out, [&](const RemovedPart& part) { return !seen.insert(part.id).second; });
  return out;
}

Result<Restored> Restore(store::Store& store, const Blueprint& now, const std::vector<std::string>& ids) {
  CSIP_ASSIGN_OR_RETURN(std::vector<RemovedPart> removed, FindRemoved(store, now));
  Restored out{now, {}};
  std::vector<Blueprint> befores;
  std::vector<std::pair<std::string, std::string>> columns;  // ids of table and column
  for (const std::string& id : ids) {
    auto part =
        std::find_if(removed.begin(), removed.end(), [&](const RemovedPart& p) { return p.id == id; });
    if (part == removed.end()) return base::NotFound(fmt::format("nothing with the id `{}` was removed", id));
    CSIP_ASSIGN_OR_RETURN(std::optional<Blueprint> before, store.BlueprintBefore(part->sequence));
    if (!before) return base::NotFound(fmt::format("the blueprint that had `{}` is gone", id));
    for (const Table& table : before->tables) {
      if (part->subject == Subject::kTable && table.id == id) {
        CSIP_RETURN_IF_ERROR(ReadValues(store, *part, table.id, &out.values));
        auto end = static_cast<std::ptrdiff_t>(blueprint::EndOfOwnTables(out.blueprint));
        out.blueprint.tables.insert(out.blueprint.tables.begin() + end, table);
        for (const Column& column : table.columns) columns.emplace_back(table.id, column.id);
      }
      const Column* column = part->subject == Subject::kColumn ? FindById(table.columns, id) : nullptr;
      if (column == nullptr) continue;
      CSIP_RETURN_IF_ERROR(ReadValues(store, *part, table.id, &out.values));
      auto home = out.blueprint.FindTable(table.id);
      if (!home)
        return base::NotFound(fmt::format("the table of `{}` is gone; restore it first", column->name));
      out.blueprint.tables[*home].columns.push_back(*column);
      columns.emplace_back(table.id, id);
    }
    befores.push_back(std::move(*before));
  }
  for (const auto& [table_id, column_id] : columns) {
    Table& table = out.blueprint.tables[*out.blueprint.FindTable(table_id)];
    PairAgain(&out.blueprint, table.name, &table.columns[*table.FindColumn(column_id)]);
  }
  Blueprint mended = out.blueprint;
  for (const Blueprint& before : befores) MendFormulas(before, &mended);
  // Names in them may have changed meanwhile; then they stay as they are.
  if (blueprint::Compile(mended).compiled != nullptr) out.blueprint = std::move(mended);
  return out;
}

void Place(const RestoredValues& values, const Blueprint& after, const SchemaMap& map,
           std::vector<RestoredRow>* out) {
  auto t = after.FindTable(values.table);
  if (!t) return;
  bool insert = values.whole && map.old_table[*t] == kNone;
  for (const RestoredValues::Row& row : values.rows) {
    RestoredRow placed{*t, row.row, insert, {}};
    for (const auto& [id, v] : row.cells) {
      auto c = after.tables[*t].FindColumn(id);
      if (!c) continue;
      auto target = after.FindTable(after.tables[*t].columns[*c].target);
      // A relation has rows of its target, which the log may know under the number of a table that was gone.
      std::vector<Value> items;
      for (const Value& item : value::AsItems(v)) {
        if (item.is_row() && target) items.push_back(Value::Row({*target, item.row().slot}));
        if (!item.is_row()) items.push_back(item);
      }
      if (items.empty()) continue;
      placed.cells.emplace_back(*c, v.is_list() ? Value::List(std::move(items)) : items[0]);
    }
    out->push_back(std::move(placed));
  }
}

}  // namespace csip::workspace
