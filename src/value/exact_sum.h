// A sum of doubles that does not depend on their order: the exact sum, rounded once.
//
// Shewchuk, "Adaptive Precision Floating-Point Arithmetic" (1997): a list of non-overlapping partial sums. Whole numbers
// of moderate size, the usual case, take a path of one addition.
#pragma once

#include <cmath>
#include <vector>

namespace csip::value {

class ExactSum {
 public:
  void Add(double x) {
    // While every term is whole and the total stays below 2^52, double addition is exact.
    if (partials_.empty() && x == std::trunc(x)) {
      double next = whole_ + x;
      if (std::fabs(next) < 4503599627370496.0 && std::fabs(x) < 4503599627370496.0) {
        whole_ = next;
        return;
      }
    }
    AddPartial(x);
  }

  // Correctly rounded; infinite when a sum on the way was beyond the largest double.
  double Total() const;

 private:
  void AddPartial(double x);
  double whole_ = 0;
  std::vector<double> partials_;
};

}  // namespace csip::value
