// Arithmetic and comparison over batches. Where every operand is known the loops are plain; the rest goes row by row.
#include <cmath>

#include "engine/plan_loops.h"
#include "engine/plan_node.h"

namespace csip::engine {

using formula::Op;
using loops::Each;

namespace {

bool AreFinite(const double* x, size_t n) {
  uint64_t odd = 0;
  for (size_t i = 0; i < n; ++i) odd |= x[i] - x[i] != 0;
  return odd == 0;
}

class ArithmeticNode : public PlanNode {
 public:
  ArithmeticNode(Op op, PlanPtr a, PlanPtr b)
      : PlanNode(Shape::kNumber), op_(op), a_(std::move(a)), b_(std::move(b)) {}

  void Eval(const PlanContext& context, Vec* out) override {
    a_->Eval(context, &left_);
    b_->Eval(context, &right_);
    bool one = left_.one && right_.one;
    size_t n = one ? 1 : context.rows.size();
    double* x = out->Numbers(n);
    out->one = one;
    Compute(n, x);
    bool known = left_.states == nullptr && right_.states == nullptr;
    bool odd = (op_ == Op::kDivide && HasZero(right_, n)) || !AreFinite(x, n);
    if (odd || (op_ == Op::kAdd && !known)) {
      Judge(n, x, out->States(n));
    } else if (!known) {
      loops::States a(left_), b(right_);
      loops::Each(a.states, a.one, b.states, b.one, n, out->States(n), loops::Strict);
    }
  }

 private:
  // The zero that is added makes a negative zero positive.
  void Compute(size_t n, double* x) const {
    const double *a = left_.numbers, *b = right_.numbers;
    bool a1 = left_.one, b1 = right_.one;
    switch (op_) {
      case Op::kAdd:
        return Each(a, a1, b, b1, n, x, [](double p, double q) { return p + q + 0.0; });
      case Op::kSubtract:
        return Each(a, a1, b, b1, n, x, [](double p, double q) { return p - q + 0.0; });
      case Op::kMultiply:
        return Each(a, a1, b, b1, n, x, [](double p, double q) { return p * q + 0.0; });
      default:
        return Each(a, a1, b, b1, n, x, [](double p, double q) { return p / q + 0.0; });
    }
  }
  static bool HasZero(const Vec& v, size_t n) {
    uint64_t zero = 0;
    for (size_t i = 0; i < (v.one ? 1 : n); ++i) zero |= v.numbers[i] == 0;
    return zero != 0;
  }

  void Judge(size_t n, double* x, uint8_t* states) const {
    StateReader left = left_.ReadStates(), right = right_.ReadStates();
    for (size_t i = 0; i < n; ++i) {
      auto a = static_cast<State>(left[i]), b = static_cast<State>(right[i]);
      State state = State::kOk;
      if (a != State::kOk || b != State::kOk) {
        state = static_cast<State>(loops::Strict(left[i], right[i]));
        if (op_ == Op::kAdd && state != State::kOther) state = Sum(a, b, i, &x[i]);
      } else if (op_ == Op::kDivide && right_.numbers[right_.At(i)] == 0) {
        state = State::kBlankDivision;
      } else if (!std::isfinite(x[i])) {
        state = State::kOther;
      }
      states[i] = static_cast<uint8_t>(state);
    }
  }
  // + skips blanks (S1).
  State Sum(State a, State b, size_t i, double* x) const {
    if (a == State::kOk) *x = left_.numbers[left_.At(i)];
    if (b == State::kOk) *x = right_.numbers[right_.At(i)];
    if (a == State::kOk || b == State::kOk) return State::kOk;
    return a == State::kBlank ? b : a;
  }

