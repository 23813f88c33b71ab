// One value of many. Sums are exact before they are rounded once, so that the order of rows never shows.
#include <algorithm>
#include <unordered_set>

#include "formula/functions/numbers.h"

namespace csip::formula {

using value::Value;

namespace {

template <Value (*kReduce)(std::vector<double>& numbers)>
Value OfNumbers(Evaluation& evaluation, Args args) {
  std::vector<double> numbers;
  Value error = CollectNumbers(args, &numbers);
  if (!evaluation.Spend(static_cast<int64_t>(numbers.size() / 2))) return evaluation.LimitError();
  return error.is_error() ? error : kReduce(numbers);
}

Value ReduceSum(std::vector<double>& numbers) {
  return Value::Number(SumOf(numbers));
}
Value ReduceMean(std::vector<double>& numbers) {
  return numbers.empty() ? Value() : Value::Number(MeanOf(numbers));
}

Value ReduceMedian(std::vector<double>& numbers) {
  if (numbers.empty()) return {};
  std::sort(numbers.begin(), numbers.end());
  size_t middle = numbers.size() / 2;
  if (numbers.size() % 2 == 1) return Value::Number(numbers[middle]);
  return Value::Number(numbers[middle - 1] / 2 + numbers[middle] / 2);
}

Value ReduceProduct(std::vector<double>& numbers) {
  if (numbers.empty()) return {};
  std::sort(numbers.begin(), numbers.end());  // rounding must not depend on the order of rows
  double product = 1;
  for (double n : numbers) product *= n;
  return Value::Number(product);
}

Value Extreme(Evaluation& evaluation, Args args, Op better) {
  Value best;
  for (const Value& arg : args) {
    for (const Value& item : value::AsItems(arg)) {
      if (item.is_blank()) continue;
      Value candidate = item.is_number() || item.is_date() || item.is_instant() ? item : ToNumber(item);
      if (candidate.is_error()) return candidate;
      if (best.is_blank()) {
        best = std::move(candidate);
        continue;
      }
      Value wins = Apply(better, candidate, best, evaluation);
      if (wins.is_error()) return wins;
      if (wins.is_true()) best = std::move(candidate);
    }
  }
  return best;
}

Value EvalMin(Evaluation& evaluation, Args args) {
  return Extreme(evaluation, args, Op::kLess);
}
Value EvalMax(Evaluation& evaluation, Args args) {
  return Extreme(evaluation, args, Op::kGreater);
}

Value EvalCount(Evaluation&, Args args) {
  double count = 0;
  for (const Value& arg : args) {
    for (const Value& item : value::AsItems(arg)) count += item.is_blank() ? 0 : 1;
  }
  return Value::Number(count);
}

Value EvalCountAll(Evaluation&, Args args) {
  double count = 0;
  for (const Value& arg : args) count += static_cast<double>(value::AsItems(arg).size());
  return Value::Number(count);
}

struct HashOf {
  size_t operator()(const Value& v) const { return v.Hash(); }
};

Value EvalCountUnique(Evaluation&, Args args) {
  std::unordered_set<Value, HashOf> seen;
  for (const Value& arg : args) {
    for (const Value& item : value::AsItems(arg)) {
      if (!item.is_blank()) seen.insert(item);
    }
  }
  return Value::Number(static_cast<double>(seen.size()));
}

Value EvalCountIf(Evaluation& evaluation, LazyArgs args) {
  Value list = CandidateList(evaluation, args[0], args[1]);
  if (list.is_error()) return list;
  double count = 0;
  for (const Value& item : value::AsItems(list)) {
    Verdict verdict = Test(args[1], item);
    if (!verdict.error.is_blank()) return verdict.error;
    count += verdict.holds ? 1 : 0;
  }
  return Value::Number(count);
}

// The numbers of the items for which the condition holds.
Value CollectIf(Evaluation& evaluation, LazyArgs args, std::vector<double>* numbers) {
  Value list = CandidateList(evaluation, args[0], args[1]);
  if (list.is_error()) return list;
  for (const Value& item : value::AsItems(list)) {
    Verdict verdict = Test(args[1], item);
    if (!verdict.error.is_blank()) return verdict.error;
    if (!verdict.holds) continue;
    Value v = args.size() > 2 ? args[2].EvalWith(item) : item;
    Value error = CollectNumbers({&v, 1}, numbers);
    if (error.is_error()) return error;
  }
  return {};
}

Value EvalSumIf(Evaluation& evaluation, LazyArgs args) {
  std::vector<double> numbers;
  Value error = CollectIf(evaluation, args, &numbers);
  return error.is_error() ? error : Value::Number(SumOf(numbers));
}

Value EvalAverageIf(Evaluation& evaluation, LazyArgs args) {
  std::vector<double> numbers;
  Value error = CollectIf(evaluation, args, &numbers);
  if (error.is_error() || numbers.empty()) return error;
  return Value::Number(MeanOf(numbers));
}

// The least or the greatest value of the items for which the condition holds.
Value ExtremeIf(Evaluation& evaluation, LazyArgs args, Op better) {
  Value list = CandidateList(evaluation, args[0], args[1]);
  if (list.is_error()) return list;
  Value best;
  for (const Value& item : value::AsItems(list)) {
    Verdict verdict = Test(args[1], item);
    if (!verdict.error.is_blank()) return verdict.error;
    if (!verdict.holds) continue;
    const Value found[] = {best, args.size() > 2 ? args[2].EvalWith(item) : item};
    if (const Value* error = FirstError(found[1])) return *error;
    best = Extreme(evaluation, found, better);
    if (best.is_error()) return best;
  }
  return best;
}

Value EvalMinIf(Evaluation& evaluation, LazyArgs args) {
  return ExtremeIf(evaluation, args, Op::kLess);
}
Value EvalMaxIf(Evaluation& evaluation, LazyArgs args) {
  return ExtremeIf(evaluation, args, Op::kGreater);
}

Type ExtremeIfResult(Types args, const Catalog&) {
  return args.size() > 2 ? args[2].Item() : args[0].Item();
}

Value EvalCountBlank(Evaluation&, Args args) {
  double count = 0;
  for (const Value& arg : args) {
    if (arg.is_blank()) ++count;
    for (const Value& item : value::AsItems(arg)) count += item.is_blank() ? 1 : 0;
  }
  return Value::Number(count);
}

}  // namespace

const Function kSum{
    .name = "Sum",
    .family = "Aggregates",
    .description = "The sum of numbers or of lists of numbers; blanks are skipped. Of nothing: 0.",
    .params = {{"numbers", ParamKind::kNumbers, false, true}},
    .result = NumberResult,
    .eval = OfNumbers<ReduceSum>,
    .blank_passes = false,
    .examples = {{"Sum(1, 2, List(3, \"\"))", "6"}, {"Sum(\"\")", "0"}},
};

const Function kAverage{
    .name = "Average",
    .aliases = {"Avg"},
    .family = "Aggregates",
    .description = "The mean of numbers or of lists of numbers; blanks are skipped. Of nothing: blank.",
    .params = {{"numbers", ParamKind::kNumbers, false, true}},
    .result = NumberResult,
    .eval = OfNumbers<ReduceMean>,
    .blank_passes = false,
    .examples = {{"Average(List(1, 2, \"\"))", "1.5"}, {"Average(\"\")", ""}},
};

const Function kMin{
    .name = "Min",
    .family = "Aggregates",
    .description =
        "The least of numbers or dates, or of lists of them; blanks are skipped. Of nothing: blank.",
    .params = {{"values", ParamKind::kOrdered, false, true}},
    .result = CommonItemResult,
    .eval = EvalMin,
    .blank_passes = false,
    .examples = {{"Min(3, List(2, \"\"))", "2"},
                 {"Min(Date(2026, 1, 2), Date(2026, 1, 1))", "Date(2026, 1, 1)"},
                 {"Min(\"\")", ""}},
};

const Function kMax{
    .name = "Max",
    .family = "Aggregates",
    .description =
        "The greatest of numbers or dates, or of lists of them; blanks are skipped. Of nothing: blank.",
    .params = {{"values", ParamKind::kOrdered, false, true}},
    .result = CommonItemResult,
    .eval = EvalMax,
    .blank_passes = false,
    .examples = {{"Max(0, -5)", "0"}, {"Max(0, \"\")", "0"}, {"Max(List())", ""}},
};

const Function kMedian{
    .name = "Median",
    .family = "Aggregates",
    .description =
        "The middle one of the numbers in order, or the mean of the two in the middle; blanks are skipped.",
    .params = {{"numbers", ParamKind::kNumbers, false, true}},
    .result = NumberResult,
    .eval = OfNumbers<ReduceMedian>,
    .blank_passes = false,
    .examples = {{"Median(List(9, 1, 2))", "2"}, {"Median(1, 2, \"\", 4, 9)", "3"}, {"Median(\"\")", ""}},
};

const Function kProduct{
    .name = "Product",
    .family = "Aggregates",
    .description = "The numbers multiplied; blanks are skipped. Of nothing: blank.",
    .params = {{"numbers", ParamKind::kNumbers, false, true}},
    .result = NumberResult,
    .eval = OfNumbers<ReduceProduct>,
    .blank_passes = false,
    .examples = {{"Product(List(2, 3, \"\"))", "6"}, {"Product(\"\")", ""}},
};

const Function kCount{
    .name = "Count",
    .family = "Aggregates",
    .description = "How many values there are; blanks are skipped. Of nothing: 0.",
    .params = {{"values", ParamKind::kList, false, true}},
    .result = NumberResult,
    .eval = EvalCount,
    .blank_passes = false,
    .examples = {{"Count(List(5, \"\", \"x\"))", "2"}, {"Count(\"\")", "0"}},
};

const Function kCountAll{
    .name = "CountAll",
    .family = "Aggregates",
    .description = "How many items there are, blank ones and errors too.",
    .params = {{"values", ParamKind::kList, false, true}},
    .result = NumberResult,
    .eval = EvalCountAll,
    .blank_passes = false,
    .takes_error_items = true,
    .examples = {{"CountAll(List(5, \"\", \"x\"))", "3"}, {"CountAll(\"\")", "0"}},
};

const Function kCountUnique{
    .name = "CountUnique",
    .family = "Aggregates",
    .description = "How many different values there are; blanks are skipped.",
    .params = {{"values", ParamKind::kList, false, true}},
    .result = NumberResult,
    .eval = EvalCountUnique,
    .blank_passes = false,
    .examples = {{"CountUnique(List(5, 5, 6, \"\"))", "2"}, {"CountUnique(\"\")", "0"}},
};

const Function kCountIf{
    .name = "CountIf",
    .family = "Aggregates",
    .description =
        "For how many items of the list, or rows of the table, the condition is true (see Filter).",
    .params = {{"list", ParamKind::kList}, {"condition", ParamKind::kLambda}},
    .result = NumberResult,
    .eval_lazy = EvalCountIf,
    .examples = {{"CountIf(List(1, 5, 9), CurrentValue > 3)", "2"},
                 {"CountIf(List(\"\", 5), CurrentValue < 9)", "1"},
                 {"CountIf(\"\", True)", "0"}},
};

const Function kSumIf{
    .name = "SumIf",
    .family = "Aggregates",
    .description =
        "The sum of the items for which the condition is true, or of a formula's value for each of them.",
    .params = {{"list", ParamKind::kList},
               {"condition", ParamKind::kLambda},
               {"value", ParamKind::kLambda, true}},
    .result = NumberResult,
    .eval_lazy = EvalSumIf,
    .examples = {{"SumIf(List(1, 5, 9), CurrentValue > 3)", "14"},
                 {"SumIf(List(1, 5), CurrentValue > 3, CurrentValue * 2)", "10"},
                 {"SumIf(\"\", True)", "0"}},
};

const Function kAverageIf{
    .name = "AverageIf",
    .family = "Aggregates",
    .description =
        "The mean of the items for which the condition is true, or of a formula's value for each of them.",
    .params = {{"list", ParamKind::kList},
               {"condition", ParamKind::kLambda},
               {"value", ParamKind::kLambda, true}},
    .result = NumberResult,
    .eval_lazy = EvalAverageIf,
    .examples = {{"AverageIf(List(1, 5, 9), CurrentValue > 3)", "7"},
                 {"AverageIf(List(1), CurrentValue > 3)", ""}},
};

const Function kMinIf{
    .name = "MinIf",
    .family = "Aggregates",
    .description =
        "The least of the items for which the condition is true, or of a formula's value for each of them. "
        "Of nothing: "
        "blank.",
    .params = {{"list", ParamKind::kList},
               {"condition", ParamKind::kLambda},
               {"value", ParamKind::kLambda, true}},
    .result = ExtremeIfResult,
    .eval_lazy = EvalMinIf,
    .examples = {{"MinIf(List(1, 5, 9), CurrentValue > 3)", "5"},
                 {"MinIf(List(1, 5), CurrentValue > 3, 0 - CurrentValue)", "-5"},
                 {"MinIf(List(1), CurrentValue > 3)", ""}},
};

const Function kMaxIf{
    .name = "MaxIf",
    .family = "Aggregates",
    .description =
        "The greatest of the items for which the condition is true, or of a formula's value for each of "
        "them. Of "
        "nothing: blank.",
    .params = {{"list", ParamKind::kList},
               {"condition", ParamKind::kLambda},
               {"value", ParamKind::kLambda, true}},
    .result = ExtremeIfResult,
    .eval_lazy = EvalMaxIf,
    .examples = {{"MaxIf(List(1, 5, 9), CurrentValue < 6)", "5"}, {"MaxIf(List(9), CurrentValue < 6)", ""}},
};

const Function kCountBlank{
    .name = "CountBlank",
    .family = "Aggregates",
    .description = "How many items are blank; a blank argument counts as one.",
    .params = {{"values", ParamKind::kList, false, true}},
    .result = NumberResult,
    .eval = EvalCountBlank,
    .blank_passes = false,
    .takes_error_items = true,
    .examples = {{"CountBlank(List(5, \"\", \"x\"))", "1"}, {"CountBlank(\"\")", "1"}},
};

}  // namespace csip::formula
