// Which settings the layouts of a blueprint have: the options of a view, the page of a record, the home page, the navigation
// and dashboards. A shape is a table of keys; reading, writing, checking, following renames, comparing and telling the page
// go by it, so that a new setting is one line in shape.cc.
//
// Shapes are constants; threads share them.
#pragma once

#include <string_view>
#include <vector>

namespace csip::blueprint {

struct Shape;

// What the value of a key is. Names are looked up on the table of their map: the one its own `table` (or another key of kind
// kTable, or its `view`) names, or else that of the map around it.
enum class KeyKind : uint8_t {
  kText,
  kTexts,
  kFlag,    // true or false
  kWhole,   // a whole number from 0 to 15
  kChoice,  // one of Key::choices
  kColor,   // a name of the palette
  kTable,
  kView,  // of the map's `table` when it has one; else its name must be the only one
  kDashboard,
  kColumn,
  kColumns,
  kLink,     // a relation to the table of the map around; to any table where there is none
  kSort,     // columns, each maybe with `desc`
  kMeasure,  // `count`, or `sum:Column` with the kinds of aggregates
  kPairs,    // a map from columns to columns
  kControls,
  kCondition,  // a formula about a row that gives true or false
  kFormula,    // a formula about a row
  kFree,       // a formula about no row
  kMap,
  kMaps,  // a list of maps; with several shapes, the map's `kind` names which
};

struct Key {
  std::string_view name;
  KeyKind kind = KeyKind::kText;
  bool required = false;
  std::vector<std::string_view> choices = {};
  std::vector<const Shape*> shapes = {};  // of kMap and kMaps
};

struct Shape {
  std::string_view what;  // in messages: "a tab"
  std::string_view kind;  // among the shapes of one list
  std::vector<Key> keys;
  // Of each group, one key and no more must be there; a `table` beside a `view` says whose view it is.
  std::vector<std::vector<std::string_view>> one_of = {};

  const Key* Find(std::string_view name) const;
};

bool HoldsFormula(const Key& key);

const Shape& ViewShape();       // what stands beside a view's filter and columns
const Shape& TableShape();      // `record` of a table
const Shape& PageShape();       // `home` and `navigation` of blueprint.yaml
const Shape& DashboardShape();  // a file of dashboards/, without its name

// The kinds of aggregates, as in `sum:Column`.
const std::vector<std::string_view>& Aggregates();

}  // namespace csip::blueprint
