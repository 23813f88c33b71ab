#include "engine/cow_map.h"

#include <bit>

namespace csip::engine {

namespace {
constexpr size_t kFewest = 16;
// At most three places of four are taken.
constexpr bool IsFull(size_t entries, size_t slots) {
  return entries * 4 > slots * 3;
}
}  // namespace

void CowMap::Put(uint64_t key, uint32_t value, uint32_t kind) {
  if (IsFull(size_ + 1, slots_.size())) Rehash(std::max(kFewest, slots_.size() * 2));
  size_t i = Home(key);
  while (slots_[i].kind != 0 && slots_[i].key != key) i = Next(i);
  if (slots_[i].kind == 0) ++size_;
  slots_.Set(i, {key, value, kind});
}

void CowMap::Erase(uint64_t key) {
  if (size_ == 0) return;
  size_t hole = Home(key);
  while (slots_[hole].kind != 0 && slots_[hole].key != key) hole = Next(hole);
  if (slots_[hole].kind == 0) return;
  --size_;
  // Entries behind the hole that could not stand nearer to their home move up.
  size_t mask = slots_.size() - 1;
  for (size_t i = Next(hole); slots_[i].kind != 0; i = Next(i)) {
    size_t wandered = (i - Home(slots_[i].key)) & mask;
    if (wandered < ((i - hole) & mask)) continue;
    Entry moved = slots_[i];
    slots_.Set(hole, moved);
    hole = i;
  }
  slots_.Set(hole, {});
}

void CowMap::Rehash(size_t slots) {
  CowVector<Entry, 8> before = std::move(slots_);
  slots_ = {};
  slots_.Resize(slots);
  shift_ = 64 - std::countr_zero(slots);
  for (size_t k = 0; k < before.size(); ++k) {
    const Entry& entry = before[k];
    if (entry.kind == 0) continue;
    size_t i = Home(entry.key);
    while (slots_[i].kind != 0) i = Next(i);
    slots_.Set(i, entry);
  }
}

}  // namespace csip::engine
