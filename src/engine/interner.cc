#include "engine/interner.h"

#include <functional>

namespace csip::engine {

uint64_t Interner::KeyOf(std::string_view text) const {
  uint64_t key = std::hash<std::string_view>()(text);
  while (true) {
    const CowMap::Entry* entry = symbols_.Find(key);
    if (entry == nullptr || texts_[entry->value].text() == text) return key;
    ++key;
  }
}

Symbol Interner::Intern(const value::Value& text) {
  uint64_t key = KeyOf(text.text());
  if (const CowMap::Entry* found = symbols_.Find(key)) return found->value;
  auto symbol = static_cast<Symbol>(texts_.size());
  if (shared_) lineage_ = NextStamp();
  shared_ = false;
  texts_.Append(text);  // shares the characters
  symbols_.Put(key, symbol, 1);
  return symbol;
}

Symbol Interner::Find(std::string_view text) const {
  const CowMap::Entry* found = symbols_.Find(KeyOf(text));
  return found == nullptr ? kNoSymbol : found->value;
}

}  // namespace csip::engine