  Op op_;
  PlanPtr a_, b_;
  Vec left_, right_;
};

class DayShiftNode : public PlanNode {
 public:
  DayShiftNode(PlanPtr day, PlanPtr number, bool subtract)
      : PlanNode(Shape::kNumber), day_(std::move(day)), number_(std::move(number)), subtract_(subtract) {}
  void Eval(const PlanContext& context, Vec* out) override {
    day_->Eval(context, &left_);
    number_->Eval(context, &right_);
    bool one = left_.one && right_.one;
    size_t n = one ? 1 : context.rows.size();
    double* x = out->Numbers(n);
    uint8_t* states = out->States(n);
    out->one = one;
    for (size_t i = 0; i < n; ++i) states[i] = static_cast<uint8_t>(Shift(i, &x[i]));
  }

 private:
  State Shift(size_t i, double* x) const {
    State a = left_.StateAt(i), b = right_.StateAt(i);
    *x = left_.numbers[left_.At(i)];
    if (a != State::kOk || b != State::kOk) {
      // A known day plus a blank is that day.
      if (!subtract_ && a == State::kOk && b != State::kOther) return a;
      return static_cast<State>(loops::Strict(static_cast<uint8_t>(a), static_cast<uint8_t>(b)));
    }
    double shift = subtract_ ? -right_.numbers[right_.At(i)] : right_.numbers[right_.At(i)];
    // Fractions of a day and days out of the calendar are the plain evaluator's to judge.
    if (shift != std::floor(shift) || std::fabs(shift) > 1e6) return State::kOther;
    *x += shift;
    return State::kOk;
  }

  PlanPtr day_, number_;
  bool subtract_;
  Vec left_, right_;
};

class NegateNode : public PlanNode {
 public:
  explicit NegateNode(PlanPtr a) : PlanNode(Shape::kNumber), a_(std::move(a)) {}
  void Eval(const PlanContext& context, Vec* out) override {
    a_->Eval(context, &part_);
    size_t n = part_.one ? 1 : context.rows.size();
    double* x = out->Numbers(n);
    for (size_t i = 0; i < n; ++i) x[i] = 0.0 - part_.numbers[i];
    out->one = part_.one;
    out->states = part_.states;
  }

 private:
  PlanPtr a_;
  Vec part_;
};

class CompareNode : public PlanNode {
 public:
  CompareNode(Op op, PlanPtr a, PlanPtr b)
      : PlanNode(Shape::kTruth), op_(op), a_(std::move(a)), b_(std::move(b)) {}

  void Eval(const PlanContext& context, Vec* out) override {
    a_->Eval(context, &left_);
    b_->Eval(context, &right_);
    if (op_ == Op::kEqual || op_ == Op::kNotEqual) {
      CompareEqual(left_, right_, context.rows.size(), op_ == Op::kNotEqual, out);
      return;
    }
    bool one = left_.one && right_.one;
    size_t n = one ? 1 : context.rows.size();
    uint8_t* truths = out->Truths(n);
    out->one = one;
    out->definite = left_.states == nullptr && right_.states == nullptr;
    Order(n, truths);
    if (out->definite) return;
    loops::States a(left_), b(right_);
    auto judge = [](uint8_t x, uint8_t y, uint8_t holds) {
      return loops::TruthUnder(loops::Strict(x, y), holds);
    };
    loops::Update(a.states, a.one, b.states, b.one, n, truths, judge);
  }

