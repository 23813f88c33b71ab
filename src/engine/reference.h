// The plain evaluator over an engine's base cells: computed cells are evaluated when asked for, by walking
// the tree.
//
// Slow and simple. What the incremental engine holds must equal it; tests compare the two.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/engine.h"
#include "formula/evaluate.h"

namespace csip::engine {

class Reference : public formula::RowSource {
 public:
  explicit Reference(const Engine* engine) : engine_(engine) {}

  Value Cell(TableIndex table, ColumnIndex column, RowSlot row) const override;
  void Rows(TableIndex table, std::vector<RowSlot>* out) const override;
  int64_t RowNumber(TableIndex table, RowSlot row) const override { return engine_->RowNumber(table, row); }
  std::string RowId(TableIndex table, RowSlot row) const override {
    return engine_->source().RowId(table, row);
  }
  Value Named(uint32_t name_index, formula::Evaluation& evaluation) const override {
    return engine_->source().Named(name_index, evaluation);
  }

 private:
  const Engine* engine_;
  mutable std::map<std::tuple<TableIndex, ColumnIndex, RowSlot>, Value> known_;
};

// Computed cells of the engine that differ from the reference, as lines for a person; at most `limit`.
std::vector<std::string> CompareWithReference(const Engine& engine, size_t limit = 20);

}  // namespace csip::engine
