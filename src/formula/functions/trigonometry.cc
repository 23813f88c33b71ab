// Angles, in radians.
#include <cmath>
#include <numbers>

#include "formula/functions/family.h"

namespace csip::formula {

using value::Value;

namespace {

template <double (*kFunction)(double)>
Value Of(Evaluation&, Args args) {
  return Value::Number(kFunction(args[0].number()));
}

double Sine(double x) {
  return std::sin(x);
}
double Cosine(double x) {
  return std::cos(x);
}
double Tangent(double x) {
  return std::tan(x);
}
double ArcTangent(double x) {
  return std::atan(x);
}
double InDegrees(double x) {
  return x * 180 / std::numbers::pi;
}
double InRadians(double x) {
  return x / 180 * std::numbers::pi;
}

template <bool kSine>
Value EvalArc(Evaluation&, Args args) {
  double n = args[0].number();
  if (std::fabs(n) > 1) return ValueError("only numbers from -1 to 1 are the sine or cosine of an angle");
  return Value::Number(kSine ? std::asin(n) : std::acos(n));
}

Value EvalArcTangent2(Evaluation&, Args args) {
  if (args[0].number() == 0 && args[1].number() == 0)
    return Value::Blank(value::BlankReason::kDivisionByZero);
  return Value::Number(std::atan2(args[1].number(), args[0].number()));
}

Function OfNumber(std::string_view name, std::string_view description, Value (*eval)(Evaluation&, Args),
                  std::vector<Example> examples) {
  return Function{.name = name,
                  .family = "Math",
                  .description = description,
                  .params = {{"number", ParamKind::kNumber}},
                  .result = NumberResult,
                  .eval = eval,
                  .examples = std::move(examples)};
}

}  // namespace

const Function kPi{
    .name = "Pi",
    .family = "Math",
    .description = "The ratio of a circle's circumference to its diameter.",
    .result = NumberResult,
    .eval = [](Evaluation&, Args) { return Value::Number(std::numbers::pi); },
    .examples = {{"Round(Pi(), 4)", "3.1416"}, {"Pi() - \"\"", ""}},
};

const Function kSin =
    OfNumber("Sin", "The sine of an angle in radians.", Of<Sine>, {{"Sin(0)", "0"}, {"Sin(\"\")", ""}});
const Function kCos =
    OfNumber("Cos", "The cosine of an angle in radians.", Of<Cosine>, {{"Cos(0)", "1"}, {"Cos(\"\")", ""}});
const Function kTan =
    OfNumber("Tan", "The tangent of an angle in radians.", Of<Tangent>, {{"Tan(0)", "0"}, {"Tan(\"\")", ""}});
const Function kAsin = OfNumber("Asin", "The angle, in radians, whose sine the number is.", EvalArc<true>,
                                {{"Asin(0)", "0"}, {"Asin(2)", "#VALUE"}, {"Asin(\"\")", ""}});
const Function kAcos = OfNumber("Acos", "The angle, in radians, whose cosine the number is.", EvalArc<false>,
                                {{"Acos(1)", "0"}, {"Acos(2)", "#VALUE"}, {"Acos(\"\")", ""}});
const Function kAtan = OfNumber("Atan", "The angle, in radians, whose tangent the number is.", Of<ArcTangent>,
                                {{"Atan(0)", "0"}, {"Atan(\"\")", ""}});
const Function kDegrees = OfNumber("Degrees", "An angle in radians, in degrees.", Of<InDegrees>,
                                   {{"Degrees(Pi())", "180"}, {"Degrees(\"\")", ""}});
const Function kRadians = OfNumber("Radians", "An angle in degrees, in radians.", Of<InRadians>,
                                   {{"Radians(180) = Pi()", "True"}, {"Radians(\"\")", ""}});

const Function kAtan2{
    .name = "Atan2",
    .family = "Math",
    .description = "The angle, in radians, of the point at x and y: x comes first, as in spreadsheets.",
    .params = {{"x", ParamKind::kNumber}, {"y", ParamKind::kNumber}},
    .result = NumberResult,
    .eval = EvalArcTangent2,
    .examples = {{"Degrees(Atan2(1, 1))", "45"}, {"Atan2(0, 0)", ""}, {"Atan2(\"\", 1)", ""}},
};

}  // namespace csip::formula
