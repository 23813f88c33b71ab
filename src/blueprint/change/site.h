// Every place of a blueprint where a formula stands.
#pragma once

#include <string>
#include <vector>

#include "blueprint/compile.h"

namespace csip::blueprint {

struct FormulaSite {
  enum class Kind : uint8_t {
    kColumn,
    kDefault,
    kFilter,
    kViewFormat,
    kTableFormat,
    kNamed,
    kControl,
    kSetting
  };
  Kind kind = Kind::kColumn;
  TableIndex table = kNone;  // kNone: of a named formula, a control or a setting about no row
  uint32_t index = 0;        // of the column, view, named formula or control; of all formulas of settings
  uint32_t format = 0;       // of a view's or table's formats; of SettingsRoots

  // The table whose row the formula may speak of.
  TableIndex bound_to() const { return kind == Kind::kDefault ? kNone : table; }
  friend bool operator==(const FormulaSite&, const FormulaSite&) = default;
};

// The sites that hold a formula, tables in order.
std::vector<FormulaSite> FormulaSites(const Blueprint& blueprint);
Formula& FormulaAt(Blueprint& blueprint, const FormulaSite& site);
const Formula& FormulaAt(const Blueprint& blueprint, const FormulaSite& site);
// "the formula of Account.Level", "the filter of the view `Open` of Account".
std::string Describe(const Blueprint& blueprint, const FormulaSite& site);

// The formula at the site, bound. Formulas of columns and named ones are bound already.
formula::Bound BindSite(const Compiled& compiled, const FormulaSite& site);

}  // namespace csip::blueprint
