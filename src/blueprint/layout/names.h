// What settings name: tables, columns, views, controls and dashboards, each with where it is written.
#pragma once

#include "blueprint/layout/walk.h"

namespace csip::blueprint {

struct SettingName {
  enum class Kind : uint8_t { kTable, kColumn, kView, kControl, kDashboard };
  Kind kind = Kind::kTable;
  TableIndex table = kNone;  // the table, or that of the column or view; kNone where it is not known
  size_t index =
      kNowhere;  // of the column, view, control or dashboard; kNowhere when there is none of that name
  std::string* text = nullptr;  // the name is `size` bytes of it from `begin` on
  size_t begin = 0;
  size_t size = 0;
  base::Place place;

  static constexpr size_t kNowhere = static_cast<size_t>(-1);
  bool found() const { return kind == Kind::kTable ? table != kNone : index != kNowhere; }
  std::string name() const { return text->substr(begin, size); }
};

// The names in one setting, in order.
std::vector<SettingName> NamesOf(const Blueprint& blueprint, const Settings& map, Setting& setting,
                                 const SettingScope& scope);

// Those of the whole blueprint that stand for one thing. They hold until the blueprint is changed otherwise.
std::vector<SettingName> FindNames(Blueprint* blueprint, SettingName::Kind kind, TableIndex table,
                                   size_t index);
// Writes the new name in their place.
void Rename(std::vector<SettingName> names, const std::string& to);

// Names where ids are written.
void UseNames(Blueprint* blueprint);

// Takes away settings that name something for which `gone` holds. A map goes with what it needs.
void ForgetNames(Blueprint* blueprint, const std::function<bool(const SettingName&)>& gone);

}  // namespace csip::blueprint
