// Settings of layouts, of the home page, the navigation and dashboards: whether what they name is there and fits.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "blueprint/check/check.h"
#include "blueprint/check/findings.h"
#include "blueprint/layout/names.h"

namespace csip::blueprint {
namespace {

std::vector<std::string> TextsOf(const std::vector<std::string_view>& views) {
  return {views.begin(), views.end()};
}

template <typename T>
std::vector<std::string> NamesOfAll(const std::vector<T>& all) {
  std::vector<std::string> names;
  for (const T& one : all) names.push_back(one.name);
  return names;
}

class SettingsCheck {
 public:
  SettingsCheck(Findings* findings, std::string words)
      : findings_(*findings), blueprint_(findings->blueprint), words_(std::move(words)) {}

  void Look(const Settings& map, Setting& setting, const SettingScope& scope) {
    const Key& key = *setting.key;
    if (key.kind == KeyKind::kChoice)
      findings_.Expect(TextsOf(key.choices), setting.text, std::string(key.name), "", setting.place);
    if (key.kind == KeyKind::kColor) findings_.Expect(Palette(), setting.text, "color", "", setting.place);
    if (key.kind == KeyKind::kMeasure) LookAtMeasure(setting);
    for (const SettingName& name : NamesOf(blueprint_, map, setting, scope)) {
      if (!name.found()) Report(map, setting, name, scope);
    }
    if (key.kind == KeyKind::kLink) LookAtLink(setting, scope);
  }

 private:
  void Fail(const base::Place& place, std::string message) {
    findings_.Fail("", place, fmt::format("{} ({})", message, words_));
  }

  void Report(const Settings& map, const Setting& setting, const SettingName& name,
              const SettingScope& scope) {
    using Kind = SettingName::Kind;
    switch (name.kind) {
      case Kind::kTable:
        Fail(name.place, fmt::format("no table `{}`{}", name.name(),
                                     base::DidYouMean(name.name(), TableNames(blueprint_))));
        break;
      case Kind::kColumn:
        if (scope.table != kNone) {
          const Table& table = blueprint_.tables[scope.table];
          Fail(name.place, fmt::format("no column `{}` on {}{}", name.name(), table.name,
                                       base::DidYouMean(name.name(), ColumnNames(table))));
        } else if (!scope.unknown) {
          Fail(name.place, fmt::format("`{}` needs the key `table` beside it", setting.key->name));
        }
        break;
      case Kind::kView:
        ReportView(map, name);
        break;
      case Kind::kControl:
        Fail(name.place, fmt::format("no control `{}`{}", name.name(),
                                     base::DidYouMean(name.name(), NamesOfAll(blueprint_.controls))));
        break;
      case Kind::kDashboard:
        Fail(name.place, fmt::format("no dashboard `{}`{}", name.name(),
                                     base::DidYouMean(name.name(), NamesOfAll(blueprint_.dashboards))));
        break;
    }
  }

  void ReportView(const Settings& map, const SettingName& name) {
    std::vector<std::string> names, owners;
    const Setting* own = nullptr;
    for (const Setting& setting : map.settings) {
      if (setting.key->kind == KeyKind::kTable) own = &setting;
    }
    for (const Table& table : blueprint_.tables) {
      if (own != nullptr && table.name != own->text) continue;
      for (const View& view : table.views) {
        names.push_back(view.name);
        if (view.name == name.name()) owners.push_back(table.name);
      }
    }
    if (own != nullptr && names.empty()) return;  // the table is what is wrong, or it has no views
    std::string words =
        owners.size() > 1 ? fmt::format("the tables {} each have a view `{}`; say whose with `table`",
                                        fmt::join(owners, ", "), name.name())
                          : fmt::format("no view `{}`{}", name.name(), base::DidYouMean(name.name(), names));
    Fail(name.place, words);
  }

  void LookAtMeasure(const Setting& setting) {
    size_t colon = setting.text.find(':');
    if (colon == std::string::npos) {
      if (setting.text != "count")
        Fail(setting.place, fmt::format("`{}` is neither `count` nor a kind and a column, as in `sum:Column`",
                                        setting.text));
      return;
    }
    findings_.Expect(TextsOf(Aggregates()), setting.text.substr(0, colon), "kind of aggregate", "",
                     setting.place);
  }

  void LookAtLink(const Setting& setting, const SettingScope& scope) {
    if (scope.table == kNone) return;
    const Table& table = blueprint_.tables[scope.table];
    auto found = table.FindColumn(setting.text);
    if (!found) return;
    const Column& column = table.columns[*found];
    auto target = blueprint_.FindTable(column.target);
    if (scope.outer == kNone ? target.has_value() : target == scope.outer) return;
    Fail(setting.place,
         fmt::format("`{}` of {} does not point to {}", column.name, table.name,
                     scope.outer == kNone ? "another table" : blueprint_.tables[scope.outer].name));
  }

  Findings& findings_;
  const Blueprint& blueprint_;
  std::string words_;
};

void CheckLanes(const Table& table, const View& view, Findings* findings) {
  for (const Settings& kanban : view.options.Maps("kanban")) {
    const Setting* lanes = kanban.Find("lanes");
    if (lanes == nullptr) continue;
    auto group = view.group.empty() ? std::nullopt : table.FindColumn(view.group[0].column);
    if (!group) {
      findings->Fail(
          "", lanes->place,
          fmt::format("lanes are options of the column that the view `{}` is grouped by; give it `group`",
                      view.name));
      continue;
    }
    const Column& column = table.columns[*group];
    if (column.type == nullptr || !column.type->has_options) continue;
    for (size_t i = 0; i < lanes->texts.size(); ++i) {
      findings->Expect(NamesOfAll(column.options), lanes->texts[i],
                       fmt::format("option of {}.{}", table.name, column.name), "",
                       i < lanes->places.size() ? lanes->places[i] : lanes->place);
    }
  }
}

}  // namespace

void CheckSettings(Findings* findings) {
  const Blueprint& blueprint = findings->blueprint;
  for (const SettingsRoot& root : SettingsRoots(blueprint)) {
    SettingsCheck check(findings, root.words);
    WalkSettings(blueprint, root, [&](const Settings& map, Setting& setting, const SettingScope& scope) {
      check.Look(map, setting, scope);
    });
  }
  for (const Table& table : blueprint.tables) {
    for (const View& view : table.views) CheckLanes(table, view, findings);
  }
  std::set<std::string> names;
  for (const Dashboard& dashboard : blueprint.dashboards) {
    findings->ExpectName(dashboard.name, "dashboard", "", dashboard.settings.place);
    if (!names.insert(dashboard.name).second)
      findings->Fail("", dashboard.settings.place,
                     fmt::format("the dashboard `{}` comes twice", dashboard.name));
  }
}

}  // namespace csip::blueprint
