// What aggregates give must not depend on the order of rows: not in the last bit.
#include <gtest/gtest.h>

#include <random>

#include "formula/test_world.h"

namespace csip::formula {
namespace {

using value::Value;

// Numbers of very different sizes, with pairs that all but cancel: the worst for sums in a row.
std::vector<Value> Awkward(std::mt19937* random, size_t count, bool above_zero) {
  std::vector<Value> numbers;
  std::uniform_real_distribution<double> part(0.5, 1);
  for (size_t i = 0; i < count; ++i) {
    double size = std::ldexp(part(*random), static_cast<int>((*random)() % (above_zero ? 20 : 80)) - 10);
    numbers.push_back(Value::Number(size));
    if (!above_zero && i % 2 == 0) numbers.push_back(Value::Number(-size * (1 + 1e-12)));
    if (i % 7 == 0) numbers.push_back(Value());
  }
  return numbers;
}

Value RunOn(const TestWorld& world, const std::string& formula, const std::vector<Value>& a,
            const std::vector<Value>& b) {
  BindContext context{.catalog = &world.catalog, .table = 0};
  context.locals = {{"a", Type::Of(Base::kNumber, true)}, {"b", Type::Of(Base::kNumber, true)}};
  Bound bound = Bind(formula, context);
  EXPECT_TRUE(bound.ok()) << formula << ": " << TestWorld::FirstError(bound);
  if (!bound.ok()) return {};
  Evaluation evaluation(world.catalog, world, world.inputs);
  const Value locals[] = {Value::List(a), Value::List(b)};
  return evaluation.Run(*bound.root, {0, 0}, locals);
}

TEST(Order, AggregatesGiveTheSameBitsInAnyOrder) {
  TestWorld world;
  std::mt19937 random(11);
  for (const char* formula : {"Sum(a)",
                              "Average(a)",
                              "SumIf(a, True)",
                              "AverageIf(a, True, CurrentValue * 3)",
                              "Product(a.Slice(1, 20))",
                              "StandardDeviation(a)",
                              "StandardDeviationPopulation(a)",
                              "Variance(a)",
                              "VariancePopulation(a)",
                              "AverageDeviation(a)",
                              "SumSquares(a)",
                              "GeometricMean(a)",
                              "HarmonicMean(a)",
                              "Median(a)",
                              "Mode(a)",
                              "Percentile(a, 0.3)",
                              "Quartile(a, 3)",
                              "SumProduct(a, b)",
                              "WeightedAverage(a, b)",
                              "Correlation(a, b)",
                              "Covariance(a, b)",
                              "CovariancePopulation(a, b)",
                              "Slope(a, b)",
                              "Intercept(a, b)",
                              "RSquared(a, b)",
                              "Forecast(5, a, b)",
                              "Min(a)",
                              "Max(a)",
                              "Count(a)"}) {
    std::string_view text = formula;
    bool above_zero = text.starts_with("Geometric") || text.starts_with("Harmonic");
    std::vector<Value> a = Awkward(&random, 200, above_zero);
    std::vector<Value> b = Awkward(&random, 200, above_zero);
    b.resize(a.size(), Value::Number(1));
    if (text.starts_with("Product")) a.resize(20);
    Value first = RunOn(world, formula, a, b);
    ASSERT_TRUE(first.is_number() || text.starts_with("Mode")) << formula << " gives " << world.Show(first);
    for (int round = 0; round < 20; ++round) {
      std::vector<size_t> order(a.size());
      for (size_t i = 0; i < order.size(); ++i) order[i] = i;
      std::shuffle(order.begin(), order.end(), random);
      std::vector<Value> shuffled_a;
      std::vector<Value> shuffled_b;
      for (size_t i : order) {
        shuffled_a.push_back(a[i]);
        shuffled_b.push_back(b[i]);
      }
      ASSERT_EQ(RunOn(world, formula, shuffled_a, shuffled_b), first) << formula;
    }
  }
}

}  // namespace
}  // namespace csip::formula
