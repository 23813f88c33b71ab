// Texts as small integers: the same text has the same symbol, so that comparing texts compares integers.
//
// Symbols are never given back while the engine lives; only values that stand in cells are interned. A copy is cheap and
// shares all symbols there are (cow.h); those that either makes later are its own.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/text_hash.h"
#include "engine/cow_hash.h"
#include "engine/cow_vector.h"
#include "engine/stamp.h"
#include "value/value.h"

namespace csip::engine {

using Symbol = uint32_t;
inline constexpr Symbol kNoSymbol = 0;  // stands for no text

class Interner {
 public:
  Interner() { texts_.Resize(1); }
  Interner(const Interner& other)
      : texts_(other.texts_), symbols_(other.symbols_), lineage_(other.lineage_), shared_(true) {}
  Interner& operator=(const Interner&) = delete;
  // `text` is a text value.
  Symbol Intern(const value::Value& text);
  // For many texts, one behind the other: `text` is not empty and in normal form C, `hash` is its base::HashText. Prefetch, some
  // texts ahead, spares Intern to wait for memory.
  void Prefetch(uint32_t hash) const { symbols_.Prefetch(hash); }
  Symbol Intern(std::string_view text, uint32_t hash);
  Symbol Intern(const value::Value& text, uint32_t hash);
  // The symbol of a text that is interned, or kNoSymbol.
  Symbol Find(std::string_view text) const;
  const value::Value& Text(Symbol symbol) const { return texts_[symbol]; }
  size_t size() const { return texts_.size(); }  // symbols there are, kNoSymbol among them
  // Of two interners of the same lineage one has all symbols of the other, and perhaps more behind them.
  Stamp lineage() const { return lineage_; }

 private:
  template <typename IsRight, typename Make>
  Symbol FindOrAdd(uint32_t hash, const IsRight& is_right, const Make& make);

  CowVector<value::Value, 8> texts_;  // texts_[0] is blank
  CowHash symbols_;                   // by hash of the text
  Stamp lineage_ = NextStamp();
  bool shared_ = false;  // the lineage is that of the interner this is a copy of
};

}  // namespace csip::engine
