// Who points at a row: for a relation column, the rows that hold each target, in row order.
//
// A copy is cheap and shares everything (cow.h); it takes the order from the rows it is given.
#pragma once

#include <algorithm>
#include <span>

#include "engine/cow_vector.h"
#include "engine/row_list.h"
#include "value/value.h"

namespace csip::engine {

class LinkIndex {
 public:
  explicit LinkIndex(const RowSet* sources) : sources_(sources) {}
  LinkIndex(const LinkIndex& from, const RowSet* sources) : sources_(sources), by_target_(from.by_target_) {}

  // Rows that point at the target.
  std::span<const RowSlot> Sources(RowSlot target) const {
    return target < by_target_.size() ? by_target_[target].rows() : std::span<const RowSlot>();
  }
  // A source may point at a target once only; adding it again changes nothing.
  void Add(RowSlot source, RowSlot target) {
    MakeRoomFor(target);
    by_target_.Own(target).Insert(source, *sources_);
  }
  // The same for a source that comes after all that are there.
  void AddLast(RowSlot source, RowSlot target) {
    MakeRoomFor(target);
    RowList& list = by_target_.Own(target);
    if (list.size() == 0 || list.rows().back() != source) list.Append(source);
  }
  void Remove(RowSlot source, RowSlot target) {
    if (target < by_target_.size()) by_target_.Own(target).Erase(source, *sources_);
  }
  void AddAll(RowSlot source, const value::Value& links) {
    for (const value::Value& item : value::AsItems(links)) {
      if (item.is_row()) Add(source, item.row().slot);
    }
  }
  void RemoveAll(RowSlot source, const value::Value& links) {
    for (const value::Value& item : value::AsItems(links)) {
      if (item.is_row()) Remove(source, item.row().slot);
    }
  }

 private:
  void MakeRoomFor(RowSlot target) {
    if (by_target_.size() <= target) by_target_.Resize(std::max<size_t>(target + 1, by_target_.size() * 2));
  }

  const RowSet* sources_;
  CowVector<RowList, 6> by_target_;
};

}  // namespace csip::engine
