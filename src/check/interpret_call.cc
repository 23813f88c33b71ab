// What functions yield. A function that is not named here yields any value of its type.
#include <algorithm>
#include <array>

#include "check/interpret.h"

namespace csip::check {
namespace {

bool IsOneOf(const Node& node, std::initializer_list<std::string_view> names) {
  return node.function != nullptr &&
         std::find(names.begin(), names.end(), node.function->name) != names.end();
}

Interval WithZero(Interval a) {
  return Hull(a, Interval::Of(0));
}

// A sum over any number of such items: 0 of none.
Interval SumOf(const Interval& item) {
  return {item.lo < 0 ? -kInfinity : 0, item.hi > 0 ? kInfinity : 0};
}

// The list and the conditions of CountIf(list, condition) or Count(Filter(list, condition)).
struct Counted {
  const Node* list = nullptr;
  std::vector<const Node*> conditions;
};
Counted CountedBy(const Node& node) {
  if (IsCall(node, "CountIf")) return {node.args[0].get(), Conjuncts(*node.args[1])};
  if (!IsCall(node, "Count") && !IsCall(node, "CountAll")) return {};
  if (node.args.size() != 1) return {};
  const Node& list = *node.args[0];
  if (IsCall(list, "Filter")) return {list.args[0].get(), Conjuncts(*list.args[1])};
  return {&list, {}};
}

}  // namespace

bool CountsPartOf(const Node& part, const Node& whole) {
  Counted some = CountedBy(part), all = CountedBy(whole);
  if (some.list == nullptr || all.list == nullptr || KeyOf(*some.list) != KeyOf(*all.list)) return false;
  std::set<std::string> kept;
  for (const Node* condition : some.conditions) kept.insert(KeyOf(*condition));
  return std::all_of(all.conditions.begin(), all.conditions.end(),
                     [&](const Node* condition) { return kept.contains(KeyOf(*condition)); });
}

Abstract Interpreter::EvalIf(const Node& node, const Env& env) {
  Env here = env;
  Abstract out;
  bool first = true;
  auto add = [&](const Abstract& a) {
    out = first ? a : Join(out, a);
    first = false;
  };
  for (size_t i = 0; i + 1 < node.args.size(); i += 2) {
    const Node& condition = *node.args[i];
    Abstract c = Eval(condition, here);
    bool open = c.other || c.numeric || c.textual;
    if (c.blank || open) add(Abstract::Blank());
    if (c.yes || open) add(Eval(*node.args[i + 1], Assume(condition, true, here)));
    if (!c.no && !open) return out;
    here = Assume(condition, false, std::move(here));
  }
  add(node.args.size() % 2 == 1 ? Eval(*node.args.back(), here) : Abstract::Blank());
  return out;
}

Abstract Interpreter::EvalSwitch(const Node& node, const Env& env) {
  const Node& subject = *node.args[0];
  Abstract left = Eval(subject, env);
  Abstract out;
  bool first = true;
  auto add = [&](const Abstract& a) {
    out = first ? a : Join(out, a);
    first = false;
  };
  for (size_t i = 1; i + 1 < node.args.size(); i += 2) {
    const Node& candidate = *node.args[i];
    if (IsText(candidate)) NoteText(node, subject, candidate, env);
    Abstract value = Eval(candidate, env);
    Env here = env;
    if (!left.list) here.known[KeyOf(subject)] = Satisfying(left, Op::kEqual, value);
    Abstract result = Eval(*node.args[i + 1], here);
    if (Equal(left, value).yes) add(result);
    if (!left.list) left = Satisfying(left, Op::kNotEqual, value);
  }
  bool otherwise = node.args.size() % 2 == 0;
  Env here = env;
  if (!left.list) here.known[KeyOf(subject)] = left;
  Abstract result = otherwise ? Eval(*node.args.back(), here) : Abstract::Blank();
  if (first || !left.Impossible()) add(result);
  return out;
}

// HasAny, HasAll, Contains, ContainsOnly, In, Find: texts that are looked for.
Abstract Interpreter::EvalMembership(const Node& node, const Env& env) {
  bool sought_first = IsCall(node, "In") || IsCall(node, "Find");
  const Node& subject = *node.args[0];
  Abstract values = Eval(subject, env);
  bool possible = false, certain = false;
  for (size_t i = 1; i < node.args.size(); ++i) {
    const Node& item = *node.args[i];
    Abstract value = Eval(item, env);
    value.list = false;
    Abstract one = values;
    one.list = false;
    Abstract equal = Equal(one, value);
    possible |= equal.yes;
    certain |= !equal.no;
    if (IsText(item)) NoteText(node, subject, item, env);
    if (sought_first && IsCall(item, "List")) {
      for (const auto& text : item.args) {
        if (IsText(*text)) NoteText(node, subject, *text, env);
      }
    }
  }
  if (IsCall(node, "Find")) return Abstract::Of(node.type);
  if (IsCall(node, "HasAll") || IsCall(node, "ContainsOnly")) return Abstract::Bool(true, true);
  return Abstract::Bool(possible, !certain || subject.type.list || values.blank);
}

// Functions that evaluate an argument for each item of the list before it.
Abstract Interpreter::EvalLambdaCall(const Node& node, const Env& env) {
  bool named = IsCall(node, "WithName");
  Abstract first = Eval(*node.args[0], env), item = first, result = Abstract::Of(node.type);
  size_t lambdas = 0;
  Env held =
      env;  // what the first condition says holds for the value behind it: SumIf(list, condition, value)
  for (size_t i = 1; i < node.args.size(); ++i) {
    const formula::Param* param = formula::ParamOf(*node.function, i, node.args.size());
    if (param == nullptr || param->kind == formula::ParamKind::kName) continue;
    if (param->kind != formula::ParamKind::kLambda) {
      Abstract value = Eval(*node.args[i], env);
      if (value.list) item = value;
      continue;
    }
    Env inner = lambdas++ == 0 ? env : held;
    item.list = named && item.list;
    inner.frames.resize(env.frames.size());
    inner.frames.push_back(item);
    result = Eval(*node.args[i], inner);
    held = Assume(*node.args[i], true, std::move(inner));
  }
  if (named) return result;
  if (IsCall(node, "CountIf")) return Abstract::Number({0, kInfinity});
  if (IsCall(node, "FormulaMap")) {
    result.list = true;
    return result;
  }
  Abstract taken = lambdas > 1 ? result : item;
  if (IsCall(node, "SumIf"))
    return taken.OnlyNumber() ? Abstract::Number(SumOf(taken.number)) : Abstract::Of(node.type);
  if (IsOneOf(node, {"AverageIf", "Lookup"})) {
    taken.blank = true;
    if (IsCall(node, "AverageIf")) taken.number.nonzero = taken.number.lo > 0 || taken.number.hi < 0;
    return taken;
  }
  if (IsOneOf(node, {"Filter", "Sort"})) return first;
  return Abstract::Of(node.type);
}

Abstract Interpreter::EvalAggregate(const Node& node, const std::vector<Abstract>& args) {
  bool numbers = std::all_of(args.begin(), args.end(),
                             [](const Abstract& a) { return a.OnlyNumber() || a.NotBlank().Impossible(); });
  Abstract all = args[0];
  bool may_miss = true;
  for (const Abstract& a : args) {
    all = Join(all, a);
    may_miss = may_miss && (a.blank || a.list);
  }
  all.list = false;
  all.blank = may_miss;
  if (!numbers || !all.numeric) {
    Abstract out = Abstract::Of(node.type);
    out.blank = may_miss && !IsCall(node, "Sum");
    return out;
  }
  if (IsCall(node, "Sum")) {
    Interval sum = Interval::Of(0);
    for (const Abstract& a : args)
      sum = sum + (a.list ? SumOf(a.number) : a.blank ? WithZero(a.number) : a.number);
    return Abstract::Number(sum);
  }
  bool least = IsCall(node, "Min"), most = IsCall(node, "Max");
  if (!least &&
      !most) {  // an average or a median lies between its items, and may be 0 between two that are not
    all.number.nonzero = all.number.lo > 0 || all.number.hi < 0;
    return all;
  }
  // An argument that is always there bounds the result from one side.
  for (const Abstract& a : args) {
    if (a.blank || a.list) continue;
    if (most) all.number.lo = std::max(all.number.lo, a.number.lo);
    if (least) all.number.hi = std::min(all.number.hi, a.number.hi);
  }
  all.number.nonzero = !all.number.Contains(0);
  return all;
}

Abstract Interpreter::EvalCall(const Node& node, const Env& env) {
  if (node.function == nullptr) return Abstract::Anything();
  if (IsCall(node, "If")) return EvalIf(node, env);
  if (IsCall(node, "Switch")) return EvalSwitch(node, env);
  if (IsOneOf(node, {"HasAny", "HasAll", "Contains", "ContainsOnly", "In", "Find"}) && node.args.size() > 1)
    return EvalMembership(node, env);
  bool lambda = false;
  for (size_t i = 0; i < node.args.size(); ++i) {
    const formula::Param* param = formula::ParamOf(*node.function, i, node.args.size());
    lambda |= param != nullptr && param->kind == formula::ParamKind::kLambda;
  }
  if (lambda) return EvalLambdaCall(node, env);
  if (IsOneOf(node, {"And", "Or"})) {
    Op op = IsCall(node, "And") ? Op::kAnd : Op::kOr;
    Abstract out = Eval(*node.args[0], env);
    Env held = env;  // what follows from those before the last all being so that the last one matters
    for (size_t i = 1; i < node.args.size(); ++i) {
      const Node& left = *node.args[i - 1];
      out = EvalJunction(op, out, left, *node.args[i], env, held);
      held = Assume(left, op == Op::kAnd, std::move(held));
    }
    return out;
  }
  std::vector<Abstract> args;
  for (const auto& arg : node.args) args.push_back(Eval(*arg, env));
  if (IsCall(node, "Not")) return check::Not(args[0]);
  if (IsOneOf(node, {"IsBlank", "IsNotBlank"}) && !args[0].list) {
    bool filled = !args[0].NotBlank().Impossible();
    bool blank = IsCall(node, "IsBlank");
    return Abstract::Bool(blank ? args[0].blank : filled, blank ? filled : args[0].blank);
  }
  if (IsCall(node, "IfBlank")) {
    Abstract out = args[0];
    for (size_t i = 1; i < args.size() && out.blank; ++i) {
      Abstract next = Join(out.NotBlank(), args[i]);
      next.list = args[i].list;
      out = next;
    }
    return out;
  }
  if (IsOneOf(node, {"Sum", "Average", "Min", "Max", "Median"})) return EvalAggregate(node, args);
  if (IsOneOf(node, {"Count", "CountAll", "CountUnique", "Length"}))
    return Abstract::Number({0, kInfinity}, IsCall(node, "Length"));
  if (IsOneOf(node, {"First", "Last", "Nth"})) {
    Abstract out = args[0];
    out.list = false;
    out.blank = true;
    return out;
  }
  if (IsOneOf(node, {"Reverse", "Unique", "Slice", "List", "ListCombine"}) && !args.empty()) {
    Abstract out = args[0];
    size_t lists = IsOneOf(node, {"List", "ListCombine"}) ? args.size() : 1;
    for (size_t i = 1; i < lists; ++i) out = Join(out, args[i]);
    out.list = true;
    return out;
  }
  auto numbers = [&] {
    return std::all_of(args.begin(), args.end(), [](const Abstract& a) { return a.OnlyNumber() && !a.list; });
  };
  if (IsCall(node, "Abs") && numbers()) return Abstract::Number(AbsoluteOf(args[0].number), args[0].blank);
  if (IsOneOf(node, {"Round", "RoundUp", "RoundDown", "Floor", "Ceiling", "Truncate"}) && numbers()) {
    Interval wide{args[0].number.lo - 1, args[0].number.hi + 1};
    if (args.size() > 1) wide = {};  // places and factors may move it far
    if (args[0].number.lo >= 0) wide.lo = std::max(wide.lo, 0.0);
    return Abstract::Number(wide, true);
  }
  if (IsCall(node, "Clamp") && numbers()) {
    bool blank = args[0].blank || args[1].blank || args[2].blank;
    Interval out{std::max(args[0].number.lo, args[1].number.lo),
                 std::min(args[0].number.hi, args[2].number.hi)};
    out.lo = std::min(out.lo, args[2].number.hi);
    out.hi = std::max(out.hi, args[1].number.lo);
    return Abstract::Number(out, blank);
  }
  if (IsOneOf(node, {"Sqrt", "Exp"}) && numbers()) return Abstract::Number({0, kInfinity}, true);
  if (IsCall(node, "Today") || IsCall(node, "Now")) return Abstract::Of(node.type).NotBlank();
  return Abstract::Of(node.type);
}

}  // namespace csip::check
