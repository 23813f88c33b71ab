#include "blueprint/layout/settings.h"

#include <fmt/format.h>

#include <algorithm>

namespace csip::blueprint {
namespace {

std::string Describe(const Setting& setting) {
  if (!setting.formula.empty()) return setting.formula.text;
  if (!setting.texts.empty()) return fmt::format("{}", fmt::join(setting.texts, ", "));
  if (setting.maps.empty()) return setting.text;
  std::vector<std::string> maps;
  for (const Settings& map : setting.maps) maps.push_back(Describe(map));
  return fmt::format("[{}]", fmt::join(maps, "] ["));
}

}  // namespace

bool operator==(const Setting& a, const Setting& b) {
  return a.key == b.key && a.text == b.text && a.texts == b.texts && a.formula == b.formula &&
         a.maps == b.maps;
}

bool operator==(const Settings& a, const Settings& b) {
  return a.shape == b.shape && a.settings == b.settings;
}

const Setting* Settings::Find(std::string_view key) const {
  auto found =
      std::find_if(settings.begin(), settings.end(), [&](const Setting& s) { return s.key->name == key; });
  return found == settings.end() ? nullptr : &*found;
}

Setting* Settings::Find(std::string_view key) {
  return const_cast<Setting*>(std::as_const(*this).Find(key));
}

const std::string& Settings::Text(std::string_view key) const {
  static const std::string none;
  const Setting* found = Find(key);
  return found == nullptr ? none : found->text;
}

const std::vector<std::string>& Settings::Texts(std::string_view key) const {
  static const std::vector<std::string> none;
  const Setting* found = Find(key);
  return found == nullptr ? none : found->texts;
}

const Formula& Settings::FormulaOf(std::string_view key) const {
  static const Formula none;
  const Setting* found = Find(key);
  return found == nullptr ? none : found->formula;
}

const std::vector<Settings>& Settings::Maps(std::string_view key) const {
  static const std::vector<Settings> none;
  const Setting* found = Find(key);
  return found == nullptr ? none : found->maps;
}

std::string Describe(const Settings& settings) {
  std::vector<std::string> texts;
  for (const Setting& setting : settings.settings) {
    texts.push_back(fmt::format("{}: {}", setting.key->name, Describe(setting)));
  }
  return fmt::format("{}", fmt::join(texts, "; "));
}

}  // namespace csip::blueprint
