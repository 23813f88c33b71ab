// Whole numbers: multiples, divisors, counts of arrangements.
#include <charconv>
#include <cmath>

#include "formula/functions/numbers.h"
#include "value/display.h"

namespace csip::formula {

using value::Value;

namespace {

constexpr double kMostWhole = 9007199254740992.0;  // 2^53: whole numbers beyond it are no longer told apart

Value EvalRoundTo(Evaluation&, Args args) {
  double multiple = std::fabs(args[1].number());
  if (multiple == 0) return DividedByZero();
  double result = std::round(args[0].number() / multiple) * multiple;
  // As many decimals as the multiple has: 7 * 0.2 is 1.4.
  std::string digits = value::FormatNumber(multiple);
  size_t dot = digits.find('.');
  if (dot == std::string::npos || digits.find('e') != std::string::npos) return Value::Number(result);
  std::string text = value::FormatFixed(result, static_cast<int>(digits.size() - dot - 1));
  std::from_chars(text.data(), text.data() + text.size(), result);
  return Value::Number(result);
}

Value EvalQuotient(Evaluation&, Args args) {
  if (args[1].number() == 0) return DividedByZero();
  return Value::Number(std::trunc(args[0].number() / args[1].number()));
}

template <bool kOdd>
Value EvalParity(Evaluation&, Args args) {
  bool odd = std::fmod(std::trunc(args[0].number()), 2) != 0;
  return Value::Bool(odd == kOdd);
}

// To the next even (odd) number away from zero.
template <bool kOdd>
Value EvalToParity(Evaluation&, Args args) {
  double n = std::ceil(std::fabs(args[0].number()));
  if ((std::fmod(n, 2) != 0) != kOdd) ++n;
  return Value::Number(std::copysign(n, args[0].number()));
}

double Divisor(double a, double b) {
  while (b != 0) {
    a = std::fmod(a, b);
    std::swap(a, b);
  }
  return a;
}

template <bool kMultiple>
Value EvalCommon(Evaluation&, Args args) {
  std::vector<double> numbers;
  Value error = CollectNumbers(args, &numbers);
  if (error.is_error() || numbers.empty()) return error;
  double common = kMultiple ? 1 : 0;
  for (double n : numbers) {
    n = std::trunc(n);
    if (!(n >= 0 && n < kMostWhole))
      return ValueError("common divisors and multiples are of whole numbers from 0 up");
    if (kMultiple && (n == 0 || common == 0)) {
      common = 0;
    } else {
      common = kMultiple ? common / Divisor(common, n) * n : Divisor(common, n);
    }
    if (!(common < kMostWhole)) return ValueError("the common multiple is too large");
  }
  return Value::Number(common);
}

// Both arguments as whole numbers with 0 <= k <= n; false otherwise.
bool ReadChoice(Args args, double* n, double* k) {
  *n = std::trunc(args[0].number());
  *k = std::trunc(args[1].number());
  return *n >= 0 && *n < kMostWhole && *k >= 0 && *k <= *n;
}

Value BadChoice() {
  return ValueError("so many of so many: the second number must be from 0 to the first");
}

Value EvalFactorial(Evaluation&, Args args) {
  double n = std::trunc(args[0].number());
  if (n < 0) return ValueError("a factorial is of numbers from 0 up");
  double product = 1;
  for (double i = 2; i <= n && std::isfinite(product); ++i) product *= i;
  return Value::Number(product);
}

// Each step at least doubles the product, or the end is near: both loops end soon at infinity.
Value EvalCombinations(Evaluation&, Args args) {
  double n = 0;
  double k = 0;
  if (!ReadChoice(args, &n, &k)) return BadChoice();
  k = std::min(k, n - k);
  double count = 1;
  for (double i = 1; i <= k && std::isfinite(count); ++i) count = count * (n - k + i) / i;
  return Value::Number(count < kMostWhole ? std::round(count) : count);
}

Value EvalPermutations(Evaluation&, Args args) {
  double n = 0;
  double k = 0;
  if (!ReadChoice(args, &n, &k)) return BadChoice();
  double count = 1;
  for (double i = 0; i < k && std::isfinite(count); ++i) count *= n - i;
  return Value::Number(count);
}

Function OfOne(std::string_view name, std::vector<std::string_view> aliases, std::string_view description,
               Type (*result)(Types, const Catalog&), Value (*eval)(Evaluation&, Args),
               std::vector<Example> examples) {
  return Function{.name = name,
                  .aliases = std::move(aliases),
                  .family = "Math",
                  .description = description,
                  .params = {{"number", ParamKind::kNumber}},
                  .result = result,
                  .eval = eval,
                  .examples = std::move(examples)};
}

Function OfTwo(std::string_view name, std::vector<std::string_view> aliases, std::string_view description,
               std::string_view first, std::string_view second, Value (*eval)(Evaluation&, Args),
               std::vector<Example> examples) {
  return Function{.name = name,
                  .aliases = std::move(aliases),
                  .family = "Math",
                  .description = description,
                  .params = {{first, ParamKind::kNumber}, {second, ParamKind::kNumber}},
                  .result = NumberResult,
                  .eval = eval,
                  .examples = std::move(examples)};
}

Function OfMany(std::string_view name, std::string_view description, Value (*eval)(Evaluation&, Args),
                std::vector<Example> examples) {
  return Function{.name = name,
                  .family = "Math",
                  .description = description,
                  .params = {{"numbers", ParamKind::kNumbers, false, true}},
                  .result = NumberResult,
                  .eval = eval,
                  .blank_passes = false,
                  .examples = std::move(examples)};
}

}  // namespace

const Function kRoundTo = OfTwo(
    "RoundTo", {"MRound"},
    "Rounded to the nearest multiple; a half goes away from zero. The sign of the multiple does not matter; "
    "Excel's "
    "MROUND wants it to be the number's.",
    "number", "multiple", EvalRoundTo,
    {{"RoundTo(1.3, 0.2)", "1.4"}, {"RoundTo(10, 3)", "9"}, {"RoundTo(5, 0)", ""}, {"RoundTo(\"\", 5)", ""}});

const Function kQuotient = OfTwo("Quotient", {}, "The whole part of a division.", "number", "divisor",
                                 EvalQuotient, {{"Quotient(-10, 3)", "-3"}, {"Quotient(1, 0)", ""}});

const Function kIsEven = OfOne("IsEven", {}, "Whether the whole part of the number is even.", BoolResult,
                               EvalParity<false>, {{"IsEven(4)", "True"}, {"IsEven(\"\")", ""}});
const Function kIsOdd = OfOne("IsOdd", {}, "Whether the whole part of the number is odd.", BoolResult,
                              EvalParity<true>, {{"IsOdd(-3)", "True"}, {"IsOdd(\"\")", ""}});
const Function kEven = OfOne("Even", {}, "The next even number, away from zero.", NumberResult,
                             EvalToParity<false>, {{"Even(1.5)", "2"}, {"Even(\"\")", ""}});
const Function kOdd = OfOne("Odd", {}, "The next odd number, away from zero.", NumberResult,
                            EvalToParity<true>, {{"Odd(2)", "3"}, {"Odd(\"\")", ""}});

const Function kGcd = OfMany("GCD", "The greatest common divisor of whole numbers; blanks are skipped.",
                             EvalCommon<false>, {{"GCD(24, 36)", "12"}, {"GCD(\"\")", ""}});
const Function kLcm = OfMany("LCM", "The least common multiple of whole numbers; blanks are skipped.",
                             EvalCommon<true>, {{"LCM(24, 36)", "72"}, {"LCM(\"\")", ""}});

const Function kFactorial =
    OfOne("Factorial", {"Fact"}, "1 * 2 * … up to the number.", NumberResult, EvalFactorial,
          {{"Factorial(5)", "120"}, {"Factorial(-1)", "#VALUE"}, {"Factorial(\"\")", ""}});
const Function kCombinations =
    OfTwo("Combinations", {"Combin"}, "In how many ways so many can be chosen of so many.", "of", "chosen",
          EvalCombinations, {{"Combinations(8, 2)", "28"}, {"Combinations(\"\", 2)", ""}});
const Function kPermutations =
    OfTwo("Permutations", {"Permut"}, "In how many orders so many can be chosen of so many.", "of", "chosen",
          EvalPermutations, {{"Permutations(100, 3)", "970200"}, {"Permutations(\"\", 2)", ""}});

}  // namespace csip::formula
