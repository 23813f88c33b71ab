// If, Switch, HasAny: every branch is evaluated for the whole batch, from the last to the first, and laid over what is
// there where its condition holds.
#include <algorithm>
#include <cstring>

#include "engine/plan_loops.h"
#include "engine/plan_node.h"

namespace csip::engine {
namespace {

// Results that grow branch by branch, of any shape. Truths carry their state, the others keep states beside them as soon
// as one is not known.
class Layers {
 public:
  Layers(Shape shape, size_t n, Vec* out) : shape_(shape), n_(n), out_(out) {
    if (shape == Shape::kNumber) numbers_ = out->Numbers(n);
    if (shape == Shape::kCode) codes_ = out->Codes(n);
    if (shape == Shape::kTruth) bytes_ = out->Truths(n);
  }

  void StartBlank() {
    if (shape_ == Shape::kTruth) {
      std::memset(bytes_, kUnknown, n_);
      return;
    }
    if (numbers_ != nullptr) std::fill_n(numbers_, n_, 0.0);
    if (codes_ != nullptr) std::fill_n(codes_, n_, 0U);
    bytes_ = out_->States(n_);
    std::memset(bytes_, static_cast<int>(State::kBlank), n_);
  }

  void Start(const Vec& first) {
    if (numbers_ != nullptr) CopyContent(first.numbers, first.one, numbers_);
    if (codes_ != nullptr) CopyContent(first.codes, first.one, codes_);
    if (shape_ == Shape::kTruth) CopyContent(first.truths, first.one, bytes_);
    if (shape_ == Shape::kTruth) {
      definite_ = first.definite;
    } else if (first.states != nullptr) {
      bytes_ = out_->States(n_);
      CopyContent(first.states, first.one, bytes_);
    }
  }

  void Lay(const Vec& condition, const Vec& result) {
    const uint8_t* truths = condition.truths;
    if (shape_ == Shape::kTruth) {
      loops::Update(truths, condition.one, result.truths, result.one, n_, bytes_, loops::TruthOfChoice);
      definite_ = definite_ && condition.definite && result.definite;
      return;
    }
    auto select = [](uint8_t c, auto x, auto below) { return c == kTrue ? x : below; };
    if (numbers_ != nullptr)
      loops::Update(truths, condition.one, result.numbers, result.one, n_, numbers_, select);
    if (codes_ != nullptr) loops::Update(truths, condition.one, result.codes, result.one, n_, codes_, select);
    if (condition.definite && result.states == nullptr && bytes_ == nullptr) return;
    if (bytes_ == nullptr) {
      bytes_ = out_->States(n_);
      std::memset(bytes_, static_cast<int>(State::kOk), n_);
    }
    loops::States states(result);
    loops::Update(truths, condition.one, states.states, states.one, n_, bytes_, loops::StateUnder);
  }

  // Where the condition is unknown and nowhere true.
  void LayUnknown(const Vec& condition) {
    Vec nothing;
    if (shape_ == Shape::kNumber) nothing.SetOneNumber(State::kBlank, 0);
    if (shape_ == Shape::kCode) nothing.SetOneCode(State::kBlank, 0);
    if (shape_ == Shape::kTruth) nothing.SetOneTruth(kUnknown);
    Lay(condition, nothing);
  }

  void Finish() { out_->definite = shape_ == Shape::kTruth && definite_; }

 private:
  template <typename T>
  void CopyContent(const T* from, bool one, T* into) {
    if (one) {
      std::fill_n(into, n_, from[0]);
    } else {
      std::copy_n(from, n_, into);
    }
  }

  Shape shape_;
  size_t n_;
  Vec* out_;
  double* numbers_ = nullptr;
  uint32_t* codes_ = nullptr;
  uint8_t* bytes_ = nullptr;  // truths, or states once one is not known
  bool definite_ = false;
};

bool IsAnywhere(const Vec& condition, Truth truth, size_t n) {
  return std::memchr(condition.truths, truth, condition.one ? 1 : n) != nullptr;
}

class IfNode : public PlanNode {
 public:
  IfNode(std::vector<PlanPtr> conditions, std::vector<PlanPtr> results)
      : PlanNode(results[0]->shape()), conditions_(std::move(conditions)), results_(std::move(results)) {}

