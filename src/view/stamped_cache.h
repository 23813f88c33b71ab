// What was derived from some columns, kept as long as they hold the same.
//
// An entry is found by its key and holds for one list of stamps. Thread-safe: several who ask for the same wait for the one
// who derives it. Bounded: what was not asked for longest goes first; whoever holds it keeps it.
#pragma once

#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/result.h"
#include "engine/stamp.h"

namespace csip::view {

// What something was derived from: stamps, and an object that stands for everything else (the compiled blueprint).
struct Basis {
  std::vector<engine::Stamp> stamps;
  std::shared_ptr<const void> rules;
  friend bool operator==(const Basis&, const Basis&) = default;
};

template <typename T>
class StampedCache {
 public:
  using Made = base::Result<std::shared_ptr<const T>>;

  explicit StampedCache(size_t bytes) : capacity_(bytes) {}

  // Derives it anew; `before` is what was kept for an earlier basis, to go on from, or null.
  using Make = std::function<Made(const T* before)>;

  // What is kept under the key for this basis, or else what `make` yields; `bytes` tells its size. Errors are not kept.
  Made Get(const std::string& key, const Basis& basis, const Make& make,
           const std::function<size_t(const T&)>& bytes) {
    std::shared_ptr<Entry> entry = Touch(key);
    std::lock_guard deriving(entry->mutex);
    if (entry->made != nullptr && entry->basis == basis) return entry->made;
    Made made = make(entry->made.get());
    if (!made.ok()) return made;
    entry->made = *made;
    entry->basis = basis;
    Resize(key, *entry, sizeof(Entry) + 2 * key.size() + bytes(**made));
    return made;
  }

  size_t bytes() const {
    std::lock_guard lock(mutex_);
    return used_;
  }

 private:
  struct Entry {
    std::mutex mutex;  // of the two below; never taken while mutex_ is held
    std::shared_ptr<const T> made;
    Basis basis;
    size_t bytes = 0;  // as counted in used_
  };
  using Order = std::list<std::pair<std::string, std::shared_ptr<Entry>>>;  // newest first

  std::shared_ptr<Entry> Touch(const std::string& key) {
    std::lock_guard lock(mutex_);
    auto known = places_.find(key);
    if (known == places_.end()) {
      order_.emplace_front(key, std::make_shared<Entry>());
      places_.emplace(key, order_.begin());
    } else {
      order_.splice(order_.begin(), order_, known->second);
    }
    return order_.front().second;
  }

  void Resize(const std::string& key, Entry& entry, size_t bytes) {
    std::lock_guard lock(mutex_);
    auto known = places_.find(key);
    if (known == places_.end() || known->second->second.get() != &entry) return;  // gone meanwhile
    used_ += bytes - entry.bytes;
    entry.bytes = bytes;
    while (used_ > capacity_ && order_.size() > 1) {
      used_ -= order_.back().second->bytes;
      places_.erase(order_.back().first);
      order_.pop_back();
    }
  }

  size_t capacity_;
  mutable std::mutex mutex_;
  size_t used_ = 0;
  Order order_;
  std::unordered_map<std::string, typename Order::iterator> places_;
};

}  // namespace csip::view
