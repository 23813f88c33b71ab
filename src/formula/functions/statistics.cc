// What a list of numbers is like: spread, order, typical values. Blanks are skipped; sums are exact before they are
// rounded once, so that the order of rows never shows.
#include <algorithm>
#include <cmath>

#include "formula/functions/numbers.h"

namespace csip::formula {

using value::Value;

namespace {

using Numbers = std::vector<double>;

template <Value (*kReduce)(Numbers& numbers)>
Value OfNumbers(Evaluation& evaluation, Args args) {
  Numbers numbers;
  Value error = CollectNumbers(args, &numbers);
  if (error.is_error() || numbers.empty()) return error;
  if (!evaluation.Spend(static_cast<int64_t>(numbers.size()))) return evaluation.LimitError();
  return kReduce(numbers);
}

template <bool kSample, bool kRoot>
Value ReduceSpread(Numbers& numbers) {
  double divisor = static_cast<double>(numbers.size()) - (kSample ? 1 : 0);
  if (divisor == 0) return DividedByZero();
  double variance = SquaresAroundMean(numbers) / divisor;
  return Value::Number(kRoot ? std::sqrt(variance) : variance);
}

Value ReduceDeviationFromMean(Numbers& numbers) {
  double mean = MeanOf(numbers);
  for (double& n : numbers) n = std::fabs(n - mean);
  return Value::Number(MeanOf(numbers));
}

Value ReduceSquares(Numbers& numbers) {
  for (double& n : numbers) n *= n;
  return Value::Number(SumOf(numbers));
}

Value ReduceGeometric(Numbers& numbers) {
  for (double& n : numbers) {
    if (n <= 0) return ValueError("a geometric mean is of numbers above zero");
    n = std::log(n);
  }
  return Value::Number(std::exp(MeanOf(numbers)));
}

Value ReduceHarmonic(Numbers& numbers) {
  for (double& n : numbers) {
    if (n <= 0) return ValueError("a harmonic mean is of numbers above zero");
    n = 1 / n;
  }
  return Value::Number(1 / MeanOf(numbers));
}

Value ReduceMode(Numbers& numbers) {
  std::sort(numbers.begin(), numbers.end());
  size_t most = 1;
  Value mode;
  for (size_t i = 0; i < numbers.size();) {
    size_t end = i;
    while (end < numbers.size() && numbers[end] == numbers[i]) ++end;
    if (end - i > most) {
      most = end - i;
      mode = Value::Number(numbers[i]);
    }
    i = end;
  }
  return mode;
}

// --- of a list and a number ---

// The numbers of the list in order. Blank when there are none.
Value ReadSorted(Evaluation& evaluation, const Value& list, Numbers* numbers) {
  Value error = CollectNumbers({&list, 1}, numbers);
  if (!evaluation.Spend(static_cast<int64_t>(numbers->size()))) return evaluation.LimitError();
  std::sort(numbers->begin(), numbers->end());
  return error;
}

// Between the two neighbours of a place that need not be whole; 0 is the first.
double Between(const Numbers& sorted, double place) {
  double below = std::floor(place);
  auto at = static_cast<size_t>(below);
  if (at + 1 >= sorted.size()) return sorted.back();
  double part = place - below;
  return part == 0 ? sorted[at] : sorted[at] + (sorted[at + 1] - sorted[at]) * part;
}

Value PercentileOf(const Numbers& sorted, double k) {
  if (!(k >= 0 && k <= 1)) return ValueError("a percentile is asked for by a fraction from 0 to 1");
  return Value::Number(Between(sorted, k * static_cast<double>(sorted.size() - 1)));
}

Value EvalPercentile(Evaluation& evaluation, Args args) {
  Numbers sorted;
  Value error = ReadSorted(evaluation, args[0], &sorted);
  return error.is_error() || sorted.empty() ? error : PercentileOf(sorted, args[1].number());
}

Value EvalPercentileExclusive(Evaluation& evaluation, Args args) {
  Numbers sorted;
  Value error = ReadSorted(evaluation, args[0], &sorted);
  if (error.is_error() || sorted.empty()) return error;
  auto n = static_cast<double>(sorted.size());
  double place = args[1].number() * (n + 1);
  if (!(place >= 1 && place <= n)) {
    return ValueError(
        "this fraction lies outside what so many numbers can tell; it must be from 1/(n+1) to n/(n+1)");
  }
  return Value::Number(Between(sorted, place - 1));
}

Value EvalQuartile(Evaluation& evaluation, Args args) {
  Numbers sorted;
  Value error = ReadSorted(evaluation, args[0], &sorted);
  if (error.is_error() || sorted.empty()) return error;
  double quart = std::trunc(args[1].number());
  if (!(quart >= 0 && quart <= 4))
    return ValueError("a quartile is 0 (the least), 1, 2 (the median), 3 or 4 (the greatest)");
  return PercentileOf(sorted, quart / 4);
}

template <bool kLargest>
Value EvalNthInOrder(Evaluation& evaluation, Args args) {
  Numbers sorted;
  Value error = ReadSorted(evaluation, args[0], &sorted);
  if (error.is_error()) return error;
  double n = std::trunc(args[1].number());
  if (n < 1) return ValueError("the position in the order must be 1 or more");
  if (n > static_cast<double>(sorted.size())) return {};
  auto at = static_cast<size_t>(n) - 1;
  return Value::Number(kLargest ? sorted[sorted.size() - 1 - at] : sorted[at]);
}

Value EvalRank(Evaluation&, Args args) {
  Numbers numbers;
  Value error = CollectNumbers(args.subspan(1, 1), &numbers);
  if (error.is_error()) return error;
  bool ascending = args.size() > 2 && args[2].is_true();
  double x = args[0].number();
  bool there = false;
  double before = 0;
  for (double n : numbers) {
    there |= n == x;
    before += (ascending ? n < x : n > x) ? 1 : 0;
  }
  return there ? Value::Number(before + 1) : Value();
}

Value EvalPercentRank(Evaluation& evaluation, Args args) {
  Numbers sorted;
  Value error = ReadSorted(evaluation, args[0], &sorted);
  if (error.is_error() || sorted.empty()) return error;
  double x = args[1].number();
  if (x < sorted.front() || x > sorted.back()) return {};
  if (sorted.size() == 1) return Value::Number(1);
  auto at = std::lower_bound(sorted.begin(), sorted.end(), x);
  auto place = static_cast<double>(at - sorted.begin());
  if (*at != x) place += (x - *at) / (*at - *(at - 1));
  return Value::Number(place / static_cast<double>(sorted.size() - 1));
}

// --- the descriptors ---

constexpr Param kNumbersParam = {"numbers", ParamKind::kNumbers, false, true};
constexpr Param kListParam = {"numbers", ParamKind::kNumbers};

// Of any number of numbers and lists.
Function Reduction(std::string_view name, std::vector<std::string_view> aliases, std::string_view description,
                   Value (*eval)(Evaluation&, Args), std::vector<Example> examples) {
  return Function{.name = name,
                  .aliases = std::move(aliases),
                  .family = "Statistics",
                  .description = description,
                  .params = {kNumbersParam},
                  .result = NumberResult,
                  .eval = eval,
                  .blank_passes = false,
                  .examples = std::move(examples)};
}

// Of a list and one number.
Function OfList(std::string_view name, std::vector<std::string_view> aliases, std::string_view description,
                std::string_view parameter, Value (*eval)(Evaluation&, Args), std::vector<Example> examples) {
  return Function{.name = name,
                  .aliases = std::move(aliases),
                  .family = "Statistics",
                  .description = description,
                  .params = {kListParam, {parameter, ParamKind::kNumber}},
                  .result = NumberResult,
                  .eval = eval,
                  .examples = std::move(examples)};
}

}  // namespace

const Function kStandardDeviation = Reduction("StandardDeviation", {"StDev"},
                                              "The standard deviation of a sample (divided by the count less "
                                              "one); blanks are skipped. Of less than two "
                                              "numbers: blank.",
                                              OfNumbers<ReduceSpread<true, true>>,
                                              {{"StandardDeviation(2, 4, 4, 6)", "Sqrt(8 / 3)"},
                                               {"StandardDeviation(3)", ""},
                                               {"StandardDeviation(\"\")", ""}});

const Function kStandardDeviationPopulation = Reduction(
    "StandardDeviationPopulation", {"StDevP"},
    "The standard deviation where the numbers are all there are (divided by their count).",
    OfNumbers<ReduceSpread<false, true>>,
    {{"StandardDeviationPopulation(2, 4, 4, 6)", "Sqrt(2)"}, {"StandardDeviationPopulation(\"\")", ""}});

const Function kVariance =
    Reduction("Variance", {"Var"},
              "The variance of a sample (divided by the count less one). Of less than two numbers: blank.",
              OfNumbers<ReduceSpread<true, false>>,
              {{"Variance(1, 3, 5)", "4"}, {"Variance(1)", ""}, {"Variance(\"\")", ""}});

const Function kVariancePopulation =
    Reduction("VariancePopulation", {"VarP"},
              "The variance where the numbers are all there are (divided by their count).",
              OfNumbers<ReduceSpread<false, false>>,
              {{"VariancePopulation(2, 4, 4, 6)", "2"}, {"VariancePopulation(\"\")", ""}});

const Function kAverageDeviation = Reduction(
    "AverageDeviation", {"AveDev"}, "The mean distance of the numbers from their mean.",
    OfNumbers<ReduceDeviationFromMean>, {{"AverageDeviation(1, 3)", "1"}, {"AverageDeviation(\"\")", ""}});

const Function kSumSquares =
    Reduction("SumSquares", {"SumSq"}, "The sum of the numbers' squares. Of nothing: blank.",
              OfNumbers<ReduceSquares>, {{"SumSquares(3, List(4, \"\"))", "25"}, {"SumSquares(\"\")", ""}});

const Function kGeometricMean = Reduction(
    "GeometricMean", {"GeoMean"},
    "The geometric mean: the n-th root of the product of n numbers, all of which must be above zero.",
    OfNumbers<ReduceGeometric>, {{"Round(GeometricMean(2, 8), 9)", "4"}, {"GeometricMean(\"\")", ""}});

const Function kHarmonicMean =
    Reduction("HarmonicMean", {"HarMean"},
              "The harmonic mean: the count over the sum of the reciprocals of numbers above zero.",
              OfNumbers<ReduceHarmonic>, {{"HarmonicMean(2, 2)", "2"}, {"HarmonicMean(\"\")", ""}});

const Function kMode =
    Reduction("Mode", {},
              "The number that comes most often; of several the least, where Excel takes the one that comes "
              "first. Blank where "
              "none comes twice.",
              OfNumbers<ReduceMode>, {{"Mode(5, 3, 3, 5, 3)", "3"}, {"Mode(1, 2)", ""}, {"Mode(\"\")", ""}});

const Function kPercentile = OfList(
    "Percentile", {},
    "The number below which so large a part (0 to 1) of the numbers lies; between two numbers in proportion. "
    "PERCENTILE.INC of spreadsheets.",
    "part", EvalPercentile,
    {{"Percentile(List(1, 2, 3, 4), 0.3)", "1.9"},
     {"Percentile(List(1), 2)", "#VALUE"},
     {"Percentile(\"\", 0.5)", ""}});

const Function kPercentileExclusive = OfList(
    "PercentileExclusive", {},
    "As Percentile, by the count plus one: the ends 0 and 1 are left out. PERCENTILE.EXC of spreadsheets.",
    "part", EvalPercentileExclusive,
    {{"PercentileExclusive(List(1, 2, 3), 0.25)", "1"}, {"PercentileExclusive(\"\", 0.5)", ""}});

const Function kQuartile =
    OfList("Quartile", {},
           "A quarter of the way through the numbers in order: 0 is the least, 2 the median, 4 the greatest.",
           "quarter", EvalQuartile,
           {{"Quartile(List(1, 2, 4, 7, 8, 9, 10, 12), 1)", "3.5"}, {"Quartile(\"\", 1)", ""}});

const Function kLarge =
    OfList("Large", {}, "The n-th greatest of the numbers. A blank where there are fewer.", "n",
           EvalNthInOrder<true>, {{"Large(List(3, 5, 4), 2)", "4"}, {"Large(List(3), 2)", ""}});

const Function kSmall =
    OfList("Small", {}, "The n-th least of the numbers. A blank where there are fewer.", "n",
           EvalNthInOrder<false>, {{"Small(List(3, 5, 4), 2)", "4"}, {"Small(List(3), 2)", ""}});

const Function kPercentRank =
    OfList("PercentRank", {},
           "How far through the numbers in order a number lies, 0 to 1. A blank where it lies outside. Excel "
           "cuts the "
           "result to three digits.",
           "number", EvalPercentRank,
           {{"PercentRank(List(1, 2, 3), 2)", "0.5"}, {"PercentRank(List(1, 2), 9)", ""}});

const Function kRank{
    .name = "Rank",
    .family = "Statistics",
    .description =
        "The place of a number among the numbers: the greatest has 1, or, where the third argument is true, "
        "the least. "
        "Equal numbers have the same place. A blank where the number is not among them.",
    .params = {{"number", ParamKind::kNumber}, kListParam, {"ascending", ParamKind::kBool, true}},
    .result = NumberResult,
    .eval = EvalRank,
    .examples = {{"Rank(5, List(7, 5, 5, 1))", "2"},
                 {"Rank(5, List(7, 5, 5, 1), True)", "2"},
                 {"Rank(9, List(1, 2))", ""}},
};

}  // namespace csip::formula
