// Sums of doubles that are exact wherever two doubles can hold them, for loops over columns.
//
// Each addition keeps what rounding takes from it (Knuth's two-sum) in a second double, and adds up what is lost of that.
// Where nothing is lost, both together are the exact sum; else it is done again by value::ExactSum.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstring>

namespace csip::engine {

// Terms from here on could overflow on the way to a sum that does not: they are added one by one, as they come.
inline constexpr double kHuge = 1e290;

// Two doubles that are added at once.
using Two = double __attribute__((vector_size(16)));

// A sum, what rounding took from it, and what was lost of that: where it is nothing, both together are exact.
template <typename Number>
struct RunningOf {
  Number sum{}, low{}, lost{};

  void Add(Number x) {
    Number next = sum + x;
    Number part = next - sum;
    Number error = (sum - (next - part)) + (x - part);  // what rounding took (Knuth's two-sum)
    sum = next;
    AddLow(error);
  }
  void AddLow(Number x) {
    Number next = low + x;
    Number part = next - low;
    lost += Magnitude((low - (next - part)) + (x - part));
    low = next;
  }
  static Number Magnitude(Number x) { return x < 0 ? -x : x; }
};

struct Running : RunningOf<double> {
  using RunningOf<double>::Add;
  void Add(const RunningOf<double>& other) {
    Add(other.sum);
    AddLow(other.low);
    lost += other.lost;
  }
};

// Several sums side by side, so that an addition need not wait for the one before it.
struct Lanes {
  static constexpr size_t kWidth = 4;
  RunningOf<Two> first, second;
  Two largest{}, largest_second{};

  void Add(const double* x) {
    Two a, b;
    std::memcpy(&a, x, sizeof a);
    std::memcpy(&b, x + 2, sizeof b);
    first.Add(a);
    second.Add(b);
    a = RunningOf<Two>::Magnitude(a);
    b = RunningOf<Two>::Magnitude(b);
    largest = a > largest ? a : largest;
    largest_second = b > largest_second ? b : largest_second;
  }
  bool huge() const {
    Two all = largest > largest_second ? largest : largest_second;
    return std::max(all[0], all[1]) >= kHuge;
  }
  Running Total() const {
    Running total;
    for (const RunningOf<Two>* lanes : {&first, &second}) {
      for (int k : {0, 1})
        total.Add(RunningOf<double>{.sum = lanes->sum[k], .low = lanes->low[k], .lost = lanes->lost[k]});
    }
    return total;
  }
};

}  // namespace csip::engine
