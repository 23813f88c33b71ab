// Three-valued logic on bytes (S3), and what asks whether something is there.
#include <algorithm>
#include <cstring>

#include "engine/plan_loops.h"
#include "engine/plan_node.h"

namespace csip::engine {

using formula::Op;

namespace {

class LogicNode : public PlanNode {
 public:
  LogicNode(Op op, std::vector<PlanPtr> args)
      : PlanNode(Shape::kTruth), and_(op == Op::kAnd), args_(std::move(args)) {}
  void Eval(const PlanContext& context, Vec* out) override {
    size_t n = context.rows.size();
    uint8_t* all = out->Truths(n);
    std::memset(all, and_ ? kTrue : kFalse, n);
    bool definite = true;
    for (const PlanPtr& arg : args_) {
      arg->Eval(context, &part_);
      definite = definite && part_.definite;
      if (definite) {
        Merge(
            n, all, [](uint8_t x, uint8_t y) { return static_cast<uint8_t>(x & y); },
            [](uint8_t x, uint8_t y) { return static_cast<uint8_t>(x | y); });
      } else {
        Merge(
            n, all, [](uint8_t x, uint8_t y) { return loops::Kleene(x, y, kFalse); },
            [](uint8_t x, uint8_t y) { return loops::Kleene(x, y, kTrue); });
      }
    }
    out->definite = definite;
  }

 private:
  // all[i] = f(all[i], part_[i])
  template <typename And, typename Or>
  void Merge(size_t n, uint8_t* all, And f, Or g) const {
    auto merge = [&](auto both) {
      loops::Update(part_.truths, part_.one, part_.truths, part_.one, n, all,
                    [both](uint8_t y, uint8_t, uint8_t x) { return both(x, y); });
    };
    and_ ? merge(f) : merge(g);
  }
  bool and_;
  std::vector<PlanPtr> args_;
  Vec part_;
};

class NotNode : public PlanNode {
 public:
  explicit NotNode(PlanPtr a) : PlanNode(Shape::kTruth), a_(std::move(a)) {}
  void Eval(const PlanContext& context, Vec* out) override {
    a_->Eval(context, &part_);
    size_t n = part_.one ? 1 : context.rows.size();
    uint8_t* truths = out->Truths(n);
    for (size_t i = 0; i < n; ++i)
      truths[i] = part_.truths[i] <= kTrue ? part_.truths[i] ^ 1 : part_.truths[i];
    out->one = part_.one;
    out->definite = part_.definite;
  }

 private:
  PlanPtr a_;
  Vec part_;
};

class IsBlankNode : public PlanNode {
 public:
  IsBlankNode(PlanPtr a, bool negated) : PlanNode(Shape::kTruth), a_(std::move(a)), negated_(negated) {}
  void Eval(const PlanContext& context, Vec* out) override {
    a_->Eval(context, &part_);
    if (part_.truths == nullptr && part_.states == nullptr) {
      out->SetOneTruth(negated_ ? kTrue : kFalse);
      return;
    }
    size_t n = part_.one ? 1 : context.rows.size();
    uint8_t* truths = out->Truths(n);
    uint8_t highest = 0;
    for (size_t i = 0; i < n; ++i) {
      State s = part_.StateAt(i);
      truths[i] = s == State::kOther ? kOdd : (s != State::kOk) != negated_ ? kTrue : kFalse;
      highest = std::max(highest, truths[i]);
    }
    out->one = part_.one;
    out->definite = highest <= kTrue;
  }

 private:
  PlanPtr a_;
  bool negated_;
  Vec part_;
};

}  // namespace

PlanPtr MakeLogic(Op op, std::vector<PlanPtr> args) {
  return std::make_unique<LogicNode>(op, std::move(args));
}
PlanPtr MakeNot(PlanPtr a) {
  return std::make_unique<NotNode>(std::move(a));
}
PlanPtr MakeIsBlank(PlanPtr a, bool negated) {
  return std::make_unique<IsBlankNode>(std::move(a), negated);
}

}  // namespace csip::engine
