// Who points at a row: for a relation column, the rows that hold each target, in row order.
#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "engine/row_set.h"
#include "value/value.h"

namespace csip::engine {

class LinkIndex {
 public:
  explicit LinkIndex(const RowSet* sources) : sources_(sources) {}

  // Rows that point at the target.
  std::span<const RowSlot> Sources(RowSlot target) const {
    return target < by_target_.size() ? std::span<const RowSlot>(by_target_[target])
                                      : std::span<const RowSlot>();
  }
  // A source may point at a target once only; adding it again changes nothing.
  void Add(RowSlot source, RowSlot target) {
    if (by_target_.size() <= target) by_target_.resize(std::max<size_t>(target + 1, by_target_.size() * 2));
    auto& rows = by_target_[target];
    auto at = Position(rows, source);
    if (at == rows.end() || *at != source) rows.insert(at, source);
  }
  void Remove(RowSlot source, RowSlot target) {
    if (target >= by_target_.size()) return;
    auto& rows = by_target_[target];
    auto at = Position(rows, source);
    if (at != rows.end() && *at == source) rows.erase(at);
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
  std::vector<RowSlot>::iterator Position(std::vector<RowSlot>& rows, RowSlot source) const {
    return std::lower_bound(rows.begin(), rows.end(), source, [this](RowSlot a, RowSlot b) {
      return sources_->Number(a) < sources_->Number(b);
    });
  }
  const RowSet* sources_;
  std::vector<std::vector<RowSlot>> by_target_;
};

}  // namespace csip::engine
