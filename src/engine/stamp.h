// Stamps: numbers that no two states of anything share. What is read under a stamp may be kept for as long as the stamp
// is the same, in this engine and in all forks of it. Thread-safe.
#pragma once

#include <atomic>
#include <cstdint>

namespace csip::engine {

using Stamp = uint64_t;

inline Stamp NextStamp() {
  static std::atomic<Stamp> last{0};
  return ++last;
}

}  // namespace csip::engine
