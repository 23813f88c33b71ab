// All settings of a blueprint, each with what its names are looked up in.
#pragma once

#include "blueprint/blueprint.h"

namespace csip::blueprint {

struct ViewRef {
  TableIndex table = kNone;
  size_t view = 0;
};

// The view with this name or id: of `table`, or of whichever table when that is kNone. Nothing when there is none, or when
// several tables have one of that name.
std::optional<ViewRef> FindView(const Blueprint& blueprint, std::string_view name_or_id, TableIndex table);

// Where names of a map are looked up.
struct SettingScope {
  TableIndex outer = kNone;  // the table of the map around: what a kLink points to
  TableIndex table = kNone;  // the table of the map
  bool unknown = false;      // the map names a table or view that is not there
};

// The scope inside a map that stands in `around`.
SettingScope ScopeOf(const Blueprint& blueprint, const Settings& map, TableIndex around);

// The view that a setting of kind kView names.
std::optional<ViewRef> ViewOf(const Blueprint& blueprint, const Settings& map, std::string_view name);

// Where a tree of settings hangs: table and view, table, or neither.
struct SettingsRoot {
  Settings* settings = nullptr;
  TableIndex table = kNone;
  std::string name;   // of the view, table or dashboard; "" of the pages
  std::string id;     // of that
  std::string words;  // "the view `Board` of Objectives", "the home page and the navigation"
};
std::vector<SettingsRoot> SettingsRoots(Blueprint* blueprint);
// For whoever only looks: nothing may be written through it.
std::vector<SettingsRoot> SettingsRoots(const Blueprint& blueprint);

// Every setting, outer ones first, always in the same order.
using SettingVisitor = std::function<void(const Settings& map, Setting& setting, const SettingScope& scope)>;
void WalkSettings(const Blueprint& blueprint, const SettingsRoot& root, const SettingVisitor& visit);

// The formula a setting holds may speak of a row of this table; kNone of a formula about no row.
TableIndex RowOf(const Setting& setting, const SettingScope& scope);

}  // namespace csip::blueprint
