// A formula as a blueprint writes it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace csip::blueprint {

// A formula as written, and where it stands in its file.
struct Formula {
  // Where a stretch of the text stands: bytes from `offset` on, until the next piece.
  struct Piece {
    uint32_t offset = 0;
    int line = 0;
    int column = 0;
  };

  std::string text;
  base::Place place;          // of the first byte
  std::vector<Piece> pieces;  // of a text that the file folds, escapes or spreads over lines; else empty

  bool empty() const { return text.empty(); }
  // The place of a byte of the text; nothing but the file where the place is not known.
  base::Place At(size_t offset) const;
  friend bool operator==(const Formula& a, const Formula& b) {
    return a.text == b.text;
  }  // the place does not count
};

}  // namespace csip::blueprint
