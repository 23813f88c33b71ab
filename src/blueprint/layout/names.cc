#include "blueprint/layout/names.h"

#include <algorithm>

#include "base/text.h"

namespace csip::blueprint {
namespace {

using Kind = SettingName::Kind;

template <typename T>
size_t IndexOf(const std::vector<T>& all, std::string_view name_or_id) {
  for (size_t i = 0; i < all.size(); ++i) {
    if (all[i].name == name_or_id || (!all[i].id.empty() && all[i].id == name_or_id)) return i;
  }
  return SettingName::kNowhere;
}

class Finder {
 public:
  Finder(const Blueprint& blueprint, const Settings& map, Setting& setting, const SettingScope& scope)
      : blueprint_(blueprint), map_(map), setting_(setting), scope_(scope) {}

  std::vector<SettingName> Run() {
    switch (setting_.key->kind) {
      case KeyKind::kTable:
      case KeyKind::kView:
      case KeyKind::kDashboard:
      case KeyKind::kColumn:
      case KeyKind::kLink:
        Add(&setting_.text, 0, setting_.text.size(), setting_.place);
        break;
      case KeyKind::kMeasure:
        if (size_t colon = setting_.text.find(':'); colon != std::string::npos)
          Add(&setting_.text, colon + 1, setting_.text.size() - colon - 1, setting_.place);
        break;
      case KeyKind::kColumns:
      case KeyKind::kPairs:
      case KeyKind::kControls:
      case KeyKind::kSort:
        for (size_t i = 0; i < setting_.texts.size(); ++i) AddOfList(i);
        break;
      default:
        break;
    }
    return std::move(names_);
  }

 private:
  void AddOfList(size_t i) {
    std::string& text = setting_.texts[i];
    size_t size = text.size();
    if (setting_.key->kind == KeyKind::kSort) {
      size_t space = text.rfind(' ');
      std::string_view last = space == std::string::npos ? "" : std::string_view(text).substr(space + 1);
      if (base::EqualsIgnoreCaseAscii(last, "desc") || base::EqualsIgnoreCaseAscii(last, "asc"))
        size = base::Trim(std::string_view(text).substr(0, space)).size();
    }
    Add(&text, 0, size, i < setting_.places.size() ? setting_.places[i] : setting_.place);
  }

  void Add(std::string* text, size_t begin, size_t size, const base::Place& place) {
    SettingName name{.text = text, .begin = begin, .size = size, .place = place};
    std::string_view word = std::string_view(*text).substr(begin, size);
    if (setting_.key->kind == KeyKind::kTable) {
      name.table = blueprint_.FindTable(word).value_or(kNone);
    } else if (setting_.key->kind == KeyKind::kView) {
      name.kind = Kind::kView;
      if (auto view = ViewOf(blueprint_, map_, word)) {
        name.table = view->table;
        name.index = view->view;
      }
    } else if (setting_.key->kind == KeyKind::kControls) {
      name.kind = Kind::kControl;
      name.index = IndexOf(blueprint_.controls, word);
    } else if (setting_.key->kind == KeyKind::kDashboard) {
      name.kind = Kind::kDashboard;
      name.index = IndexOf(blueprint_.dashboards, word);
    } else {
      name.kind = Kind::kColumn;
      name.table = scope_.table;
      auto column = scope_.table == kNone ? std::nullopt : blueprint_.tables[scope_.table].FindColumn(word);
      if (column) name.index = *column;
    }
    names_.push_back(std::move(name));
  }

  const Blueprint& blueprint_;
  const Settings& map_;
  Setting& setting_;
  const SettingScope& scope_;
  std::vector<SettingName> names_;
};

// Takes away what names something gone. False when the map cannot do without it.
class Forgetter {
 public:
  Forgetter(const Blueprint& blueprint, const std::function<bool(const SettingName&)>& gone)
      : blueprint_(blueprint), gone_(gone) {}

  bool Keep(Settings& map, TableIndex around) {
    SettingScope scope = ScopeOf(blueprint_, map, around);
    std::vector<const Key*> lost;
    for (Setting& setting : map.settings) {
      if (!KeepSetting(map, setting, scope)) lost.push_back(setting.key);
    }
    for (const Key* key : lost) {
      if (key->required || IsOneOf(*map.shape, key->name)) return false;
    }
    std::erase_if(map.settings,
                  [&](const Setting& s) { return std::find(lost.begin(), lost.end(), s.key) != lost.end(); });
    return true;
  }

