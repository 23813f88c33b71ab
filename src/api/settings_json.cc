#include "api/settings_json.h"

#include <charconv>

#include "base/text.h"
#include "blueprint/layout/names.h"

namespace csip::api {
namespace {

using blueprint::KeyKind;
using blueprint::Setting;
using blueprint::SettingName;
using blueprint::Settings;
using blueprint::SettingScope;
using value::kNone;

std::string IdOf(const blueprint::Blueprint& blueprint, const SettingName& name) {
  if (!name.found()) return name.name();
  switch (name.kind) {
    case SettingName::Kind::kTable:
      return blueprint.tables[name.table].id;
    case SettingName::Kind::kColumn:
      return blueprint.tables[name.table].columns[name.index].id;
    case SettingName::Kind::kView:
      return blueprint.tables[name.table].views[name.index].id;
    case SettingName::Kind::kDashboard:
      return blueprint.dashboards[name.index].id;
    case SettingName::Kind::kControl:
      break;
  }
  return blueprint.controls[name.index].name;
}

std::vector<SettingName> NamesIn(const blueprint::Blueprint& blueprint, const Settings& map,
                                 const Setting& setting, const SettingScope& scope) {
  return blueprint::NamesOf(blueprint, map, const_cast<Setting&>(setting), scope);  // nothing is written
}

void WriteSetting(const blueprint::Blueprint& blueprint, const Settings& map, const Setting& setting,
                  const SettingScope& scope, base::JsonWriter* out) {
  std::vector<SettingName> names = NamesIn(blueprint, map, setting, scope);
  auto id = [&](size_t i) { return i < names.size() ? IdOf(blueprint, names[i]) : std::string(); };
  switch (setting.key->kind) {
    case KeyKind::kFlag:
      out->Bool(setting.text == "true");
      return;
    case KeyKind::kWhole: {
      int number = 0;
      std::from_chars(setting.text.data(), setting.text.data() + setting.text.size(), number);
      out->Number(number);
      return;
    }
    case KeyKind::kMap:
      WriteSettings(blueprint, setting.maps.front(), scope.table, &out->BeginObject());
      out->EndObject();
      return;
    case KeyKind::kMaps:
      out->BeginArray();
      for (const Settings& inner : setting.maps) {
        WriteSettings(blueprint, inner, scope.table, &out->BeginObject());
        out->EndObject();
      }
      out->EndArray();
      return;
    case KeyKind::kPairs:
      out->BeginObject();
      for (size_t i = 0; i + 1 < names.size(); i += 2) out->Key(id(i)).Text(id(i + 1));
      out->EndObject();
      return;
    case KeyKind::kTexts:
      out->BeginArray();
      for (const std::string& text : setting.texts) out->Text(text);
      out->EndArray();
      return;
    case KeyKind::kColumns:
    case KeyKind::kControls:
    case KeyKind::kSort:
      out->BeginArray();
      for (size_t i = 0; i < names.size(); ++i) {
        bool descending = names[i].size < names[i].text->size() && names[i].text->ends_with("esc");
        out->Text((descending ? "-" : "") + id(i));
      }
      out->EndArray();
      return;
    case KeyKind::kMeasure:
      out->Text(names.empty() ? setting.text : setting.text.substr(0, names[0].begin) + id(0));
      return;
    default:
      break;
  }
  if (HoldsFormula(*setting.key)) {
    out->Text(setting.formula.text);
  } else {
    out->Text(names.empty() ? setting.text : id(0));
  }
}

std::string Spaced(const std::string& name) {
  return base::ReplaceAll(name, "_", " ");
}

std::string TitleOf(const blueprint::Blueprint& blueprint, const Settings& item) {
  if (!item.Text("title").empty()) return item.Text("title");
  if (!item.Text("view").empty()) return item.Text("view");
  if (auto table = blueprint.FindTable(item.Text("table"))) {
    const blueprint::Table& found = blueprint.tables[*table];
    return found.title.empty() ? Spaced(found.name) : found.title;
  }
  for (const blueprint::Dashboard& dashboard : blueprint.dashboards) {
    if (dashboard.name != item.Text("dashboard")) continue;
    const std::string& title = dashboard.settings.Text("title");
    return title.empty() ? Spaced(dashboard.name) : title;
  }
  return item.Text("page");
}

void WriteNavigationItem(const blueprint::Blueprint& blueprint, const Settings& item, base::JsonWriter* out) {
  std::string kind, id;
  for (std::string_view name : {"view", "table", "dashboard", "page"}) {
    const Setting* setting = item.Find(name);
    if (setting == nullptr || !kind.empty()) continue;
    std::vector<SettingName> names = NamesIn(blueprint, item, *setting, {});
    kind = name;
    id = names.empty() ? setting->text : IdOf(blueprint, names[0]);
  }
  out->BeginObject().Field("kind", kind).Field("id", id);
  SettingScope scope = ScopeOf(blueprint, item, kNone);
  if (scope.table != kNone) out->Field("table", blueprint.tables[scope.table].id);
  out->Field("title", TitleOf(blueprint, item));
  if (!item.Text("icon").empty()) out->Field("icon", item.Text("icon"));
  out->EndObject();
}

}  // namespace

void WriteSettings(const blueprint::Blueprint& blueprint, const Settings& map, value::TableIndex around,
                   base::JsonWriter* out) {
  SettingScope scope = ScopeOf(blueprint, map, around);
  for (const Setting& setting : map.settings)
    WriteSetting(blueprint, map, setting, scope, &out->Key(setting.key->name));
}

void WriteNavigation(const blueprint::Blueprint& blueprint, base::JsonWriter* out) {
  out->Key("navigation").BeginArray();
  for (const Settings& group : blueprint.page.Maps("navigation")) {
    out->BeginObject().Field("title", group.Text("title")).Key("items").BeginArray();
    for (const Settings& item : group.Maps("items")) WriteNavigationItem(blueprint, item, out);
    out->EndArray().EndObject();
  }
  out->EndArray();
}

std::string ColumnId(const blueprint::Table& table, const std::string& name) {
  auto column = table.FindColumn(name);
  return column ? table.columns[*column].id : name;
}

std::string PlaceId(const blueprint::Blueprint& blueprint, const Settings& map) {
  if (const std::string& name = map.Text("view"); !name.empty()) {
    if (auto view = ViewOf(blueprint, map, name)) return blueprint.tables[view->table].views[view->view].id;
  }
  auto table = blueprint.FindTable(map.Text("table"));
  return table ? blueprint.tables[*table].id : "";
}

std::vector<blueprint::ConditionalFormat> FormatsOf(const Settings& map) {
  std::vector<blueprint::ConditionalFormat> formats;
  for (const Settings& one : map.Maps("formats")) {
    blueprint::ConditionalFormat format;
    format.when = one.FormulaOf("when");
    format.columns = one.Texts("columns");
    format.style = {one.Text("color"), one.Text("background"), one.Text("bold") == "true"};
    formats.push_back(std::move(format));
  }
  return formats;
}

}  // namespace csip::api
