#include "view/collation.h"

#include <algorithm>
#include <thread>

#include "base/collate.h"

namespace csip::view {
namespace {

constexpr size_t kMany = 20'000;   // texts that are worth a thread
constexpr size_t kMostParts = 16;  // of texts that begin alike; then they are compared as a whole

}  // namespace

// Puts those in order who have the same head, and the same parts before.
void Collation::SortAlike(Places begin, Places end) const {
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

// They stand in the order of this part; puts those in order that it does not tell apart.
void Collation::SortRuns(Places begin, Places end, size_t part) const {
  while (begin != end) {
    auto next = begin + 1;
    while (next != end && next->head == begin->head) ++next;
    if (next - begin > 1) {
      if (base::GoesOn(begin->head) && part < kMostParts) {
        for (auto it = begin; it != next; ++it) it->head = base::SortHeadOf(texts_[it->at].text, part + 1);
        std::sort(begin, next, ByHead());
        SortRuns(begin, next, part + 1);
      } else {
        SortAlike(begin, next);
      }
    }
    begin = next;
  }
}

std::vector<uint32_t> Collation::Finish() const {
  std::vector<Place> places(texts_.size());
  auto place = [&](size_t from, size_t to) {
    for (size_t i = from; i < to; ++i)
      places[i] = {base::SortHeadOf(texts_[i].text), static_cast<uint32_t>(i)};
    std::sort(places.begin() + static_cast<ptrdiff_t>(from), places.begin() + static_cast<ptrdiff_t>(to),
              ByHead());
  };
  auto half = places.begin() + static_cast<ptrdiff_t>(places.size() / 2);
  if (texts_.size() >= kMany) {
    std::jthread other(place, places.size() / 2, places.size());
    place(0, places.size() / 2);
    other.join();
    std::inplace_merge(places.begin(), half, places.end(), ByHead());
    while (half != places.end() && half->head == (half - 1)->head) ++half;
    other = std::jthread([&] { SortRuns(half, places.end(), 0); });
    SortRuns(places.begin(), half, 0);
  } else {
    place(0, places.size());
    SortRuns(places.begin(), places.end(), 0);
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
