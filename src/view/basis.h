// From what something is derived: the stamps of columns and rows, gathered as they are used. Used on a Reader's engine.
#pragma once

#include <set>
#include <string>

#include "engine/engine.h"
#include "formula/bind.h"
#include "view/stamped_cache.h"

namespace csip::view {

class BasisBuilder {
 public:
  explicit BasisBuilder(const engine::Engine& engine) : engine_(engine) {}

  void AddRows(value::TableIndex table) { rows_.insert(table); }  // which rows there are
  void AddCells(value::TableIndex table, value::ColumnIndex column) { cells_.insert({table, column}); }
  // The cells as texts: with the names of rows they point to.
  void AddTexts(value::TableIndex table, value::ColumnIndex column);
  void AddNames(value::TableIndex table);  // what the rows of the table are called
  void AddOptions();                       // of all selects
  // All that a formula reads, itself or by named formulas.
  void AddFormula(const formula::Bound& bound);

  // What else the formulas that were added depend on, as a part of a key: the day, the moment, who asks and what they have
  // set.
  std::string Circumstances(const formula::Viewer& viewer) const;
  bool random() const { return inputs_.random; }
  Basis Finish() const;

 private:
  const engine::Engine& engine_;
  std::set<value::TableIndex> rows_;
  std::set<formula::ColumnRead> cells_;
  std::set<value::TableIndex> named_;
  std::set<uint32_t> formulas_;  // named ones
  formula::Inputs inputs_;
};

}  // namespace csip::view
