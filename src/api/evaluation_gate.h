// How many formulas that somebody sends are evaluated at a time.
//
// They run on the workers that answer everybody else, so only some of the processors may be busy with them, and only so
// many may wait for their turn: one more is refused at once, and everything else goes on. Thread-safe.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

#include "base/result.h"
#include "formula/evaluate.h"

namespace csip::api {

class EvaluationGate {
 public:
  EvaluationGate(int at_a_time, int waiting) : free_(at_a_time), places_(waiting) {}

  // A turn; it ends with this object.
  class Turn {
   public:
    explicit Turn(EvaluationGate* gate) : gate_(gate) {}
    Turn(Turn&& other) noexcept : gate_(std::exchange(other.gate_, nullptr)) {}
    Turn& operator=(Turn&&) = delete;
    ~Turn();

   private:
    EvaluationGate* gate_;
  };
  // Waits for a turn. kUnavailable, to be tried again, when too many wait already.
  base::Result<Turn> Enter();

 private:
  std::mutex mutex_;
  std::condition_variable turn_ended_;
  int free_;
  int places_;
};

// Passed so long after it was made.
class TimeLimit : public formula::Deadline {
 public:
  explicit TimeLimit(std::chrono::milliseconds time) : end_(std::chrono::steady_clock::now() + time) {}
  bool Passed() const override { return std::chrono::steady_clock::now() >= end_; }

 private:
  std::chrono::steady_clock::time_point end_;
};

}  // namespace csip::api
