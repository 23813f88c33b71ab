#include "engine/data.h"

#include <fmt/format.h>

namespace csip::engine {

using value::kNone;
using value::Storage;

Data::Data(std::shared_ptr<const Compiled> compiled, const formula::EvalInputs& inputs)
    : compiled_(std::move(compiled)), inputs_(inputs) {
  const auto& blueprint = compiled_->blueprint;
  for (TableIndex t = 0; t < blueprint.tables.size(); ++t) {
    tables_.push_back(std::make_unique<TableData>());
    for (ColumnIndex c = 0; c < blueprint.tables[t].columns.size(); ++c) AddColumn(t, c, nullptr);
  }
  PairSides();
  Seal();
}

void Data::Seal() {
  for (TableIndex t = 0; t < tables_.size(); ++t) SealTable(t);
}

void Data::SealTable(TableIndex t) {
  tables_[t]->rows.Seal();
  for (Column& column : tables_[t]->columns) column.Seal();
}

void Data::Compact() {
  for (const auto& table : tables_) {
    table->rows.Compact();
    for (Column& column : table->columns) column.Compact();
  }
}

Stamp Data::StampOf(TableIndex t, ColumnIndex c) const {
  const TableData& table = *tables_[t];
  const ColumnRead& owner = table.link_owner[c];
  if (owner.table != kNone) return tables_[owner.table]->columns[owner.column].stamp();
  return row_id(t, c) != nullptr ? table.rows.stamp() : table.columns[c].stamp();
}

// The two sides of two-sided relations.
void Data::PairSides() {
  const auto& blueprint = compiled_->blueprint;
  for (TableIndex t = 0; t < blueprint.tables.size(); ++t) {
    for (ColumnIndex c = 0; c < blueprint.tables[t].columns.size(); ++c) {
      const auto& column = blueprint.tables[t].columns[c];
      if (column.inverse.empty() || !column.links_owner) continue;
      auto other = blueprint.FindTable(column.target);
      auto mirror = other ? blueprint.tables[*other].FindColumn(column.inverse) : std::nullopt;
      if (!mirror) continue;
      tables_[t]->link_mirror[c] = {*other, *mirror};
      tables_[*other]->link_owner[*mirror] = {t, c};
      tables_[*other]->links[*mirror].reset();
    }
  }
}

Data::Data(const Data& from, std::shared_ptr<const Compiled> compiled)
    : compiled_(std::move(compiled)), inputs_(from.inputs_), interner_(from.interner_) {
  const auto& blueprint = compiled_->blueprint;
  for (TableIndex t = 0; t < blueprint.tables.size(); ++t) {
    const TableData* table = t < from.tables_.size() ? from.tables_[t].get() : nullptr;
    tables_.push_back(std::make_unique<TableData>());
    if (table != nullptr) tables_[t]->rows = table->rows;
    tables_[t]->columns.reserve(blueprint.tables[t].columns.size());
    for (ColumnIndex c = 0; c < blueprint.tables[t].columns.size(); ++c) AddColumn(t, c, table);
  }
  PairSides();
  Seal();
}

std::shared_ptr<const RowIdText> Data::RowIdOf(TableIndex t, ColumnIndex c) const {
  if (!compiled_->catalog.tables[t].columns[c].row_id ||
      compiled_->blueprint.tables[t].columns[c].overridable)
    return nullptr;
  auto text = RowIdText::Of(compiled_->formulas[t][c]);
  return text ? std::make_shared<const RowIdText>(*std::move(text)) : nullptr;
}

// The column as its formula and type make it; with the cells and indexes it has in `from` where they are of the same kind.
void Data::AddColumn(TableIndex t, ColumnIndex c, const TableData* from) {
  TableData& table = *tables_[t];
  Storage storage = compiled_->storage[t][c];
  bool rows = storage == Storage::kRow || storage == Storage::kRows;
  TableIndex target = rows ? compiled_->catalog.tables[t].columns[c].type.table : kNone;
  table.link_owner.push_back({});
  table.link_mirror.push_back({});
  table.row_ids.push_back(RowIdOf(t, c));
  if (table.row_ids[c] != nullptr) storage = Storage::kNone;
  const Column* there = from == nullptr || c >= from->columns.size() ? nullptr : &from->columns[c];
  if (there == nullptr || there->storage() != storage || there->target() != target) {
    table.columns.emplace_back(storage, target, &interner_);
    table.columns.back().Resize(table.rows.slots());
    table.links.push_back(rows ? std::make_unique<LinkIndex>(&table.rows) : nullptr);
    table.keys.push_back(nullptr);
    return;
  }
  table.columns.emplace_back(*there, &interner_);
  const LinkIndex* links = from->links[c].get();
  const KeyIndex* keys = from->keys[c].get();
  table.links.push_back(links == nullptr ? nullptr : std::make_unique<LinkIndex>(*links, &table.rows));
  table.keys.push_back(keys == nullptr ? nullptr
                                       : std::make_unique<KeyIndex>(*keys, &table.rows, &interner_));
}

void Data::AddSlot(TableIndex t) {
  for (Column& column : tables_[t]->columns) column.Resize(tables_[t]->rows.slots());
}

Value Data::Get(TableIndex t, ColumnIndex c, RowSlot row) const {
  const TableData& table = *tables_[t];
  const ColumnRead& owner = table.link_owner[c];
  if (const RowIdText* id = row_id(t, c)) {
    std::string buffer;
    return table.rows.IsAlive(row) ? Value::Text(id->TextOf(table.rows.Number(row), &buffer)) : Value();
  }
  if (owner.table == kNone) return table.columns[c].Get(row);
  std::vector<Value> items;
  for (RowSlot source : tables_[owner.table]->links[owner.column]->Sources(row)) {
    items.push_back(Value::Row({owner.table, source}));
  }
  return Value::List(std::move(items));
}

bool Data::Write(TableIndex t, ColumnIndex c, RowSlot row, const Value& v) {
  TableData& table = *tables_[t];
  Column& column = table.columns[c];
  LinkIndex* links = table.links[c].get();
  KeyIndex* keys = table.keys[c].get();
  if (links == nullptr && keys == nullptr) return column.Set(row, v);
  Value before = column.Get(row);
  if (!column.Set(row, v)) return false;
  if (links != nullptr) {
    links->RemoveAll(row, before);
    links->AddAll(row, v);
  }
  if (keys != nullptr && table.rows.IsAlive(row)) {
    keys->Remove(row, before);
    keys->Add(row, v);
  }
  return true;
}

KeyIndex& Data::NeedKeyIndex(TableIndex t, ColumnIndex c) {
  TableData& table = *tables_[t];
  if (table.keys[c] == nullptr) {
    bool texts = table.columns[c].storage() == Storage::kText && !is_mirror(t, c);
    table.keys[c] = std::make_unique<KeyIndex>(&table.rows, texts ? &interner_ : nullptr, table.row_ids[c]);
    if (table.row_ids[c] != nullptr) return *table.keys[c];
    AddKeys(t, c, table.rows.order());
  }
  return *table.keys[c];
}

void Data::AddKeys(TableIndex t, ColumnIndex c, std::span<const RowSlot> rows) {
  const TableData& table = *tables_[t];
  const Column& column = table.columns[c];
  KeyIndex& keys = *table.keys[c];
  bool texts = column.storage() == Storage::kText && !is_mirror(t, c) && table.row_ids[c] == nullptr;
  for (RowSlot row : rows) {
    if (!table.rows.IsAlive(row)) continue;
    if (texts && column.StateOf(row) == State::kOk) {
      keys.AddText(row, column.Code(row));
    } else {
      keys.Add(row, Get(t, c, row));
    }
  }
}

void Data::Targets(TableIndex t, ColumnIndex c, RowSlot row, std::vector<RowSlot>* out) const {
  const TableData& table = *tables_[t];
  const ColumnRead& owner = table.link_owner[c];
  if (owner.table != kNone) {
    auto sources = tables_[owner.table]->links[owner.column]->Sources(row);
    out->insert(out->end(), sources.begin(), sources.end());
    return;
  }
  const Column& column = table.columns[c];
  if (column.storage() == Storage::kRow) {
    if (column.StateOf(row) == State::kOk) out->push_back(column.Code(row));
    return;
  }
  if (column.storage() == Storage::kRows && column.StateOf(row) != State::kOther) {
    auto rows = column.List(row);
    out->insert(out->end(), rows.begin(), rows.end());
    return;
  }
  Value links = column.Get(row);
  for (const Value& item : value::AsItems(links)) {
    if (item.is_row()) out->push_back(item.row().slot);
  }
}

void Data::Sources(TableIndex t, ColumnIndex c, RowSlot target, std::vector<RowSlot>* out) const {
  const TableData& table = *tables_[t];
  const ColumnRead& owner = table.link_owner[c];
  if (owner.table != kNone) {
    Targets(owner.table, owner.column, target, out);
    return;
  }
  auto sources = table.links[c]->Sources(target);
  out->insert(out->end(), sources.begin(), sources.end());
}

std::string Data::NameOf(RowRef row) const {
  if (row.table >= tables_.size() || !tables_[row.table]->rows.IsAlive(row.slot)) return "";
  ColumnIndex display = compiled_->catalog.tables[row.table].display;
  if (display != kNone) {
    Value name = Get(row.table, display, row.slot);
    // A display column that is itself a relation names its row; two that name each other end here.
    std::string text =
        name.is_row() && name.row().table == row.table
            ? ""
            : value::ToText(name, inputs_.zone, [this](RowRef inner) { return NameOf(inner); });
    if (!text.empty()) return text;
  }
  return fmt::format("{} {}", compiled_->blueprint.tables[row.table].name,
                     tables_[row.table]->rows.Number(row.slot));
}

void DataSource::Rows(TableIndex table, std::vector<RowSlot>* out) const {
  const RowSet& rows = data_->table(table).rows;
  for (RowSlot row : rows.order()) {
    if (rows.IsAlive(row)) out->push_back(row);
  }
}

std::string DataSource::RowId(TableIndex table, RowSlot row) const {
  return fmt::format("i-{}", data_->table(table).rows.Number(row));
}

Value DataSource::Named(uint32_t name_index, formula::Evaluation& evaluation) const {
  const Compiled& compiled = data_->compiled();
  if (name_index >= compiled.named.size() || !compiled.named[name_index].ok()) return {};
  return evaluation.RunNested(*compiled.named[name_index].root);
}

}  // namespace csip::engine
