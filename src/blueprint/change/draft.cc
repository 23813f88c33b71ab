#include "blueprint/change/draft.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/secret.h"
#include "base/text.h"
#include "blueprint/change/settings.h"
#include "blueprint/check/complete.h"
#include "blueprint/check/findings.h"
#include "blueprint/layout/names.h"
#include "blueprint/product_table.h"

namespace csip::blueprint {

using base::Status;

namespace {

template <typename T>
size_t IndexOf(const std::vector<T>& parts, const std::string& id_or_name) {
  for (size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].id == id_or_name) return i;
  }
  for (size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].name == id_or_name) return i;
  }
  return parts.size();
}

template <typename T>
base::Error Missing(const char* what, const std::vector<T>& parts, const std::string& name) {
  std::vector<std::string> names;
  for (const T& part : parts) names.push_back(part.name);
  return base::NotFound(fmt::format("there is no {} `{}`{}", what, name, base::DidYouMean(name, names)));
}

// Moves an item to another place of its list.
template <typename T>
void Move(std::vector<T>& parts, size_t from, size_t to) {
  to = std::min(to, parts.size() - 1);
  auto first = parts.begin();
  if (from < to) std::rotate(first + from, first + from + 1, first + to + 1);
  if (from > to) std::rotate(first + to, first + from, first + from + 1);
}

template <typename T>
void InsertAt(std::vector<T>& parts, size_t at, T part) {
  parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(std::min(at, parts.size())), std::move(part));
}

}  // namespace

SchemaDraft::SchemaDraft(Blueprint now, std::function<bool(const std::string& id)> held)
    : blueprint_(std::move(now)), held_(std::move(held)) {}

Status SchemaDraft::Apply(const SchemaChange& change) {
  if (change.verb == Verb::kRemove) return Remove(change);
  bool add = change.verb == Verb::kAdd;
  switch (change.subject) {
    case Subject::kTable:
      return add ? AddTable(change) : ChangeTable(change);
    case Subject::kColumn:
      return add ? AddColumn(change) : ChangeColumn(change);
    case Subject::kOption:
      return ApplyOption(change);
    case Subject::kView:
      return ApplyView(change);
    case Subject::kFormula:
      return ApplyFormula(change);
    case Subject::kControl:
      break;
  }
  return ApplyControl(change);
}

std::vector<Use> SchemaDraft::Finish() {
  Complete(&blueprint_);
  return TakeAway(&blueprint_, removed_, options_);
}

base::Result<TableIndex> SchemaDraft::FindTable(const std::string& name) const {
  size_t t = IndexOf(blueprint_.tables, name);
  if (t < blueprint_.tables.size()) return static_cast<TableIndex>(t);
  return Missing("table", blueprint_.tables, name);
}

base::Result<ColumnIndex> SchemaDraft::FindColumn(TableIndex t, const std::string& name) const {
  const Table& table = blueprint_.tables[t];
  size_t c = IndexOf(table.columns, name);
  if (c < table.columns.size()) return static_cast<ColumnIndex>(c);
  return base::NotFound(fmt::format("there is no column `{}` on {}{}", name, table.name,
                                    base::DidYouMean(name, ColumnNames(table))));
}

std::string SchemaDraft::NewId(std::string_view prefix, const std::string& seed) const {
  auto taken = [&](const std::string& id) {
    for (const Table& table : blueprint_.tables) {
      if (table.id == id) return true;
      for (const Column& column : table.columns) {
        if (column.id == id) return true;
      }
      for (const View& view : table.views) {
        if (view.id == id) return true;
      }
    }
    auto same = [&](const auto& part) { return part.id == id; };
    return std::any_of(blueprint_.formulas.begin(), blueprint_.formulas.end(), same) ||
           std::any_of(blueprint_.controls.begin(), blueprint_.controls.end(), same) || held_(id);
  };
  std::string id = std::string(prefix) + base::StableId(seed);
  for (int n = 2; taken(id); ++n) id = std::string(prefix) + base::StableId(fmt::format("{} {}", seed, n));
  return id;
}

