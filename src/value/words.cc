#include "value/words.h"

#include <bit>

namespace csip::value {

namespace {
constexpr size_t kFewest = 16;
}

uint32_t Words::Add(Value text, uint32_t hash) {
  auto word = static_cast<uint32_t>(texts_.size());
  texts_.push_back(std::move(text));
  hashes_.push_back(hash);
  if (texts_.size() * 2 > slots_.size()) {
    size_t slots = std::max(kFewest, slots_.size() * 2);
    slots_.assign(slots, Slot());
    shift_ = 64 - std::countr_zero(slots);
    for (uint32_t known = 0; known < word; ++known) Place(known);
  }
  Place(word);
  return word;
}

uint32_t Words::Put(const Value& text) {
  uint32_t hash = base::HashText(text.text());
  uint32_t found = Find(text.text(), hash);
  return found != kNone ? found : Add(text, hash);
}

uint32_t Words::Put(std::string_view text) {
  uint32_t hash = base::HashText(text);
  uint32_t found = Find(text, hash);
  return found != kNone ? found : Add(Value::Text(text), hash);
}

void Words::Place(uint32_t word) {
  std::string_view text = texts_[word].text();
  size_t i = Home(hashes_[word]);
  while (slots_[i].word != kNone) i = (i + 1) & (slots_.size() - 1);
  slots_[i] = {text.data(), static_cast<uint32_t>(text.size()), hashes_[word], word};
}

}  // namespace csip::value
