// The formula of a row-id column, backwards: from "ACC-00012" to row number 12 (S10).
//
// Any formula that follows from the row number alone and writes it in decimal digits can be inverted: each run of digits
// in the text is tried, and the one whose row number gives the very text is it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "blueprint/compile.h"
#include "engine/row_id_text.h"

namespace csip::transfer {

class RowIdFormula {
 public:
  // Of the table's first row-id column with such a formula; nothing when there is none. `compiled` must outlive it.
  static std::optional<RowIdFormula> Of(const blueprint::Compiled& compiled, value::TableIndex table);

  value::ColumnIndex column() const { return column_; }
  std::optional<int64_t> NumberOf(std::string_view text) const;
  std::string TextOf(int64_t number) const;

 private:
  RowIdFormula(const blueprint::Compiled& compiled, value::TableIndex table, value::ColumnIndex column)
      : compiled_(&compiled),
        table_(table),
        column_(column),
        text_(engine::RowIdText::Of(compiled.formulas[table][column])) {}

  const blueprint::Compiled* compiled_;
  value::TableIndex table_;
  value::ColumnIndex column_;
  std::optional<engine::RowIdText> text_;  // where the formula is that simple, no need to evaluate it
};

}  // namespace csip::transfer
