#include "view/collation.h"

#include <algorithm>

#include "base/collate.h"

namespace csip::view {
namespace {

constexpr size_t kShort = 64;  // bytes
constexpr size_t kHead = 24;   // bytes of a sort key

// The beginning of a long text that sorts by itself as it does in the whole: up to a space behind a letter, where nothing
// that belongs together (a number, a letter with its marks) is cut.
std::string_view BeginningOf(std::string_view text) {
  for (size_t i = kShort * 3 / 4; i < std::min(text.size(), 2 * kShort); ++i) {
    char before = text[i - 1];
    bool letter = (before >= 'a' && before <= 'z') || (before >= 'A' && before <= 'Z');
    if (text[i] == ' ' && letter) return text.substr(0, i);
  }
  return text;
}

std::array<uint64_t, 3> HeadOf(std::string_view key) {
  std::array<uint64_t, 3> head{};
  for (size_t i = 0; i < kHead; ++i) {
    head[i / 8] = head[i / 8] << 8 | (i < key.size() ? static_cast<unsigned char>(key[i]) : 0);
  }
  return head;
}

}  // namespace

void Collation::Add(std::string_view text, std::string_view tie, uint32_t owner) {
  Text added{{}, text, tie, owner, UINT32_MAX};
  if (text.size() > kShort) {
    std::string_view beginning = BeginningOf(text);
    std::string key = base::SortKey(beginning);
    // Of a part only the letters tell what the whole begins with; then come accents and cases, of all letters.
    if (beginning.size() == text.size() || key.find('\x01') >= kHead) {
      added.head = HeadOf(key);
      texts_.push_back(added);
      return;
    }
  }
  added.key = static_cast<uint32_t>(keys_.size());
  keys_.push_back(base::SortKey(text));
  added.head = HeadOf(keys_.back());
  texts_.push_back(added);
}

const std::string& Collation::KeyOf(const Text& text) {
  return keys_[text.key];
}

std::vector<uint32_t> Collation::Finish() {
  std::sort(texts_.begin(), texts_.end(), [](const Text& a, const Text& b) { return a.head < b.head; });
  for (auto begin = texts_.begin(); begin != texts_.end();) {
    auto end = begin + 1;
    while (end != texts_.end() && end->head == begin->head) ++end;
    if (end - begin > 1) {
      for (auto it = begin; it != end; ++it) {
        if (it->key != UINT32_MAX) continue;
        it->key = static_cast<uint32_t>(keys_.size());
        keys_.push_back(base::SortKey(it->text));
      }
      std::sort(begin, end, [this](const Text& a, const Text& b) {
        int c = KeyOf(a).compare(KeyOf(b));
        if (c == 0) c = a.tie.compare(b.tie);
        return c != 0 ? c < 0 : a.owner < b.owner;
      });
    }
    begin = end;
  }
  std::vector<uint32_t> owners;
  owners.reserve(texts_.size());
  for (const Text& text : texts_) owners.push_back(text.owner);
  return owners;
}

TextPlace::TextPlace(std::string_view text) : key_(base::SortKey(text)), text_(text) {}

bool TextPlace::Before(const TextPlace& other) const {
  int c = key_.compare(other.key_);
  return c != 0 ? c < 0 : text_ < other.text_;
}

}  // namespace csip::view