  void Eval(const PlanContext& context, Vec* out) override {
    size_t n = context.rows.size();
    Layers layers(shape(), n, out);
    if (results_.size() > conditions_.size()) {
      results_.back()->Eval(context, &result_);
      layers.Start(result_);
    } else {
      layers.StartBlank();
    }
    for (size_t k = conditions_.size(); k-- > 0;) {
      conditions_[k]->Eval(context, &condition_);
      if (IsAnywhere(condition_, kTrue, n)) {
        results_[k]->Eval(context, &result_);
        layers.Lay(condition_, result_);
      } else if (!condition_.definite) {
        layers.LayUnknown(condition_);
      }
    }
    layers.Finish();
  }

 private:
  std::vector<PlanPtr> conditions_, results_;
  Vec condition_, result_;
};

class SwitchNode : public PlanNode {
 public:
  SwitchNode(PlanPtr subject, std::vector<PlanPtr> cases, std::vector<PlanPtr> results)
      : PlanNode(results[0]->shape()),
        subject_(std::move(subject)),
        cases_(std::move(cases)),
        results_(std::move(results)) {}

  void Eval(const PlanContext& context, Vec* out) override {
    size_t n = context.rows.size();
    Layers layers(shape(), n, out);
    if (results_.size() > cases_.size()) {
      results_.back()->Eval(context, &result_);
      layers.Start(result_);
    } else {
      layers.StartBlank();
    }
    subject_->Eval(context, &subject_value_);
    for (size_t k = cases_.size(); k-- > 0;) {
      cases_[k]->Eval(context, &case_value_);
      CompareEqual(subject_value_, case_value_, n, false, &condition_);
      if (IsAnywhere(condition_, kTrue, n)) {
        results_[k]->Eval(context, &result_);
        layers.Lay(condition_, result_);
      } else if (!condition_.definite) {
        layers.LayUnknown(condition_);
      }
    }
    layers.Finish();
  }

 private:
  PlanPtr subject_;
  std::vector<PlanPtr> cases_, results_;
  Vec subject_value_, case_value_, condition_, result_;
};

class IsAnyOfNode : public PlanNode {
 public:
  IsAnyOfNode(PlanPtr subject, std::vector<PlanPtr> choices)
      : PlanNode(Shape::kTruth), subject_(std::move(subject)), choices_(std::move(choices)) {}

  void Eval(const PlanContext& context, Vec* out) override {
    size_t n = context.rows.size();
    subject_->Eval(context, &subject_value_);
    uint8_t* any = out->Truths(n);
    std::memset(any, kFalse, n);
    bool odd = Mark(subject_value_, n, any);
    for (const PlanPtr& choice : choices_) {
      choice->Eval(context, &choice_value_);
      CompareEqual(subject_value_, choice_value_, n, false, &equal_);
      auto merge = [](uint8_t equal, uint8_t, uint8_t so_far) {
        return static_cast<uint8_t>(equal | so_far);
      };
      loops::Update(equal_.truths, equal_.one, equal_.truths, equal_.one, n, any, merge);
      odd = Mark(choice_value_, n, any) || odd;
    }
    if (odd) {
      for (size_t i = 0; i < n; ++i) any[i] = std::min<uint8_t>(any[i], kOdd);
    }
    out->definite = !odd;
  }

 private:
  // A blank on either side is for the plain evaluator: what it means is the function's affair.
  static bool Mark(const Vec& v, size_t n, uint8_t* any) {
    if (v.truths == nullptr ? v.states == nullptr : v.definite) return false;
    uint8_t odd = 0;
    for (size_t i = 0; i < n; ++i) {
      if (v.StateAt(i) == State::kOk) continue;
      any[i] |= kOdd;
      odd = 1;
    }
    return odd != 0;
  }

  PlanPtr subject_;
  std::vector<PlanPtr> choices_;
  Vec subject_value_, choice_value_, equal_;
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
