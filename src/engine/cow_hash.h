// A hash table of small numbers that copies of it share until one of them writes (copy-on-write): eight bytes an entry.
//
// It knows 32 bits of the hash of each key and a number that stands for it; where more matters the caller looks at what
// the number stands for. Open addressing with linear probing in a CowVector: a write copies the chunks it touches.
// Threads as in cow.h.
#pragma once

#include <cstdint>

#include "engine/cow_vector.h"

namespace csip::engine {

class CowHash {
 public:
  struct Entry {
    uint32_t hash = 0;
    uint32_t value = 0;  // 0: the place is free
  };
  static constexpr size_t kNowhere = SIZE_MAX;

  // The part of a hash of 64 bits that is kept.
  static uint32_t Shorten(uint64_t hash) { return static_cast<uint32_t>(hash ^ (hash >> 32)); }

  size_t size() const { return size_; }
  // Where the first entry with this hash stands whose value is the right one; kNowhere when there is none. Valid until
  // the next write.
  template <typename IsRight>
  size_t Find(uint32_t hash, const IsRight& is_right) const {
    if (size_ == 0) return kNowhere;
    for (size_t i = Home(hash);; i = Next(i)) {
      const Entry& entry = slots_[i];
      if (entry.value == 0) return kNowhere;
      if (entry.hash == hash && is_right(entry.value)) return i;
    }
  }
  size_t Find(uint32_t hash) const {
    return Find(hash, [](uint32_t) { return true; });
  }
  // Brings the place where a search for the hash begins near to the processor.
  void Prefetch(uint32_t hash) const {
    if (size_ > 0) __builtin_prefetch(&slots_[Home(hash)]);
  }
  uint32_t value(size_t at) const { return slots_[at].value; }
  // `value` is not 0.
  void Set(size_t at, uint32_t value) { slots_.Own(at).value = value; }
  // The value of the first entry with this hash whose value is the right one; 0 when there was none: then it is `value`, which
  // is not 0.
  template <typename IsRight>
  uint32_t FindOrAdd(uint32_t hash, const IsRight& is_right, uint32_t value) {
    MakeRoom();
    size_t i = Home(hash);
    for (; slots_[i].value != 0; i = Next(i)) {
      const Entry& entry = slots_[i];
      if (entry.hash == hash && is_right(entry.value)) return entry.value;
    }
    slots_.Set(i, {hash, value});
    ++size_;
    return 0;
  }
  // An entry beside those that are there.
  void Add(uint32_t hash, uint32_t value);
  void Erase(size_t at);

 private:
  size_t Home(uint32_t hash) const { return static_cast<size_t>(hash * 0x9E3779B97F4A7C15ULL >> shift_); }
  size_t Next(size_t i) const { return (i + 1) & (slots_.size() - 1); }
  void MakeRoom();  // for one more
  void Rehash(size_t slots);
  void Place(Entry entry);

  CowVector<Entry, 9> slots_;  // a power of two of them
  size_t size_ = 0;
  int shift_ = 64;
};

}  // namespace csip::engine
