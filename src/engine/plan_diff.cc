#include "engine/plan_diff.h"

namespace csip::engine {
namespace {

constexpr auto kKnown = static_cast<uint8_t>(State::kOk);
constexpr auto kOther = static_cast<uint8_t>(State::kOther);

template <typename T>
void Compare(const T* held, const T* results, bool one, size_t n, uint8_t* differs) {
  if (one) {
    const T result = results[0];
    for (size_t i = 0; i < n; ++i) differs[i] = held[i] != result;
  } else {
    for (size_t i = 0; i < n; ++i) differs[i] = held[i] != results[i];
  }
}

void CompareTruths(const double* held, const Vec& results, size_t n, uint8_t* differs) {
  for (size_t i = 0; i < n; ++i) differs[i] = held[i] != static_cast<double>(results.truths[results.At(i)]);
}

uint8_t Differs(uint8_t state, uint8_t held, uint8_t content) {
  return static_cast<uint8_t>((state == kKnown ? content : 0) | (state != held) | (state == kOther));
}

}  // namespace

bool FindDifferences(const Column::Run& held, const Vec& results, size_t n, uint8_t* differs) {
  if (results.codes != nullptr) {
    Compare(held.codes, results.codes, results.one, n, differs);
  } else if (results.truths != nullptr) {
    CompareTruths(held.numbers, results, n, differs);
  } else {
    Compare(held.numbers, results.numbers, results.one, n, differs);
  }
  uint8_t any = 0;
  if (results.truths == nullptr && results.states == nullptr) {
    for (size_t i = 0; i < n; ++i) {
      differs[i] |= held.states[i] != kKnown;
      any |= differs[i];
    }
    return any != 0;
  }
  if (results.truths != nullptr || results.one) {
    for (size_t i = 0; i < n; ++i)
      any |= differs[i] = Differs(static_cast<uint8_t>(results.StateAt(i)), held.states[i], differs[i]);
  } else {
    for (size_t i = 0; i < n; ++i) any |= differs[i] = Differs(results.states[i], held.states[i], differs[i]);
  }
  return any != 0;
}

}  // namespace csip::engine
