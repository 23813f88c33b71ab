#include "blueprint/layout/walk.h"

#include <fmt/format.h>

namespace csip::blueprint {
namespace {

void WalkMap(const Blueprint& blueprint, Settings& map, TableIndex around, const SettingVisitor& visit) {
  SettingScope scope = ScopeOf(blueprint, map, around);
  for (Setting& setting : map.settings) {
    visit(map, setting, scope);
    for (Settings& inner : setting.maps) WalkMap(blueprint, inner, scope.table, visit);
  }
}

}  // namespace

std::optional<ViewRef> FindView(const Blueprint& blueprint, std::string_view name_or_id, TableIndex table) {
  std::optional<ViewRef> named;
  size_t found = 0;
  for (TableIndex t = 0; t < blueprint.tables.size(); ++t) {
    if (table != kNone && t != table) continue;
    const std::vector<View>& views = blueprint.tables[t].views;
    for (size_t v = 0; v < views.size(); ++v) {
      if (!views[v].id.empty() && views[v].id == name_or_id) return ViewRef{t, v};
      if (views[v].name != name_or_id) continue;
      named = ViewRef{t, v};
      ++found;
    }
  }
  return found == 1 ? named : std::nullopt;
}

std::optional<ViewRef> ViewOf(const Blueprint& blueprint, const Settings& map, std::string_view name) {
  TableIndex table = kNone;
  for (const Setting& setting : map.settings) {
    if (setting.key->kind == KeyKind::kTable) table = blueprint.FindTable(setting.text).value_or(kNone);
  }
  return FindView(blueprint, name, table);
}

SettingScope ScopeOf(const Blueprint& blueprint, const Settings& map, TableIndex around) {
  SettingScope scope{.outer = around, .table = around};
  for (const Setting& setting : map.settings) {
    if (setting.key->kind != KeyKind::kTable) continue;
    auto table = blueprint.FindTable(setting.text);
    scope.table = table.value_or(kNone);
    scope.unknown = !table;
    return scope;
  }
  for (const Setting& setting : map.settings) {
    if (setting.key->kind != KeyKind::kView) continue;
    auto view = ViewOf(blueprint, map, setting.text);
    scope.table = view ? view->table : kNone;
    scope.unknown = !view;
  }
  return scope;
}

std::vector<SettingsRoot> SettingsRoots(Blueprint* blueprint) {
  std::vector<SettingsRoot> roots;
  for (TableIndex t = 0; t < blueprint->tables.size(); ++t) {
    Table& table = blueprint->tables[t];
    roots.push_back(
        {&table.options, t, table.name, table.id, fmt::format("the record page of {}", table.name)});
    for (View& view : table.views) {
      roots.push_back(
          {&view.options, t, view.name, view.id, fmt::format("the view `{}` of {}", view.name, table.name)});
    }
  }
  roots.push_back({&blueprint->page, kNone, "", "", "the home page or the navigation"});
  for (Dashboard& dashboard : blueprint->dashboards) {
    roots.push_back({&dashboard.settings, kNone, dashboard.name, dashboard.id,
                     fmt::format("the dashboard {}", dashboard.name)});
  }
  return roots;
}

std::vector<SettingsRoot> SettingsRoots(const Blueprint& blueprint) {
  return SettingsRoots(const_cast<Blueprint*>(&blueprint));
}

void WalkSettings(const Blueprint& blueprint, const SettingsRoot& root, const SettingVisitor& visit) {
  WalkMap(blueprint, *root.settings, root.table, visit);
}

TableIndex RowOf(const Setting& setting, const SettingScope& scope) {
  return setting.key->kind == KeyKind::kFree ? kNone : scope.table;
}

}  // namespace csip::blueprint
