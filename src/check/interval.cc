#include "check/interval.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "value/display.h"

namespace csip::check {
namespace {

// 0 times infinity is 0 here: the bound 0 is reached, infinity never is.
double Times(double a, double b) {
  return a == 0 || b == 0 ? 0 : a * b;
}

Interval Corners(double a, double b, double c, double d) {
  return {std::min({a, b, c, d}), std::max({a, b, c, d})};
}

}  // namespace

Interval Hull(const Interval& a, const Interval& b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  return {std::min(a.lo, b.lo), std::max(a.hi, b.hi), !a.Contains(0) && !b.Contains(0)};
}

Interval Meet(const Interval& a, const Interval& b) {
  return {std::max(a.lo, b.lo), std::min(a.hi, b.hi), a.nonzero || b.nonzero};
}

Interval operator+(const Interval& a, const Interval& b) {
  Interval sum{a.lo + b.lo, a.hi + b.hi};
  sum.nonzero = (a.nonzero && a.lo >= 0 && b.lo >= 0) || (b.nonzero && b.lo >= 0 && a.lo >= 0);
  return sum;
}

Interval operator-(const Interval& a) {
  return {-a.hi, -a.lo, a.nonzero};
}

Interval operator-(const Interval& a, const Interval& b) {
  return a + -b;
}

Interval operator*(const Interval& a, const Interval& b) {
  Interval product = Corners(Times(a.lo, b.lo), Times(a.lo, b.hi), Times(a.hi, b.lo), Times(a.hi, b.hi));
  product.nonzero = !a.Contains(0) && !b.Contains(0);
  return product;
}

Interval operator/(const Interval& a, const Interval& b) {
  if (b.lo < 0 && b.hi > 0) return {-kInfinity, kInfinity, !a.Contains(0)};
  // The bound 0 of a divisor is approached, not reached: its inverse has no bound there.
  double greatest = b.lo == 0 ? kInfinity : 1 / b.lo;
  double least = b.hi == 0 ? -kInfinity : 1 / b.hi;
  Interval inverse{std::min(least, greatest), std::max(least, greatest), true};
  return a * inverse;
}

Interval Power(const Interval& a, const Interval& b) {
  bool whole = b.constant() && b.lo == std::floor(b.lo) && b.lo >= 0;
  if (!whole) return a.lo >= 0 ? Interval{0, kInfinity} : Interval{};
  bool even = std::fmod(b.lo, 2) == 0;
  Interval base = even ? AbsoluteOf(a) : a;
  return {std::pow(base.lo, b.lo), std::pow(base.hi, b.lo)};
}

Interval AbsoluteOf(const Interval& a) {
  double least = a.lo <= 0 && a.hi >= 0 ? 0 : std::min(std::fabs(a.lo), std::fabs(a.hi));
  return {least, std::max(std::fabs(a.lo), std::fabs(a.hi)), a.nonzero};
}

std::string Words(const Interval& a) {
  bool below = a.lo > -kInfinity, above = a.hi < kInfinity;
  if (below && a.lo == a.hi) return fmt::format("always {}", value::FormatNumber(a.lo));
  if (below && above)
    return fmt::format("from {} to {}", value::FormatNumber(a.lo), value::FormatNumber(a.hi));
  if (below) return fmt::format("at least {}", value::FormatNumber(a.lo));
  if (above) return fmt::format("at most {}", value::FormatNumber(a.hi));
  return "any number";
}

}  // namespace csip::check
