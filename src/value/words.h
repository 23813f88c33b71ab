// Words: the distinct texts of a column, each known by its place in the order in which they came.
//
// What a reader of many rows has to look at once only, and whoever gets the rows again: most columns of text hold few
// different ones. Threads: one at a time. Move-only.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/text_hash.h"
#include "value/value.h"

namespace csip::value {

class Words {
 public:
  static constexpr uint32_t kNone = UINT32_MAX;

  Words() = default;
  Words(Words&&) = default;
  Words& operator=(Words&&) = default;

  size_t size() const { return texts_.size(); }
  const Value& operator[](uint32_t word) const { return texts_[word]; }
  uint32_t hash(uint32_t word) const { return hashes_[word]; }  // base::HashText of it

  // `hash` is base::HashText(text).
  uint32_t Find(std::string_view text, uint32_t hash) const {
    if (slots_.empty()) return kNone;
    for (size_t i = Home(hash);; i = (i + 1) & (slots_.size() - 1)) {
      const Slot& slot = slots_[i];
      if (slot.word == kNone || (slot.hash == hash && slot.text() == text)) return slot.word;
    }
  }
  // Brings the place where a search for the hash begins near to the processor.
  void Prefetch(uint32_t hash) const {
    if (!slots_.empty()) __builtin_prefetch(&slots_[Home(hash)]);
  }
  // A text that is not among them.
  uint32_t Add(Value text, uint32_t hash);
  // One that may be; not empty, in normal form C.
  uint32_t Put(const Value& text);
  uint32_t Put(std::string_view text);

 private:
  struct Slot {
    std::string_view text() const { return {characters, size}; }
    const char* characters = nullptr;  // of the value: one look less
    uint32_t size = 0;
    uint32_t hash = 0;
    uint32_t word = kNone;
  };
  size_t Home(uint32_t hash) const { return static_cast<size_t>(hash * 0x9E3779B97F4A7C15ULL >> shift_); }
  void Place(uint32_t word);

  std::vector<Value> texts_;
  std::vector<uint32_t> hashes_;
  std::vector<Slot> slots_;  // a power of two of them, at most half of them taken; linear probing
  int shift_ = 64;
};

}  // namespace csip::value
