// Two lists of numbers side by side: correlation, the line through them, sums of products. Pairs in which one side is
// blank are left out.
#include <cmath>

#include "formula/functions/numbers.h"
#include "value/exact_sum.h"

namespace csip::formula {

using value::Value;

namespace {

// What the line through points is made of. Sums around the means, exact before they are rounded.
struct Moments {
  double count = 0;
  double mean_x = 0;
  double mean_y = 0;
  double xx = 0;
  double yy = 0;
  double xy = 0;
};

// Blank where there are no pairs, an error, or True.
Value ReadMoments(const Value& list_x, const Value& list_y, Moments* m) {
  std::vector<double> xs;
  std::vector<double> ys;
  Value error = ReadPairs(list_x, list_y, &xs, &ys);
  if (error.is_error() || xs.empty()) return error;
  m->count = static_cast<double>(xs.size());
  m->mean_x = MeanOf(xs);
  m->mean_y = MeanOf(ys);
  m->xx = SquaresAroundMean(xs);
  m->yy = SquaresAroundMean(ys);
  value::ExactSum products;
  for (size_t i = 0; i < xs.size(); ++i) products.Add((xs[i] - m->mean_x) * (ys[i] - m->mean_y));
  m->xy = products.Total();
  return Value::Bool(true);
}

Value CorrelationOf(const Moments& m) {
  if (m.xx == 0 || m.yy == 0) return DividedByZero();
  return Value::Number(std::clamp(m.xy / std::sqrt(m.xx * m.yy), -1.0, 1.0));
}
Value RSquaredOf(const Moments& m) {
  if (m.xx == 0 || m.yy == 0) return DividedByZero();
  return Value::Number(std::min(1.0, m.xy * m.xy / (m.xx * m.yy)));
}
Value SlopeOf(const Moments& m) {
  return m.xx == 0 ? DividedByZero() : Value::Number(m.xy / m.xx);
}
Value InterceptOf(const Moments& m) {
  Value slope = SlopeOf(m);
  return slope.is_number() ? Value::Number(m.mean_y - slope.number() * m.mean_x) : slope;
}
template <bool kSample>
Value CovarianceOf(const Moments& m) {
  double divisor = m.count - (kSample ? 1 : 0);
  return divisor == 0 ? DividedByZero() : Value::Number(m.xy / divisor);
}

// The first list holds the values to be explained where the order matters, as in spreadsheets.
template <Value (*kReduce)(const Moments&)>
Value OfPairs(Evaluation&, Args args) {
  Moments m;
  Value read = ReadMoments(args[1], args[0], &m);
  return read.is_bool() ? kReduce(m) : read;
}

Value EvalForecast(Evaluation&, Args args) {
  Moments m;
  Value read = ReadMoments(args[2], args[1], &m);
  if (!read.is_bool()) return read;
  Value slope = SlopeOf(m);
  if (!slope.is_number()) return slope;
  return Value::Number(m.mean_y + slope.number() * (args[0].number() - m.mean_x));
}

// A blank takes its whole product out of the sum, as a blank does in Sum.
Value EvalSumProduct(Evaluation& evaluation, Args args) {
  size_t size = value::AsItems(args[0]).size();
  for (const Value& arg : args) {
    if (value::AsItems(arg).size() != size) return ValueError("the lists must be of the same length");
  }
  if (!evaluation.Spend(static_cast<int64_t>(size * args.size() / 4))) return evaluation.LimitError();
  value::ExactSum sum;
  for (size_t i = 0; i < size; ++i) {
    double product = 1;
    bool known = true;
    for (const Value& arg : args) {
      Value number = ToNumber(value::AsItems(arg)[i]);
      if (number.is_error()) return number;
      known &= number.is_number();
      if (number.is_number()) product *= number.number();
    }
    if (known) sum.Add(product);
  }
  return Value::Number(sum.Total());
}

Value EvalWeightedAverage(Evaluation&, Args args) {
  std::vector<double> values;
  std::vector<double> weights;
  Value error = ReadPairs(args[0], args[1], &values, &weights);
  if (error.is_error() || values.empty()) return error;
  for (size_t i = 0; i < values.size(); ++i) values[i] *= weights[i];
  double weight = SumOf(weights);
  return weight == 0 ? DividedByZero() : Value::Number(SumOf(values) / weight);
}

Function OfTwoLists(std::string_view name, std::vector<std::string_view> aliases,
                    std::string_view description, std::string_view first, std::string_view second,
                    Value (*eval)(Evaluation&, Args), std::vector<Example> examples) {
  return Function{.name = name,
                  .aliases = std::move(aliases),
                  .family = "Statistics",
                  .description = description,
                  .params = {{first, ParamKind::kNumbers}, {second, ParamKind::kNumbers}},
                  .result = NumberResult,
                  .eval = eval,
                  .examples = std::move(examples)};
}

}  // namespace

const Function kCorrelation = OfTwoLists(
    "Correlation", {"Correl", "Pearson"},
    "How closely two lists of numbers go together: 1 rise as one, -1 against each other, 0 not at all. Blank "
    "where one list does not vary. Pairs with a blank are left out.",
    "first", "second", OfPairs<CorrelationOf>,
    {{"Correlation(List(1, 2, 3), List(2, 4, 6))", "1"}, {"Correlation(List(1, 2), List(5, 5))", ""}});

const Function kCovariance =
    OfTwoLists("Covariance", {}, "The covariance of a sample of pairs (divided by their count less one).",
               "first", "second", OfPairs<CovarianceOf<true>>,
               {{"Covariance(List(1, 3), List(2, 6))", "4"}, {"Covariance(1, 2)", ""}});

const Function kCovariancePopulation = OfTwoLists(
    "CovariancePopulation", {"Covar"},
    "The covariance where the pairs are all there are (divided by their count).", "first", "second",
    OfPairs<CovarianceOf<false>>,
    {{"CovariancePopulation(List(1, 3), List(2, 6))", "2"}, {"CovariancePopulation(\"\", 2)", ""}});

const Function kSlope = OfTwoLists(
    "Slope", {}, "The slope of the straight line that fits pairs best: by how much y rises for each x.", "ys",
    "xs", OfPairs<SlopeOf>,
    {{"Slope(List(1, 3, 5), List(0, 1, 2))", "2"}, {"Slope(List(1, 2), List(3, 3))", ""}});

const Function kIntercept = OfTwoLists(
    "Intercept", {}, "Where the straight line that fits pairs best is at x = 0.", "ys", "xs",
    OfPairs<InterceptOf>, {{"Intercept(List(1, 3, 5), List(0, 1, 2))", "1"}, {"Intercept(\"\", 1)", ""}});

const Function kRSquared = OfTwoLists(
    "RSquared", {"RSq"}, "The part of the variation of y, 0 to 1, that the straight line explains.", "ys",
    "xs", OfPairs<RSquaredOf>, {{"RSquared(List(1, 3, 5), List(0, 1, 2))", "1"}, {"RSquared(\"\", 1)", ""}});

const Function kForecast{
    .name = "Forecast",
    .family = "Statistics",
    .description = "The y for an x on the straight line that fits the pairs best.",
    .params = {{"x", ParamKind::kNumber}, {"ys", ParamKind::kNumbers}, {"xs", ParamKind::kNumbers}},
    .result = NumberResult,
    .eval = EvalForecast,
    .examples = {{"Forecast(3, List(1, 3, 5), List(0, 1, 2))", "7"}, {"Forecast(\"\", 1, 2)", ""}},
};

const Function kSumProduct{
    .name = "SumProduct",
    .family = "Statistics",
    .description =
        "The sum of the products of the items in the same place. A product with a blank is left out; Excel "
        "takes a "
        "blank for 0, which comes to the same, and a text for 0, which here is #VALUE.",
    .params = {{"numbers", ParamKind::kNumbers, false, true}},
    .result = NumberResult,
    .eval = EvalSumProduct,
    .blank_passes = false,
    .examples = {{"SumProduct(List(1, 2), List(3, 4))", "11"},
                 {"SumProduct(List(1, \"\"), List(3, 4))", "3"},
                 {"SumProduct(\"\")", "0"}},
};

const Function kWeightedAverage = OfTwoLists(
    "WeightedAverage", {},
    "The mean of numbers that count by their weights. Pairs with a blank are left out; blank where the "
    "weights come to zero.",
    "numbers", "weights", EvalWeightedAverage,
    {{"WeightedAverage(List(50, 100), List(3, 1))", "62.5"}, {"WeightedAverage(List(50), List(0))", ""}});

}  // namespace csip::formula
