#include <cmath>

#include "engine/plan_node.h"

namespace csip::engine {

using formula::Op;

namespace {

bool IsKnown(State state) {
  return state == State::kOk;
}

// What a strict operation yields when not both operands are known: the plain evaluator decides over the odd
// ones, the left blank's reason wins over the right's (S1, S5).
State Unknown(State a, State b) {
  if (a == State::kOther || b == State::kOther) return State::kOther;
  if (a == State::kOk) return b;
  return b == State::kOk || a == State::kBlankDivision ? a : b;
}

class ArithmeticNode : public PlanNode {
 public:
  ArithmeticNode(Op op, PlanPtr a, PlanPtr b)
      : PlanNode(false), op_(op), a_(std::move(a)), b_(std::move(b)) {}

  void Eval(const PlanContext& context, Vec* out) override {
    a_->Eval(context, out);
    b_->Eval(context, &right_);
    for (size_t i = 0; i < context.rows.size(); ++i) Combine(i, out);
  }

 private:
  void Combine(size_t i, Vec* out) const {
    State a = out->states[i], b = right_.states[i];
    double& x = out->numbers[i];
    double y = right_.numbers[i];
    if (!IsKnown(a) || !IsKnown(b)) {
      if (op_ == Op::kAdd && a != State::kOther && b != State::kOther) {  // + skips blanks
        if (IsKnown(b)) {
          x = y;
          out->states[i] = b;
        } else if (!IsKnown(a)) {
          out->states[i] = a == State::kBlank ? b : a;
        }
        return;
      }
      out->states[i] = Unknown(a, b);
      return;
    }
    switch (op_) {
      case Op::kAdd:
        x += y;
        break;
      case Op::kSubtract:
        x -= y;
        break;
      case Op::kMultiply:
        x *= y;
        break;
      case Op::kDivide:
        if (y == 0) {
          out->states[i] = State::kBlankDivision;
          return;
        }
        x /= y;
        break;
      default:
        out->states[i] = State::kOther;
        return;
    }
    if (!std::isfinite(x)) out->states[i] = State::kOther;
    if (x == 0) x = 0;  // no negative zero
  }

  Op op_;
  PlanPtr a_, b_;
  Vec right_;
};

class DayShiftNode : public PlanNode {
 public:
  DayShiftNode(PlanPtr day, PlanPtr number, bool subtract)
      : PlanNode(false), day_(std::move(day)), number_(std::move(number)), subtract_(subtract) {}
  void Eval(const PlanContext& context, Vec* out) override {
    day_->Eval(context, out);
    number_->Eval(context, &shift_);
    for (size_t i = 0; i < context.rows.size(); ++i) {
      State a = out->states[i], b = shift_.states[i];
      if (IsKnown(a) && IsKnown(b)) {
        double shift = subtract_ ? -shift_.numbers[i] : shift_.numbers[i];
        // Fractions of a day and days out of the calendar are the plain evaluator's to judge.
        if (shift != std::floor(shift) || std::fabs(shift) > 1e6) {
          out->states[i] = State::kOther;
        } else {
          out->numbers[i] += shift;
        }
      } else if (subtract_ || !IsKnown(a) || b == State::kOther) {  // a known day plus a blank is that day
        out->states[i] = Unknown(a, b);
      }
    }
  }

 private:
  PlanPtr day_, number_;
  bool subtract_;
  Vec shift_;
};

class NegateNode : public PlanNode {
 public:
  explicit NegateNode(PlanPtr a) : PlanNode(false), a_(std::move(a)) {}
  void Eval(const PlanContext& context, Vec* out) override {
    a_->Eval(context, out);
    for (double& x : out->numbers) x = x == 0 ? 0 : -x;
  }

 private:
  PlanPtr a_;
};

class CompareNode : public PlanNode {
 public:
  CompareNode(Op op, PlanPtr a, PlanPtr b) : PlanNode(false), op_(op), a_(std::move(a)), b_(std::move(b)) {}

  void Eval(const PlanContext& context, Vec* out) override {
    a_->Eval(context, &left_);
    b_->Eval(context, &right_);
    size_t n = context.rows.size();
    out->ResetNumbers(n);
    bool total = op_ == Op::kEqual || op_ == Op::kNotEqual;
    for (size_t i = 0; i < n; ++i) {
      State a = left_.states[i], b = right_.states[i];
      if (a == State::kOther || b == State::kOther) {
        out->states[i] = State::kOther;
      } else if (total) {
        bool same = IsKnown(a) && IsKnown(b) ? IsSame(i) : IsKnown(a) == IsKnown(b);
        out->states[i] = State::kOk;
        out->numbers[i] = same == (op_ == Op::kEqual) ? 1 : 0;
      } else if (IsKnown(a) && IsKnown(b)) {
        out->states[i] = State::kOk;
        out->numbers[i] = Order(left_.numbers[i], right_.numbers[i]) ? 1 : 0;
      } else {
        out->states[i] = Unknown(a, b);
      }
    }
  }

