#include "blueprint/change/site.h"

#include <fmt/format.h>

#include "blueprint/layout/walk.h"

namespace csip::blueprint {

using Kind = FormulaSite::Kind;

namespace {

void AddTable(const Table& table, TableIndex t, std::vector<FormulaSite>* out) {
  auto add = [&](const Formula& formula, FormulaSite site) {
    if (!formula.empty()) out->push_back(site);
  };
  for (uint32_t c = 0; c < table.columns.size(); ++c) {
    add(table.columns[c].formula, {Kind::kColumn, t, c, 0});
    add(table.columns[c].default_value, {Kind::kDefault, t, c, 0});
  }
  for (uint32_t i = 0; i < table.formats.size(); ++i)
    add(table.formats[i].when, {Kind::kTableFormat, t, 0, i});
  for (uint32_t v = 0; v < table.views.size(); ++v) {
    const View& view = table.views[v];
    add(view.filter, {Kind::kFilter, t, v, 0});
    for (uint32_t i = 0; i < view.formats.size(); ++i)
      add(view.formats[i].when, {Kind::kViewFormat, t, v, i});
  }
}

// Every setting of a kind that holds a formula, in order, given or not.
void ForEachFormula(Blueprint& blueprint,
                    const std::function<void(uint32_t root, Setting&, const SettingScope&)>& visit) {
  std::vector<SettingsRoot> roots = SettingsRoots(&blueprint);
  for (uint32_t r = 0; r < roots.size(); ++r) {
    WalkSettings(blueprint, roots[r], [&](const Settings&, Setting& setting, const SettingScope& scope) {
      if (HoldsFormula(*setting.key)) visit(r, setting, scope);
    });
  }
}

}  // namespace

std::vector<FormulaSite> FormulaSites(const Blueprint& blueprint) {
  std::vector<FormulaSite> sites;
  for (TableIndex t = 0; t < blueprint.tables.size(); ++t) AddTable(blueprint.tables[t], t, &sites);
  for (uint32_t i = 0; i < blueprint.formulas.size(); ++i) sites.push_back({Kind::kNamed, kNone, i, 0});
  for (uint32_t i = 0; i < blueprint.controls.size(); ++i) {
    if (!blueprint.controls[i].default_value.empty()) sites.push_back({Kind::kControl, kNone, i, 0});
  }
  uint32_t settings = 0;
  ForEachFormula(const_cast<Blueprint&>(blueprint),
                 [&](uint32_t root, Setting& s, const SettingScope& scope) {
                   sites.push_back({Kind::kSetting, RowOf(s, scope), settings++, root});
                 });
  return sites;
}

Formula& FormulaAt(Blueprint& blueprint, const FormulaSite& site) {
  switch (site.kind) {
    case Kind::kColumn:
      return blueprint.tables[site.table].columns[site.index].formula;
    case Kind::kDefault:
      return blueprint.tables[site.table].columns[site.index].default_value;
    case Kind::kFilter:
      return blueprint.tables[site.table].views[site.index].filter;
    case Kind::kViewFormat:
      return blueprint.tables[site.table].views[site.index].formats[site.format].when;
    case Kind::kTableFormat:
      return blueprint.tables[site.table].formats[site.format].when;
    case Kind::kNamed:
      return blueprint.formulas[site.index].formula;
    case Kind::kControl:
      return blueprint.controls[site.index].default_value;
    case Kind::kSetting:
      break;
  }
  Formula* found = nullptr;
  uint32_t at = 0;
  ForEachFormula(blueprint, [&](uint32_t, Setting& setting, const SettingScope&) {
    if (at++ == site.index) found = &setting.formula;
  });
  return *found;
}

const Formula& FormulaAt(const Blueprint& blueprint, const FormulaSite& site) {
  return FormulaAt(const_cast<Blueprint&>(blueprint), site);
}

std::string Describe(const Blueprint& blueprint, const FormulaSite& site) {
  const Table* table = site.table == kNone ? nullptr : &blueprint.tables[site.table];
  switch (site.kind) {
    case Kind::kColumn:
      return fmt::format("the formula of {}.{}", table->name, table->columns[site.index].name);
    case Kind::kDefault:
      return fmt::format("the default of {}.{}", table->name, table->columns[site.index].name);
    case Kind::kFilter:
      return fmt::format("the filter of the view `{}` of {}", table->views[site.index].name, table->name);
    case Kind::kViewFormat:
      return fmt::format("a format of the view `{}` of {}", table->views[site.index].name, table->name);
    case Kind::kTableFormat:
      return fmt::format("a format of {}", table->name);
    case Kind::kNamed:
      return fmt::format("the named formula {}", blueprint.formulas[site.index].name);
    case Kind::kControl:
      return fmt::format("the default of the control {}", blueprint.controls[site.index].name);
    case Kind::kSetting:
      break;
  }
  return "a formula of " + SettingsRoots(blueprint)[site.format].words;
}

formula::Bound BindSite(const Compiled& compiled, const FormulaSite& site) {
  const std::string& text = FormulaAt(compiled.blueprint, site).text;
  return formula::Bind(text, {.catalog = &compiled.catalog, .table = site.bound_to(), .locals = {}});
}

}  // namespace csip::blueprint
