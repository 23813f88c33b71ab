// The beginning of a text's sort key (base/collate.h) as numbers, made without ICU where the text is plain. Thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace csip::base {

// 24 bytes of the key's first level, which tells letters, digits and marks apart but no accents and cases: the first ones, or
// those behind `part` times as many; zeros behind its end. Of two texts that are the same in all parts before, the one with
// the lower part stands first; those that are the same in all are told apart by their keys.
using SortHead = std::array<uint64_t, 3>;
SortHead SortHeadOf(std::string_view text, size_t part = 0);

// The first level goes on behind this part.
inline bool GoesOn(const SortHead& head) {
  return (head[2] & 0xff) != 0;
}

}  // namespace csip::base