 private:
  bool IsSame(size_t i) const {
    return a_->is_code() ? left_.codes[i] == right_.codes[i] : left_.numbers[i] == right_.numbers[i];
  }
  bool Order(double x, double y) const {
    switch (op_) {
      case Op::kLess:
        return x < y;
      case Op::kLessEqual:
        return x <= y;
      case Op::kGreater:
        return x > y;
      default:
        return x >= y;
    }
  }
  Op op_;
  PlanPtr a_, b_;
  Vec left_, right_;
};

// AND: false wins, then unknown; OR: true wins, then unknown (S3).
class LogicNode : public PlanNode {
 public:
  LogicNode(Op op, std::vector<PlanPtr> args)
      : PlanNode(false), and_(op == Op::kAnd), args_(std::move(args)) {}
  void Eval(const PlanContext& context, Vec* out) override {
    size_t n = context.rows.size();
    double winner = and_ ? 0 : 1;
    out->states.assign(n, State::kOk);
    out->numbers.assign(n, and_ ? 1 : 0);
    for (const PlanPtr& arg : args_) {
      arg->Eval(context, &part_);
      for (size_t i = 0; i < n; ++i) {
        State s = part_.states[i];
        if (out->states[i] == State::kOk && out->numbers[i] == winner) continue;
        if (s == State::kOk && part_.numbers[i] == winner) {
          out->states[i] = State::kOk;
          out->numbers[i] = winner;
        } else if (s == State::kOther || out->states[i] == State::kOther) {
          out->states[i] = State::kOther;
        } else if (s != State::kOk && out->states[i] == State::kOk) {
          out->states[i] = s;
        }
      }
    }
  }

 private:
  bool and_;
  std::vector<PlanPtr> args_;
  Vec part_;
};

class NotNode : public PlanNode {
 public:
  explicit NotNode(PlanPtr a) : PlanNode(false), a_(std::move(a)) {}
  void Eval(const PlanContext& context, Vec* out) override {
    a_->Eval(context, out);
    for (double& x : out->numbers) x = x == 0 ? 1 : 0;
  }

 private:
  PlanPtr a_;
};

class IsBlankNode : public PlanNode {
 public:
  IsBlankNode(PlanPtr a, bool negated) : PlanNode(false), a_(std::move(a)), negated_(negated) {}
  void Eval(const PlanContext& context, Vec* out) override {
    a_->Eval(context, &part_);
    size_t n = context.rows.size();
    out->ResetNumbers(n);
    for (size_t i = 0; i < n; ++i) {
      State s = part_.states[i];
      out->states[i] = s == State::kOther ? s : State::kOk;
      out->numbers[i] = (s != State::kOk) != negated_ ? 1 : 0;
    }
  }

 private:
  PlanPtr a_;
  bool negated_;
  Vec part_;
};

class IfBlankNode : public PlanNode {
 public:
  IfBlankNode(PlanPtr a, PlanPtr otherwise)
      : PlanNode(a->is_code()), a_(std::move(a)), otherwise_(std::move(otherwise)) {}
  void Eval(const PlanContext& context, Vec* out) override {
    a_->Eval(context, out);
    otherwise_->Eval(context, &part_);
    for (size_t i = 0; i < context.rows.size(); ++i) {
      if (out->states[i] == State::kOk || out->states[i] == State::kOther) continue;
      out->states[i] = part_.states[i];
      if (is_code()) {
        out->codes[i] = part_.codes[i];
      } else {
        out->numbers[i] = part_.numbers[i];
      }
    }
  }

 private:
  PlanPtr a_, otherwise_;
  Vec part_;
};

class LeastOrGreatestNode : public PlanNode {
 public:
  LeastOrGreatestNode(std::vector<PlanPtr> args, bool greatest)
      : PlanNode(false), args_(std::move(args)), greatest_(greatest) {}
  void Eval(const PlanContext& context, Vec* out) override {
    size_t n = context.rows.size();
    out->ResetNumbers(n);
    for (const PlanPtr& arg : args_) {
      arg->Eval(context, &part_);
      for (size_t i = 0; i < n; ++i) {
        State s = part_.states[i];
        if (s == State::kOther) out->states[i] = s;
        if (s != State::kOk || out->states[i] == State::kOther) continue;
        double x = part_.numbers[i];
        if (out->states[i] != State::kOk || (greatest_ ? x > out->numbers[i] : x < out->numbers[i]))
          out->numbers[i] = x;
        out->states[i] = State::kOk;
      }
    }
  }

 private:
  std::vector<PlanPtr> args_;
  bool greatest_;
  Vec part_;
};

}  // namespace

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
PlanPtr MakeLogic(Op op, std::vector<PlanPtr> args) {
  return std::make_unique<LogicNode>(op, std::move(args));
}
PlanPtr MakeNot(PlanPtr a) {
  return std::make_unique<NotNode>(std::move(a));
}
PlanPtr MakeIsBlank(PlanPtr a, bool negated) {
  return std::make_unique<IsBlankNode>(std::move(a), negated);
}
PlanPtr MakeIfBlank(PlanPtr a, PlanPtr otherwise) {
  return std::make_unique<IfBlankNode>(std::move(a), std::move(otherwise));
}
PlanPtr MakeLeastOrGreatest(std::vector<PlanPtr> args, bool greatest) {
  return std::make_unique<LeastOrGreatestNode>(std::move(args), greatest);
}

}  // namespace csip::engine
