// Three-valued logic on bytes (S3), and what asks whether something is there.
#include <algorithm>
#include <array>
#include <cstring>

#include "engine/plan_node.h"

namespace csip::engine {

using formula::Op;

namespace {

constexpr size_t kTruths = 5;

// AND: false wins, then what only the plain evaluator can judge, then the first unknown; OR: the same with true.
constexpr std::array<uint8_t, kTruths * kTruths> MakeTable(Truth winner) {
  std::array<uint8_t, kTruths * kTruths> table{};
  for (uint8_t a = 0; a < kTruths; ++a) {
    for (uint8_t b = 0; b < kTruths; ++b) {
      uint8_t both = a > kTrue ? a : b;
      if (a == kOdd || b == kOdd) both = kOdd;
      if (a == winner || b == winner) both = winner;
      table[a * kTruths + b] = both;
    }
  }
  return table;
}
constexpr auto kAndTable = MakeTable(kFalse);
constexpr auto kOrTable = MakeTable(kTrue);

class LogicNode : public PlanNode {
 public:
  LogicNode(Op op, std::vector<PlanPtr> args)
      : PlanNode(Shape::kTruth), and_(op == Op::kAnd), args_(std::move(args)) {}
  void Eval(const PlanContext& context, Vec* out) override {
    size_t n = context.rows.size();
    uint8_t* all = out->Truths(n);
    std::memset(all, and_ ? kTrue : kFalse, n);
    out->definite = true;
    for (const PlanPtr& arg : args_) {
      arg->Eval(context, &part_);
      if (part_.one) {
        Fill(part_.truths[0], n, all, out);
      } else if (out->definite && part_.definite) {
        if (and_) {
          for (size_t i = 0; i < n; ++i) all[i] &= part_.truths[i];
        } else {
          for (size_t i = 0; i < n; ++i) all[i] |= part_.truths[i];
        }
      } else {
        const auto& table = and_ ? kAndTable : kOrTable;
        for (size_t i = 0; i < n; ++i) all[i] = table[all[i] * kTruths + part_.truths[i]];
        out->definite = false;
      }
    }
  }

 private:
  void Fill(uint8_t truth, size_t n, uint8_t* all, Vec* out) const {
    const auto& table = and_ ? kAndTable : kOrTable;
    for (size_t i = 0; i < n; ++i) all[i] = table[all[i] * kTruths + truth];
    out->definite = out->definite && truth <= kTrue;
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
