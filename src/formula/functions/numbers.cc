#include "formula/functions/numbers.h"

#include <cmath>

#include "value/exact_sum.h"

namespace csip::formula {

using value::Value;

Value CollectNumbers(Args args, std::vector<double>* numbers) {
  for (const Value& arg : args) {
    for (const Value& item : value::AsItems(arg)) {
      if (item.is_number()) {
        numbers->push_back(item.number());
        continue;
      }
      Value number = ToNumber(item);
      if (number.is_error()) return number;
      if (number.is_number()) numbers->push_back(number.number());
    }
  }
  return {};
}

Value ReadSeries(Args args, std::vector<double>* numbers) {
  for (const Value& arg : args) {
    if (arg.is_blank()) return arg;
    for (const Value& item : value::AsItems(arg)) {
      Value number = ToNumber(item);
      if (!number.is_number()) return number;
      numbers->push_back(number.number());
    }
  }
  return numbers->empty() ? Value() : Value::Bool(true);
}

Value ReadPairs(const Value& first, const Value& second, std::vector<double>* xs, std::vector<double>* ys) {
  auto a = value::AsItems(first);
  auto b = value::AsItems(second);
  if (a.size() != b.size()) return ValueError("the two lists must be of the same length");
  for (size_t i = 0; i < a.size(); ++i) {
    Value x = ToNumber(a[i]);
    if (x.is_error()) return x;
    Value y = ToNumber(b[i]);
    if (y.is_error()) return y;
    if (x.is_blank() || y.is_blank()) continue;
    xs->push_back(x.number());
    ys->push_back(y.number());
  }
  return {};
}

double SumOf(std::span<const double> numbers) {
  value::ExactSum sum;
  for (double n : numbers) sum.Add(n);
  return sum.Total();
}

double MeanOf(std::span<const double> numbers) {
  return SumOf(numbers) / static_cast<double>(numbers.size());
}

double SquaresAroundMean(std::span<const double> numbers) {
  double mean = MeanOf(numbers);
  value::ExactSum squares;
  for (double n : numbers) squares.Add((n - mean) * (n - mean));
  return squares.Total();
}

Value DividedByZero() {
  return Value::Blank(value::BlankReason::kDivisionByZero);
}

}  // namespace csip::formula
