// Removing what is used: who uses it, and what becomes of them.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "blueprint/change/draft.h"
#include "blueprint/change/site.h"
#include "blueprint/layout/names.h"
#include "formula/lexer.h"
#include "formula/print.h"

namespace csip::blueprint {

using formula::Reference;

namespace {

// Takes parts away from a blueprint that is complete.
class Removal {
 public:
  Removal(Blueprint* blueprint, const std::set<std::string>& ids,
          const std::vector<std::pair<std::string, std::string>>& options)
      : blueprint_(*blueprint),
        ids_(ids),
        options_(options),
        compiled_(CompileToInspect(*blueprint).compiled) {}

  std::vector<Use> Run() {
    if (ids_.empty() && options_.empty()) return {};
    AddMirrors();
    for (const FormulaSite& site : FormulaSites(blueprint_)) {
      if (!Goes(site)) BreakFormula(site);
    }
    for (TableIndex t = 0; t < blueprint_.tables.size(); ++t) {
      if (!IsRemoved(t)) BreakRelations(t);
    }
    for (Control& control : blueprint_.controls) {
      auto target = blueprint_.FindTable(control.target);
      if (ids_.contains(control.id) || !target || !IsRemoved(*target)) continue;
      Note(TableWords(*target), "the control " + control.name);
      control.kind = "textbox";
      control.target.clear();
      control.default_value = {};
    }
    auto people = blueprint_.FindTable(blueprint_.people_table);
    if (people && IsRemoved(*people)) {
      Note(TableWords(*people), "the people of the workspace");
      blueprint_.people_table.clear();
      blueprint_.people_email_column.clear();
    }
    ForgetSettings();
    for (Table& table : blueprint_.tables) ForgetColumns(&table);
    Erase();
    return std::move(uses_);
  }

 private:
  bool IsRemoved(TableIndex t) const { return ids_.contains(blueprint_.tables[t].id); }
  bool IsRemoved(TableIndex t, ColumnIndex c) const {
    return IsRemoved(t) || ids_.contains(blueprint_.tables[t].columns[c].id);
  }
  std::string TableWords(TableIndex t) const { return "the table " + blueprint_.tables[t].name; }

  // The other side of a pair that goes with its table was only a view of it.
  void AddMirrors() {
    for (TableIndex t = 0; t < blueprint_.tables.size(); ++t) {
      for (const Column& column : blueprint_.tables[t].columns) {
        auto target = blueprint_.FindTable(column.target);
        bool mirror = !column.inverse.empty() && !column.links_owner && target;
        if (mirror && IsRemoved(*target)) ids_.insert(column.id);
      }
    }
  }

  // What the reference names, when it is removed; else "".
  std::string Removed(const Reference& reference, std::string_view written) const {
    switch (reference.kind) {
      case Reference::Kind::kTable:
        return IsRemoved(reference.table) ? TableWords(reference.table) : "";
      case Reference::Kind::kColumn:
        if (!IsRemoved(reference.table, reference.column)) return "";
        return fmt::format("the column {}.{}", blueprint_.tables[reference.table].name,
                           blueprint_.tables[reference.table].columns[reference.column].name);
      case Reference::Kind::kNamed: {
        size_t formulas = blueprint_.formulas.size();
        bool control = reference.name_index >= formulas;
        const std::string& id = control ? blueprint_.controls[reference.name_index - formulas].id
                                        : blueprint_.formulas[reference.name_index].id;
        if (!ids_.contains(id)) return "";
        return control ? "the control " + blueprint_.controls[reference.name_index - formulas].name
                       : "the named formula " + blueprint_.formulas[reference.name_index].name;
      }
      case Reference::Kind::kOption:
        break;
    }
    const Column& column = blueprint_.tables[reference.table].columns[reference.column];
    std::vector<formula::Diagnostic> ignored;
    std::string text = formula::Tokenize(written, &ignored).front().text;
    for (const auto& [id, option] : options_) {
      if (id == column.id && option == text)
        return fmt::format("the option `{}` of {}.{}", option, blueprint_.tables[reference.table].name,
                           column.name);
    }
    return "";
  }

  bool Goes(const FormulaSite& site) const {
    if (site.kind == FormulaSite::Kind::kNamed) return ids_.contains(blueprint_.formulas[site.index].id);
    if (site.kind == FormulaSite::Kind::kSetting) {
      TableIndex owner = SettingsRoots(&blueprint_)[site.format].table;
      return (owner != kNone && IsRemoved(owner)) || (site.table != kNone && IsRemoved(site.table));
    }
    if (site.kind == FormulaSite::Kind::kControl) return ids_.contains(blueprint_.controls[site.index].id);
    bool column = site.kind == FormulaSite::Kind::kColumn || site.kind == FormulaSite::Kind::kDefault;
    return column ? IsRemoved(site.table, site.index) : IsRemoved(site.table);
  }

  void Note(std::string what, std::string where) {
    for (const Use& use : uses_) {
      if (use.what == what && use.where == where) return;
    }
    uses_.push_back({std::move(what), std::move(where)});
  }

