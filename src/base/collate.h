// The order of texts as people expect it, whatever their language: Unicode's root collation (ICU). Thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace csip::base {

// Bytes whose plain comparison is the order of the texts: "ål" behind "al", capitals beside small letters, digits as
// numbers ("v2" before "v10").
std::string SortKey(std::string_view text);

}  // namespace csip::base
