#include "formula/functions/text_search.h"

#include <cstring>

namespace csip::formula {

// memmem of the C library is linear; std::string_view::find compares at every place anew.
size_t FindPart(std::string_view text, std::string_view part, size_t from) {
  if (part.empty() || from >= text.size()) return std::string_view::npos;
  const void* at = memmem(text.data() + from, text.size() - from, part.data(), part.size());
  return at == nullptr ? std::string_view::npos
                       : static_cast<size_t>(static_cast<const char*>(at) - text.data());
}

size_t CountParts(std::string_view text, std::string_view part) {
  size_t count = 0;
  for (size_t at = FindPart(text, part); at != std::string_view::npos;
       at = FindPart(text, part, at + part.size())) {
    ++count;
  }
  return count;
}

}  // namespace csip::formula