Status SchemaDraft::AddTable(const SchemaChange& change) {
  Table table;
  CSIP_RETURN_IF_ERROR(ReadTableSettings(change.settings, true, &table));
  CSIP_ASSIGN_OR_RETURN(size_t at, ReadPosition(change.settings, EndOfOwnTables(blueprint_)));
  std::vector<Column> columns = std::move(table.columns);
  std::vector<View> views = std::move(table.views);
  table.columns.clear();
  table.views.clear();
  table.id = NewId("grid-", "table:" + table.name);
  at = std::min(at, blueprint_.tables.size());
  InsertAt(blueprint_.tables, at, std::move(table));
  auto t = static_cast<TableIndex>(at);
  for (Column& column : columns) blueprint_.tables[t].columns.push_back(std::move(column));
  for (ColumnIndex c = 0; c < columns.size(); ++c) CSIP_RETURN_IF_ERROR(Settle(t, c));
  for (View& view : views) {
    view.id = NewId("table-", "view:" + blueprint_.tables[t].name + "." + view.name);
    blueprint_.tables[t].views.push_back(std::move(view));
  }
  UseNames(&blueprint_);
  return {};
}

Status SchemaDraft::ChangeTable(const SchemaChange& change) {
  CSIP_ASSIGN_OR_RETURN(TableIndex t, FindTable(change.name));
  if (blueprint_.tables[t].name == kOptionsTable)
    return base::Invalid(
        fmt::format("{} is the product's own; its settings cannot be changed", kOptionsTable));
  Table wanted = blueprint_.tables[t];
  CSIP_RETURN_IF_ERROR(ReadTableSettings(change.settings, false, &wanted));
  std::string name = wanted.name;
  if (name != blueprint_.tables[t].name) CSIP_RETURN_IF_ERROR(RenameTable(t, name));
  // Once more: names in formulas were followed meanwhile.
  CSIP_RETURN_IF_ERROR(ReadTableSettings(change.settings, false, &blueprint_.tables[t]));
  Table& table = blueprint_.tables[t];
  if (auto display = table.FindColumn(table.display)) table.display = table.columns[*display].name;
  CSIP_ASSIGN_OR_RETURN(size_t to, ReadPosition(change.settings, t));
  UseNames(&blueprint_);
  Move(blueprint_.tables, t, to);
  return {};
}

Status SchemaDraft::AddColumn(const SchemaChange& change) {
  CSIP_ASSIGN_OR_RETURN(TableIndex t, FindTable(change.table));
  Column column;
  Formula fill;
  CSIP_RETURN_IF_ERROR(ReadColumnSettings(change.settings, &column, &fill));
  CSIP_ASSIGN_OR_RETURN(size_t at, ReadPosition(change.settings, blueprint_.tables[t].columns.size()));
  at = std::min(at, blueprint_.tables[t].columns.size());
  InsertAt(blueprint_.tables[t].columns, at, std::move(column));
  CSIP_RETURN_IF_ERROR(Settle(t, static_cast<ColumnIndex>(at)));
  // A column that every row must have begins with its default.
  const Column& made = blueprint_.tables[t].columns[at];
  if (fill.empty() && made.required) fill = made.default_value;
  if (!fill.empty()) fills_[made.id] = fill;
  return {};
}