  void BreakFormula(const FormulaSite& site) {
    formula::Bound bound = BindSite(*compiled_, site);
    Formula& formula = FormulaAt(blueprint_, site);
    std::string why;
    bool only_options = true;
    for (const Reference& r : bound.references) {
      std::string what =
          Removed(r, std::string_view(bound.text).substr(r.span.begin, r.span.end - r.span.begin));
      if (what.empty()) continue;
      Note(what, Describe(blueprint_, site));
      if (r.kind != Reference::Kind::kOption) {
        only_options = false;
        if (why.empty()) why = what + " was removed";
      }
    }
    bool is_default = site.kind == FormulaSite::Kind::kDefault || site.kind == FormulaSite::Kind::kControl;
    if (is_default && IsRemovedDefault(site)) {
      formula = {};
      return;
    }
    if (why.empty() || only_options) return;
    if (is_default) {
      formula = {};
      return;
    }
    std::string was = base::ReplaceAll(formula.text, "*/", "* /");
    formula.text = fmt::format("BrokenReference({}) /* {} */", formula::QuoteText(why), was);
  }

  // A default that is an option which goes.
  bool IsRemovedDefault(const FormulaSite& site) {
    if (site.kind != FormulaSite::Kind::kDefault) return false;
    const Column& column = blueprint_.tables[site.table].columns[site.index];
    for (const auto& [id, option] : options_) {
      if (id != column.id || column.default_value.text != formula::QuoteText(option)) continue;
      Note(fmt::format("the option `{}` of {}.{}", option, blueprint_.tables[site.table].name, column.name),
           Describe(blueprint_, site));
      return true;
    }
    return false;
  }

  // Relations to a table that goes hold the names of its rows from then on.
  void BreakRelations(TableIndex t) {
    for (ColumnIndex c = 0; c < blueprint_.tables[t].columns.size(); ++c) {
      Column& column = blueprint_.tables[t].columns[c];
      auto target = blueprint_.FindTable(column.target);
      if (!target || IsRemoved(t, c)) continue;
      auto theirs = blueprint_.tables[*target].FindColumn(column.inverse);
      if (!IsRemoved(*target)) {
        if (theirs && IsRemoved(*target, *theirs)) {
          column.inverse.clear();
          column.links_owner = false;
        }
        continue;
      }
      Note(TableWords(*target), fmt::format("the relation {}.{}", blueprint_.tables[t].name, column.name));
      column.type = value::FindColumnType("text");
      column.target.clear();
      column.inverse.clear();
      column.links_owner = false;
      column.default_value = {};
    }
  }

  // A layout without what it shows is none: what needs a part that goes, goes with it.
  void ForgetSettings() {
    ForgetNames(&blueprint_, [&](const SettingName& name) {
      switch (name.kind) {
        case SettingName::Kind::kTable:
        case SettingName::Kind::kView:
          return IsRemoved(name.table);
        case SettingName::Kind::kColumn:
          return IsRemoved(name.table, static_cast<ColumnIndex>(name.index));
        case SettingName::Kind::kControl:
          return ids_.contains(blueprint_.controls[name.index].id);
        case SettingName::Kind::kDashboard:
          break;
      }
      return false;
    });
  }

  void ForgetColumns(Table* table) {
    std::set<std::string> names;
    for (const Column& column : table->columns) {
      if (ids_.contains(column.id)) names.insert(column.name);
    }
    if (names.empty()) return;
    auto gone = [&](const std::string& name) { return names.contains(name); };
    auto forget_keys = [&](std::vector<SortKey>* keys) {
      std::erase_if(*keys, [&](const SortKey& key) { return gone(key.column); });
    };
    auto forget_formats = [&](std::vector<ConditionalFormat>* formats) {
      // A format without columns would paint the whole row.
      std::erase_if(*formats, [&](ConditionalFormat& format) {
        return std::erase_if(format.columns, gone) > 0 && format.columns.empty();
      });
    };
    if (gone(table->display)) table->display.clear();
    forget_formats(&table->formats);
    for (View& view : table->views) {
      forget_keys(&view.sort);
      forget_keys(&view.group);
      std::erase_if(view.columns, gone);
      forget_formats(&view.formats);
    }
    for (Column& column : table->columns) std::erase_if(column.touched_by, gone);
  }

  void Erase() {
    std::erase_if(blueprint_.tables, [&](const Table& table) { return ids_.contains(table.id); });
    for (Table& table : blueprint_.tables) {
      std::erase_if(table.columns, [&](const Column& column) { return ids_.contains(column.id); });
      for (Column& column : table.columns) {
        std::erase_if(column.options, [&](const Option& option) {
          return std::find(options_.begin(), options_.end(), std::pair(column.id, option.name)) !=
                 options_.end();
        });
      }
    }
    std::erase_if(blueprint_.formulas, [&](const NamedFormula& named) { return ids_.contains(named.id); });
    std::erase_if(blueprint_.controls, [&](const Control& control) { return ids_.contains(control.id); });
  }

  Blueprint& blueprint_;
  std::set<std::string> ids_;
  const std::vector<std::pair<std::string, std::string>>& options_;
  const std::shared_ptr<const Compiled> compiled_;
  std::vector<Use> uses_;
};

}  // namespace

std::vector<Use> TakeAway(Blueprint* blueprint, const std::set<std::string>& ids,
                          const std::vector<std::pair<std::string, std::string>>& options) {
  return Removal(blueprint, ids, options).Run();
}

}  // namespace csip::blueprint
