#include "engine/interner.h"

namespace csip::engine {

Symbol Interner::Find(std::string_view text, uint32_t hash) const {
  size_t at = symbols_.Find(hash, [&](Symbol symbol) { return texts_[symbol].text() == text; });
  return at == CowHash::kNowhere ? kNoSymbol : symbols_.value(at);
}

Symbol Interner::Add(value::Value text, uint32_t hash) {
  auto symbol = static_cast<Symbol>(texts_.size());
  if (shared_) lineage_ = NextStamp();
  shared_ = false;
  texts_.Append(std::move(text));
  symbols_.Add(hash, symbol);
  return symbol;
}

Symbol Interner::Intern(const value::Value& text) {
  return Intern(text, base::HashText(text.text()));
}

Symbol Interner::Intern(const value::Value& text, uint32_t hash) {
  Symbol found = Find(text.text(), hash);
  return found != kNoSymbol ? found : Add(text, hash);  // shares the characters
}

Symbol Interner::Intern(std::string_view text, uint32_t hash) {
  Symbol found = Find(text, hash);
  return found != kNoSymbol ? found : Add(value::Value::Text(text), hash);
}

Symbol Interner::Find(std::string_view text) const {
  return Find(text, base::HashText(text));
}

}  // namespace csip::engine
