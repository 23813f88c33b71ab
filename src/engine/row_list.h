// Some rows of a table in row order, as an index keeps them; copies share it until one of them writes (cow.h).
//
// Eight bytes while it is empty or shared. Rows leave the front at no cost: when many rows that were made together get
// their keys, they leave the list of blanks one by one.
#pragma once

#include <span>

#include "engine/cow.h"
#include "engine/row_set.h"

namespace csip::engine {

class RowList {
 public:
  RowList() = default;
  // Empty, with room for so many.
  explicit RowList(size_t capacity) : block_(Make(static_cast<uint32_t>(capacity))) {}
  RowList(const RowList& other) : block_(other.block_) {
    if (block_ != nullptr) block_->holders.Join();
  }
  RowList(RowList&& other) noexcept : block_(std::exchange(other.block_, nullptr)) {}
  RowList& operator=(RowList other) noexcept {
    std::swap(block_, other.block_);
    return *this;
  }
  ~RowList() { Drop(block_); }

  size_t size() const { return block_ == nullptr ? 0 : block_->end - block_->begin; }
  std::span<const RowSlot> rows() const {
    return block_ == nullptr ? std::span<const RowSlot>() : std::span(block_->rows() + block_->begin, size());
  }
  // A row that is there already is not added again; `order` tells the numbers of the rows.
  void Insert(RowSlot row, const RowSet& order);
  void Erase(RowSlot row, const RowSet& order);
  // Adds a row that comes after all that are there.
  void Append(RowSlot row);

 private:
  struct Block {
    Holders holders;
    uint32_t begin = 0, end = 0, capacity = 0;
    RowSlot* rows() { return reinterpret_cast<RowSlot*>(this + 1); }
  };
  static Block* Make(uint32_t capacity);
  static void Drop(Block* block);
  // A block of this list's own with room for one more at the end.
  void MakeRoom();

  Block* block_ = nullptr;
};

}  // namespace csip::engine
