// The texts of a workspace as a search compares them (without case and accents), one behind the other in memory.
//
// Follows the texts that an engine has interned: each is folded once, however many cells hold it and however many searches
// read it. Thread-safe: searches share it, one at a time adds what is new. Memory: about that of the texts.
#pragma once

#include <cstdint>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

#include "engine/interner.h"

namespace csip::view {

// How well a text answers a search.
enum class Match : uint8_t { kNone, kWithin, kWordStart, kStart };

class FoldedTexts {
 public:
  // For each symbol of the interner how well its text holds what is sought; nothing for an empty search.
  std::vector<Match> Find(const engine::Interner& texts, std::string_view sought);

 private:
  void Follow(const engine::Interner& texts);

  std::shared_mutex mutex_;
  engine::Stamp lineage_ = 0;
  std::string folded_;         // each text ends with a zero byte
  std::vector<size_t> begin_;  // by symbol, and the end
};

}  // namespace csip::view
