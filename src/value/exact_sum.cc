#include "value/exact_sum.h"

#include <utility>

namespace csip::value {

void ExactSum::AddPartial(double x) {
  if (partials_.empty() && whole_ != 0) partials_.push_back(std::exchange(whole_, 0));
  size_t kept = 0;
  for (double y : partials_) {
    if (std::fabs(x) < std::fabs(y)) std::swap(x, y);
    double high = x + y;
    double low = y - (high - x);
    if (low != 0) partials_[kept++] = low;
    x = high;
  }
  partials_.resize(kept);
  partials_.push_back(x);
}

double ExactSum::Total() const {
  if (partials_.empty()) return whole_;
  // Add from the largest down and settle a tie at half a unit by the sign of what remains.
  size_t n = partials_.size();
  double high = partials_[--n];
  if (!std::isfinite(high)) return high;
  double low = 0;
  while (n > 0) {
    double x = high;
    double y = partials_[--n];
    high = x + y;
    low = y - (high - x);
    if (low != 0) break;
  }
  if (n > 0 && ((low < 0 && partials_[n - 1] < 0) || (low > 0 && partials_[n - 1] > 0))) {
    double y = low * 2;
    double x = high + y;
    if (y == x - high) high = x;
  }
  return high;
}

}  // namespace csip::value
