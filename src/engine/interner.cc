#include "engine/interner.h"

namespace csip::engine {

template <typename IsRight, typename Make>
Symbol Interner::FindOrAdd(uint32_t hash, const IsRight& is_right, const Make& make) {
  auto symbol = static_cast<Symbol>(texts_.size());
  Symbol found = symbols_.FindOrAdd(hash, [&](Symbol known) { return is_right(texts_[known]); }, symbol);
  if (found != kNoSymbol) return found;
  if (shared_) lineage_ = NextStamp();
  shared_ = false;
  texts_.Append(make());
  return symbol;
}

Symbol Interner::Intern(const value::Value& text) {
  return Intern(text, base::HashText(text.text()));
}

Symbol Interner::Intern(const value::Value& text, uint32_t hash) {
  return FindOrAdd(hash, [&](const value::Value& known) { return known == text; }, [&] { return text; });
}

Symbol Interner::Intern(std::string_view text, uint32_t hash) {
  return FindOrAdd(
      hash, [&](const value::Value& known) { return known.text() == text; },
      [&] { return value::Value::Text(text); });
}

Symbol Interner::Find(std::string_view text) const {
  size_t at =
      symbols_.Find(base::HashText(text), [&](Symbol symbol) { return texts_[symbol].text() == text; });
  return at == CowHash::kNowhere ? kNoSymbol : symbols_.value(at);
}

}  // namespace csip::engine
