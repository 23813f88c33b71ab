// Arithmetic and comparison over batches. Where every operand is known the loops are plain; the rest goes row by row.
#include <algorithm>
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
    if (known && !odd) return;
    uint8_t* states = out->States(n);
    loops::States a(left_), b(right_);
    if (op_ == Op::kAdd && !known) {
      SkipBlanks(a, b, n, x, states);
    } else {
      Each(a.states, a.one, b.states, b.one, n, states, loops::Strict);
    }
    if (odd) Judge(n, x, states);
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

  // + skips blanks (S1).
  void SkipBlanks(const loops::States& a, const loops::States& b, size_t n, double* x,
                  uint8_t* states) const {
    auto fill = [](uint8_t state, double other, double sum) { return state == loops::kOk ? sum : other; };
    loops::Update(a.states, a.one, right_.numbers, right_.one, n, x, fill);
    loops::Update(b.states, b.one, left_.numbers, left_.one, n, x, fill);
    Each(a.states, a.one, b.states, b.one, n, states, [](uint8_t p, uint8_t q) {
      uint8_t unknown = std::max(p, q);
      uint8_t either = p == loops::kOk || q == loops::kOk ? loops::kOk : unknown;
      return unknown == loops::kOther ? loops::kOther : either;
    });
  }

  // A division by zero is blank; what is not finite is for the plain evaluator.
  void Judge(size_t n, const double* x, uint8_t* states) const {
    auto judge = [](uint8_t state, double result) {
      uint8_t finite = result - result == 0 ? loops::kOk : loops::kOther;
      return state == loops::kOk ? finite : state;
    };
    if (op_ != Op::kDivide) {
      loops::Update(x, false, x, false, n, states,
                    [judge](double result, double, uint8_t state) { return judge(state, result); });
      return;
    }
    constexpr auto kByZero = static_cast<uint8_t>(State::kBlankDivision);
    loops::Update(right_.numbers, right_.one, x, false, n, states,
                  [judge](double divisor, double result, uint8_t state) {
                    uint8_t otherwise = judge(state, result);
                    return state == loops::kOk && divisor == 0 ? kByZero : otherwise;
                  });
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
    std::fill_n(x, n, 0.0);
    known_.assign(n, loops::kBlank);
    for (const PlanPtr& arg : args_) {
      arg->Eval(context, &part_);
      greatest_ ? Take(n, x, [](double y, double so_far) { return y > so_far; })
                : Take(n, x, [](double y, double so_far) { return y < so_far; });
    }
    if (!std::all_of(known_.begin(), known_.end(), [](uint8_t state) { return state == loops::kOk; }))
      std::copy_n(known_.data(), n, out->States(n));
  }

 private:
  // Lays the part over x where it is known and better than what is there, or the first that is known.
  template <typename Better>
  void Take(size_t n, double* __restrict x, Better better) {
    loops::States part(part_);
    uint8_t* __restrict known = known_.data();
    const double* __restrict y = part_.numbers;
    takes_.resize(n);
    uint8_t* __restrict takes = takes_.data();
    loops::Each(y, part_.one, x, false, n, takes,
                [better](double a, double b) { return uint8_t{better(a, b)}; });
    loops::Update(part.states, part.one, known, false, n, takes, [](uint8_t a, uint8_t b, uint8_t is_better) {
      auto first = static_cast<uint8_t>(b != loops::kOk);
      return static_cast<uint8_t>((is_better | first) & (a == loops::kOk));
    });
    loops::Update(takes, false, y, part_.one, n, x,
                  [](uint8_t take, double a, double so_far) { return take != 0 ? a : so_far; });
    loops::Update(part.states, part.one, takes, false, n, known, [](uint8_t a, uint8_t, uint8_t b) {
      auto other = static_cast<uint8_t>(a == loops::kOther || b == loops::kOther);
      auto ok = static_cast<uint8_t>(a == loops::kOk || b == loops::kOk);
      return other != 0 ? loops::kOther : ok;
    });
  }

  std::vector<PlanPtr> args_;
  bool greatest_;
  std::vector<uint8_t> known_, takes_;  // states of the results so far; where the part is taken
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
