// Rows by the value of a column, in row order: a hash index. Blank is a key like any other (S2: blank equals
// blank).
#pragma once

#include <algorithm>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "engine/row_set.h"
#include "value/value.h"

namespace csip::engine {

class KeyIndex {
 public:
  explicit KeyIndex(const RowSet* rows) : rows_(rows) {}

  void Add(RowSlot row, const value::Value& key);
  void Remove(RowSlot row, const value::Value& key);
  // Appends rows whose key has the same hash: the caller looks at the key again where a collision would
  // matter.
  void Find(const value::Value& key, std::vector<RowSlot>* out) const;

 private:
  // Rows in row order. Those before `first` are gone: when many rows that were made together get their keys, they leave
  // the list of blanks from its front, one by one.
  struct List {
    std::vector<RowSlot> rows;
    std::ptrdiff_t first = 0;
    size_t size() const { return rows.size() - static_cast<size_t>(first); }
    void Insert(RowSlot row, const RowSet& order);
    void Erase(RowSlot row, const RowSet& order);
    std::vector<RowSlot>::iterator Position(RowSlot row, const RowSet& order);
  };
  const RowSet* rows_;
  // Most keys are unique: one row inline, several in a list of their own.
  std::unordered_map<uint64_t, RowSlot> single_;
  std::unordered_map<uint64_t, List> many_;
};

}  // namespace csip::engine
