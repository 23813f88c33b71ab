// The wall clock as an interface: the engine, the schedules and the tests get their time from one place.
#pragma once

#include <atomic>
#include <cstdint>

namespace csip::base {

// Microseconds since 1970-01-01T00:00:00Z, without leap seconds.
using Micros = int64_t;
inline constexpr Micros kMicrosPerSecond = 1'000'000;
inline constexpr Micros kMicrosPerDay = 86'400 * kMicrosPerSecond;

// Thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Micros Now() const = 0;
};

class SystemClock : public Clock {
 public:
  Micros Now() const override;
};

// Starts at the given time and runs on from there like the system clock, until it is set again.
class TestClock : public Clock {
 public:
  explicit TestClock(Micros now) { Set(now); }
  Micros Now() const override;
  void Set(Micros now);

 private:
  std::atomic<Micros> offset_{0};  // added to the system clock
};

}  // namespace csip::base
