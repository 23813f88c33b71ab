// What a condition says of the values in it.
#include "check/interpret.h"

namespace csip::check {

Abstract Satisfying(const Abstract& a, Op op, const Abstract& b) {
  Abstract out = a;
  if (op == Op::kEqual) {
    out.blank = a.blank && b.blank;
    out.yes = a.yes && (b.yes || b.textual);
    out.no = a.no && (b.no || b.textual);
    out.numeric = a.numeric && (b.numeric || b.textual);
    if (b.OnlyNumber()) out.number = Meet(a.number, b.number);
    if (b.OnlyTexts() && a.textual) {
      out.any_text = false;
      out.texts.clear();
      for (const std::string& text : b.texts) {
        if (a.any_text || a.texts.contains(text)) out.texts.insert(text);
      }
      out.textual = !out.texts.empty();
    }
    return out;
  }
  if (op == Op::kNotEqual) {
    bool only_blank = b.blank && b.NotBlank().Impossible();
    if (only_blank) out.blank = false;
    if (b.OnlyTexts() && !b.blank && b.texts.size() == 1) {
      out.texts.erase(*b.texts.begin());
      out.textual = out.any_text || !out.texts.empty();
    }
    if (b.OnlyNumber() && !b.blank && b.number.Contains(0) && b.number.constant()) out.number.nonzero = true;
    return out;
  }
  out.blank = false;  // an order with a blank is unknown (S2)
  if (!a.numeric || !b.OnlyNumber()) return out;
  Interval bound;
  if (op == Op::kLess || op == Op::kLessEqual) bound.hi = b.number.hi;
  if (op == Op::kGreater || op == Op::kGreaterEqual) bound.lo = b.number.lo;
  bound.nonzero = (op == Op::kLess && bound.hi <= 0) || (op == Op::kGreater && bound.lo >= 0);
  out.number = Meet(a.number, bound);
  return out;
}

void Interpreter::Restrict(const Node& node, const Abstract& to, Env* env) {
  if (node.kind == NodeKind::kLiteral) return;
  env->known[KeyOf(node)] = to;
}

void Interpreter::AssumeComparison(const Node& condition, bool truth, Env* env) {
  const Node& a = *condition.args[0];
  const Node& b = *condition.args[1];
  Op op = truth ? condition.op : Negated(condition.op);
  Interpreter quiet(world_, steps_);
  Abstract left = quiet.Eval(a, *env), right = quiet.Eval(b, *env);
  if (!left.list) Restrict(a, Satisfying(left, op, right), env);
  if (!right.list) Restrict(b, Satisfying(right, Mirrored(op), left), env);
  AssumeDifference(a, b, op, env);
}

// `a > b` says that a - b is above 0, `a != b` that it is not 0.
void Interpreter::AssumeDifference(const Node& a, const Node& b, Op op, Env* env) {
  if (op == Op::kEqual) return;
  Abstract zero = Abstract::Number({-kInfinity, kInfinity});
  zero.blank = op == Op::kNotEqual;
  zero.other = true;
  Abstract one = Satisfying(zero, op, Abstract::Number(Interval::Of(0)));
  Abstract two = Satisfying(zero, Mirrored(op), Abstract::Number(Interval::Of(0)));
  env->known.try_emplace(KeyOf(Op::kSubtract, KeyOf(a), KeyOf(b)), one);
  env->known.try_emplace(KeyOf(Op::kSubtract, KeyOf(b), KeyOf(a)), two);
}

void Interpreter::AssumeMembership(const Node& condition, bool truth, Env* env) {
  bool in = IsCall(condition, "In");
  if (in && condition.args.size() != 2) return;
  const Node& subject = *condition.args[0];
  if (subject.type.list) return;
  Abstract value = Interpreter(world_, steps_).Eval(subject, *env);
  Abstract any;  // the values that are looked for
  for (size_t i = 1; i < condition.args.size(); ++i) {
    Abstract item = Interpreter(world_, steps_).Eval(*condition.args[i], *env);
    if (!truth) {
      item.list = false;
      if (!condition.args[i]->type.list) value = Satisfying(value, Op::kNotEqual, item);
    }
    any = Join(any, item);
  }
  any.list = false;
  Restrict(subject, truth ? Satisfying(value, Op::kEqual, any) : value, env);
}

Env Interpreter::Assume(const Node& condition, bool truth, Env env) {
  const Node& c = condition;
  if (c.kind == NodeKind::kUnary && c.op == Op::kNot) return Assume(*c.args[0], !truth, std::move(env));
  if (IsCall(c, "Not")) return Assume(*c.args[0], !truth, std::move(env));
  bool both = IsBinary(c, Op::kAnd) || IsCall(c, "And");
  bool either = IsBinary(c, Op::kOr) || IsCall(c, "Or");
  if ((both && truth) || (either && !truth)) {
    for (const auto& part : c.args) env = Assume(*part, truth, std::move(env));
    return env;
  }
  if (IsComparison(c)) AssumeComparison(c, truth, &env);
  bool blank = IsCall(c, "IsBlank"), filled = IsCall(c, "IsNotBlank");
  if (blank || filled) {
    const Node& subject = *c.args[0];
    Abstract value = Interpreter(world_, steps_).Eval(subject, env);
    bool is_blank = blank == truth;
    if (!value.list) Restrict(subject, is_blank ? Abstract::Blank() : value.NotBlank(), &env);
  }
  if (IsCall(c, "HasAny") || IsCall(c, "Contains") || IsCall(c, "In")) AssumeMembership(c, truth, &env);
  if (c.kind == NodeKind::kColumn || c.kind == NodeKind::kLocal)
    Restrict(c, Abstract::Bool(truth, !truth), &env);
  return env;
}

}  // namespace csip::check
