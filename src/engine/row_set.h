// The rows of one table: numbers, life, order.
//
// A copy is cheap and shares everything (cow.h).
//
// Invariant: `order` lists living rows by ascending row number, except between a change and Settle.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/clock.h"
#include "engine/cow_map.h"
#include "engine/cow_vector.h"
#include "engine/stamp.h"
#include "value/value.h"

namespace csip::engine {

using value::RowSlot;

class RowSet {
 public:
  size_t slots() const { return numbers_.size(); }
  size_t size() const { return living_; }
  std::span<const RowSlot> order() const { return *order_; }

  RowSlot Add(int64_t number, base::Micros created_at, base::Micros modified_at);
  // One behind the other; the first of their slots.
  RowSlot AddAll(std::span<const int64_t> numbers, std::span<const base::Micros> created_at,
                 std::span<const base::Micros> modified_at);
  void Kill(RowSlot row);
  void Revive(RowSlot row);
  // Takes back the newest slot.
  void Forget(RowSlot row);
  bool settled() const { return settled_; }  // `order` holds the invariant
  // Restores the invariant of `order` after changes.
  void Settle();
  // Gives back memory; after many rows were added.
  void Compact();

  bool IsAlive(RowSlot row) const { return row < alive_.size() && alive_[row] != 0; }
  int64_t Number(RowSlot row) const { return numbers_[row]; }
  // As Column::stamp, of which rows there are.
  Stamp stamp() const { return stamp_; }
  void Seal() {
    if (changed_) stamp_ = NextStamp();
    changed_ = false;
  }
  std::optional<RowSlot> Find(int64_t number) const;  // living rows only
  base::Micros created_at(RowSlot row) const { return created_at_[row]; }
  base::Micros modified_at(RowSlot row) const { return modified_at_[row]; }
  void set_modified_at(RowSlot row, base::Micros at) { modified_at_.Set(row, at); }

 private:
  void Index(int64_t number, RowSlot row);

  CowVector<int64_t> numbers_;
  CowVector<uint8_t> alive_;
  CowVector<base::Micros> created_at_, modified_at_;
  Cow<std::vector<RowSlot>> order_;
  bool settled_ = true;
  Stamp stamp_ = 0;
  bool changed_ = true;
  size_t living_ = 0;
  // Slot + 1 by number, where numbers are dense; 0: slot number - 1 where that row has the number, else none.
  CowVector<uint32_t> dense_;
  CowMap sparse_;  // slot by number, the rest
};

}  // namespace csip::engine
