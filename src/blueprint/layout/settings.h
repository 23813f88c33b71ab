// Settings that a shape describes, as values: a map of keys, each a text, names, a formula or more maps.
//
// Plain values: copied and compared whole; where they stand in their file does not count.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "blueprint/formula_text.h"
#include "blueprint/layout/shape.h"

namespace csip::blueprint {

struct Settings;

struct Setting {
  const Key* key = nullptr;
  std::string text;  // of kText, kChoice, kColor, kMeasure, kWhole, kFlag ("true") and of one name
  std::vector<std::string> texts;  // of kTexts, kColumns, kControls, kSort ("Column desc"), kPairs (two each)
  Formula formula;                 // of kCondition, kFormula, kFree
  std::vector<Settings> maps;      // of kMap (one) and kMaps
  base::Place place;               // of the value
  std::vector<base::Place> places;  // of each of `texts`, where they were read from a file
  friend bool operator==(const Setting& a, const Setting& b);
};

struct Settings {
  const Shape* shape = nullptr;
  std::vector<Setting> settings = {};  // what is given, in the shape's order
  base::Place place = {};

  bool empty() const { return settings.empty(); }
  const Setting* Find(std::string_view key) const;
  Setting* Find(std::string_view key);
  // "", none or an empty formula where the key is not given.
  const std::string& Text(std::string_view key) const;
  const std::vector<std::string>& Texts(std::string_view key) const;
  const Formula& FormulaOf(std::string_view key) const;
  const std::vector<Settings>& Maps(std::string_view key) const;
  friend bool operator==(const Settings& a, const Settings& b);
};

// What is there, in one line: "gauge: Health_Score; actions: [label: View Details; open: record]".
std::string Describe(const Settings& settings);

}  // namespace csip::blueprint
