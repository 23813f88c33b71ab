// The loops of plans over bytes and numbers: straight selections on arrays that do not overlap, so that they become vector
// instructions.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "engine/vec.h"

namespace csip::engine::loops {

constexpr uint8_t kBlank = static_cast<uint8_t>(State::kBlank);
constexpr uint8_t kOk = static_cast<uint8_t>(State::kOk);
constexpr uint8_t kOther = static_cast<uint8_t>(State::kOther);
static_assert(kBlank == 0 && kOk == 1 && static_cast<uint8_t>(State::kBlankDivision) == 2 && kOther == 3);

// What a strict operation yields for operands of these states: the plain evaluator decides over the odd ones, the left
// blank's reason wins over the right's (S1, S5).
constexpr uint8_t Strict(uint8_t a, uint8_t b) {
  uint8_t unknown = std::max(a, b);
  uint8_t right = b == kOk ? a : unknown;
  return a == kOk ? b : right;
}

// TruthOf on bytes.
constexpr uint8_t TruthUnder(uint8_t state, uint8_t holds) {
  auto unknown = static_cast<uint8_t>(state + (state == kBlank ? 2 : 1));
  return state == kOk ? holds : unknown;
}

// What = says of operands of these states: blank equals blank and nothing else (S2); `same` where both are known.
constexpr uint8_t EqualUnder(uint8_t a, uint8_t b, uint8_t same, uint8_t flip) {
  auto known_a = static_cast<uint8_t>(a == kOk), known_b = static_cast<uint8_t>(b == kOk);
  auto neither = static_cast<uint8_t>((known_a | known_b) ^ 1 ^ flip);
  uint8_t truth = (known_a & known_b) != 0 ? same : neither;
  return a == kOther || b == kOther ? uint8_t{kOdd} : truth;
}

// Where the condition is true the result stands; where it is unknown nothing is known (S4).
constexpr uint8_t StateUnder(uint8_t condition, uint8_t result, uint8_t below) {
  uint8_t unknown = condition == kOdd ? kOther : kBlank;
  uint8_t other = condition == kFalse ? below : unknown;
  return condition == kTrue ? result : other;
}
constexpr uint8_t TruthOfChoice(uint8_t condition, uint8_t result, uint8_t below) {
  uint8_t unknown = condition == kOdd ? uint8_t{kOdd} : uint8_t{kUnknown};
  uint8_t other = condition == kFalse ? below : unknown;
  return condition == kTrue ? result : other;
}

// Kleene's AND with `winner` false, OR with `winner` true: the winner wins, then what only the plain evaluator can judge,
// then the first unknown (S3).
constexpr uint8_t Kleene(uint8_t a, uint8_t b, uint8_t winner) {
  uint8_t first = a > kTrue ? a : b;
  uint8_t other = a == kOdd || b == kOdd ? uint8_t{kOdd} : first;
  return a == winner || b == winner ? winner : other;
}

// out[i] = f(a[i], b[i]), either side once for all or one for each.
template <typename A, typename B, typename Out, typename F>
void Each(const A* __restrict a, bool a_one, const B* __restrict b, bool b_one, size_t n, Out* __restrict out,
          F f) {
  if (a_one && b_one) {
    std::fill_n(out, n, f(a[0], b[0]));
  } else if (a_one) {
    const A x = a[0];
    for (size_t i = 0; i < n; ++i) out[i] = f(x, b[i]);
  } else if (b_one) {
    const B y = b[0];
    for (size_t i = 0; i < n; ++i) out[i] = f(a[i], y);
  } else {
    for (size_t i = 0; i < n; ++i) out[i] = f(a[i], b[i]);
  }
}

// io[i] = f(a[i], b[i], io[i]), as Each.
template <typename A, typename B, typename Io, typename F>
void Update(const A* __restrict a, bool a_one, const B* __restrict b, bool b_one, size_t n, Io* __restrict io,
            F f) {
  if (a_one) {
    const A x = a[0];
    for (size_t i = 0; i < n; ++i) io[i] = f(x, b_one ? b[0] : b[i], io[i]);
  } else if (b_one) {
    const B y = b[0];
    for (size_t i = 0; i < n; ++i) io[i] = f(a[i], y, io[i]);
  } else {
    for (size_t i = 0; i < n; ++i) io[i] = f(a[i], b[i], io[i]);
  }
}

// The states beside a Vec's numbers or codes: kOk once where all are known.
struct States {
  explicit States(const Vec& v)
      : states(v.states == nullptr ? &kOk : v.states), one(v.states == nullptr || v.one) {}
  const uint8_t* states;
  bool one;
};

}  // namespace csip::engine::loops
