#include "api/evaluation_gate.h"

namespace csip::api {

EvaluationGate::Turn::~Turn() {
  if (gate_ == nullptr) return;
  {
    std::lock_guard lock(gate_->mutex_);
    ++gate_->free_;
  }
  gate_->turn_ended_.notify_one();
}

base::Result<EvaluationGate::Turn> EvaluationGate::Enter() {
  std::unique_lock lock(mutex_);
  if (free_ == 0) {
    if (places_ == 0) {
      return base::Error{.code = base::Code::kUnavailable,
                         .message = "too many formulas wait to be evaluated; try again in a moment",
                         .retryable = true};
    }
    --places_;
    turn_ended_.wait(lock, [this] { return free_ > 0; });
    ++places_;
  }
  --free_;
  return Turn(this);
}

}  // namespace csip::api
