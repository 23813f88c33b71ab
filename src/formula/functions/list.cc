// Lists: made, taken apart, put in order.
#include <fmt/format.h>

#include <cmath>
#include <unordered_set>

#include "formula/functions/family.h"

namespace csip::formula {

using value::Value;

namespace {

struct HashOf {
  size_t operator()(const Value& v) const { return v.Hash(); }
};

Value Flat(Evaluation& evaluation, Args args) {
  std::vector<Value> items;
  for (const Value& arg : args) {
    if (!AppendFlat(evaluation, arg, &items)) return evaluation.LimitError();
  }
  return Value::List(std::move(items));
}

Value EvalListCombine(Evaluation& evaluation, Args args) {
  std::vector<Value> items;
  for (const Value& arg : args) {
    if (!arg.is_blank() && !AppendFlat(evaluation, arg, &items)) return evaluation.LimitError();
  }
  return Value::List(std::move(items));
}

Value EvalFilter(Evaluation& evaluation, LazyArgs args) {
  Value list = CandidateList(evaluation, args[0], args[1]);
  if (list.is_error()) return list;
  std::vector<Value> kept;
  for (const Value& item : value::AsItems(list)) {
    Verdict verdict = Test(args[1], item);
    if (!verdict.error.is_blank()) return verdict.error;
    if (verdict.holds) kept.push_back(item);
  }
  return evaluation.MakeList(std::move(kept));
}

Value EvalLookup(Evaluation& evaluation, LazyArgs args) {
  Value list = CandidateList(evaluation, args[0], args[1]);
  if (list.is_error()) return list;
  for (const Value& item : value::AsItems(list)) {
    Verdict verdict = Test(args[1], item);
    if (!verdict.error.is_blank()) return verdict.error;
    if (verdict.holds) return item;
  }
  return {};
}

// 1 is the first item, -1 the last; npos when there is none.
size_t Position(double n, size_t size) {
  n = std::trunc(n);
  if (n < 0) n += static_cast<double>(size) + 1;
  return n >= 1 && n <= static_cast<double>(size) ? static_cast<size_t>(n) - 1 : std::string::npos;
}

Value EvalNth(Evaluation&, Args args) {
  auto items = value::AsItems(args[0]);
  size_t at = Position(args[1].number(), items.size());
  return at == std::string::npos ? Value() : items[at];
}

Value EvalSlice(Evaluation& evaluation, Args args) {
  auto items = value::AsItems(args[0]);
  auto size = static_cast<double>(items.size());
  auto bound = [&](double n) { return n < 0 ? n + size + 1 : n; };
  double from = std::max(1.0, bound(std::trunc(args[1].number())));
  double to = args.size() > 2 ? std::min(size, bound(std::trunc(args[2].number()))) : size;
  if (from > to) return {};
  return evaluation.MakeList({items.begin() + static_cast<std::ptrdiff_t>(from) - 1,
                              items.begin() + static_cast<std::ptrdiff_t>(to)});
}

Value EvalReverse(Evaluation& evaluation, Args args) {
  auto items = value::AsItems(args[0]);
  return evaluation.MakeList({items.rbegin(), items.rend()});
}

Value EvalUnique(Evaluation& evaluation, Args args) {
  std::vector<Value> kept;
  std::unordered_set<Value, HashOf> seen;
  for (const Value& item : value::AsItems(args[0])) {
    if (seen.insert(item).second) kept.push_back(item);
  }
  return evaluation.MakeList(std::move(kept));
}

struct Entry {
  Value key;
  Value item;
};

// Each of the log n passes may compare the texts to their ends.
bool PayForSorting(Evaluation& evaluation, const std::vector<Entry>& entries) {
  size_t bytes = 0;
  for (const Entry& entry : entries) bytes += entry.key.is_text() ? entry.key.text().size() : 0;
  auto passes = static_cast<size_t>(std::log2(static_cast<double>(entries.size()) + 1)) + 1;
  return evaluation.Spend(static_cast<int64_t>(passes * (entries.size() / 2 + bytes / 64)));
}

// Rows stand in the order of their numbers; blanks come last in either direction; equal ones keep their
// order.
Value EvalSort(Evaluation& evaluation, LazyArgs args) {
  Value list = args[0].Eval();
  if (const Value* error = FirstError(list)) return *error;
  Value ascending = args.size() > 1 ? ToBool(args[1].Eval()) : Value::Bool(true);
  if (ascending.is_error()) return ascending;
  std::vector<Entry> entries;
  for (const Value& item : value::AsItems(list)) {
    Value key = args.size() > 2 ? args[2].EvalWith(item) : item;
    if (key.is_error()) return key;
    if (key.is_row())
      key = Value::Number(static_cast<double>(evaluation.rows().RowNumber(key.row().table, key.row().slot)));
    entries.push_back({std::move(key), item});
  }
  if (!PayForSorting(evaluation, entries)) return evaluation.LimitError();
  bool down = ascending.is_false();
  std::stable_sort(entries.begin(), entries.end(), [&](const Entry& a, const Entry& b) {
    if (a.key.is_blank() || b.key.is_blank()) return !a.key.is_blank() && b.key.is_blank();
    int order = value::Compare(a.key, b.key);
    return down ? order > 0 : order < 0;
  });
  std::vector<Value> items;
  items.reserve(entries.size());
  for (Entry& entry : entries) items.push_back(std::move(entry.item));
  return evaluation.MakeList(std::move(items));
}

Value EvalFormulaMap(Evaluation& evaluation, LazyArgs args) {
  Value list = args[0].Eval();
  if (list.is_error()) return list;
  std::vector<Value> items;
  for (const Value& item : value::AsItems(list)) {
    if (!AppendFlat(evaluation, args[1].EvalWith(item), &items)) return evaluation.LimitError();
  }
  return Value::List(std::move(items));
}

Value EvalWithName(Evaluation&, LazyArgs args) {
  Value v = args[0].Eval();
  return v.is_error() ? v : args[2].EvalWith(v);
}

Value EvalSequence(Evaluation& evaluation, Args args) {
  double from = args[0].number();
  double to = args[1].number();
  double step = args.size() > 2 ? args[2].number() : (from <= to ? 1 : -1);
  if (step == 0) return ValueError("a sequence with step 0 has no end");
  double count = std::floor((to - from) / step * (1 + 1e-12)) + 1;
  if (count <= 0) return {};
  // Paid for before it is made.
  auto size = static_cast<int64_t>(std::min(count, 1e15));
  if (!evaluation.Spend(size / 2, size * static_cast<int64_t>(sizeof(Value)))) return evaluation.LimitError();
  std::vector<Value> items;
  items.reserve(static_cast<size_t>(size));
  for (double i = 0; i < count; ++i) items.push_back(Value::Number(from + i * step));
  return Value::List(std::move(items));
}

Type MapResult(Types args, const Catalog&) {
  return args[1].ListOf();
}
Type LastArgument(Types args, const Catalog&) {
  return args.back();
}
Type NumbersResult(Types, const Catalog&) {
  return Type::Of(Base::kNumber, true);
}

}  // namespace

const Function kList{
    .name = "List",
    .family = "Lists",
    .description = "A list of the values. Lists do not nest: a list among the values adds its items.",
    .params = {{"value", ParamKind::kAny, true, true}},
    .result = CommonListResult,
    .eval = Flat,
    .blank_passes = false,
    .takes_errors = true,
    .takes_error_items = true,
    .examples = {{"List(1, 2, List(3))", "List(1, 2, 3)"}, {"List()", ""}, {"List(1, \"\").CountAll()", "2"}},
};

const Function kFilter{
    .name = "Filter",
    .family = "Lists",
    .description =
        "The items of the list, or rows of the table, for which the condition is true. In the condition "
        "[Column] is "
        "the candidate's column, CurrentValue the candidate, and thisRow.[Column] a column of the row that "
        "owns the formula. "
        "A blank condition leaves the item out; an error makes the result that error.",
    .params = {{"list", ParamKind::kList}, {"condition", ParamKind::kLambda}},
    .result = ListResult,
    .eval_lazy = EvalFilter,
    .examples = {{"Filter(List(1, 5, 9), CurrentValue > 3)", "List(5, 9)"},
                 {"List(1, \"\", 9).Filter(CurrentValue > 3)", "List(9)"},
                 {"Filter(\"\", True)", ""}},
};

const Function kLookup{
    .name = "Lookup",
    .family = "Lists",
    .description =
        "The first row, in row order, for which the condition is true, or a blank. Lookup(table, column, "
        "value) is "
        "Lookup(table, column = value). Coda gives all matches; Filter does that here.",
    .params = {{"rows", ParamKind::kList},
               {"condition", ParamKind::kLambda},
               {"value", ParamKind::kSought, true}},
    .result = ItemResult,
    .eval_lazy = EvalLookup,
    .examples = {{"Lookup(List(1, 5, 9), CurrentValue > 3)", "5"},
                 {"Lookup(List(1, 5), CurrentValue > 7)", ""},
                 {"Lookup(List(1, 5), CurrentValue, 5)", "5"}},
};

const Function kFirst{
    .name = "First",
    .family = "Lists",
    .description = "The first item.",
    .params = {{"list", ParamKind::kList}},
    .result = ItemResult,
    .eval = [](Evaluation&, Args args) { return Value(value::AsItems(args[0]).front()); },
    .takes_error_items = true,
    .examples = {{"First(List(3, 4))", "3"}, {"List().First()", ""}},
};

const Function kLast{
    .name = "Last",
    .family = "Lists",
    .description = "The last item.",
    .params = {{"list", ParamKind::kList}},
    .result = ItemResult,
    .eval = [](Evaluation&, Args args) { return Value(value::AsItems(args[0]).back()); },
    .takes_error_items = true,
    .examples = {{"Last(List(3, 4))", "4"}, {"Last(\"\")", ""}},
};

const Function kNth{
    .name = "Nth",
    .family = "Lists",
    .description = "The item at a position: 1 is the first, -1 the last. A blank where there is none.",
    .params = {{"list", ParamKind::kList}, {"position", ParamKind::kNumber}},
    .result = ItemResult,
    .eval = EvalNth,
    .takes_error_items = true,
    .examples = {{"Nth(List(3, 4, 5), 2)", "4"}, {"Nth(List(3, 4, 5), -1)", "5"}, {"Nth(List(3), 2)", ""}},
};

const Function kSlice{
    .name = "Slice",
    .family = "Lists",
    .description =
        "The items from one position to another, both included; negative positions count from the end.",
    .params = {{"list", ParamKind::kList}, {"from", ParamKind::kNumber}, {"to", ParamKind::kNumber, true}},
    .result = ListResult,
    .eval = EvalSlice,
    .takes_error_items = true,
    .examples = {{"Slice(List(1, 2, 3, 4), 2, 3)", "List(2, 3)"},
                 {"Slice(List(1, 2, 3), -2)", "List(2, 3)"},
                 {"Slice(List(1, 2), 3)", ""}},
};

const Function kSort{
    .name = "Sort",
    .family = "Lists",
    .description =
        "The items in order, ascending unless the second argument is false, by the value of the third for "
        "each item "
        "where it is given. Texts by code point, rows by row number, blanks last; equal items keep their "
        "order.",
    .params = {{"list", ParamKind::kList},
               {"ascending", ParamKind::kLazyBool, true},
               {"by", ParamKind::kLambda, true}},
    .result = ListResult,
    .eval_lazy = EvalSort,
    .examples = {{"Sort(List(3, 1, 2))", "List(1, 2, 3)"},
                 {"Sort(List(3, \"\", 2), False)", "List(3, 2, \"\")"},
                 {"List(\"bb\", \"a\").Sort(True, Length(CurrentValue))", "List(\"a\", \"bb\")"}},
};

const Function kReverse{
    .name = "Reverse",
    .aliases = {"ReverseList"},
    .family = "Lists",
    .description = "The items from last to first.",
    .params = {{"list", ParamKind::kList}},
    .result = ListResult,
    .eval = EvalReverse,
    .takes_error_items = true,
    .examples = {{"Reverse(List(1, 2))", "List(2, 1)"}, {"Reverse(\"\")", ""}},
};

const Function kUnique{
    .name = "Unique",
    .family = "Lists",
    .description = "Each item once, where it comes first.",
    .params = {{"list", ParamKind::kList}},
    .result = ListResult,
    .eval = EvalUnique,
    .examples = {{"Unique(List(2, 1, 2))", "List(2, 1)"}, {"Unique(\"\")", ""}},
};

const Function kListCombine{
    .name = "ListCombine",
    .family = "Lists",
    .description = "The items of all lists in one list; blank arguments add nothing.",
    .params = {{"list", ParamKind::kAny, false, true}},
    .result = CommonListResult,
    .eval = EvalListCombine,
    .blank_passes = false,
    .takes_errors = true,
    .takes_error_items = true,
    .examples = {{"ListCombine(List(1, 2), 3)", "List(1, 2, 3)"}, {"ListCombine(List(1), \"\")", "List(1)"}},
};

const Function kFormulaMap{
    .name = "FormulaMap",
    .aliases = {"ForEach"},
    .family = "Lists",
    .description =
        "The value of a formula for each item, which it knows as CurrentValue. Lists that come out are "
        "joined into one.",
    .params = {{"list", ParamKind::kList}, {"formula", ParamKind::kLambda}},
    .result = MapResult,
    .eval_lazy = EvalFormulaMap,
    .examples = {{"FormulaMap(List(1, 2), CurrentValue * 10)", "List(10, 20)"}, {"FormulaMap(\"\", 1)", ""}},
};

const Function kWithName{
    .name = "WithName",
    .family = "Lists",
    .description = "The value of a formula that may use a name for another value.",
    .params = {{"value"}, {"name", ParamKind::kName}, {"formula", ParamKind::kLambda}},
    .result = LastArgument,
    .eval_lazy = EvalWithName,
    .examples = {{"WithName(3 + 4, x, x * x)", "49"}, {"WithName(\"\", x, x * 2)", ""}},
};

const Function kSequence{
    .name = "Sequence",
    .family = "Lists",
    .description = "The numbers from one to another, by steps of 1 or as given.",
    .params = {{"from", ParamKind::kNumber}, {"to", ParamKind::kNumber}, {"step", ParamKind::kNumber, true}},
    .result = NumbersResult,
    .eval = EvalSequence,
    .examples = {{"Sequence(1, 4)", "List(1, 2, 3, 4)"},
                 {"Sequence(0, 10, 5)", "List(0, 5, 10)"},
                 {"Sequence(1, \"\")", ""}},
};

}  // namespace csip::formula
