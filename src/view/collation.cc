#include "view/collation.h"

#include <algorithm>
#include <thread>

#include "base/collate.h"

namespace csip::view {
namespace {

constexpr size_t kMany = 20'000;  // texts that are worth a thread

}  // namespace

// Puts those in order whose heads are the same.
void Collation::SortAlike(std::vector<Place>::iterator begin, std::vector<Place>::iterator end) const {
  struct Alike {
    std::string key;
    uint32_t at;
  };
  std::vector<Alike> alike;
  alike.reserve(static_cast<size_t>(end - begin));
  for (auto it = begin; it != end; ++it) alike.push_back({base::SortKey(texts_[it->at].text), it->at});
  std::sort(alike.begin(), alike.end(), [this](const Alike& a, const Alike& b) {
    int c = a.key.compare(b.key);
    if (c == 0) c = texts_[a.at].tie.compare(texts_[b.at].tie);
    return c != 0 ? c < 0 : texts_[a.at].owner < texts_[b.at].owner;
  });
  for (const Alike& text : alike) (begin++)->at = text.at;
}

std::vector<uint32_t> Collation::Finish() const {
  std::vector<Place> places(texts_.size());
  auto before = [](const Place& a, const Place& b) { return a.head < b.head; };
  auto place = [&](size_t from, size_t to) {
    for (size_t i = from; i < to; ++i)
      places[i] = {base::SortHeadOf(texts_[i].text), static_cast<uint32_t>(i)};
    std::sort(places.begin() + static_cast<ptrdiff_t>(from), places.begin() + static_cast<ptrdiff_t>(to),
              before);
  };
  if (texts_.size() >= kMany) {
    size_t half = texts_.size() / 2;
    std::jthread other(place, half, texts_.size());
    place(0, half);
    other.join();
    std::inplace_merge(places.begin(), places.begin() + static_cast<ptrdiff_t>(half), places.end(), before);
  } else {
    place(0, texts_.size());
  }
  for (auto begin = places.begin(); begin != places.end();) {
    auto end = begin + 1;
    while (end != places.end() && end->head == begin->head) ++end;
    if (end - begin > 1) SortAlike(begin, end);
    begin = end;
  }
  std::vector<uint32_t> owners;
  owners.reserve(places.size());
  for (const Place& text : places) owners.push_back(texts_[text.at].owner);
  return owners;
}

TextPlace::TextPlace(std::string_view text) : key_(base::SortKey(text)), text_(text) {}

bool TextPlace::Before(const TextPlace& other) const {
  int c = key_.compare(other.key_);
  return c != 0 ? c < 0 : text_ < other.text_;
}

}  // namespace csip::view
