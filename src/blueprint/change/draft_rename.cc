// Names that follow (S12): into formulas by the places where they are resolved, into everything else by name.
#include <fmt/format.h>

#include <algorithm>

#include "blueprint/change/draft.h"
#include "blueprint/change/site.h"
#include "blueprint/layout/names.h"
#include "formula/print.h"

namespace csip::blueprint {

using base::Status;
using formula::Reference;

namespace {

// What a formula names, without where.
struct Named {
  Reference::Kind kind;
  TableIndex table;
  ColumnIndex column;
  uint32_t name_index;
  friend bool operator==(const Named&, const Named&) = default;
};

std::vector<Named> NamesIn(const formula::Bound& bound) {
  std::vector<Named> names;
  for (const Reference& r : bound.references) names.push_back({r.kind, r.table, r.column, r.name_index});
  return names;
}

void Replace(std::string* name, const std::string& from, const std::string& to) {
  if (*name == from) *name = to;
}

void ReplaceIn(std::vector<ConditionalFormat>* formats, const std::string& from, const std::string& to) {
  for (ConditionalFormat& format : *formats) {
    for (std::string& column : format.columns) Replace(&column, from, to);
  }
}

// The lanes of a board are options of what it is grouped by.
void RenameLane(View* view, const std::string& from, const std::string& to) {
  Setting* kanban = view->options.Find("kanban");
  Setting* lanes = kanban == nullptr ? nullptr : kanban->maps.front().Find("lanes");
  if (lanes == nullptr) return;
  for (std::string& lane : lanes->texts) Replace(&lane, from, to);
}

}  // namespace

Status SchemaDraft::Follow(const formula::Rename& rename, const std::function<void()>& name) {
  std::shared_ptr<const Compiled> before = CompileToInspect(blueprint_).compiled;
  blueprint_ = before->blueprint;
  std::vector<std::pair<FormulaSite, std::vector<Named>>> named;
  for (const FormulaSite& site : FormulaSites(blueprint_)) {
    formula::Bound bound = BindSite(*before, site);
    if (!bound.ok()) continue;  // Compile reports it
    CSIP_ASSIGN_OR_RETURN(FormulaAt(blueprint_, site).text, formula::ApplyRename(bound, rename));
    named.emplace_back(site, NamesIn(bound));
  }
  name();
  if (rename.kind == Reference::Kind::kOption) return {};
  // A name may be taken by something else where it is written now: a local, a column before a table.
  std::shared_ptr<const Compiled> after = CompileToInspect(blueprint_).compiled;
  for (const auto& [site, names] : named) {
    if (NamesIn(BindSite(*after, site)) == names) continue;
    return base::Error{base::Code::kConflict,
                       fmt::format("`{}` would be read as something else in {}; choose another name",
                                   rename.to, Describe(before->blueprint, site))};
  }
  return {};
}

Status SchemaDraft::RenameTable(TableIndex t, const std::string& to) {
  formula::Rename rename{.kind = Reference::Kind::kTable, .table = t, .from = {}, .to = to};
  return Follow(rename, [&] {
    std::vector<SettingName> settings = FindNames(&blueprint_, SettingName::Kind::kTable, t, 0);
    std::string from = blueprint_.tables[t].name;
    blueprint_.tables[t].name = to;
    Rename(std::move(settings), to);
    for (Table& table : blueprint_.tables) {
      for (Column& column : table.columns) Replace(&column.target, from, to);
    }
    for (Control& control : blueprint_.controls) Replace(&control.target, from, to);
    Replace(&blueprint_.people_table, from, to);
  });
}

Status SchemaDraft::RenameColumn(TableIndex t, ColumnIndex c, const std::string& to) {
  if (blueprint_.tables[t].name == kOptionsTable)
    return base::Invalid(fmt::format("the columns of {} are fixed", kOptionsTable));
  formula::Rename rename{.kind = Reference::Kind::kColumn, .table = t, .column = c, .from = {}, .to = to};
  return Follow(rename, [&] {
    Table& table = blueprint_.tables[t];
    std::vector<SettingName> settings = FindNames(&blueprint_, SettingName::Kind::kColumn, t, c);
    std::string from = table.columns[c].name;
    table.columns[c].name = to;
    Rename(std::move(settings), to);
    Replace(&table.display, from, to);
    ReplaceIn(&table.formats, from, to);
    for (Column& column : table.columns) {
      for (std::string& name : column.touched_by) Replace(&name, from, to);
    }
    for (View& view : table.views) {
      for (SortKey& key : view.sort) Replace(&key.column, from, to);
      for (SortKey& key : view.group) Replace(&key.column, from, to);
      for (std::string& name : view.columns) Replace(&name, from, to);
      ReplaceIn(&view.formats, from, to);
    }
    if (table.name == blueprint_.people_table) Replace(&blueprint_.people_email_column, from, to);
    auto target = blueprint_.FindTable(table.columns[c].target);
    auto theirs = target ? blueprint_.tables[*target].FindColumn(table.columns[c].inverse) : std::nullopt;
    if (theirs) Replace(&blueprint_.tables[*target].columns[*theirs].inverse, from, to);
  });
}

Status SchemaDraft::RenameNamed(bool control, size_t index, const std::string& to) {
  size_t at = control ? blueprint_.formulas.size() + index : index;
  formula::Rename rename{
      .kind = Reference::Kind::kNamed, .name_index = static_cast<uint32_t>(at), .from = {}, .to = to};
  return Follow(rename, [&] {
    std::vector<SettingName> settings;
    if (control) settings = FindNames(&blueprint_, SettingName::Kind::kControl, kNone, index);
    (control ? blueprint_.controls[index].name : blueprint_.formulas[index].name) = to;
    Rename(std::move(settings), to);
  });
}

Status SchemaDraft::RenameOption(TableIndex t, ColumnIndex c, size_t option, const std::string& to) {
  std::string from = blueprint_.tables[t].columns[c].options[option].name;
  formula::Rename rename{.kind = Reference::Kind::kOption, .table = t, .column = c, .from = from, .to = to};
  renamed_options_.push_back({blueprint_.tables[t].columns[c].id, from, to});
  return Follow(rename, [&] {
    Column& column = blueprint_.tables[t].columns[c];
    column.options[option].name = to;
    for (View& view : blueprint_.tables[t].views) {
      if (!view.group.empty() && view.group[0].column == column.name) RenameLane(&view, from, to);
    }
    // A default has no row to compare with; it stands for an option of its own column.
    std::string& text = column.default_value.text;
    if (text == formula::QuoteText(from)) text = formula::QuoteText(to);
  });
}

}  // namespace csip::blueprint
