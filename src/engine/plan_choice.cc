#include "engine/plan_node.h"

namespace csip::engine {
namespace {

void Copy(const Vec& from, size_t i, bool is_code, Vec* out) {
  out->states[i] = from.states[i];
  if (is_code) {
    out->codes[i] = from.codes[i];
  } else {
    out->numbers[i] = from.numbers[i];
  }
}

bool IsSame(const Vec& a, const Vec& b, size_t i, bool is_code) {
  if (a.states[i] != State::kOk || b.states[i] != State::kOk) {  // blank equals blank
    return a.states[i] != State::kOk && b.states[i] != State::kOk;
  }
  return is_code ? a.codes[i] == b.codes[i] : a.numbers[i] == b.numbers[i];
}

class IfNode : public PlanNode {
 public:
  IfNode(std::vector<PlanPtr> conditions, std::vector<PlanPtr> results)
      : PlanNode(results[0]->is_code()), conditions_(std::move(conditions)), results_(std::move(results)) {}

  void Eval(const PlanContext& context, Vec* out) override {
    size_t n = context.rows.size();
    is_code() ? out->ResetCodes(n) : out->ResetNumbers(n);
    open_.assign(n, 1);
    for (size_t k = 0; k < conditions_.size(); ++k) {
      conditions_[k]->Eval(context, &condition_);
      results_[k]->Eval(context, &result_);
      for (size_t i = 0; i < n; ++i) {
        if (open_[i] == 0) continue;
        State s = condition_.states[i];
        if (s != State::kOk) {  // unknown: blank, and no later branch
          out->states[i] = s == State::kOther ? s : State::kBlank;
          open_[i] = 0;
        } else if (condition_.numbers[i] != 0) {
          Copy(result_, i, is_code(), out);
          open_[i] = 0;
        }
      }
    }
    if (results_.size() == conditions_.size()) return;
    results_.back()->Eval(context, &result_);
    for (size_t i = 0; i < n; ++i) {
      if (open_[i] != 0) Copy(result_, i, is_code(), out);
    }
  }

 private:
  std::vector<PlanPtr> conditions_, results_;
  std::vector<uint8_t> open_;
  Vec condition_, result_;
};

class SwitchNode : public PlanNode {
 public:
  SwitchNode(PlanPtr subject, std::vector<PlanPtr> cases, std::vector<PlanPtr> results)
      : PlanNode(results[0]->is_code()),
        subject_(std::move(subject)),
        cases_(std::move(cases)),
        results_(std::move(results)) {}

  void Eval(const PlanContext& context, Vec* out) override {
    size_t n = context.rows.size();
    is_code() ? out->ResetCodes(n) : out->ResetNumbers(n);
    subject_->Eval(context, &left_);
    open_.assign(n, 1);
    for (size_t k = 0; k < results_.size(); ++k) {
      bool has_case = k < cases_.size();
      if (has_case) cases_[k]->Eval(context, &right_);
      results_[k]->Eval(context, &result_);
      for (size_t i = 0; i < n; ++i) {
        if (open_[i] == 0) continue;
        if (left_.states[i] == State::kOther || (has_case && right_.states[i] == State::kOther)) {
          out->states[i] = State::kOther;
          open_[i] = 0;
        } else if (!has_case || IsSame(left_, right_, i, subject_->is_code())) {
          Copy(result_, i, is_code(), out);
          open_[i] = 0;
        }
      }
    }
  }

 private:
  PlanPtr subject_;
  std::vector<PlanPtr> cases_, results_;
  std::vector<uint8_t> open_;
  Vec left_, right_, result_;
};

class IsAnyOfNode : public PlanNode {
 public:
  IsAnyOfNode(PlanPtr subject, std::vector<PlanPtr> choices)
      : PlanNode(false), subject_(std::move(subject)), choices_(std::move(choices)) {}

  void Eval(const PlanContext& context, Vec* out) override {
    size_t n = context.rows.size();
    subject_->Eval(context, &left_);
    out->ResetNumbers(n);
    // A blank on either side is for the plain evaluator: what it means is the function's affair.
    for (size_t i = 0; i < n; ++i) {
      out->states[i] = left_.states[i] == State::kOk ? State::kOk : State::kOther;
      out->numbers[i] = 0;
    }
    for (const PlanPtr& choice : choices_) {
      choice->Eval(context, &right_);
      for (size_t i = 0; i < n; ++i) {
        if (right_.states[i] != State::kOk) out->states[i] = State::kOther;
        if (out->states[i] == State::kOk && IsSame(left_, right_, i, subject_->is_code()))
          out->numbers[i] = 1;
      }
    }
  }

 private:
  PlanPtr subject_;
  std::vector<PlanPtr> choices_;
  Vec left_, right_;
};

}  // namespace

PlanPtr MakeIf(std::vector<PlanPtr> conditions, std::vector<PlanPtr> results) {
  return std::make_unique<IfNode>(std::move(conditions), std::move(results));
}
PlanPtr MakeSwitch(PlanPtr subject, std::vector<PlanPtr> cases, std::vector<PlanPtr> results) {
  return std::make_unique<SwitchNode>(std::move(subject), std::move(cases), std::move(results));
}
PlanPtr MakeIsAnyOf(PlanPtr subject, std::vector<PlanPtr> choices) {
  return std::make_unique<IsAnyOfNode>(std::move(subject), std::move(choices));
}

}  // namespace csip::engine
