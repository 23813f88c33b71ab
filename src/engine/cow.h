// A value that its copies share until one of them writes (copy-on-write).
//
// Threads: copies may be used, changed and dropped by different threads at the same time; one copy belongs to one
// thread, or to several that only read it. Whoever writes first makes a value of its own, so the others never see it.
#pragma once

#include <atomic>
#include <cstdint>
#include <utility>

namespace csip::engine {

// How many hold something. Alone() sees all that the others did before they let go, so that a writer who is alone may
// write in place.
class Holders {
 public:
  void Join() { count_.fetch_add(1, std::memory_order_relaxed); }
  bool Leave() { return count_.fetch_sub(1, std::memory_order_acq_rel) == 1; }  // true: nobody is left
  bool Alone() const { return count_.load(std::memory_order_acquire) == 1; }

 private:
  std::atomic<uint32_t> count_{1};
};

template <typename T>
class Cow {
 public:
  Cow() = default;
  Cow(const Cow& other) : box_(other.box_) {
    if (box_ != nullptr) box_->holders.Join();
  }
  Cow(Cow&& other) noexcept : box_(std::exchange(other.box_, nullptr)) {}
  Cow& operator=(Cow other) noexcept {
    std::swap(box_, other.box_);
    return *this;
  }
  ~Cow() {
    if (box_ != nullptr && box_->holders.Leave()) delete box_;
  }

  const T& operator*() const {
    static const T kEmpty{};
    return box_ == nullptr ? kEmpty : box_->value;
  }
  const T* operator->() const { return &**this; }
  // The value to write to, which is this one's alone.
  T& Own() {
    if (box_ == nullptr) {
      box_ = new Box;
    } else if (!box_->holders.Alone()) {
      Cow alone;
      alone.box_ = new Box{.value = box_->value};
      std::swap(box_, alone.box_);
    }
    return box_->value;
  }

 private:
  struct Box {
    Holders holders{};
    T value{};
  };
  Box* box_ = nullptr;
};

}  // namespace csip::engine
