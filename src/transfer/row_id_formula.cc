#include "transfer/row_id_formula.h"

#include <charconv>

#include "formula/evaluate.h"

namespace csip::transfer {
namespace {

using value::Value;

// A table with one row, which has a number and nothing else.
class OneRow : public formula::RowSource {
 public:
  explicit OneRow(int64_t number) : number_(number) {}
  Value Cell(value::TableIndex, value::ColumnIndex, value::RowSlot) const override { return {}; }
  void Rows(value::TableIndex, std::vector<value::RowSlot>*) const override {}
  int64_t RowNumber(value::TableIndex, value::RowSlot) const override { return number_; }
  std::string RowId(value::TableIndex, value::RowSlot) const override {
    return "i-" + std::to_string(number_);
  }
  Value Named(uint32_t, formula::Evaluation&) const override { return {}; }

 private:
  int64_t number_;
};

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

bool FollowsFromTheRowNumber(const formula::Bound& bound) {
  const formula::Inputs& in = bound.inputs;
  return bound.ok() && bound.reads.empty() && bound.scans.empty() && !in.today && !in.now && !in.user &&
         !in.random;
}

}  // namespace

std::optional<RowIdFormula> RowIdFormula::Of(const blueprint::Compiled& compiled, value::TableIndex table) {
  const auto& columns = compiled.blueprint.tables[table].columns;
  for (value::ColumnIndex c = 0; c < columns.size(); ++c) {
    if (columns[c].type->name != "row-id" || !columns[c].computed()) continue;
    if (!FollowsFromTheRowNumber(compiled.formulas[table][c])) continue;
    RowIdFormula formula(compiled, table, c);
    // Only where it can tell two rows apart.
    if (formula.NumberOf(formula.TextOf(7)) == 7) return formula;
  }
  return std::nullopt;
}

std::string RowIdFormula::TextOf(int64_t number) const {
  OneRow row(number);
  formula::EvalInputs inputs;
  formula::Evaluation evaluation(compiled_->catalog, row, inputs);
  Value v = evaluation.Run(*compiled_->formulas[table_][column_].root, {table_, 0});
  return v.is_text() ? std::string(v.text()) : "";
}

std::optional<int64_t> RowIdFormula::NumberOf(std::string_view text) const {
  if (text_) {
    auto number = text_->NumberOf(text);
    return number && *number > 0 ? number : std::nullopt;
  }
  for (size_t end = text.size(); end > 0; --end) {
    if (!IsDigit(text[end - 1]) || (end < text.size() && IsDigit(text[end]))) continue;
    size_t start = end - 1;
    while (start > 0 && IsDigit(text[start - 1])) --start;
    int64_t number = 0;
    auto read = std::from_chars(text.data() + start, text.data() + end, number);
    if (read.ec == std::errc() && number > 0 && TextOf(number) == text) return number;
  }
  return std::nullopt;
}

}  // namespace csip::transfer
