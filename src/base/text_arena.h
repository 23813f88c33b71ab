// TextArena: characters of many texts in few large pieces of memory. Texts stay where they are until Clear.
//
// One thread at a time; move-only.
#pragma once

#include <algorithm>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace csip::base {

class TextArena {
 public:
  // A copy of the text that lives as long as the arena, or until Clear.
  std::string_view Copy(std::string_view text) {
    if (text.empty()) return {};
    if (text.size() > left_) Grow(text.size());
    char* at = next_;
    std::memcpy(at, text.data(), text.size());
    next_ += text.size();
    left_ -= text.size();
    return {at, text.size()};
  }
  void Clear() {
    pieces_.clear();
    left_ = 0;
    piece_ = kFirstPiece;
  }

 private:
  static constexpr size_t kFirstPiece = size_t{1} << 12, kLastPiece = size_t{1} << 18;

  void Grow(size_t needed) {
    left_ = std::max(needed, piece_);
    piece_ = std::min(piece_ * 2, kLastPiece);
    pieces_.push_back(std::make_unique_for_overwrite<char[]>(left_));
    next_ = pieces_.back().get();
  }

  std::vector<std::unique_ptr<char[]>> pieces_;
  char* next_ = nullptr;
  size_t left_ = 0;
  size_t piece_ = kFirstPiece;
};

}  // namespace csip::base
