#include "engine/row_set.h"

#include <algorithm>

namespace csip::engine {

RowSlot RowSet::Add(int64_t number, base::Micros created_at, base::Micros modified_at) {
  auto row = static_cast<RowSlot>(numbers_.size());
  numbers_.push_back(number);
  alive_.push_back(1);
  created_at_.push_back(created_at);
  modified_at_.push_back(modified_at);
  if (!order_.empty() && numbers_[order_.back()] >= number) settled_ = false;
  order_.push_back(row);
  ++living_;
  Index(number, row);
  return row;
}

void RowSet::Index(int64_t number, RowSlot row) {
  size_t reach = std::max<size_t>(size_t{1} << 16, numbers_.size() * 4);
  if (number >= 0 && static_cast<size_t>(number) < reach) {
    auto at = static_cast<size_t>(number);
    if (dense_.size() <= at)
      dense_.resize(std::max(at + 1, std::min(reach, dense_.size() * 2)), value::kNone);
    dense_[at] = row;
  } else {
    sparse_[number] = row;
  }
}

std::optional<RowSlot> RowSet::Find(int64_t number) const {
  RowSlot row = value::kNone;
  if (number >= 0 && static_cast<size_t>(number) < dense_.size()) row = dense_[static_cast<size_t>(number)];
  if (row == value::kNone) {
    auto found = sparse_.find(number);
    if (found != sparse_.end()) row = found->second;
  }
  if (row == value::kNone || !IsAlive(row)) return std::nullopt;
  return row;
}

void RowSet::Kill(RowSlot row) {
  alive_[row] = 0;
  --living_;
  settled_ = false;
}

void RowSet::Revive(RowSlot row) {
  alive_[row] = 1;
  ++living_;
  order_.push_back(row);
  settled_ = false;
}

void RowSet::Forget(RowSlot row) {
  int64_t number = numbers_[row];
  if (alive_[row] != 0) --living_;
  if (number >= 0 && static_cast<size_t>(number) < dense_.size() &&
      dense_[static_cast<size_t>(number)] == row) {
    dense_[static_cast<size_t>(number)] = value::kNone;
  }
  sparse_.erase(number);
  numbers_.pop_back();
  alive_.pop_back();
  created_at_.pop_back();
  modified_at_.pop_back();
  if (!order_.empty() && order_.back() == row) {
    order_.pop_back();
  } else {
    std::erase(order_, row);
  }
}

void RowSet::Settle() {
  if (settled_) return;
  std::erase_if(order_, [this](RowSlot row) { return alive_[row] == 0; });
  std::sort(order_.begin(), order_.end(), [this](RowSlot a, RowSlot b) { return numbers_[a] < numbers_[b]; });
  order_.erase(std::unique(order_.begin(), order_.end()), order_.end());
  settled_ = true;
}

}  // namespace csip::engine
