#include "engine/cow_hash.h"

#include <bit>

namespace csip::engine {

namespace {
constexpr size_t kFewest = 16;
// At most three places of four are taken.
constexpr bool IsFull(size_t entries, size_t slots) {
  return entries * 4 > slots * 3;
}
}  // namespace

void CowHash::Place(Entry entry) {
  size_t i = Home(entry.hash);
  while (slots_[i].value != 0) i = Next(i);
  slots_.Set(i, entry);
}

void CowHash::MakeRoom() {
  if (IsFull(size_ + 1, slots_.size())) Rehash(std::max(kFewest, slots_.size() * 2));
}

void CowHash::Add(uint32_t hash, uint32_t value) {
  MakeRoom();
  Place({hash, value});
  ++size_;
}

void CowHash::Erase(size_t at) {
  --size_;
  size_t hole = at;
  // Entries behind the hole that could not stand nearer to their home move up.
  size_t mask = slots_.size() - 1;
  for (size_t i = Next(hole); slots_[i].value != 0; i = Next(i)) {
    size_t wandered = (i - Home(slots_[i].hash)) & mask;
    if (wandered < ((i - hole) & mask)) continue;
    Entry moved = slots_[i];
    slots_.Set(hole, moved);
    hole = i;
  }
  slots_.Set(hole, {});
}

void CowHash::Rehash(size_t slots) {
  CowVector<Entry, 9> before = std::move(slots_);
  slots_ = {};
  slots_.Resize(slots);
  shift_ = 64 - std::countr_zero(slots);
  for (size_t k = 0; k < before.size(); ++k) {
    if (before[k].value != 0) Place(before[k]);
  }
}

}  // namespace csip::engine
