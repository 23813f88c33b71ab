// A vector in chunks that copies of it share until one of them writes (copy-on-write).
//
// A copy costs one pointer, whatever the size. The first write after it copies the list of chunks, each further first
// write to a chunk copies that chunk. Chunks of one vector that are the same may be one as well: those that nobody has
// written to always are, others after ShareEqual. Threads as in cow.h.
#pragma once

#include <algorithm>
#include <cstring>
#include <memory>
#include <span>
#include <type_traits>

#include "engine/cow.h"

namespace csip::engine {

template <typename T, size_t kChunkBits = 10>
class CowVector {
 public:
  static constexpr size_t kBits = kChunkBits;
  static constexpr size_t kChunk = size_t{1} << kBits;

  CowVector() = default;
  CowVector(const CowVector& other) : list_(other.list_), size_(other.size_) {
    if (list_ != nullptr) list_->holders.Join();
  }
  CowVector(CowVector&& other) noexcept
      : list_(std::exchange(other.list_, nullptr)), size_(std::exchange(other.size_, 0)) {}
  CowVector& operator=(CowVector other) noexcept {
    std::swap(list_, other.list_);
    std::swap(size_, other.size_);
    return *this;
  }
  ~CowVector() { Drop(list_); }

  size_t size() const { return size_; }
  const T& operator[](size_t i) const { return list_->chunks[i >> kBits]->items[i & (kChunk - 1)]; }
  const T& back() const { return (*this)[size_ - 1]; }
  // The elements of a chunk, one behind the other; those past size() mean nothing. Valid until the next write.
  std::span<const T, kChunk> chunk(size_t c) const {
    return std::span<const T, kChunk>(list_->chunks[c]->items);
  }

  // n elements in place, where they lie in one chunk; else null.
  const T* Run(size_t first, size_t n) const {
    if (n == 0 || first + n > size_ || (first >> kBits) != ((first + n - 1) >> kBits)) return nullptr;
    return &(*this)[first];
  }

  // out[i] = (*this)[at[i]]
  void Gather(const uint32_t* __restrict at, size_t n, T* __restrict out) const {
    if (list_ == nullptr) return;
    const Chunk* const* chunks = list_->chunks.get();
    for (size_t i = 0; i < n; ++i) out[i] = chunks[at[i] >> kBits]->items[at[i] & (kChunk - 1)];
  }

  // New elements are T().
  void Resize(size_t size) {
    for (size_t i = size; i < size_; ++i) Set(i, T());
    size_t needed = (size + kChunk - 1) >> kBits;
    if (list_ == nullptr ? needed > 0 : needed > list_->count) {
      OwnList(needed);
      while (list_->count < needed) list_->chunks[list_->count++] = Join(Untouched());
    }
    size_ = size;
  }
  void Append(T v) {
    Resize(size_ + 1);
    Set(size_ - 1, std::move(v));
  }
  void Append(std::span<const T> items) {
    size_t at = size_;
    Resize(size_ + items.size());
    while (!items.empty()) {
      size_t in_chunk = at & (kChunk - 1), n = std::min(items.size(), kChunk - in_chunk);
      std::copy_n(items.begin(), n, OwnChunk(at >> kBits).begin() + static_cast<ptrdiff_t>(in_chunk));
      items = items.subspan(n);
      at += n;
    }
  }
  void Set(size_t i, T v) { Own(i) = std::move(v); }
  // The element to write to, which is this vector's alone.
  T& Own(size_t i) { return OwnChunk(i >> kBits)[i & (kChunk - 1)]; }
  // Keeps chunks that are the same as the one before them, or as an untouched one, only once: after many writes.
  void ShareEqual()
    requires std::is_trivially_copyable_v<T>
  {
    size_t count = list_ == nullptr ? 0 : list_->count;
    for (size_t c = 0; c < count; ++c) {
      for (Chunk* same : {c == 0 ? Untouched() : list_->chunks[c - 1], Untouched()}) {
        Chunk* chunk = list_->chunks[c];
        if (chunk == same || std::memcmp(chunk->items, same->items, sizeof chunk->items) != 0) continue;
        OwnList(count);
        Drop(std::exchange(list_->chunks[c], Join(same)));
      }
    }
  }
  // The elements of a chunk to write to.
  std::span<T, kChunk> OwnChunk(size_t c) {
    if (!list_->holders.Alone()) OwnList(list_->count);
    Chunk*& chunk = list_->chunks[c];
    if (!chunk->holders.Alone()) {
      auto* copy = new Chunk(chunk->items);
      Drop(chunk);
      chunk = copy;
    }
    return std::span<T, kChunk>(chunk->items);
  }

 private:
  struct Chunk {
    Chunk() : items{} {}
    explicit Chunk(const T (&from)[kChunk]) { std::copy(from, from + kChunk, items); }
    Holders holders;
    T items[kChunk];
  };
  struct List {
    Holders holders;
    size_t count = 0;
    size_t capacity = 0;
    std::unique_ptr<Chunk*[]> chunks;
  };

  static Chunk* Join(Chunk* chunk) {
    chunk->holders.Join();
    return chunk;
  }
  // A chunk of T() that all vectors share, and that lives as long as the program.
  static Chunk* Untouched() {
    static Chunk* const kUntouched = new Chunk();
    return kUntouched;
  }
  static void Drop(Chunk* chunk) {
    if (chunk->holders.Leave()) delete chunk;
  }
  static void Drop(List* list) {
    if (list == nullptr || !list->holders.Leave()) return;
    for (size_t c = 0; c < list->count; ++c) Drop(list->chunks[c]);
    delete list;
  }

  // A list of this vector's own with room for `needed` chunks.
  void OwnList(size_t needed) {
    if (list_ != nullptr && list_->holders.Alone()) {
      if (needed > list_->capacity) Grow(needed);
      return;
    }
    auto* own = new List;
    if (list_ != nullptr) {
      own->capacity = std::max(needed, list_->count);
      own->chunks = std::make_unique<Chunk*[]>(own->capacity);
      own->count = list_->count;
      std::copy(list_->chunks.get(), list_->chunks.get() + own->count, own->chunks.get());
      for (size_t c = 0; c < own->count; ++c) Join(own->chunks[c]);
      Drop(list_);
    }
    list_ = own;
    if (needed > list_->capacity) Grow(needed);
  }
  void Grow(size_t needed) {
    size_t capacity = std::max(needed, list_->capacity * 2);
    auto chunks = std::make_unique<Chunk*[]>(capacity);
    std::copy(list_->chunks.get(), list_->chunks.get() + list_->count, chunks.get());
    list_->chunks = std::move(chunks);
    list_->capacity = capacity;
  }

  List* list_ = nullptr;
  size_t size_ = 0;
};

}  // namespace csip::engine
