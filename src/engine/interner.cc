#include "engine/interner.h"

namespace csip::engine {

Symbol Interner::Intern(const value::Value& text) {
  auto found = symbols_.find(text.text());
  if (found != symbols_.end()) return found->second;
  auto symbol = static_cast<Symbol>(texts_.size());
  texts_.push_back(text);  // shares the characters, which stay where they are
  symbols_.emplace(texts_.back().text(), symbol);
  return symbol;
}

Symbol Interner::Find(std::string_view text) const {
  auto found = symbols_.find(text);
  return found == symbols_.end() ? kNoSymbol : found->second;
}

}  // namespace csip::engine
