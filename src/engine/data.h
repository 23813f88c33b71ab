// The tables of an engine with their indexes: what plans read and what the wave writes.
//
// Every write goes through Write, which keeps link and key indexes equal to the columns. A fork shares all it does not
// change (cow.h).
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "blueprint/compile.h"
#include "engine/column.h"
#include "engine/interner.h"
#include "engine/key_index.h"
#include "engine/link_index.h"
#include "engine/row_id_text.h"
#include "engine/row_set.h"
#include "formula/evaluate.h"

namespace csip::engine {

using blueprint::Compiled;
using formula::ColumnRead;
using value::ColumnIndex;
using value::RowRef;
using value::TableIndex;

struct TableData {
  RowSet rows;
  std::vector<Column> columns;
  std::vector<std::unique_ptr<LinkIndex>> links;  // of relation columns that store their links; else null
  std::vector<std::unique_ptr<KeyIndex>> keys;    // of columns that something looks up by value; else null
  // Of computed columns whose texts follow from the row's number and are never kept (row_id_text.h); else null.
  std::vector<std::shared_ptr<const RowIdText>> row_ids;
  // The column on the other table that stores the links this column shows, or {kNone, kNone}.
  std::vector<ColumnRead> link_owner;
  // The column on the other table that shows the links this one stores, or {kNone, kNone}.
  std::vector<ColumnRead> link_mirror;
};

class Data {
 public:
  Data(std::shared_ptr<const Compiled> compiled, const formula::EvalInputs& inputs);
  // A fork of the data. `compiled` has the tables and columns of the other in the same places and may have more behind
  // them; the cells of a column that is new or is stored otherwise are blank.
  Data(const Data& from, std::shared_ptr<const Compiled> compiled);
  Data(const Data&) = delete;
  Data& operator=(const Data&) = delete;

  const Compiled& compiled() const { return *compiled_; }
  const std::shared_ptr<const Compiled>& shared_compiled() const { return compiled_; }
  formula::EvalInputs& inputs() { return inputs_; }
  const formula::EvalInputs& inputs() const { return inputs_; }
  Interner& interner() { return interner_; }
  const Interner& interner() const { return interner_; }
  TableData& table(TableIndex t) { return *tables_[t]; }
  const TableData& table(TableIndex t) const { return *tables_[t]; }
  size_t table_count() const { return tables_.size(); }

  bool is_mirror(TableIndex t, ColumnIndex c) const {
    return tables_[t]->link_owner[c].table != value::kNone;
  }
  const RowIdText* row_id(TableIndex t, ColumnIndex c) const { return tables_[t]->row_ids[c].get(); }
  Value Get(TableIndex t, ColumnIndex c, RowSlot row) const;
  // Sets a stored cell and its indexes; true when it changed. Not for mirror columns.
  bool Write(TableIndex t, ColumnIndex c, RowSlot row, const Value& v);
  void AddSlot(TableIndex t);  // makes room in the columns for the newest row
  // The key index of a column, built on first demand.
  KeyIndex& NeedKeyIndex(TableIndex t, ColumnIndex c);
  // Puts the living ones of the rows into the key index of the column, which there is.
  void AddKeys(TableIndex t, ColumnIndex c, std::span<const RowSlot> rows);

  // Rows a relation cell points to, in their order; appends.
  void Targets(TableIndex t, ColumnIndex c, RowSlot row, std::vector<RowSlot>* out) const;
  // Rows of t whose relation column c points to the target, in row order; appends.
  void Sources(TableIndex t, ColumnIndex c, RowSlot target, std::vector<RowSlot>* out) const;

  std::string NameOf(RowRef row) const;

  // Gives back memory; after many cells were written, before Seal.
  void Compact();
  // Renews the stamps of what changed since the last time.
  void Seal();
  void SealTable(TableIndex t);  // the same for a table and its columns
  // Renewed whenever a cell of the column changed, whether it keeps its cells itself or shows what others keep.
  Stamp StampOf(TableIndex t, ColumnIndex c) const;

 private:
  std::shared_ptr<const RowIdText> RowIdOf(TableIndex t, ColumnIndex c) const;
  void AddColumn(TableIndex t, ColumnIndex c, const TableData* from);
  void PairSides();

  std::shared_ptr<const Compiled> compiled_;
  formula::EvalInputs inputs_;
  Interner interner_;
  std::vector<std::unique_ptr<TableData>> tables_;
};

// Cells for the plain evaluator, straight from the data.
class DataSource : public formula::RowSource {
 public:
  explicit DataSource(const Data* data) : data_(data) {}
  Value Cell(TableIndex table, ColumnIndex column, RowSlot row) const override {
    return data_->Get(table, column, row);
  }
  void Rows(TableIndex table, std::vector<RowSlot>* out) const override;
  int64_t RowNumber(TableIndex table, RowSlot row) const override {
    return data_->table(table).rows.Number(row);
  }
  std::string RowId(TableIndex table, RowSlot row) const override;
  Value Named(uint32_t name_index, formula::Evaluation& evaluation) const override;

 private:
  const Data* data_;
};

}  // namespace csip::engine
