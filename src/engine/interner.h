// Texts as small integers: the same text has the same symbol, so that comparing texts compares integers.
//
// Symbols are never given back while the engine lives; only values that stand in cells are interned.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "value/value.h"

namespace csip::engine {

using Symbol = uint32_t;
inline constexpr Symbol kNoSymbol = 0;  // stands for no text

class Interner {
 public:
  Interner() : texts_(1) {}
  // `text` is a text value.
  Symbol Intern(const value::Value& text);
  // The symbol of a text that is interned, or kNoSymbol.
  Symbol Find(std::string_view text) const;
  const value::Value& Text(Symbol symbol) const { return texts_[symbol]; }

 private:
  std::vector<value::Value> texts_;                       // texts_[0] is blank
  std::unordered_map<std::string_view, Symbol> symbols_;  // keys point into texts_
};

}  // namespace csip::engine