Status SchemaDraft::ChangeColumn(const SchemaChange& change) {
  CSIP_ASSIGN_OR_RETURN(TableIndex t, FindTable(change.table));
  CSIP_ASSIGN_OR_RETURN(ColumnIndex c, FindColumn(t, change.name));
  Formula fill;
  Column wanted = blueprint_.tables[t].columns[c];
  CSIP_RETURN_IF_ERROR(ReadColumnSettings(change.settings, &wanted, &fill));
  if (wanted.name != blueprint_.tables[t].columns[c].name)
    CSIP_RETURN_IF_ERROR(RenameColumn(t, c, wanted.name));
  // Once more: names in formulas were followed meanwhile.
  wanted = blueprint_.tables[t].columns[c];
  CSIP_RETURN_IF_ERROR(ReadColumnSettings(change.settings, &wanted, &fill));
  const Column& old = blueprint_.tables[t].columns[c];
  bool unpair = !old.inverse.empty() && (wanted.inverse != old.inverse || wanted.target != old.target ||
                                         wanted.computed() || !wanted.type->has_target);
  if (wanted.computed() && !old.computed()) {
    // What a computed column cannot have goes, unless it is asked for.
    if (change.settings.Find("default") == nullptr) wanted.default_value = {};
    if (change.settings.Find("required") == nullptr) wanted.required = false;
  }
  if (unpair) {
    Unpair(t, c);
    wanted.links_owner = false;
  }
  std::string before = unpair ? "" : old.inverse;
  if (unpair && wanted.inverse == old.inverse) wanted.inverse = "";
  blueprint_.tables[t].columns[c] = std::move(wanted);
  Column& column = blueprint_.tables[t].columns[c];
  if (column.inverse == before) {
    std::string inverse = std::exchange(column.inverse, "");
    CSIP_RETURN_IF_ERROR(Settle(t, c));
    blueprint_.tables[t].columns[c].inverse = inverse;
  } else {
    CSIP_RETURN_IF_ERROR(Settle(t, c));
  }
  if (!fill.empty()) fills_[blueprint_.tables[t].columns[c].id] = fill;
  CSIP_ASSIGN_OR_RETURN(size_t to, ReadPosition(change.settings, c));
  Move(blueprint_.tables[t].columns, c, to);
  return {};
}

Status SchemaDraft::Settle(TableIndex t, ColumnIndex c) {
  Table& table = blueprint_.tables[t];
  Column& column = table.columns[c];
  if (column.type == nullptr) {
    if (!column.computed())
      return base::Invalid(fmt::format("the column `{}` of {} needs a `type`", column.name, table.name));
    column.type = value::FindColumnType("computed");
  }
  if (column.id.empty()) column.id = NewId("c-", table.name + "." + column.name);
  if (auto target = blueprint_.FindTable(column.target)) column.target = blueprint_.tables[*target].name;
  for (std::string& name : column.touched_by) {
    if (auto found = table.FindColumn(name)) name = table.columns[*found].name;
  }
  if (!column.inverse.empty()) return Pair(t, c, column.inverse);
  return {};
}

Status SchemaDraft::Pair(TableIndex t, ColumnIndex c, const std::string& inverse) {
  auto target = blueprint_.FindTable(blueprint_.tables[t].columns[c].target);
  if (!target) return {};  // Check says what is missing
  const std::string home = blueprint_.tables[t].name;
  const std::string name = blueprint_.tables[t].columns[c].name;
  Table& other = blueprint_.tables[*target];
  auto found = other.FindColumn(inverse);
  if (!found) {
    Column made;
    made.name = inverse;
    made.type = value::FindColumnType("multi-relation");
    made.target = home;
    made.inverse = name;
    made.id = NewId("c-", other.name + "." + inverse);
    other.columns.push_back(std::move(made));
    blueprint_.tables[t].columns[c].links_owner = true;
    return {};
  }
  Column& theirs = other.columns[*found];
  if (!theirs.inverse.empty() && theirs.inverse != name) {
    return base::Error{base::Code::kConflict, fmt::format("{}.{} is the inverse of `{}` already", other.name,
                                                          theirs.name, theirs.inverse)};
  }
  theirs.inverse = name;
  blueprint_.tables[t].columns[c].inverse = theirs.name;
  return {};
}

void SchemaDraft::Unpair(TableIndex t, ColumnIndex c) {
  Column& mine = blueprint_.tables[t].columns[c];
  auto target = blueprint_.FindTable(mine.target);
  auto theirs = target ? blueprint_.tables[*target].FindColumn(mine.inverse) : std::nullopt;
  if (!theirs) return;
  Column& other = blueprint_.tables[*target].columns[*theirs];
  other.inverse.clear();
  other.links_owner = mine.links_owner = false;
}

