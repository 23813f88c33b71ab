// Texts in the order in which people look for them (base/collate.h), many at a time. One thread.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace csip::view {

// Where two texts are alike to a reader ("v2" and "v02") their ties tell them apart, and then their owners.
class Collation {
 public:
  // `text` and `tie` are to live as long as this.
  void Add(std::string_view text, std::string_view tie, uint32_t owner);
  void Reserve(size_t texts) { texts_.reserve(texts); }

  // The owners in order.
  std::vector<uint32_t> Finish();

 private:
  struct Text {
    std::array<uint64_t, 3> head;  // the first bytes of the sort key, which mostly decide
    std::string_view text;
    std::string_view tie;
    uint32_t owner;
    uint32_t key;  // position in keys_
  };
  const std::string& KeyOf(const Text& text);

  std::vector<Text> texts_;
  std::vector<std::string> keys_;  // whole ones, made when two heads are the same
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
