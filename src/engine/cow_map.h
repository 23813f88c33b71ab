// A hash table from 64-bit keys to small entries that copies of it share until one of them writes (copy-on-write).
//
// Open addressing with linear probing in a CowVector: a write copies the chunks it touches. Threads as in cow.h.
#pragma once

#include <cstdint>

#include "engine/cow_vector.h"

namespace csip::engine {

class CowMap {
 public:
  struct Entry {
    uint64_t key = 0;
    uint32_t value = 0;
    uint32_t kind = 0;  // 0: the place is free; else the caller's
  };

  size_t size() const { return size_; }
  // Null when there is none; valid until the next write.
  const Entry* Find(uint64_t key) const {
    if (size_ == 0) return nullptr;
    for (size_t i = Home(key);; i = Next(i)) {
      const Entry& entry = slots_[i];
      if (entry.kind == 0) return nullptr;
      if (entry.key == key) return &entry;
    }
  }
  // Adds an entry or replaces the one with its key; `kind` is not 0.
  void Put(uint64_t key, uint32_t value, uint32_t kind);
  void Erase(uint64_t key);

 private:
  // Keys may be small numbers or hashes: the multiplication spreads both over the high bits.
  size_t Home(uint64_t key) const {
    return static_cast<size_t>((key ^ (key >> 32)) * 0x9E3779B97F4A7C15ULL >> shift_);
  }
  size_t Next(size_t i) const { return (i + 1) & (slots_.size() - 1); }
  void Rehash(size_t slots);

  CowVector<Entry, 8> slots_;  // a power of two of them
  size_t size_ = 0;
  int shift_ = 64;
};

}  // namespace csip::engine