Status SchemaDraft::ApplyOption(const SchemaChange& change) {
  CSIP_ASSIGN_OR_RETURN(TableIndex t, FindTable(change.table));
  CSIP_ASSIGN_OR_RETURN(ColumnIndex c, FindColumn(t, change.column));
  Column& column = blueprint_.tables[t].columns[c];
  std::string where = blueprint_.tables[t].name + "." + column.name;
  if (!column.type->has_options)
    return base::Invalid(fmt::format("{} is no select; it has no options", where));
  auto find = [&](const std::string& name) {
    return static_cast<size_t>(std::find_if(column.options.begin(), column.options.end(),
                                            [&](const Option& o) { return o.name == name; }) -
                               column.options.begin());
  };
  bool add = change.verb == Verb::kAdd;
  size_t at = add ? column.options.size() : find(change.name);
  if (!add && at == column.options.size()) return Missing("option", column.options, change.name);
  Option option = add ? Option() : column.options[at];
  CSIP_RETURN_IF_ERROR(ReadOptionSettings(change.settings, &option));
  if (size_t same = find(option.name); same < column.options.size() && (add || same != at)) {
    return base::Error{base::Code::kConflict,
                       fmt::format("{} has an option `{}` already", where, option.name)};
  }
  CSIP_ASSIGN_OR_RETURN(size_t to, ReadPosition(change.settings, at));
  if (add) {
    InsertAt(column.options, to, std::move(option));
    return {};
  }
  column.options[at].color = option.color;
  if (option.name != change.name) CSIP_RETURN_IF_ERROR(RenameOption(t, c, at, option.name));
  Move(blueprint_.tables[t].columns[c].options, at, to);
  return {};
}

void SchemaDraft::OnlyDefault(TableIndex t, size_t view) {
  std::vector<View>& views = blueprint_.tables[t].views;
  if (!views[view].is_default) return;
  for (size_t i = 0; i < views.size(); ++i) views[i].is_default = i == view;
}

Status SchemaDraft::ApplyView(const SchemaChange& change) {
  CSIP_ASSIGN_OR_RETURN(TableIndex t, FindTable(change.table));
  Table& table = blueprint_.tables[t];
  bool add = change.verb == Verb::kAdd;
  size_t at = add ? table.views.size() : IndexOf(table.views, change.name);
  if (!add && at == table.views.size()) return Missing("view", table.views, change.name);
  View view = add ? View() : table.views[at];
  CSIP_RETURN_IF_ERROR(ReadViewSettings(change.settings, &view));
  auto name_of = [&](std::string* name) {
    if (auto c = table.FindColumn(*name)) *name = table.columns[*c].name;
  };
  for (SortKey& key : view.sort) name_of(&key.column);
  for (SortKey& key : view.group) name_of(&key.column);
  for (std::string& name : view.columns) name_of(&name);
  CSIP_ASSIGN_OR_RETURN(size_t to, ReadPosition(change.settings, at));
  std::vector<SettingName> names;
  if (!add) names = FindNames(&blueprint_, SettingName::Kind::kView, t, at);
  Rename(std::move(names), view.name);
  if (add) {
    view.id = NewId("table-", "view:" + table.name + "." + view.name);
    to = std::min(to, table.views.size());
    InsertAt(table.views, to, std::move(view));
    UseNames(&blueprint_);
    OnlyDefault(t, to);
    return {};
  }
  table.views[at] = std::move(view);
  UseNames(&blueprint_);
  OnlyDefault(t, at);
  Move(table.views, at, to);
  return {};
}

