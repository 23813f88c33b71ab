// Lists changed and compared; lists as lines of text; one of several values by its position.
#include <fmt/format.h>

#include <cmath>
#include <unordered_set>

#include "formula/functions/family.h"
#include "formula/type_rule.h"

namespace csip::formula {

using value::Value;

namespace {

struct HashOf {
  size_t operator()(const Value& v) const { return v.Hash(); }
};

// The list, and what comes into it from the fourth argument on.
Type SpliceResult(Types args, const Catalog&) {
  Type common = args[0].Item();
  for (size_t i = 3; i < args.size(); ++i) common = CommonType(common, args[i].Item());
  return common.ListOf();
}

Type ChooseResult(Types args, const Catalog&) {
  Type common = Type::Of(Base::kBlank);
  for (const Type& arg : args.subspan(1)) common = CommonType(common, arg);
  return common;
}

Value EvalSplice(Evaluation& evaluation, Args args) {
  if (args[1].is_blank()) return args[1];
  if (args[2].is_blank()) return args[2];
  auto items = value::AsItems(args[0]);
  auto size = static_cast<double>(items.size());
  double from = std::trunc(args[1].number());
  if (from < 0) from += size + 1;
  from = std::clamp(from, 1.0, size + 1);
  double count = std::clamp(std::trunc(args[2].number()), 0.0, size + 1 - from);
  auto begin = items.begin() + static_cast<ptrdiff_t>(from) - 1;
  std::vector<Value> out(items.begin(), begin);
  for (const Value& arg : args.subspan(3)) {
    if (!arg.is_blank() && !AppendFlat(evaluation, arg, &out)) return evaluation.LimitError();
  }
  out.insert(out.end(), begin + static_cast<ptrdiff_t>(count), items.end());
  return evaluation.MakeList(std::move(out));
}

// The different items of the first list that are in the second, or are not.
template <bool kShared>
Value EvalCompared(Evaluation& evaluation, Args args) {
  auto others = value::AsItems(args[1]);
  std::unordered_set<Value, HashOf> second(others.begin(), others.end());
  std::unordered_set<Value, HashOf> seen;
  std::vector<Value> kept;
  for (const Value& item : value::AsItems(args[0])) {
    if (second.contains(item) == kShared && seen.insert(item).second) kept.push_back(item);
  }
  return evaluation.MakeList(std::move(kept));
}

// One line for each item that is not blank, behind a mark.
template <bool kNumbered>
Value EvalLines(Evaluation& evaluation, Args args) {
  std::string out;
  size_t line = 0;
  for (const Value& item : value::AsItems(args[0])) {
    if (item.is_blank()) continue;
    Value text = evaluation.TextValue(item);
    if (text.is_error()) return text;
    if (!text.is_text()) continue;
    if (!evaluation.Spend(1, static_cast<int64_t>(text.text().size()))) return evaluation.LimitError();
    if (!out.empty()) out += '\n';
    out += kNumbered ? fmt::format("{}. ", ++line) : "• ";
    out += text.text();
  }
  return evaluation.MakeText(out);
}

Value EvalChoose(Evaluation&, LazyArgs args) {
  Value position = ToNumber(args[0].Eval());
  if (!position.is_number()) return position;
  double n = std::trunc(position.number());
  if (n < 1 || n >= static_cast<double>(args.size())) return {};
  return args[static_cast<size_t>(n)].Eval();
}

}  // namespace

const Function kSplice{
    .name = "Splice",
    .family = "Lists",
    .description =
        "The list with so many items from a position on taken out, and others put in their place. A negative "
        "position "
        "counts from the end.",
    .params = {{"list", ParamKind::kList},
               {"from", ParamKind::kNumber},
               {"count", ParamKind::kNumber},
               {"item", ParamKind::kAny, true, true}},
    .repeat_from = 3,
    .result = SpliceResult,
    .eval = EvalSplice,
    .blank_passes = false,
    .takes_error_items = true,
    .examples = {{"Splice(List(1, 2, 3), 2, 1)", "List(1, 3)"},
                 {"Splice(List(1, 4), 2, 0, 2, 3)", "List(1, 2, 3, 4)"},
                 {"Splice(List(1), \"\", 1)", ""}},
};

const Function kIntersection{
    .name = "Intersection",
    .family = "Lists",
    .description = "The different items of the first list that are in the second, too.",
    .params = {{"list", ParamKind::kList}, {"other", ParamKind::kList}},
    .result = ListResult,
    .eval = EvalCompared<true>,
    .examples = {{"Intersection(List(3, 1, 2, 3), List(2, 3))", "List(3, 2)"},
                 {"Intersection(List(1), \"\")", ""}},
};

const Function kDifference{
    .name = "Difference",
    .family = "Lists",
    .description = "The different items of the first list that are not in the second.",
    .params = {{"list", ParamKind::kList}, {"other", ParamKind::kList}},
    .result = ListResult,
    .eval = EvalCompared<false>,
    .blank_passes = false,
    .examples = {{"Difference(List(3, 1, 2, 3), List(2))", "List(3, 1)"},
                 {"Difference(List(1), \"\")", "List(1)"},
                 {"Difference(\"\", List(1))", ""}},
};

const Function kBulletedList{
    .name = "BulletedList",
    .family = "Lists",
    .description = "The texts of the items, each on a line behind a bullet; blanks are left out.",
    .params = {{"list", ParamKind::kList}},
    .result = TextResult,
    .eval = EvalLines<false>,
    .examples = {{"BulletedList(List(\"a\", \"\", \"b\"))", "\"• a\\n• b\""}, {"BulletedList(\"\")", ""}},
};

const Function kNumberedList{
    .name = "NumberedList",
    .family = "Lists",
    .description = "The texts of the items, each on a numbered line; blanks are left out.",
    .params = {{"list", ParamKind::kList}},
    .result = TextResult,
    .eval = EvalLines<true>,
    .examples = {{"NumberedList(List(\"a\", \"\", \"b\"))", "\"1. a\\n2. b\""}, {"NumberedList(\"\")", ""}},
};

const Function kChoose{
    .name = "Choose",
    .family = "Logic",
    .description = "The value at a position among the others: 1 is the first. A blank where there is none.",
    .params = {{"position", ParamKind::kNumber}, {"value", ParamKind::kLazy, false, true}},
    .repeat_from = 1,
    .result = ChooseResult,
    .eval_lazy = EvalChoose,
    .examples = {{"Choose(2, \"low\", \"medium\", \"high\")", "\"medium\""}, {"Choose(\"\", 1, 2)", ""}},
};

}  // namespace csip::formula
