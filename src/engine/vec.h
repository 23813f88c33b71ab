// Vec: the results of a plan node for a batch of rows, as plain arrays.
//
// An array belongs to the Vec that made it or is a column's own, read in place. A result that is the same for every row
// is kept once (`one`); where every result is known, no states are kept (`states` is null).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/column.h"

namespace csip::engine {

enum class Shape : uint8_t { kNumber, kTruth, kCode };

// A truth with its state in one byte, so that logic is done on bytes.
enum Truth : uint8_t { kFalse = 0, kTrue = 1, kUnknown = 2, kUnknownDivision = 3, kOdd = 4 };

inline Truth TruthOf(State state, bool holds) {
  switch (state) {
    case State::kOk:
      return holds ? kTrue : kFalse;
    case State::kBlank:
      return kUnknown;
    case State::kBlankDivision:
      return kUnknownDivision;
    case State::kOther:
      break;
  }
  return kOdd;
}
inline State StateOf(Truth truth) {
  constexpr State kStates[] = {State::kOk, State::kOk, State::kBlank, State::kBlankDivision, State::kOther};
  return kStates[truth];
}

class Vec {
 public:
  Vec() = default;
  Vec(const Vec&) = delete;
  Vec& operator=(const Vec&) = delete;

  bool one = false;                 // element 0 stands for all
  const uint8_t* states = nullptr;  // State of each; null: all are known. Not for truths.
  const double* numbers = nullptr;  // of numbers; meaningless where the state is not kOk, but readable
  const uint32_t* codes = nullptr;  // of codes
  const uint8_t* truths = nullptr;  // Truth of each
  bool definite = false;            // of truths: each is kTrue or kFalse

  size_t At(size_t i) const { return one ? 0 : i; }
  State StateAt(size_t i) const {
    if (truths != nullptr) return StateOf(static_cast<Truth>(truths[At(i)]));
    return states == nullptr ? State::kOk : static_cast<State>(states[At(i)]);
  }

  // Room for n results in arrays of its own; what was there is gone.
  double* Numbers(size_t n) {
    Begin(false);
    if (own_numbers_.size() < n) own_numbers_.resize(n);
    numbers = own_numbers_.data();
    return own_numbers_.data();
  }
  uint32_t* Codes(size_t n) {
    Begin(false);
    if (own_codes_.size() < n) own_codes_.resize(n);
    codes = own_codes_.data();
    return own_codes_.data();
  }
  uint8_t* Truths(size_t n) {
    Begin(false);
    if (own_bytes_.size() < n) own_bytes_.resize(n);
    truths = own_bytes_.data();
    return own_bytes_.data();
  }
  // Room for the states beside numbers or codes; call it after those.
  uint8_t* States(size_t n) {
    if (own_bytes_.size() < n) own_bytes_.resize(n);
    states = own_bytes_.data();
    return own_bytes_.data();
  }
  void SetOneNumber(State state, double number) {
    Numbers(1)[0] = number;
    one = true;
    if (state != State::kOk) States(1)[0] = static_cast<uint8_t>(state);
  }
  void SetOneCode(State state, uint32_t code) {
    Codes(1)[0] = code;
    one = true;
    if (state != State::kOk) States(1)[0] = static_cast<uint8_t>(state);
  }
  void SetOneTruth(Truth truth) {
    Truths(1)[0] = truth;
    one = true;
    definite = truth <= kTrue;
  }
  // Reads arrays of someone else in place.
  void View(const uint8_t* their_states, const double* their_numbers, const uint32_t* their_codes) {
    Begin(false);
    states = their_states;
    numbers = their_numbers;
    codes = their_codes;
  }

 private:
  void Begin(bool is_one) {
    one = is_one;
    states = nullptr;
    numbers = nullptr;
    codes = nullptr;
    truths = nullptr;
    definite = false;
  }
  std::vector<double> own_numbers_;
  std::vector<uint32_t> own_codes_;
  std::vector<uint8_t> own_bytes_;
};

}  // namespace csip::engine
