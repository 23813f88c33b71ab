// The beginning of a text's sort key (base/collate.h) as numbers, made without ICU where the text is plain. Thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace csip::base {

// The first 24 bytes of the key's first level, which tells letters, digits and marks apart but no accents and cases; zeros
// behind a shorter one. Of two texts the one with the lower head stands first; those with the same are told apart by
// their keys.
using SortHead = std::array<uint64_t, 3>;
SortHead SortHeadOf(std::string_view text);

}  // namespace csip::base
