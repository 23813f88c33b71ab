#include "engine/row_set.h"

#include <algorithm>

namespace csip::engine {

RowSlot RowSet::Add(int64_t number, base::Micros created_at, base::Micros modified_at) {
  return AddAll({&number, 1}, {&created_at, 1}, {&modified_at, 1});
}

RowSlot RowSet::AddAll(std::span<const int64_t> numbers, std::span<const base::Micros> created_at,
                       std::span<const base::Micros> modified_at) {
  auto first = static_cast<RowSlot>(numbers_.size());
  changed_ = true;
  numbers_.Append(numbers);
  created_at_.Append(created_at);
  modified_at_.Append(modified_at);
  alive_.Resize(numbers_.size());
  std::vector<RowSlot>& order = order_.Own();
  for (RowSlot row = first; row < numbers_.size(); ++row) {
    alive_.Set(row, 1);
    int64_t number = numbers_[row];
    if (!order.empty() && numbers_[order.back()] >= number) settled_ = false;
    order.push_back(row);
    Index(number, row);
  }
  living_ += numbers.size();
  return first;
}

void RowSet::Index(int64_t number, RowSlot row) {
  size_t reach = std::max<size_t>(size_t{1} << 16, numbers_.size() * 4);
  auto at = static_cast<size_t>(number);
  if (number < 0 || at >= reach) {
    sparse_.Put(static_cast<uint64_t>(number), row, 1);
    return;
  }
  bool is_own = number == int64_t{row} + 1;
  if (dense_.size() <= at) {
    if (is_own) return;
    dense_.Resize(std::max(at + 1, std::min(reach, dense_.size() * 2)));
  }
  uint32_t entry = is_own ? 0 : row + 1;
  if (dense_[at] != entry) dense_.Set(at, entry);
}

std::optional<RowSlot> RowSet::Find(int64_t number) const {
  RowSlot row = value::kNone;
  auto at = static_cast<size_t>(number);
  if (number >= 0 && at < dense_.size()) row = dense_[at] - 1;
  if (row == value::kNone && number > 0 && at <= numbers_.size() && numbers_[at - 1] == number)
    row = static_cast<RowSlot>(at - 1);
  if (row == value::kNone) {
    const CowMap::Entry* found = sparse_.Find(static_cast<uint64_t>(number));
    if (found != nullptr) row = found->value;
  }
  if (row == value::kNone || !IsAlive(row)) return std::nullopt;
  return row;
}

void RowSet::Kill(RowSlot row) {
  changed_ = true;
  alive_.Set(row, 0);
  --living_;
  settled_ = false;
}

void RowSet::Revive(RowSlot row) {
  changed_ = true;
  alive_.Set(row, 1);
  ++living_;
  order_.Own().push_back(row);
  settled_ = false;
  Index(numbers_[row], row);  // another slot may have had the number meanwhile
}

void RowSet::Forget(RowSlot row) {
  changed_ = true;
  int64_t number = numbers_[row];
  if (alive_[row] != 0) --living_;
  if (number >= 0 && static_cast<size_t>(number) < dense_.size() &&
      dense_[static_cast<size_t>(number)] == row + 1) {
    dense_.Set(static_cast<size_t>(number), 0);
  }
  sparse_.Erase(static_cast<uint64_t>(number));
  numbers_.Resize(row);
  alive_.Resize(row);
  created_at_.Resize(row);
  modified_at_.Resize(row);
  std::vector<RowSlot>& order = order_.Own();
  if (!order.empty() && order.back() == row) {
    order.pop_back();
  } else {
    std::erase(order, row);
  }
}

void RowSet::Settle() {
  if (settled_) return;
  std::vector<RowSlot>& order = order_.Own();
  std::erase_if(order, [this](RowSlot row) { return alive_[row] == 0; });
  std::sort(order.begin(), order.end(), [this](RowSlot a, RowSlot b) { return numbers_[a] < numbers_[b]; });
  order.erase(std::unique(order.begin(), order.end()), order.end());
  settled_ = true;
}

void RowSet::Compact() {
  alive_.ShareEqual();
  created_at_.ShareEqual();
  modified_at_.ShareEqual();
  if (order_->capacity() > order_->size() + order_->size() / 4) order_.Own().shrink_to_fit();
}

}  // namespace csip::engine