Status SchemaDraft::ApplyFormula(const SchemaChange& change) {
  bool add = change.verb == Verb::kAdd;
  auto& all = blueprint_.formulas;
  size_t at = add ? all.size() : IndexOf(all, change.name);
  if (!add && at == all.size()) return Missing("named formula", all, change.name);
  NamedFormula named = add ? NamedFormula() : all[at];
  CSIP_RETURN_IF_ERROR(ReadFormulaSettings(change.settings, &named));
  if (named.formula.empty()) return base::Invalid(fmt::format("`{}` needs a formula", named.name));
  if (!add && named.name != all[at].name) CSIP_RETURN_IF_ERROR(RenameNamed(false, at, named.name));
  if (add) {
    named.id = NewId("f-", "formula:" + named.name);
    all.push_back(std::move(named));
  } else {
    CSIP_RETURN_IF_ERROR(ReadFormulaSettings(change.settings, &all[at]));
  }
  CSIP_ASSIGN_OR_RETURN(size_t to, ReadPosition(change.settings, at));
  Move(all, at, to);
  return {};
}

Status SchemaDraft::ApplyControl(const SchemaChange& change) {
  bool add = change.verb == Verb::kAdd;
  auto& all = blueprint_.controls;
  size_t at = add ? all.size() : IndexOf(all, change.name);
  if (!add && at == all.size()) return Missing("control", all, change.name);
  Control control = add ? Control() : all[at];
  CSIP_RETURN_IF_ERROR(ReadControlSettings(change.settings, &control));
  if (!add && control.name != all[at].name) CSIP_RETURN_IF_ERROR(RenameNamed(true, at, control.name));
  if (add) {
    control.id = NewId("ctrl-", "control:" + control.name);
    all.push_back(std::move(control));
  } else {
    CSIP_RETURN_IF_ERROR(ReadControlSettings(change.settings, &all[at]));
  }
  if (auto target = blueprint_.FindTable(all[at].target)) all[at].target = blueprint_.tables[*target].name;
  CSIP_ASSIGN_OR_RETURN(size_t to, ReadPosition(change.settings, at));
  Move(all, at, to);
  return {};
}

Status SchemaDraft::Remove(const SchemaChange& change) {
  if (change.subject == Subject::kFormula || change.subject == Subject::kControl) {
    bool control = change.subject == Subject::kControl;
    size_t at =
        control ? IndexOf(blueprint_.controls, change.name) : IndexOf(blueprint_.formulas, change.name);
    if (control && at == blueprint_.controls.size())
      return Missing("control", blueprint_.controls, change.name);
    if (!control && at == blueprint_.formulas.size())
      return Missing("named formula", blueprint_.formulas, change.name);
    removed_.insert(control ? blueprint_.controls[at].id : blueprint_.formulas[at].id);
    return {};
  }
  CSIP_ASSIGN_OR_RETURN(TableIndex t,
                        FindTable(change.subject == Subject::kTable ? change.name : change.table));
  Table& table = blueprint_.tables[t];
  if (table.name == kOptionsTable && change.subject != Subject::kView)
    return base::Invalid(fmt::format("{} holds the options of all selects and stays", kOptionsTable));
  if (IsOwned(table) && change.subject != Subject::kView)
    return base::Invalid(fmt::format("{} is the product's own and stays", table.name));
  if (change.subject == Subject::kTable) {
    removed_.insert(table.id);
  } else if (change.subject == Subject::kView) {
    size_t at = IndexOf(table.views, change.name);
    if (at == table.views.size()) return Missing("view", table.views, change.name);
    ForgetNames(&blueprint_, [&](const SettingName& name) {
      return name.kind == SettingName::Kind::kView && name.table == t && name.index == at;
    });
    table.views.erase(table.views.begin() + static_cast<std::ptrdiff_t>(at));
  } else if (change.subject == Subject::kColumn) {
    CSIP_ASSIGN_OR_RETURN(ColumnIndex c, FindColumn(t, change.name));
    removed_.insert(table.columns[c].id);
  } else {
    CSIP_ASSIGN_OR_RETURN(ColumnIndex c, FindColumn(t, change.column));
    const auto& options = table.columns[c].options;
    bool there =
        std::any_of(options.begin(), options.end(), [&](const Option& o) { return o.name == change.name; });
    if (!there) return Missing("option", options, change.name);
    options_.emplace_back(table.columns[c].id, change.name);
  }
  return {};
}

}  // namespace csip::blueprint
