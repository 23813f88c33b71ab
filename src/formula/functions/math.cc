// Numbers. Rounding goes by the decimal digits a person sees, not by the bits behind them.
#include <charconv>
#include <cmath>

#include "formula/functions/family.h"
#include "value/display.h"

namespace csip::formula {

using value::Value;

namespace {

constexpr double kMostPlaces = 15;

double ReadBack(const std::string& text) {
  double n = 0;
  std::from_chars(text.data(), text.data() + text.size(), n);
  return n;
}

enum class Direction { kNearest, kAway, kToZero };

// `places` decimals; negative ones are digits before the point.
double RoundTo(double n, int places, Direction direction) {
  if (places < 0) {
    double unit = std::pow(10.0, -places);
    double scaled = std::fabs(n) / unit;
    double whole = direction == Direction::kNearest ? std::round(scaled)
                   : direction == Direction::kAway  ? std::ceil(scaled)
                                                    : std::floor(scaled);
    return std::copysign(whole * unit, n);
  }
  if (direction == Direction::kNearest) return ReadBack(value::FormatFixed(n, places));
  std::string digits = value::FormatNumber(n);
  size_t dot = digits.find('.');
  if (dot == std::string::npos || digits.find('e') != std::string::npos) {
    bool tiny = std::fabs(n) < 1;
    if (!tiny || n == 0) return n;
    return direction == Direction::kAway ? std::copysign(std::pow(10.0, -places), n) : 0;
  }
  double cut = ReadBack(digits.substr(0, std::min(digits.size(), dot + 1 + static_cast<size_t>(places))));
  if (direction == Direction::kToZero || cut == n) return cut;
  return ReadBack(value::FormatFixed(cut + std::copysign(std::pow(10.0, -places), n), places));
}

template <Direction kDirection>
Value EvalRound(Evaluation&, Args args) {
  double places = args.size() > 1 ? std::clamp(std::trunc(args[1].number()), -kMostPlaces, kMostPlaces) : 0;
  return Value::Number(RoundTo(args[0].number(), static_cast<int>(places), kDirection));
}

template <double (*kFunction)(double)>
Value Of(Evaluation&, Args args) {
  return Value::Number(kFunction(args[0].number()));
}

template <double (*kRounding)(double)>
Value EvalToFactor(Evaluation&, Args args) {
  double factor = args.size() > 1 ? args[1].number() : 1;
  if (factor == 0) return Value::Blank(value::BlankReason::kDivisionByZero);
  return Value::Number(kRounding(args[0].number() / factor) * factor);
}

Value EvalMod(Evaluation&, Args args) {
  double divisor = args[1].number();
  if (divisor == 0) return Value::Blank(value::BlankReason::kDivisionByZero);
  double rest = std::fmod(args[0].number(), divisor);
  if (rest != 0 && (rest < 0) != (divisor < 0)) rest += divisor;
  return Value::Number(rest);
}

Value EvalSqrt(Evaluation&, Args args) {
  if (args[0].number() < 0) return ValueError("a negative number has no real square root");
  return Value::Number(std::sqrt(args[0].number()));
}

Value Logarithm(double n, double base) {
  if (n <= 0 || base <= 0 || base == 1)
    return ValueError("a logarithm is of positive numbers, to a positive base that is not 1");
  if (base == 10) return Value::Number(std::log10(n));
  if (base == 2) return Value::Number(std::log2(n));
  return Value::Number(std::log(n) / std::log(base));
}

Value EvalLn(Evaluation&, Args args) {
  return args[0].number() <= 0 ? ValueError("a logarithm is of positive numbers")
                               : Value::Number(std::log(args[0].number()));
}

Value EvalLog(Evaluation&, Args args) {
  return Logarithm(args[0].number(), args.size() > 1 ? args[1].number() : 10);
}

double SignOf(double n) {
  return n > 0 ? 1 : (n < 0 ? -1 : 0);
}
double Absolute(double n) {
  return std::fabs(n);
}
double Exponential(double n) {
  return std::exp(n);
}
double FloorOf(double n) {
  return std::floor(n);
}
double CeilingOf(double n) {
  return std::ceil(n);
}

Value EvalPower(Evaluation& evaluation, Args args) {
  return Apply(Op::kPower, args[0], args[1], evaluation);
}

Value EvalClamp(Evaluation&, Args args) {
  return Value::Number(std::max(args[1].number(), std::min(args[2].number(), args[0].number())));
}

}  // namespace

const Function kRound{
    .name = "Round",
    .family = "Math",
    .description =
        "Rounded to whole numbers or to so many decimals; a half goes away from zero. Negative places round "
        "before the point.",
    .params = {{"number", ParamKind::kNumber}, {"places", ParamKind::kNumber, true}},
    .result = NumberResult,
    .eval = EvalRound<Direction::kNearest>,
    .examples = {{"Round(2.345, 2)", "2.35"},
                 {"Round(-2.5)", "-3"},
                 {"Round(1234, -2)", "1200"},
                 {"Round(\"\")", ""}},
};

const Function kRoundUp{
    .name = "RoundUp",
    .family = "Math",
    .description = "Rounded away from zero to whole numbers or to so many decimals.",
    .params = {{"number", ParamKind::kNumber}, {"places", ParamKind::kNumber, true}},
    .result = NumberResult,
    .eval = EvalRound<Direction::kAway>,
    .examples = {{"RoundUp(2.1)", "3"}, {"RoundUp(1.1, 1)", "1.1"}, {"RoundUp(\"\", 1)", ""}},
};

const Function kRoundDown{
    .name = "RoundDown",
    .family = "Math",
    .description = "Rounded towards zero to whole numbers or to so many decimals.",
    .params = {{"number", ParamKind::kNumber}, {"places", ParamKind::kNumber, true}},
    .result = NumberResult,
    .eval = EvalRound<Direction::kToZero>,
    .examples = {{"RoundDown(2.9)", "2"}, {"RoundDown(-2.99, 1)", "-2.9"}, {"RoundDown(\"\")", ""}},
};

const Function kFloor{
    .name = "Floor",
    .family = "Math",
    .description = "The greatest whole number, or multiple of the factor, that is not above the number.",
    .params = {{"number", ParamKind::kNumber}, {"factor", ParamKind::kNumber, true}},
    .result = NumberResult,
    .eval = EvalToFactor<FloorOf>,
    .examples = {{"Floor(-2.5)", "-3"}, {"Floor(7, 5)", "5"}, {"Floor(\"\")", ""}},
};

const Function kCeiling{
    .name = "Ceiling",
    .family = "Math",
    .description = "The least whole number, or multiple of the factor, that is not below the number.",
    .params = {{"number", ParamKind::kNumber}, {"factor", ParamKind::kNumber, true}},
    .result = NumberResult,
    .eval = EvalToFactor<CeilingOf>,
    .examples = {{"Ceiling(2.1)", "3"}, {"Ceiling(7, 5)", "10"}, {"Ceiling(\"\")", ""}},
};

const Function kTruncate{
    .name = "Truncate",
    .aliases = {"Int"},
    .family = "Math",
    .description = "Without the fraction.",
    .params = {{"number", ParamKind::kNumber}},
    .result = NumberResult,
    .eval = [](Evaluation&, Args args) { return Value::Number(std::trunc(args[0].number())); },
    .examples = {{"Truncate(-2.7)", "-2"}, {"Truncate(\"\")", ""}},
};

const Function kAbs{
    .name = "Abs",
    .aliases = {"AbsoluteValue"},
    .family = "Math",
    .description = "Without the sign.",
    .params = {{"number", ParamKind::kNumber}},
    .result = NumberResult,
    .eval = Of<Absolute>,
    .examples = {{"Abs(-3)", "3"}, {"Abs(\"\")", ""}},
};

const Function kSign{
    .name = "Sign",
    .family = "Math",
    .description = "1, 0 or -1.",
    .params = {{"number", ParamKind::kNumber}},
    .result = NumberResult,
    .eval = Of<SignOf>,
    .examples = {{"Sign(-3)", "-1"}, {"Sign(0)", "0"}, {"Sign(\"\")", ""}},
};

const Function kMod{
    .name = "Mod",
    .aliases = {"Remainder", "Modulo"},
    .family = "Math",
    .description = "The remainder of a division, with the sign of the divisor.",
    .params = {{"number", ParamKind::kNumber}, {"divisor", ParamKind::kNumber}},
    .result = NumberResult,
    .eval = EvalMod,
    .examples = {{"Mod(7, 3)", "1"}, {"Mod(-1, 3)", "2"}, {"Mod(7, 0)", ""}, {"Mod(\"\", 3)", ""}},
};

const Function kPower{
    .name = "Power",
    .family = "Math",
    .description = "One number to the power of another: the operator ^ as a function.",
    .params = {{"number", ParamKind::kNumber}, {"exponent", ParamKind::kNumber}},
    .result = NumberResult,
    .eval = EvalPower,
    .examples = {{"Power(2, 10)", "1024"}, {"Power(\"\", 2)", ""}},
};

const Function kSqrt{
    .name = "Sqrt",
    .aliases = {"SquareRoot"},
    .family = "Math",
    .description = "The square root.",
    .params = {{"number", ParamKind::kNumber}},
    .result = NumberResult,
    .eval = EvalSqrt,
    .examples = {{"Sqrt(9)", "3"}, {"Sqrt(-1)", "#VALUE"}, {"Sqrt(\"\")", ""}},
};

const Function kExp{
    .name = "Exp",
    .family = "Math",
    .description = "e to the power of the number.",
    .params = {{"number", ParamKind::kNumber}},
    .result = NumberResult,
    .eval = Of<Exponential>,
    .examples = {{"Exp(0)", "1"}, {"Exp(\"\")", ""}},
};

const Function kLn{
    .name = "Ln",
    .family = "Math",
    .description = "The natural logarithm.",
    .params = {{"number", ParamKind::kNumber}},
    .result = NumberResult,
    .eval = EvalLn,
    .examples = {{"Ln(1)", "0"}, {"Ln(0)", "#VALUE"}, {"Ln(\"\")", ""}},
};

const Function kLog{
    .name = "Log",
    .family = "Math",
    .description = "The logarithm to base 10, or to the given one.",
    .params = {{"number", ParamKind::kNumber}, {"base", ParamKind::kNumber, true}},
    .result = NumberResult,
    .eval = EvalLog,
    .examples = {{"Log(1000)", "3"}, {"Log(8, 2)", "3"}, {"Log(\"\")", ""}},
};

const Function kClamp{
    .name = "Clamp",
    .family = "Math",
    .description =
        "The number, moved to the nearer end where it is outside the range. A blank stays blank, which "
        "Max(0, …) does not do.",
    .params = {{"number", ParamKind::kNumber}, {"least", ParamKind::kNumber}, {"most", ParamKind::kNumber}},
    .result = NumberResult,
    .eval = EvalClamp,
    .examples = {{"Clamp(140, 0, 100)", "100"}, {"Clamp(40, 0, 100)", "40"}, {"Clamp(\"\", 0, 100)", ""}},
};

}  // namespace csip::formula
