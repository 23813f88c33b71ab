#include "engine/row_list.h"

#include <algorithm>
#include <new>

namespace csip::engine {

RowList::Block* RowList::Make(uint32_t capacity) {
  auto* block = new (::operator new(sizeof(Block) + capacity * sizeof(RowSlot))) Block;
  block->capacity = capacity;
  return block;
}

void RowList::Drop(Block* block) {
  if (block == nullptr || !block->holders.Leave()) return;
  block->~Block();
  ::operator delete(block);
}

void RowList::MakeRoom() {
  if (block_ == nullptr) {
    block_ = Make(2);
    return;
  }
  auto living = static_cast<uint32_t>(size());
  bool room = block_->end < block_->capacity;
  if (block_->holders.Alone()) {
    if (room) return;
    if (block_->begin > block_->capacity / 2) {  // the front is mostly gone: move up
      std::copy(block_->rows() + block_->begin, block_->rows() + block_->end, block_->rows());
      block_->begin = 0;
      block_->end = living;
      return;
    }
  }
  Block* own = Make(room && block_->begin == 0 ? block_->capacity : std::max(2u, living + living / 2 + 1));
  std::copy(block_->rows() + block_->begin, block_->rows() + block_->end, own->rows());
  own->end = living;
  Drop(block_);
  block_ = own;
}

void RowList::Append(RowSlot row) {
  MakeRoom();
  block_->rows()[block_->end++] = row;
}

void RowList::Insert(RowSlot row, const RowSet& order) {
  auto now = rows();
  auto before = [&](RowSlot a, RowSlot b) { return order.Number(a) < order.Number(b); };
  if (now.empty() || before(now.back(), row)) {
    Append(row);
    return;
  }
  auto found = std::lower_bound(now.begin(), now.end(), row, before);
  if (*found == row) return;
  auto at = found - now.begin();
  MakeRoom();
  RowSlot* first = block_->rows() + block_->begin;
  std::copy_backward(first + at, block_->rows() + block_->end, block_->rows() + block_->end + 1);
  first[at] = row;
  ++block_->end;
}

void RowList::Erase(RowSlot row, const RowSet& order) {
  auto now = rows();
  auto found = std::lower_bound(now.begin(), now.end(), row,
                                [&](RowSlot a, RowSlot b) { return order.Number(a) < order.Number(b); });
  if (found == now.end() || *found != row) found = std::find(now.begin(), now.end(), row);
  if (found == now.end()) return;
  auto at = found - now.begin();
  if (now.size() == 1) {
    Drop(std::exchange(block_, nullptr));
    return;
  }
  if (!block_->holders.Alone()) {
    Block* own = Make(static_cast<uint32_t>(now.size()));
    std::copy(now.begin(), now.end(), own->rows());
    own->end = static_cast<uint32_t>(now.size());
    Drop(block_);
    block_ = own;
  }
  if (at == 0) {
    ++block_->begin;
    return;
  }
  RowSlot* first = block_->rows() + block_->begin;
  std::copy(first + at + 1, block_->rows() + block_->end, first + at);
  --block_->end;
}

}  // namespace csip::engine