 private:
  static bool IsOneOf(const Shape& shape, std::string_view name) {
    return std::any_of(shape.one_of.begin(), shape.one_of.end(), [&](const auto& group) {
      return std::find(group.begin(), group.end(), name) != group.end();
    });
  }

  bool KeepSetting(const Settings& map, Setting& setting, const SettingScope& scope) {
    std::vector<std::string*> texts;
    for (const SettingName& name : NamesOf(blueprint_, map, setting, scope)) {
      if (name.found() && gone_(name)) texts.push_back(name.text);
    }
    if (!texts.empty() && setting.texts.empty()) return false;
    if (!texts.empty()) EraseTexts(setting, texts);
    bool had_maps = !setting.maps.empty();
    std::erase_if(setting.maps, [&](Settings& inner) { return !Keep(inner, scope.table); });
    return (!had_maps || !setting.maps.empty()) && (texts.empty() || !setting.texts.empty());
  }

  static void EraseTexts(Setting& setting, const std::vector<std::string*>& gone) {
    size_t step = setting.key->kind == KeyKind::kPairs ? 2 : 1;
    std::vector<std::string> kept;
    for (size_t i = 0; i + step <= setting.texts.size(); i += step) {
      bool goes = false;
      for (size_t k = i; k < i + step; ++k)
        goes = goes || std::find(gone.begin(), gone.end(), &setting.texts[k]) != gone.end();
      if (!goes)
        kept.insert(kept.end(), setting.texts.begin() + static_cast<std::ptrdiff_t>(i),
                    setting.texts.begin() + static_cast<std::ptrdiff_t>(i + step));
    }
    setting.texts = std::move(kept);
    setting.places.clear();
  }

  const Blueprint& blueprint_;
  const std::function<bool(const SettingName&)>& gone_;
};

std::string NameOf(const Blueprint& blueprint, const SettingName& name) {
  switch (name.kind) {
    case Kind::kTable:
      return blueprint.tables[name.table].name;
    case Kind::kColumn:
      return blueprint.tables[name.table].columns[name.index].name;
    case Kind::kView:
      return blueprint.tables[name.table].views[name.index].name;
    case Kind::kControl:
      return blueprint.controls[name.index].name;
    case Kind::kDashboard:
      break;
  }
  return blueprint.dashboards[name.index].name;
}

}  // namespace

std::vector<SettingName> NamesOf(const Blueprint& blueprint, const Settings& map, Setting& setting,
                                 const SettingScope& scope) {
  return Finder(blueprint, map, setting, scope).Run();
}

std::vector<SettingName> FindNames(Blueprint* blueprint, Kind kind, TableIndex table, size_t index) {
  std::vector<SettingName> found;
  for (const SettingsRoot& root : SettingsRoots(blueprint)) {
    WalkSettings(*blueprint, root, [&](const Settings& map, Setting& setting, const SettingScope& scope) {
      for (SettingName& name : NamesOf(*blueprint, map, setting, scope)) {
        bool same = name.kind == kind && name.found() && name.table == table &&
                    (kind == Kind::kTable || name.index == index);
        if (same) found.push_back(std::move(name));
      }
    });
  }
  return found;
}

void Rename(std::vector<SettingName> names, const std::string& to) {
  for (const SettingName& name : names) name.text->replace(name.begin, name.size, to);
}

void UseNames(Blueprint* blueprint) {
  for (const SettingsRoot& root : SettingsRoots(blueprint)) {
    WalkSettings(*blueprint, root, [&](const Settings& map, Setting& setting, const SettingScope& scope) {
      for (const SettingName& name : NamesOf(*blueprint, map, setting, scope)) {
        if (name.found()) name.text->replace(name.begin, name.size, NameOf(*blueprint, name));
      }
    });
  }
}

void ForgetNames(Blueprint* blueprint, const std::function<bool(const SettingName&)>& gone) {
  Forgetter forgetter(*blueprint, gone);
  for (const SettingsRoot& root : SettingsRoots(blueprint)) {
    if (!forgetter.Keep(*root.settings, root.table)) root.settings->settings.clear();
  }
}

}  // namespace csip::blueprint
