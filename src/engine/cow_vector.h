// A vector in chunks that copies of it share until one of them writes (copy-on-write).
//
// Copying is proportional to the number of chunks, so a fork of a big column is cheap. One writer at a time;
// a copy may be read by another thread while the original is written.
#pragma once

#include <array>
#include <memory>
#include <vector>

namespace csip::engine {

template <typename T>
class CowVector {
 public:
  static constexpr size_t kBits = 10;
  static constexpr size_t kChunk = size_t{1} << kBits;

  size_t size() const { return size_; }
  const T& operator[](size_t i) const { return (*chunks_[i >> kBits])[i & (kChunk - 1)]; }

  // n elements in place, where they lie in one chunk; else null.
  const T* Run(size_t first, size_t n) const {
    if (n == 0 || first + n > size_ || (first >> kBits) != ((first + n - 1) >> kBits)) return nullptr;
    return &(*this)[first];
  }

  // New elements are T().
  void Resize(size_t size) {
    while (chunks_.size() * kChunk < size) chunks_.push_back(std::make_shared<Chunk>());
    size_ = size;
  }
  void Set(size_t i, T v) { Own(i >> kBits)[i & (kChunk - 1)] = std::move(v); }

 private:
  using Chunk = std::array<T, kChunk>;
  Chunk& Own(size_t c) {
    auto& chunk = chunks_[c];
    if (chunk.use_count() > 1) chunk = std::make_shared<Chunk>(*chunk);
    return *chunk;
  }
  std::vector<std::shared_ptr<Chunk>> chunks_;
  size_t size_ = 0;
};

}  // namespace csip::engine
