// Rows by the value of a column, in row order: a hash index. Blank is a key like any other (S2: blank equals
// blank).
//
// A copy is cheap and shares everything (cow.h); it takes the order from the rows it is given.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "engine/cow_hash.h"
#include "engine/interner.h"
#include "engine/row_id_text.h"
#include "engine/row_list.h"
#include "value/value.h"

namespace csip::engine {

class KeyIndex {
 public:
  // `texts` keeps the texts of a column of texts, whose keys are their symbols; null for another column. Of a column whose
  // texts follow from row numbers (`row_id`) nothing is kept: the text says the number.
  KeyIndex(const RowSet* rows, const Interner* texts, std::shared_ptr<const RowIdText> row_id)
      : rows_(rows), texts_(texts), row_id_(std::move(row_id)) {}
  KeyIndex(const KeyIndex& from, const RowSet* rows, const Interner* texts)
      : rows_(rows),
        texts_(from.texts_ == nullptr ? nullptr : texts),
        row_id_(from.row_id_),
        keys_(from.keys_),
        lists_(from.lists_),
        free_(from.free_) {}

  void Add(RowSlot row, const value::Value& key);
  void Remove(RowSlot row, const value::Value& key);
  // Appends rows whose key has the same 32 bits of hash, as a few others do: the caller looks at the key again where
  // that matters.
  void Find(const value::Value& key, std::vector<RowSlot>* out) const;

  // Of a column of texts: of the text with this symbol, or with kNoSymbol of a blank. Exactly the rows that hold it.
  void AddText(RowSlot row, Symbol key) { AddHash(row, key); }
  void FindText(Symbol key, std::vector<RowSlot>* out) const { FindHash(key, out); }

 private:
  // Of a column of texts: what is neither a text nor a blank. No symbol, and no code of a text that is none.
  static constexpr Symbol kOther = uint32_t{1} << 31;
  // What stands for a key: a symbol, else 32 bits of its hash. None for a text that no cell can hold.
  std::optional<uint32_t> HashOf(const value::Value& key) const;
  void AddHash(RowSlot row, uint32_t hash);
  void FindHash(uint32_t hash, std::vector<RowSlot>* out) const;

  // Most keys are unique: one row stands in the entry itself, as OfRow, several in a list of their own.
  static constexpr uint32_t kList = uint32_t{1}
                                    << 31;  // the rest of the entry's value is the position in lists_
  static uint32_t OfRow(RowSlot row) { return row + 1; }
  static RowSlot RowOf(uint32_t value) { return value - 1; }

  const RowSet* rows_;
  const Interner* texts_;
  std::shared_ptr<const RowIdText> row_id_;
  CowHash keys_;  // one entry for each hash
  CowVector<RowList, 6> lists_;
  Cow<std::vector<uint32_t>> free_;  // positions in lists_ that are not used
};

}  // namespace csip::engine