 private:
  void Order(size_t n, uint8_t* out) const {
    const double *a = left_.numbers, *b = right_.numbers;
    bool a1 = left_.one, b1 = right_.one;
    switch (op_) {
      case Op::kLess:
        return Each(a, a1, b, b1, n, out, [](double x, double y) -> uint8_t { return x < y; });
      case Op::kLessEqual:
        return Each(a, a1, b, b1, n, out, [](double x, double y) -> uint8_t { return x <= y; });
      case Op::kGreater:
        return Each(a, a1, b, b1, n, out, [](double x, double y) -> uint8_t { return x > y; });
      default:
        return Each(a, a1, b, b1, n, out, [](double x, double y) -> uint8_t { return x >= y; });
    }
  }
  Op op_;
  PlanPtr a_, b_;
  Vec left_, right_;
};

class LeastOrGreatestNode : public PlanNode {
 public:
  LeastOrGreatestNode(std::vector<PlanPtr> args, bool greatest)
      : PlanNode(Shape::kNumber), args_(std::move(args)), greatest_(greatest) {}
  void Eval(const PlanContext& context, Vec* out) override {
    size_t n = context.rows.size();
    double* x = out->Numbers(n);
    uint8_t* states = out->States(n);
    std::fill_n(states, n, static_cast<uint8_t>(State::kBlank));
    for (const PlanPtr& arg : args_) {
      arg->Eval(context, &part_);
      for (size_t i = 0; i < n; ++i) {
        State s = part_.StateAt(i), before = static_cast<State>(states[i]);
        if (s == State::kOther) states[i] = static_cast<uint8_t>(s);
        if (s != State::kOk || before == State::kOther) continue;
        double y = part_.numbers[part_.At(i)];
        if (before != State::kOk || (greatest_ ? y > x[i] : y < x[i])) x[i] = y;
        states[i] = static_cast<uint8_t>(State::kOk);
      }
    }
  }

 private:
  std::vector<PlanPtr> args_;
  bool greatest_;
  Vec part_;
};

}  // namespace

void CompareEqual(const Vec& a, const Vec& b, size_t rows, bool negated, Vec* out) {
  bool one = a.one && b.one;
  size_t n = one ? 1 : rows;
  uint8_t* truths = out->Truths(n);
  out->one = one;
  uint8_t flip = negated ? 1 : 0;
  if (a.truths != nullptr) {
    out->definite = a.definite && b.definite;
    Each(a.truths, a.one, b.truths, b.one, n, truths,
         [flip](uint8_t x, uint8_t y) -> uint8_t { return (x == y) ^ flip; });
  } else {
    out->definite = a.states == nullptr && b.states == nullptr;
    if (a.codes != nullptr) {
      Each(a.codes, a.one, b.codes, b.one, n, truths,
           [flip](uint32_t x, uint32_t y) -> uint8_t { return (x == y) ^ flip; });
    } else {
      Each(a.numbers, a.one, b.numbers, b.one, n, truths,
           [flip](double x, double y) -> uint8_t { return (x == y) ^ flip; });
    }
  }
  if (out->definite) return;
  if (a.truths != nullptr) {
    Each(a.truths, a.one, b.truths, b.one, n, truths, [flip](uint8_t x, uint8_t y) {
      auto state = [](uint8_t truth) { return static_cast<uint8_t>(StateOf(static_cast<Truth>(truth))); };
      return loops::EqualUnder(state(x), state(y), static_cast<uint8_t>((x == y) ^ flip), flip);
    });
    return;
  }
  loops::States left(a), right(b);
  loops::Update(left.states, left.one, right.states, right.one, n, truths,
                [flip](uint8_t x, uint8_t y, uint8_t same) { return loops::EqualUnder(x, y, same, flip); });
}

PlanPtr MakeArithmetic(Op op, PlanPtr a, PlanPtr b) {
  return std::make_unique<ArithmeticNode>(op, std::move(a), std::move(b));
}
PlanPtr MakeDayShift(PlanPtr day, PlanPtr number, bool subtract) {
  return std::make_unique<DayShiftNode>(std::move(day), std::move(number), subtract);
}
PlanPtr MakeNegate(PlanPtr a) {
  return std::make_unique<NegateNode>(std::move(a));
}
PlanPtr MakeCompare(Op op, PlanPtr a, PlanPtr b) {
  return std::make_unique<CompareNode>(op, std::move(a), std::move(b));
}
PlanPtr MakeLeastOrGreatest(std::vector<PlanPtr> args, bool greatest) {
  return std::make_unique<LeastOrGreatestNode>(std::move(args), greatest);
}

}  // namespace csip::engine
