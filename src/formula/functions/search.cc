// What is in a list: membership, positions, tests of all items; lists as text.
#include <fmt/format.h>

#include "base/text.h"
#include "formula/functions/family.h"
#include "formula/functions/text_search.h"

namespace csip::formula {

using value::Value;

namespace {

bool Holds(std::span<const Value> list, const Value& sought, Evaluation& evaluation) {
  for (const Value& item : list) {
    if (AreEqual(item, sought, evaluation)) return true;
  }
  return false;
}

// Counts how many of the sought values (lists add their items) are in the list.
struct Found {
  size_t sought = 0;
  size_t found = 0;
  bool limit = false;
};

Found CountFound(Evaluation& evaluation, Args args) {
  Found result;
  auto list = value::AsItems(args[0]);
  for (const Value& arg : args.subspan(1)) {
    auto sought = arg.is_blank() ? std::span<const Value>(&arg, 1) : value::AsItems(arg);
    for (const Value& item : sought) {
      result.limit |= !evaluation.Spend(static_cast<int64_t>(list.size()));
      if (result.limit) return result;
      ++result.sought;
      result.found += Holds(list, item, evaluation) ? 1 : 0;
    }
  }
  return result;
}

Value EvalHasAny(Evaluation& evaluation, Args args) {
  Found f = CountFound(evaluation, args);
  return f.limit ? evaluation.LimitError() : Value::Bool(f.found > 0);
}

Value EvalHasAll(Evaluation& evaluation, Args args) {
  Found f = CountFound(evaluation, args);
  return f.limit ? evaluation.LimitError() : Value::Bool(f.found == f.sought);
}

Value EvalContainsOnly(Evaluation& evaluation, Args args) {
  std::vector<Value> allowed;
  for (const Value& arg : args.subspan(1)) {
    if (!AppendFlat(evaluation, arg, &allowed)) return evaluation.LimitError();
  }
  for (const Value& item : value::AsItems(args[0])) {
    if (!evaluation.Spend(static_cast<int64_t>(allowed.size()))) return evaluation.LimitError();
    if (!Holds(allowed, item, evaluation)) return Value::Bool(false);
  }
  return Value::Bool(!args[0].is_blank());
}

Value EvalIn(Evaluation& evaluation, Args args) {
  std::vector<Value> list;
  for (const Value& arg : args.subspan(1)) {
    if (!AppendFlat(evaluation, arg, &list)) return evaluation.LimitError();
  }
  if (!evaluation.Spend(static_cast<int64_t>(list.size()))) return evaluation.LimitError();
  return Value::Bool(!args[0].is_blank() && Holds(list, args[0], evaluation));
}

Value EvalFind(Evaluation& evaluation, Args args) {
  if (!args[1].is_text()) {
    auto items = value::AsItems(args[1]);
    for (size_t i = 0; i < items.size(); ++i) {
      if (AreEqual(items[i], args[0], evaluation)) return Value::Number(static_cast<double>(i) + 1);
    }
    return {};
  }
  std::string_view text = args[1].text();
  Value part = evaluation.TextValue(args[0]);
  if (!part.is_text()) return part;
  if (!evaluation.Spend(static_cast<int64_t>((text.size() + part.text().size()) / 8)))
    return evaluation.LimitError();
  size_t at = FindPart(text, part.text());
  if (at == std::string_view::npos) return {};
  return Value::Number(static_cast<double>(base::CodePoints(text.substr(0, at))) + 1);
}

// Kleene's OR (or AND) over the items: `decisive` is the outcome that ends it.
Value Quantify(Evaluation& evaluation, LazyArgs args, bool decisive) {
  Value list = decisive && args.size() > 1 ? CandidateList(evaluation, args[0], args[1]) : args[0].Eval();
  if (list.is_error()) return list;
  Value result = Value::Bool(!decisive);
  for (const Value& item : value::AsItems(list)) {
    Value v = args.size() > 1 ? args[1].EvalWith(item) : item;
    result = Apply(decisive ? Op::kOr : Op::kAnd, result, v, evaluation);
    if (result.is_bool() && result.boolean() == decisive) break;
  }
  return result;
}

Value EvalAny(Evaluation& evaluation, LazyArgs args) {
  return Quantify(evaluation, args, true);
}
Value EvalAll(Evaluation& evaluation, LazyArgs args) {
  return Quantify(evaluation, args, false);
}

Value EvalJoin(Evaluation& evaluation, Args args) {
  std::string_view separator = args.size() > 1 && args[1].is_text() ? args[1].text() : "";
  std::string out;
  for (const Value& item : value::AsItems(args[0])) {
    if (item.is_blank()) continue;
    std::string text = evaluation.Text(item);
    if (!evaluation.Spend(1, static_cast<int64_t>(text.size() + separator.size())))
      return evaluation.LimitError();
    if (!out.empty()) out += separator;
    out += text;
  }
  return evaluation.MakeText(out);
}

}  // namespace

const Function kContains{
    .name = "Contains",
    .family = "Lists",
    .description =
        "Whether the list holds the value, or one of several. One value counts as a list of one; a blank "
        "holds nothing. "
        "For a part of a text see ContainsText.",
    .params = {{"list", ParamKind::kList}, {"value", ParamKind::kAny, false, true, true}},
    .repeat_from = 1,
    .result = BoolResult,
    .eval = EvalHasAny,
    .blank_passes = false,
    .examples = {{"Contains(List(1, 2), 2)", "True"},
                 {"\"a\".Contains(\"a\", \"b\")", "True"},
                 {"Contains(\"\", 1)", "False"}},
};

const Function kHasAny{
    .name = "HasAny",
    .aliases = {"ContainsAny"},
    .family = "Lists",
    .description =
        "Whether the list holds at least one of the values. One value counts as a list of one; a blank holds "
        "nothing.",
    .params = {{"list", ParamKind::kList}, {"value", ParamKind::kAny, false, true, true}},
    .repeat_from = 1,
    .result = BoolResult,
    .eval = EvalHasAny,
    .blank_passes = false,
    .examples = {{"HasAny(\"Security\", \"Cost\", \"Security\")", "True"},
                 {"HasAny(List(1, 2), 3)", "False"},
                 {"HasAny(\"\", \"a\")", "False"}},
};

const Function kHasAll{
    .name = "HasAll",
    .aliases = {"ContainsAll"},
    .family = "Lists",
    .description = "Whether the list holds every one of the values.",
    .params = {{"list", ParamKind::kList}, {"value", ParamKind::kAny, false, true, true}},
    .repeat_from = 1,
    .result = BoolResult,
    .eval = EvalHasAll,
    .blank_passes = false,
    .examples = {{"HasAll(List(1, 2, 3), 1, 3)", "True"},
                 {"HasAll(List(1), 1, 2)", "False"},
                 {"HasAll(\"\", 1)", "False"}},
};

const Function kContainsOnly{
    .name = "ContainsOnly",
    .family = "Lists",
    .description = "Whether the list has items and each of them is one of the values.",
    .params = {{"list", ParamKind::kList}, {"value", ParamKind::kAny, false, true, true}},
    .repeat_from = 1,
    .result = BoolResult,
    .eval = EvalContainsOnly,
    .blank_passes = false,
    .examples = {{"ContainsOnly(List(1, 1), 1, 2)", "True"},
                 {"ContainsOnly(List(1, 3), 1, 2)", "False"},
                 {"ContainsOnly(\"\", 1)", "False"}},
};

const Function kIn{
    .name = "In",
    .family = "Lists",
    .description = "Whether the value is one of the list's items; a blank is in no list.",
    .params = {{"value"}, {"list", ParamKind::kAny, false, true, true}},
    .repeat_from = 1,
    .result = BoolResult,
    .eval = EvalIn,
    .blank_passes = false,
    .examples = {{"In(2, List(1, 2))", "True"},
                 {"\"c\".In(\"a\", \"b\")", "False"},
                 {"In(\"\", List(1))", "False"}},
};

const Function kFind{
    .name = "Find",
    .family = "Lists",
    .description =
        "The position, from 1, of a value in a list or of a part in a text; a blank where it is not found.",
    .params = {{"sought", ParamKind::kAny}, {"within", ParamKind::kAny, false, false, true}},
    .result = NumberResult,
    .eval = EvalFind,
    .examples = {{"Find(\"c\", \"abcd\")", "3"},
                 {"Find(5, List(4, 5))", "2"},
                 {"Find(\"x\", \"abc\")", ""},
                 {"Find(\"x\", \"\")", ""}},
};

const Function kAny{
    .name = "Any",
    .family = "Lists",
    .description =
        "Whether the condition is true for an item; blank when none is true and one is unknown. Without a "
        "condition the "
        "items themselves are tested. Of nothing: false.",
    .params = {{"list", ParamKind::kList}, {"condition", ParamKind::kLambda, true}},
    .result = BoolResult,
    .eval_lazy = EvalAny,
    .examples = {{"Any(List(1, 5), CurrentValue > 3)", "True"},
                 {"Any(List(1, \"\"), CurrentValue > 3)", ""},
                 {"Any(\"\", True)", "False"}},
};

const Function kAll{
    .name = "All",
    .family = "Lists",
    .description =
        "Whether the condition is true for every item; blank when none is false and one is unknown. Of "
        "nothing: true.",
    .params = {{"list", ParamKind::kList}, {"condition", ParamKind::kLambda, true}},
    .result = BoolResult,
    .eval_lazy = EvalAll,
    .examples = {{"All(List(4, 5), CurrentValue > 3)", "True"},
                 {"All(List(4, \"\"), CurrentValue > 3)", ""},
                 {"All(\"\", False)", "True"}},
};

const Function kJoin{
    .name = "Join",
    .family = "Lists",
    .description = "The texts of the items with a separator between them; blanks are left out.",
    .params = {{"list", ParamKind::kList}, {"separator", ParamKind::kText, true}},
    .result = TextResult,
    .eval = EvalJoin,
    .blank_passes = false,
    .examples = {{"Join(List(\"a\", \"b\"), \", \")", "\"a, b\""},
                 {"Join(List(1, \"\", 2), \"-\")", "\"1-2\""},
                 {"Join(\"\", \", \")", ""}},
};

}  // namespace csip::formula
