// Texts in the order in which people look for them (base/collate.h), many at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/sort_head.h"

namespace csip::view {

// Where two texts are alike to a reader ("v2" and "v02") their ties tell them apart, and then their owners.
class Collation {
 public:
  // `text` and `tie` are to live as long as this.
  void Add(std::string_view text, std::string_view tie, uint32_t owner) {
    texts_.push_back({text, tie, owner});
  }
  void Reserve(size_t texts) { texts_.reserve(texts); }

  // The owners in order. Many texts are read by two threads.
  std::vector<uint32_t> Finish() const;

 private:
  struct Text {
    std::string_view text;
    std::string_view tie;
    uint32_t owner;
  };
  struct Place {
    base::SortHead head;  // mostly decides
    uint32_t at;          // in texts_
  };
  struct ByHead {
    bool operator()(const Place& a, const Place& b) const { return a.head < b.head; }
  };
  using Places = std::vector<Place>::iterator;
  void SortRuns(Places begin, Places end, size_t part) const;
  void SortAlike(Places begin, Places end) const;

  std::vector<Text> texts_;
};

// The order of two texts by themselves.
class TextPlace {
 public:
  explicit TextPlace(std::string_view text);
  bool Before(const TextPlace& other) const;

 private:
  std::string key_;
  std::string_view text_;
};

}  // namespace csip::view
