// Looking for a part in a text in time that grows with their lengths, whatever they are.
#pragma once

#include <cstddef>
#include <string_view>

namespace csip::formula {

// The position, in bytes, of the first occurrence at `from` or later; npos where there is none. The empty part is
// nowhere.
size_t FindPart(std::string_view text, std::string_view part, size_t from = 0);
// How often the part comes, each occurrence behind the end of the one before.
size_t CountParts(std::string_view text, std::string_view part);

}  // namespace csip::formula
