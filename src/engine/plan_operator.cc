// Arithmetic and comparison over batches. Where every operand is known the loops are plain; the rest goes row by row.
#include <array>
#include <cmath>

#include "engine/plan_node.h"

namespace csip::engine {

using formula::Op;

namespace {

// What a strict operation yields when not both operands are known: the plain evaluator decides over the odd
// ones, the left blank's reason wins over the right's (S1, S5).
constexpr State Unknown(State a, State b) {
  if (a == State::kOther || b == State::kOther) return State::kOther;
  if (a == State::kOk) return b;
  return b == State::kOk || a == State::kBlankDivision ? a : b;
}

// Unknown for every pair of states, at a * 4 + b; known where both are.
constexpr std::array<uint8_t, 16> MakeStrictTable() {
  std::array<uint8_t, 16> table{};
  for (uint8_t a = 0; a < 4; ++a) {
    for (uint8_t b = 0; b < 4; ++b) {
      State state = Unknown(static_cast<State>(a), static_cast<State>(b));
      table[a * 4 + b] = static_cast<uint8_t>(state);
    }
  }
  return table;
}
constexpr auto kStrict = MakeStrictTable();

// out[i] = f(a[i], b[i]), either side once for all or one for each.
template <typename In, typename Out, typename F>
void Each(const In* a, bool a_one, const In* b, bool b_one, size_t n, Out* out, F f) {
  if (a_one) {
    const In x = a[0];
    for (size_t i = 0; i < n; ++i) out[i] = f(x, b_one ? b[0] : b[i]);
  } else if (b_one) {
    const In y = b[0];
    for (size_t i = 0; i < n; ++i) out[i] = f(a[i], y);
  } else {
    for (size_t i = 0; i < n; ++i) out[i] = f(a[i], b[i]);
  }
}

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
      uint8_t* states = out->States(n);
      StateReader a = left_.ReadStates(), b = right_.ReadStates();
      for (size_t i = 0; i < n; ++i) states[i] = kStrict[a[i] * 4U + b[i]];
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
        state = Unknown(a, b);
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
      return subtract_ || a != State::kOk || b == State::kOther ? Unknown(a, b) : a;
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
    StateReader a = left_.ReadStates(), b = right_.ReadStates();
    for (size_t i = 0; i < n; ++i) {
      uint8_t state = kStrict[a[i] * 4U + b[i]];
      if (state != static_cast<uint8_t>(State::kOk)) truths[i] = TruthOf(static_cast<State>(state), false);
    }
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

// What = says for every pair of states, at a * 4 + b: blank equals blank and nothing else (S2); kBoth where the contents
// decide.
constexpr uint8_t kBoth = 0xff;
constexpr std::array<uint8_t, 16> MakeEqualTable() {
  std::array<uint8_t, 16> table{};
  for (uint8_t a = 0; a < 4; ++a) {
    for (uint8_t b = 0; b < 4; ++b) {
      bool known_a = static_cast<State>(a) == State::kOk, known_b = static_cast<State>(b) == State::kOk;
      bool odd = static_cast<State>(a) == State::kOther || static_cast<State>(b) == State::kOther;
      uint8_t same = !known_a && !known_b ? 1 : 0;
      table[a * 4 + b] = odd ? uint8_t{kOdd} : (known_a && known_b ? kBoth : same);
    }
  }
  return table;
}
constexpr auto kEqual = MakeEqualTable();

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
    for (size_t i = 0; i < n; ++i) {
      uint8_t equal = kEqual[static_cast<uint8_t>(a.StateAt(i)) * 4U + static_cast<uint8_t>(b.StateAt(i))];
      if (equal != kBoth) truths[i] = equal == kOdd ? equal : static_cast<uint8_t>(equal ^ flip);
    }
    return;
  }
  StateReader left = a.ReadStates(), right = b.ReadStates();
  for (size_t i = 0; i < n; ++i) {
    uint8_t equal = kEqual[left[i] * 4U + right[i]];
    if (equal != kBoth) truths[i] = equal == kOdd ? equal : static_cast<uint8_t>(equal ^ flip);
  }
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
