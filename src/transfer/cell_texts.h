// CellTexts: values as the texts of a CSV file, in all their digits; reading them back gives the same values. One thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>

#include "engine/engine.h"
#include "transfer/row_id_formula.h"

namespace csip::transfer {

class CellTexts {
 public:
  // `engine` must outlive it.
  explicit CellTexts(const engine::Engine& engine) : engine_(engine) {}

  // Lists with "; " between their items; a row by its name, where that is no other's and reads as nothing else, or by its id.
  std::string Text(const value::Value& v);
  const std::optional<RowIdFormula>& RowIdOf(value::TableIndex t);

 private:
  std::string NameOf(value::RowRef row);

  const engine::Engine& engine_;
  std::map<value::TableIndex, std::unordered_map<std::string, int>> names_;  // how many rows have the name
  std::map<value::TableIndex, std::optional<RowIdFormula>> row_ids_;
};

}  // namespace csip::transfer
