#include "view/folded_texts.h"

#include <algorithm>
#include <cstring>
#include <mutex>

#include "base/text.h"

namespace csip::view {
namespace {

bool IsWordByte(char c) {
  auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
         (byte >= 'A' && byte <= 'Z');
}

}  // namespace

void FoldedTexts::Follow(const engine::Interner& texts) {
  if (lineage_ != texts.lineage()) {
    lineage_ = texts.lineage();
    folded_.clear();
    begin_.assign(1, 0);
  }
  for (size_t symbol = begin_.size() - 1; symbol < texts.size(); ++symbol) {
    const value::Value& text = texts.Text(static_cast<engine::Symbol>(symbol));
    if (text.is_text()) folded_ += base::FoldForSearch(text.text());
    folded_ += '\0';
    begin_.push_back(folded_.size());
  }
}

std::vector<Match> FoldedTexts::Find(const engine::Interner& texts, std::string_view sought) {
  std::vector<Match> matches(texts.size(), Match::kNone);
  std::string wanted = base::FoldForSearch(sought);
  if (wanted.empty() || wanted.find('\0') != std::string::npos) return matches;
  std::shared_lock reading(mutex_);
  while (lineage_ != texts.lineage() || begin_.size() <= texts.size()) {
    reading.unlock();
    {
      std::unique_lock writing(mutex_);
      Follow(texts);
    }
    reading.lock();
  }
  const char* at = folded_.data();
  const char* end = folded_.data() + begin_[texts.size()];
  auto symbol = begin_.begin();
  while ((at = static_cast<const char*>(
              memmem(at, static_cast<size_t>(end - at), wanted.data(), wanted.size()))) != nullptr) {
    auto offset = static_cast<size_t>(at - folded_.data());
    symbol = std::prev(std::upper_bound(symbol, begin_.end(), offset));
    Match& match = matches[static_cast<size_t>(symbol - begin_.begin())];
    Match found = Match::kWithin;
    if (offset == *symbol) {
      found = Match::kStart;
    } else if (!IsWordByte(at[-1])) {
      found = Match::kWordStart;
    }
    match = std::max(match, found);
    // The best there is: on with the next text.
    at = match == Match::kStart ? folded_.data() + *std::next(symbol) : at + 1;
  }
  return matches;
}

}  // namespace csip::view
