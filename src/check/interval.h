// Intervals of numbers and their arithmetic: every result encloses what the operation can yield.
#pragma once

#include <limits>
#include <string>

namespace csip::check {

inline constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Numbers from lo to hi, both included, without 0 where `nonzero` is set. Plain value.
struct Interval {
  double lo = -kInfinity;
  double hi = kInfinity;
  bool nonzero = false;

  static Interval Of(double n) { return {n, n, n != 0}; }
  bool empty() const { return lo > hi || (lo == 0 && hi == 0 && nonzero); }
  bool Contains(double n) const { return n >= lo && n <= hi && !(n == 0 && nonzero); }
  bool bounded() const { return lo > -kInfinity && hi < kInfinity; }
  bool constant() const { return lo == hi; }
  friend bool operator==(const Interval&, const Interval&) = default;
};

// What is in either, what is in both.
Interval Hull(const Interval& a, const Interval& b);
Interval Meet(const Interval& a, const Interval& b);

Interval operator+(const Interval& a, const Interval& b);
Interval operator-(const Interval& a, const Interval& b);
Interval operator-(const Interval& a);
Interval operator*(const Interval& a, const Interval& b);
// Of the cases in which the divisor is not 0.
Interval operator/(const Interval& a, const Interval& b);
Interval Power(const Interval& a, const Interval& b);
Interval AbsoluteOf(const Interval& a);

// "1 to 10", "at most 100", "at least 0".
std::string Words(const Interval& a);

}  // namespace csip::check
