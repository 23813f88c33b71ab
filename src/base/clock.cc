#include "base/clock.h"

#include <chrono>

namespace csip::base {

Micros SystemClock::Now() const {
  auto since = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::microseconds>(since).count();
}

Micros TestClock::Now() const {
  return SystemClock().Now() + offset_.load();
}

void TestClock::Set(Micros now) {
  offset_.store(now - SystemClock().Now());
}

}  // namespace csip::base
