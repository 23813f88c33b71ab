// Rows as they come from a store: whole columns at a time, indexes once they are all there.
#include "engine/core.h"

namespace csip::engine {

using value::kNone;

void Core::LoadRows(TableIndex t, const value::RowBlock& block) {
  TableData& table = data_.table(t);
  auto first = static_cast<RowSlot>(table.rows.slots());
  for (size_t i = 0; i < block.size(); ++i) {
    table.rows.Add(block.numbers[i], block.created_at[i], block.modified_at[i]);
  }
  data_.AddSlot(t);
  for (ColumnIndex c = 0; c < block.columns.size() && c < table.columns.size(); ++c) {
    if (!data_.is_mirror(t, c)) table.columns[c].Load(first, block.columns[c]);
  }
}

void Core::FinishLoad() {
  for (TableIndex t = 0; t < data_.table_count(); ++t) data_.table(t).rows.Settle();
  // While loading, links name rows by number; now every row is there.
  for (auto [t, c] : relations_) {
    TableData& table = data_.table(t);
    TableIndex target = table.columns[c].target();
    if (target == kNone) continue;
    const RowSet& targets = data_.table(target).rows;
    for (RowSlot row : table.rows.order()) {
      Value stored = table.columns[c].Get(row);
      if (stored.is_blank()) continue;
      std::vector<Value> found;
      for (const Value& item : value::AsItems(stored)) {
        auto slot = item.is_row() ? targets.Find(item.row().slot) : std::nullopt;
        if (slot) found.push_back(Value::Row({target, *slot}));
      }
      bool single = table.columns[c].storage() == value::Storage::kRow;
      Value linked = single ? (found.empty() ? Value() : found[0]) : Value::List(std::move(found));
      table.columns[c].Set(row, linked);
      table.links[c]->AddAll(row, linked);
    }
  }
  for (TableIndex t = 0; t < data_.table_count(); ++t) {
    TableData& table = data_.table(t);
    for (ColumnIndex c = 0; c < table.keys.size(); ++c) {
      if (table.keys[c] == nullptr) continue;
      table.keys[c].reset();
      data_.NeedKeyIndex(t, c);
    }
  }
  data_.Seal();
}

}  // namespace csip::engine
