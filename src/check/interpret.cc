#include "check/interpret.h"

#include <algorithm>

namespace csip::check {

using formula::Base;

namespace {

constexpr size_t kMostTexts = 64;  // a longer list of texts is as good as any text

// Either side alone where the other is blank (S1).
Abstract Sum(const Abstract& a, const Abstract& b) {
  Abstract out = Abstract::Number(a.number + b.number, a.blank && b.blank);
  if (a.blank) out.number = Hull(out.number, b.number);
  if (b.blank) out.number = Hull(out.number, a.number);
  return out;
}

Abstract Joined(const Abstract& a, const Abstract& b) {
  Abstract out;
  out.blank = a.blank && b.blank;
  out.textual = true;
  out.any_text = !a.OnlyTexts() || !b.OnlyTexts() || a.texts.size() * b.texts.size() > kMostTexts;
  if (out.any_text) return out;
  for (const std::string& left : a.texts) {
    for (const std::string& right : b.texts) out.texts.insert(left + right);
  }
  if (a.blank) out.texts.insert(b.texts.begin(), b.texts.end());
  if (b.blank) out.texts.insert(a.texts.begin(), a.texts.end());
  return out;
}

Abstract Order(Op op, const Abstract& a, const Abstract& b) {
  bool blank = a.blank || b.blank;
  if (!a.OnlyNumber() || !b.OnlyNumber()) return Abstract::Bool(true, true, blank);
  if (op == Op::kGreater || op == Op::kGreaterEqual) return Order(Mirrored(op), b, a);
  bool strict = op == Op::kLess;
  bool yes = strict ? a.number.lo < b.number.hi : a.number.lo <= b.number.hi;
  bool no = strict ? a.number.hi >= b.number.lo : a.number.hi > b.number.lo;
  return Abstract::Bool(yes, no, blank);
}

}  // namespace

Abstract Interpreter::Eval(const Node& node, const Env& env) {
  if (++*steps_ > kMostSteps) return Abstract::Of(node.type);
  Abstract value = EvalPlain(node, env);
  if (env.known.empty()) return value;
  auto found = env.known.find(KeyOf(node));
  if (found == env.known.end()) return value;
  // Both hold; where a part of one is more exact it is taken.
  const Abstract& known = found->second;
  value.blank = value.blank && known.blank;
  value.yes = value.yes && known.yes;
  value.no = value.no && known.no;
  value.other = value.other && known.other;
  value.numeric = value.numeric && known.numeric;
  value.number = Meet(value.number, known.number);
  if (known.textual && !known.any_text && value.textual) {
    value.any_text = false;
    value.texts = known.texts;
  }
  value.textual = value.textual && known.textual;
  return value;
}

Abstract Interpreter::Unconditional(const Node& node, const Env& env) {
  return Interpreter(world_, steps_).Eval(node, {{}, env.frames});
}

Abstract Interpreter::EvalPlain(const Node& node, const Env& env) {
  switch (node.kind) {
    case NodeKind::kLiteral:
      if (node.value.is_number()) return Abstract::Number(Interval::Of(node.value.number()));
      if (node.value.is_text()) return Abstract::Text(std::string(node.value.text()));
      if (node.value.is_bool()) return Abstract::Bool(node.value.is_true(), node.value.is_false());
      return Abstract::Blank();
    case NodeKind::kTable:
    case NodeKind::kThisRow:
      return Abstract::Of(node.type).NotBlank();
    case NodeKind::kCurrent:
    case NodeKind::kLocal:
      return node.frame < env.frames.size() ? env.frames[node.frame] : Abstract::Of(node.type);
    case NodeKind::kNamed:
      return node.name_index < world_.names.size() ? world_.names[node.name_index] : Abstract::Of(node.type);
    case NodeKind::kColumn:
      return EvalColumn(node, env);
    case NodeKind::kUnary: {
      Abstract a = Eval(*node.args[0], env);
      if (node.op == Op::kNot) return Not(a);
      return a.OnlyNumber() ? Abstract::Number(-a.number, a.blank) : Abstract::Of(node.type);
    }
    case NodeKind::kBinary:
      return EvalBinary(node, env);
    case NodeKind::kCall:
      return EvalCall(node, env);
    case NodeKind::kName:
      break;
  }
  return Abstract::Anything();
}

Abstract Interpreter::EvalColumn(const Node& node, const Env& env) {
  const Node& row = *node.args[0];
  Eval(row, env);
  Abstract value = Abstract::Of(node.type);
  if (node.table < world_.columns.size() && node.column < world_.columns[node.table].size())
    value = world_.columns[node.table][node.column];
  bool certain = row.kind == NodeKind::kThisRow || row.kind == NodeKind::kCurrent;
  value.list |= row.type.list;
  value.blank |= !certain && !row.type.list;
  return value;
}

Abstract Interpreter::EvalBinary(const Node& node, const Env& env) {
  if (IsComparison(node)) return EvalComparison(node, env);
  const Node& left = *node.args[0];
  const Node& right = *node.args[1];
  Abstract a = Eval(left, env);
  if (node.op == Op::kAnd || node.op == Op::kOr) return EvalJunction(node.op, a, left, right, env, env);
  Abstract b = Eval(right, env);
  if (node.op == Op::kConcat) return Joined(a, b);
  if (node.op == Op::kDivide && facts_ != nullptr) facts_->divisions.push_back({&node, &right, b});
  bool numbers = (a.OnlyNumber() || (a.blank && a.NotBlank().Impossible())) &&
                 (b.OnlyNumber() || (b.blank && b.NotBlank().Impossible()));
  if (numbers) return EvalNumbers(node, a, b);
  Abstract out = Abstract::Of(node.type);
  out.blank = node.op == Op::kAdd ? a.blank && b.blank : a.blank || b.blank || node.op == Op::kDivide;
  return out;
}

// `left` AND, or OR, `right`. The right side matters where the left one does not decide: where it is known, that holds on
// the right side (`held` says so already of what stands before it); where it is unknown, nothing of it holds.
Abstract Interpreter::EvalJunction(Op op, const Abstract& value, const Node& left, const Node& right,
                                   const Env& env, const Env& held) {
  bool all = op == Op::kAnd;
  Abstract a = all ? value : Not(value);
  a = Not(Not(a));  // what is no truth value may be any
  Abstract known = Eval(right, a.yes ? Assume(left, all, held) : env);
  if (!all) known = Not(known);
  Abstract out = Abstract::Bool(false, a.no);
  if (a.yes) out = Join(out, Not(Not(known)));
  if (a.blank) {
    Abstract plain = Interpreter(world_, steps_).Eval(right, env);
    out = Join(out, And(Abstract::Blank(), all ? plain : Not(plain)));
  }
  return all ? out : Not(out);
}

Abstract Interpreter::EvalNumbers(const Node& node, const Abstract& a, const Abstract& b) {
  bool blank = a.blank || b.blank;
  switch (node.op) {
    case Op::kAdd:
      if (!a.numeric || !b.numeric) return a.numeric ? a : b;
      return Sum(a, b);
    case Op::kSubtract:
      return Abstract::Number(a.number - b.number, blank);
    case Op::kMultiply:
      return Abstract::Number(a.number * b.number, blank);
    case Op::kDivide: {
      Interval quotient = a.number / b.number;
      if (CountsPartOf(*node.args[0], *node.args[1])) quotient = Meet(quotient, {0, 1});
      return Abstract::Number(quotient, blank || b.number.Contains(0));
    }
    case Op::kPower:
      return Abstract::Number(Power(a.number, b.number), true);
    default: {
      Abstract out = Abstract::Of(node.type);
      out.blank = blank;
      return out;
    }
  }
}

Abstract Interpreter::EvalComparison(const Node& node, const Env& env) {
  const Node& left = *node.args[0];
  const Node& right = *node.args[1];
  auto outcome = [&](const Abstract& a, const Abstract& b) {
    if (node.op == Op::kEqual) return Equal(a, b);
    if (node.op == Op::kNotEqual) return Not(Equal(a, b));
    return Order(node.op, a, b);
  };
  Abstract value = outcome(Eval(left, env), Eval(right, env));
  if (facts_ == nullptr) return value;
  Abstract a = Unconditional(left, env), b = Unconditional(right, env);
  facts_->comparisons.push_back({&node, a, b, outcome(a, b)});
  if (node.op == Op::kEqual || node.op == Op::kNotEqual) {
    if (IsText(right)) NoteText(node, left, right, env);
    if (IsText(left)) NoteText(node, right, left, env);
  }
  return value;
}

void Interpreter::NoteText(const Node& node, const Node& subject, const Node& literal, const Env& env) {
  if (facts_ == nullptr || literal.value.text().empty()) return;
  facts_->text_tests.push_back({&node, &subject, &literal, Unconditional(subject, env)});
}

}  // namespace csip::check
