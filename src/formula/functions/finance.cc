// The time value of money: loans, savings and growth with the same payment in every period.
//
// Signs are the spreadsheets': money received is positive, money paid negative, and the present value, the payments and
// the future value balance each other. Rates are fractions for each period.
#include <cmath>

#include "formula/functions/numbers.h"

namespace csip::formula {

using value::Value;

namespace {

struct Annuity {
  double rate = 0;
  double periods = 0;
  double payment = 0;
  double present = 0;
  double future = 0;
  bool at_start = false;

  double growth() const { return std::pow(1 + rate, periods); }
  // What one payment in every period comes to at the end.
  double of_payments() const {
    double sum = rate == 0 ? periods : std::expm1(periods * std::log1p(rate)) / rate;
    return at_start ? sum * (1 + rate) : sum;
  }
};

// True or false, or a number: 0 is the end of the period, as in spreadsheets. False where the argument is neither.
bool ReadDue(Args args, size_t index, bool* at_start) {
  if (index >= args.size()) return true;
  const Value& v = Single(args[index]);
  if (v.is_bool()) *at_start = v.boolean();
  if (v.is_number()) *at_start = v.number() != 0;
  return v.is_bool() || v.is_number();
}

double NumberAt(Args args, size_t index, double otherwise) {
  return index < args.size() ? args[index].number() : otherwise;
}

Value BadDue() {
  return ValueError(
      "when payments are due is True or 1 for the start of each period, False or 0 for its end");
}
Value BadRate() {
  return ValueError("a rate of -1 or below would lose everything");
}

Value PaymentOf(const Annuity& a) {
  double sum = a.of_payments();
  return sum == 0 ? DividedByZero() : Value::Number(-(a.present * a.growth() + a.future) / sum);
}

double FutureOf(const Annuity& a) {
  return -(a.present * a.growth() + a.payment * a.of_payments());
}

Value EvalPayment(Evaluation&, Args args) {
  Annuity a{.rate = args[0].number(), .periods = args[1].number(), .present = args[2].number()};
  a.future = NumberAt(args, 3, 0);
  if (!ReadDue(args, 4, &a.at_start)) return BadDue();
  return a.rate <= -1 ? BadRate() : PaymentOf(a);
}

Value EvalPresentValue(Evaluation&, Args args) {
  Annuity a{.rate = args[0].number(), .periods = args[1].number(), .payment = args[2].number()};
  a.future = NumberAt(args, 3, 0);
  if (!ReadDue(args, 4, &a.at_start)) return BadDue();
  if (a.rate <= -1) return BadRate();
  return Value::Number(-(a.payment * a.of_payments() + a.future) / a.growth());
}

Value EvalFutureValue(Evaluation&, Args args) {
  Annuity a{.rate = args[0].number(), .periods = args[1].number(), .payment = args[2].number()};
  a.present = NumberAt(args, 3, 0);
  if (!ReadDue(args, 4, &a.at_start)) return BadDue();
  return a.rate <= -1 ? BadRate() : Value::Number(FutureOf(a));
}

Value EvalPeriods(Evaluation&, Args args) {
  Annuity a{.rate = args[0].number(), .payment = args[1].number(), .present = args[2].number()};
  a.future = NumberAt(args, 3, 0);
  if (!ReadDue(args, 4, &a.at_start)) return BadDue();
  if (a.rate <= -1) return BadRate();
  if (a.rate == 0) {
    return a.payment == 0 ? DividedByZero() : Value::Number(-(a.present + a.future) / a.payment);
  }
  double payment = a.payment * (a.at_start ? 1 + a.rate : 1) / a.rate;
  double grown = (payment - a.future) / (payment + a.present);
  if (!(grown > 0) || !std::isfinite(grown)) return ValueError("with these payments it is never reached");
  return Value::Number(std::log(grown) / std::log1p(a.rate));
}

// How far the annuity is from balanced at its end.
double Imbalance(Annuity a, double rate) {
  a.rate = rate;
  return a.present * a.growth() + a.payment * a.of_payments() + a.future;
}

// By secants from the guess, else by halving where the sign changes.
Value SolveRate(const Annuity& a, double guess) {
  double size = std::fabs(a.present) + std::fabs(a.payment) * a.periods + std::fabs(a.future);
  double x = guess;
  double fx = Imbalance(a, x);
  double y = guess + 0.001;
  for (int i = 0; i < 100; ++i) {
    double fy = Imbalance(a, y);
    if (fy == 0 || (std::fabs(y - x) <= 1e-15 && std::fabs(fy) < 1e-9 * size)) return Value::Number(y);
    double next = fx == fy ? y : y - fy * (y - x) / (fy - fx);
    if (!std::isfinite(next) || next <= -1) break;
    if (fx == fy && std::fabs(fy) < 1e-9 * size) return Value::Number(y);
    x = y;
    fx = fy;
    y = next;
  }
  double left = -0.9999;
  for (double right = -0.99; right < 100; right += 0.01 + std::fabs(right) / 50) {
    if ((Imbalance(a, left) < 0) != (Imbalance(a, right) < 0)) {
      bool negative = Imbalance(a, left) < 0;
      for (int i = 0; i < 100; ++i) {
        double middle = left / 2 + right / 2;
        ((Imbalance(a, middle) < 0) == negative ? left : right) = middle;
      }
      return Value::Number(left / 2 + right / 2);
    }
    left = right;
  }
  return ValueError("there is no rate at which these payments balance");
}

Value EvalRate(Evaluation& evaluation, Args args) {
  Annuity a{.periods = args[0].number(), .payment = args[1].number(), .present = args[2].number()};
  a.future = NumberAt(args, 3, 0);
  if (!ReadDue(args, 4, &a.at_start)) return BadDue();
  if (a.periods <= 0) return ValueError("the number of periods must be above zero");
  if (!evaluation.Spend(50)) return evaluation.LimitError();
  return SolveRate(a, NumberAt(args, 5, 0.1));
}

// The part of one period's payment that is interest, or the rest.
template <bool kInterest>
Value EvalPartOfPayment(Evaluation&, Args args) {
  Annuity a{.rate = args[0].number(), .periods = args[2].number(), .present = args[3].number()};
  a.future = NumberAt(args, 4, 0);
  if (!ReadDue(args, 5, &a.at_start)) return BadDue();
  if (a.rate <= -1) return BadRate();
  double period = args[1].number();
  if (period < 1 || period > a.periods)
    return ValueError("the period must be from 1 to the number of periods");
  Value payment = PaymentOf(a);
  if (!payment.is_number()) return payment;
  Annuity before = a;
  before.periods = period - 1;
  before.payment = payment.number();
  double interest = FutureOf(before) * a.rate / (a.at_start ? 1 + a.rate : 1);
  if (a.at_start && period == 1) interest = 0;
  return Value::Number(kInterest ? interest : payment.number() - interest);
}

Value EvalGrowthRate(Evaluation&, Args args) {
  double begin = args[0].number();
  double end = args[1].number();
  double periods = args[2].number();
  if (begin == 0 || periods == 0) return DividedByZero();
  if (end / begin < 0) return ValueError("a growth rate needs a begin and an end of the same sign");
  return Value::Number(std::pow(end / begin, 1 / periods) - 1);
}

Value EvalReturn(Evaluation&, Args args) {
  double cost = args[1].number();
  return cost == 0 ? DividedByZero() : Value::Number((args[0].number() - cost) / cost);
}

Value EvalEffective(Evaluation&, Args args) {
  double periods = std::trunc(args[1].number());
  if (args[0].number() <= 0 || periods < 1)
    return ValueError("the rate must be above zero, the periods at least 1");
  return Value::Number(std::expm1(periods * std::log1p(args[0].number() / periods)));
}

Value EvalNominal(Evaluation&, Args args) {
  double periods = std::trunc(args[1].number());
  if (args[0].number() <= 0 || periods < 1)
    return ValueError("the rate must be above zero, the periods at least 1");
  return Value::Number(periods * std::expm1(std::log1p(args[0].number()) / periods));
}

Value EvalStraightLine(Evaluation&, Args args) {
  if (args[2].number() == 0) return DividedByZero();
  return Value::Number((args[0].number() - args[1].number()) / args[2].number());
}

constexpr Param kRateParam = {"rate", ParamKind::kNumber};
constexpr Param kPeriodsParam = {"periods", ParamKind::kNumber};
constexpr Param kPaymentParam = {"payment", ParamKind::kNumber};
constexpr Param kPresentParam = {"present", ParamKind::kNumber};
constexpr Param kFutureParam = {"future", ParamKind::kNumber, true};
constexpr Param kDueParam = {"at_start", ParamKind::kAny, true};

}  // namespace

const Function kPmt{
    .name = "PMT",
    .family = "Finance",
    .description =
        "The payment in each period that turns a present value (a loan received is positive) into a future "
        "one, 0 "
        "where it is left out. Payments are due at the end of each period unless the last argument is True "
        "or 1.",
    .params = {kRateParam, kPeriodsParam, kPresentParam, kFutureParam, kDueParam},
    .result = NumberResult,
    .eval = EvalPayment,
    .examples = {{"Round(PMT(0.08 / 12, 10, 10000), 2)", "-1037.03"},
                 {"PMT(0, 4, 100)", "-25"},
                 {"PMT(\"\", 4, 100)", ""}},
};

const Function kIpmt{
    .name = "IPMT",
    .family = "Finance",
    .description = "The part of the payment of one period (the first is 1) that is interest.",
    .params =
        {kRateParam, {"period", ParamKind::kNumber}, kPeriodsParam, kPresentParam, kFutureParam, kDueParam},
    .result = NumberResult,
    .eval = EvalPartOfPayment<true>,
    .examples = {{"Round(IPMT(0.1 / 12, 1, 36, 8000), 2)", "-66.67"}, {"IPMT(0.1, \"\", 36, 8000)", ""}},
};

const Function kPpmt{
    .name = "PPMT",
    .family = "Finance",
    .description = "The part of the payment of one period (the first is 1) that pays the loan back.",
    .params =
        {kRateParam, {"period", ParamKind::kNumber}, kPeriodsParam, kPresentParam, kFutureParam, kDueParam},
    .result = NumberResult,
    .eval = EvalPartOfPayment<false>,
    .examples = {{"Round(PPMT(0.1 / 12, 1, 24, 2000), 2)", "-75.62"}, {"PPMT(0.1, 1, \"\", 2000)", ""}},
};

const Function kPv{
    .name = "PV",
    .family = "Finance",
    .description = "What payments in every period, and a future value, are worth today.",
    .params = {kRateParam, kPeriodsParam, kPaymentParam, kFutureParam, kDueParam},
    .result = NumberResult,
    .eval = EvalPresentValue,
    .examples = {{"Round(PV(0.08 / 12, 240, 500), 2)", "-59777.15"}, {"PV(0.1, \"\", 500)", ""}},
};

const Function kFv{
    .name = "FV",
    .family = "Finance",
    .description = "What payments in every period, and a present value, come to in the end.",
    .params = {kRateParam, kPeriodsParam, kPaymentParam, {"present", ParamKind::kNumber, true}, kDueParam},
    .result = NumberResult,
    .eval = EvalFutureValue,
    .examples = {{"Round(FV(0.06 / 12, 10, -200, -500, 1), 2)", "2581.4"}, {"FV(0.1, 10, \"\")", ""}},
};

const Function kNper{
    .name = "NPER",
    .family = "Finance",
    .description = "After how many periods the payments turn the present value into the future one.",
    .params = {kRateParam, kPaymentParam, kPresentParam, kFutureParam, kDueParam},
    .result = NumberResult,
    .eval = EvalPeriods,
    .examples = {{"Round(NPER(0.12 / 12, -100, -1000, 10000, 1), 4)", "59.6739"},
                 {"NPER(0.1, -100, \"\")", ""}},
};

const Function kRate{
    .name = "RATE",
    .family = "Finance",
    .description = "The rate for each period at which present value, payments and future value balance.",
    .params = {kPeriodsParam,
               kPaymentParam,
               kPresentParam,
               kFutureParam,
               kDueParam,
               {"guess", ParamKind::kNumber, true}},
    .result = NumberResult,
    .eval = EvalRate,
    .examples = {{"Round(RATE(48, -200, 8000), 6)", "0.007701"}, {"RATE(48, -200, \"\")", ""}},
};

const Function kCagr{
    .name = "CAGR",
    .family = "Finance",
    .description =
        "The compound growth for each period from a begin to an end, as a fraction; times 100 for a percent "
        "column.",
    .params = {{"begin", ParamKind::kNumber}, {"end", ParamKind::kNumber}, kPeriodsParam},
    .result = NumberResult,
    .eval = EvalGrowthRate,
    .examples = {{"Round(CAGR(100, 121, 2), 9)", "0.1"}, {"CAGR(0, 121, 2)", ""}, {"CAGR(100, \"\", 2)", ""}},
};

const Function kRoi{
    .name = "ROI",
    .family = "Finance",
    .description =
        "The return on an investment: what came back less what it cost, over what it cost, as a fraction; "
        "times 100 "
        "for a percent column.",
    .params = {{"returned", ParamKind::kNumber}, {"cost", ParamKind::kNumber}},
    .result = NumberResult,
    .eval = EvalReturn,
    .examples = {{"ROI(150, 100)", "0.5"}, {"ROI(150, 0)", ""}, {"ROI(\"\", 100)", ""}},
};

const Function kEffectiveRate{
    .name = "EffectiveRate",
    .aliases = {"Effect"},
    .family = "Finance",
    .description =
        "The rate for a year that a nominal rate comes to when it is compounded so many times a year.",
    .params = {{"nominal_rate", ParamKind::kNumber}, {"times_a_year", ParamKind::kNumber}},
    .result = NumberResult,
    .eval = EvalEffective,
    .examples = {{"Round(EffectiveRate(0.0525, 4), 7)", "0.0535427"}, {"EffectiveRate(\"\", 4)", ""}},
};

const Function kNominalRate{
    .name = "NominalRate",
    .aliases = {"Nominal"},
    .family = "Finance",
    .description =
        "The nominal rate that comes to an effective one when it is compounded so many times a year.",
    .params = {{"effective_rate", ParamKind::kNumber}, {"times_a_year", ParamKind::kNumber}},
    .result = NumberResult,
    .eval = EvalNominal,
    .examples = {{"Round(NominalRate(0.053543, 4), 8)", "0.05250032"}, {"NominalRate(0.05, \"\")", ""}},
};

const Function kStraightLine{
    .name = "SLN",
    .aliases = {"StraightLineDepreciation"},
    .family = "Finance",
    .description = "What a thing loses in value in each period when it loses the same in all of them.",
    .params = {{"cost", ParamKind::kNumber}, {"salvage", ParamKind::kNumber}, {"life", ParamKind::kNumber}},
    .result = NumberResult,
    .eval = EvalStraightLine,
    .examples = {{"SLN(30000, 7500, 10)", "2250"}, {"SLN(30000, \"\", 10)", ""}},
};

}  // namespace csip::formula
