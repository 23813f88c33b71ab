// Rows by the value of a column, in row order: a hash index. Blank is a key like any other (S2: blank equals
// blank).
//
// A copy is cheap and shares everything (cow.h); it takes the order from the rows it is given.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/cow_hash.h"
#include "engine/row_id_text.h"
#include "engine/row_list.h"
#include "value/value.h"

namespace csip::engine {

class KeyIndex {
 public:
  // Of a column whose texts follow from row numbers (`row_id`) nothing is kept: the text says the number.
  explicit KeyIndex(const RowSet* rows, std::shared_ptr<const RowIdText> row_id = nullptr)
      : rows_(rows), row_id_(std::move(row_id)) {}
  KeyIndex(const KeyIndex& from, const RowSet* rows)
      : rows_(rows), row_id_(from.row_id_), keys_(from.keys_), lists_(from.lists_), free_(from.free_) {}

  void Add(RowSlot row, const value::Value& key);
  void Remove(RowSlot row, const value::Value& key);
  // Appends rows whose key has the same 32 bits of hash, as a few others do: the caller looks at the key again where
  // that matters.
  void Find(const value::Value& key, std::vector<RowSlot>* out) const;

 private:
  // Most keys are unique: one row stands in the entry itself, as OfRow, several in a list of their own.
  static constexpr uint32_t kList = uint32_t{1}
                                    << 31;  // the rest of the entry's value is the position in lists_
  static uint32_t OfRow(RowSlot row) { return row + 1; }
  static RowSlot RowOf(uint32_t value) { return value - 1; }
  static uint32_t HashOf(const value::Value& key) { return CowHash::Shorten(key.Hash()); }

  const RowSet* rows_;
  std::shared_ptr<const RowIdText> row_id_;
  CowHash keys_;  // one entry for each hash
  CowVector<RowList, 6> lists_;
  Cow<std::vector<uint32_t>> free_;  // positions in lists_ that are not used
};

}  // namespace csip::engine
