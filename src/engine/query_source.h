// Cells for a formula that somebody asks: like DataSource, and it finds the rows that a predicate may hold for by looking
// through one column, or in its index, instead of evaluating the predicate for every row of the table.
//
// What a column's formula yields must not depend on it: there the plans do that, and the plain evaluator is what they are
// tested against. Belongs to one thread; the data must outlive it and stay as it is.
#pragma once

#include "engine/data.h"

namespace csip::engine {

class QuerySource : public DataSource {
 public:
  explicit QuerySource(const Data* data) : DataSource(data), data_(data) {}
  // For `[Column] = x AND ...` and `[Relation].[Column] = x AND ...`, where x is the same for every candidate: the rows whose
  // cell is x, and those where the comparison is an error. For all others the predicate is false, whatever else it asks.
  std::optional<std::vector<RowSlot>> Candidates(const formula::Node& predicate, TableIndex table,
                                                 formula::Evaluation& evaluation) const override;

 private:
  // Nothing where they cannot be found so; `target` is a column of the row that a candidate points at.
  std::optional<std::vector<RowSlot>> RowsWith(TableIndex table, ColumnIndex column, const Value& key,
                                               formula::Evaluation& evaluation) const;
  std::optional<std::vector<RowSlot>> RowsLinked(TableIndex table, ColumnIndex relation,
                                                 const formula::Node& target, const Value& key,
                                                 formula::Evaluation& evaluation) const;

  const Data* data_;
};

}  // namespace csip::engine
