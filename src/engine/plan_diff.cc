#include "engine/plan_diff.h"

#include <cstring>

#include "engine/plan_loops.h"

namespace csip::engine {
namespace {

using loops::kOk;
using loops::kOther;

template <typename T>
void Compare(const T* held, const T* results, bool one, size_t n, uint8_t* differs) {
  loops::Each(held, false, results, one, n, differs, [](T x, T y) { return static_cast<uint8_t>(x != y); });
}

uint8_t Differs(uint8_t state, uint8_t held, uint8_t content) {
  uint8_t differs = state == kOk ? content : uint8_t{0};
  return static_cast<uint8_t>(differs | (state != held) | (state == kOther));
}

// Nearly always, and told faster than where they differ.
template <typename T>
bool AreSame(const uint8_t* states, const T* held, const Vec& results, const T* contents, size_t n) {
  if (results.one || std::memcmp(held, contents, n * sizeof(T)) != 0) return false;
  if (results.states != nullptr) {
    return std::memcmp(states, results.states, n) == 0 && std::memchr(states, kOther, n) == nullptr;
  }
  uint8_t wrong = 0;
  for (size_t i = 0; i < n; ++i) wrong |= static_cast<uint8_t>(states[i] ^ kOk);
  return wrong == 0;
}

}  // namespace

bool FindDifferences(const Column::Run& held, const Vec& results, size_t n, uint8_t* differs) {
  if (results.codes != nullptr) {
    if (AreSame(held.states, held.codes, results, results.codes, n)) return false;
    Compare(held.codes, results.codes, results.one, n, differs);
  } else if (results.truths == nullptr) {
    if (AreSame(held.states, held.numbers, results, results.numbers, n)) return false;
    Compare(held.numbers, results.numbers, results.one, n, differs);
  } else {
    loops::Each(held.numbers, false, results.truths, results.one, n, differs,
                [](double x, uint8_t y) { return static_cast<uint8_t>(x != y); });
  }
  if (results.truths != nullptr) {
    for (size_t i = 0; i < n; ++i)
      differs[i] = Differs(static_cast<uint8_t>(results.StateAt(i)), held.states[i], differs[i]);
  } else {
    loops::States states(results);
    loops::Update(states.states, states.one, held.states, false, n, differs, Differs);
  }
  return std::memchr(differs, 1, n) != nullptr;
}

}  // namespace csip::engine
