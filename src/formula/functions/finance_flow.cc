// Flows of money over time: present values in both conventions, rates of return, payback.
//
// Rates are fractions (0.1 is 10 %). A blank among flows is a flow nobody knows, so the result is blank too:
// spreadsheets leave it out, which moves every later flow one period nearer.
#include <cmath>

#include "formula/functions/numbers.h"

namespace csip::formula {

using value::Value;

namespace {

// Flows with the time of each, in periods or years.
struct Flows {
  std::vector<double> amounts;
  std::vector<double> times;
};

// The flows one period apart, the first at time `from`. Blank, an error, or True.
Value ReadPeriodic(Args args, double from, Flows* flows) {
  Value read = ReadSeries(args, &flows->amounts);
  for (size_t i = 0; i < flows->amounts.size(); ++i) flows->times.push_back(from + static_cast<double>(i));
  return read;
}

// The flows at their dates, in years of 365 days from the first one.
Value ReadDated(Evaluation& evaluation, const Value& amounts, const Value& dates, Flows* flows) {
  Value read = ReadSeries({&amounts, 1}, &flows->amounts);
  if (!read.is_bool()) return read;
  auto items = value::AsItems(dates);
  if (items.size() != flows->amounts.size())
    return ValueError("each flow needs a date: the two lists differ in length");
  for (const Value& item : items) {
    Value day = ToDate(item, evaluation.inputs().zone);
    if (!day.is_date()) return day;
    flows->times.push_back(day.date());
  }
  for (size_t i = flows->times.size(); i-- > 0;) flows->times[i] = (flows->times[i] - flows->times[0]) / 365;
  return read;
}

double PresentValue(const Flows& flows, double rate) {
  double sum = 0;
  for (size_t i = 0; i < flows.amounts.size(); ++i)
    sum += flows.amounts[i] * std::pow(1 + rate, -flows.times[i]);
  return sum;
}

Value PresentValueAt(const Value& rate, const Flows& flows) {
  if (rate.number() == -1) return DividedByZero();
  if (rate.number() < -1) return ValueError("a rate below -1 would lose more than everything");
  return Value::Number(PresentValue(flows, rate.number()));
}

template <int kFrom>
Value EvalNetPresentValue(Evaluation& evaluation, Args args) {
  Flows flows;
  Value read = ReadPeriodic(args.subspan(1), kFrom, &flows);
  if (!read.is_bool()) return read;
  if (!evaluation.Spend(static_cast<int64_t>(flows.amounts.size()))) return evaluation.LimitError();
  return PresentValueAt(args[0], flows);
}

Value EvalDatedPresentValue(Evaluation& evaluation, Args args) {
  Flows flows;
  Value read = ReadDated(evaluation, args[1], args[2], &flows);
  return read.is_bool() ? PresentValueAt(args[0], flows) : read;
}

// --- rates of return ---

// The rate at which the flows come to zero. Works on x = ln(1 + rate), where every rate above -100 % has a place.
class RateSolver {
 public:
  RateSolver(Evaluation* evaluation, const Flows* flows) : evaluation_(evaluation), flows_(flows) {}

  Value Solve(double guess) {
    bool gain = false;
    bool cost = false;
    for (double a : flows_->amounts) {
      gain |= a > 0;
      cost |= a < 0;
      size_ += std::fabs(a);
    }
    if (!gain || !cost) return ValueError("a rate of return needs flows of both signs");
    double start = guess > -1 ? std::log1p(guess) : 0;
    double x = start;
    bool found = Newton(&x) || Scan(start, &x);
    if (!in_budget_) return evaluation_->LimitError();
    if (!found) return ValueError("there is no rate at which these flows come to zero");
    return Value::Number(std::expm1(x));
  }

 private:
  // The sum at x and its slope.
  double At(double x, double* slope) {
    in_budget_ = in_budget_ && evaluation_->Spend(static_cast<int64_t>(flows_->amounts.size()));
    double sum = 0;
    *slope = 0;
    for (size_t i = 0; in_budget_ && i < flows_->amounts.size(); ++i) {
      double part = flows_->amounts[i] * std::exp(-flows_->times[i] * x);
      sum += part;
      *slope -= flows_->times[i] * part;
    }
    return sum;
  }

  bool Newton(double* x) {
    double at = *x;
    for (int i = 0; i < 60 && in_budget_; ++i) {
      double slope = 0;
      double sum = At(at, &slope);
      double next = at - sum / slope;
      if (!std::isfinite(next) || std::fabs(next) > kFar) return false;
      bool settled = std::fabs(next - at) <= 1e-15 * std::max(1.0, std::fabs(at));
      at = next;
      if (!settled && i < 59) continue;
      // Far out every sum goes to zero; that is no root.
      if (std::fabs(At(at, &slope)) > 1e-9 * size_) return false;
      *x = at;
      return true;
    }
    return false;
  }

  // The change of sign nearest to the start.
  bool Scan(double start, double* x) {
    constexpr int kSteps = 800;
    bool found = false;
    double slope = 0;
    double left = -kFar;
    double left_sum = At(left, &slope);
    for (int i = 1; i <= kSteps && in_budget_; ++i) {
      double right = -kFar + 2 * kFar * i / kSteps;
      double right_sum = At(right, &slope);
      if ((left_sum < 0) != (right_sum < 0) && std::isfinite(left_sum) && std::isfinite(right_sum)) {
        double root = Bisect(left, right, left_sum < 0);
        if (!found || std::fabs(root - start) < std::fabs(*x - start)) *x = root;
        found = true;
      }
      left = right;
      left_sum = right_sum;
    }
    return found;
  }

  double Bisect(double left, double right, bool left_negative) {
    double slope = 0;
    for (int i = 0; i < 100 && in_budget_; ++i) {
      double middle = left / 2 + right / 2;
      ((At(middle, &slope) < 0) == left_negative ? left : right) = middle;
    }
    return left / 2 + right / 2;
  }

  static constexpr double kFar = 16;  // rates from -99.99999 % to 8.9 million times
  Evaluation* evaluation_;
  const Flows* flows_;
  double size_ = 0;
  bool in_budget_ = true;
};

Value EvalRateOfReturn(Evaluation& evaluation, Args args) {
  Flows flows;
  Value read = ReadPeriodic(args.first(1), 0, &flows);
  if (!read.is_bool()) return read;
  return RateSolver(&evaluation, &flows).Solve(args.size() > 1 ? args[1].number() : 0.1);
}

Value EvalDatedRateOfReturn(Evaluation& evaluation, Args args) {
  Flows flows;
  Value read = ReadDated(evaluation, args[0], args[1], &flows);
  if (!read.is_bool()) return read;
  return RateSolver(&evaluation, &flows).Solve(args.size() > 2 ? args[2].number() : 0.1);
}

Value EvalModifiedRateOfReturn(Evaluation&, Args args) {
  Flows flows;
  Value read = ReadPeriodic(args.first(1), 0, &flows);
  if (!read.is_bool()) return read;
  double finance = args[1].number();
  double reinvest = args[2].number();
  if (finance <= -1 || reinvest <= -1) return ValueError("a rate of -1 or below would lose everything");
  double costs = 0;
  double gains = 0;
  double last = flows.times.back();
  for (size_t i = 0; i < flows.amounts.size(); ++i) {
    double amount = flows.amounts[i];
    if (amount < 0) costs -= amount * std::pow(1 + finance, -flows.times[i]);
    if (amount > 0) gains += amount * std::pow(1 + reinvest, last - flows.times[i]);
  }
  if (costs == 0 || gains == 0) return ValueError("a rate of return needs flows of both signs");
  return Value::Number(std::pow(gains / costs, 1 / last) - 1);
}

// --- payback ---

// The time at which the sum of the flows stops being negative, the flows of a period coming in evenly over it.
Value PaybackOf(const Flows& flows, double rate) {
  if (rate <= -1) return ValueError("a rate of -1 or below would lose everything");
  double sum = 0;
  for (size_t i = 0; i < flows.amounts.size(); ++i) {
    double flow = flows.amounts[i] * std::pow(1 + rate, -flows.times[i]);
    if (sum + flow >= 0) return Value::Number(i == 0 ? 0 : static_cast<double>(i) - 1 - sum / flow);
    sum += flow;
  }
  return {};
}

Value EvalPayback(Evaluation&, Args args) {
  Flows flows;
  Value read = ReadPeriodic(args, 0, &flows);
  return read.is_bool() ? PaybackOf(flows, 0) : read;
}

Value EvalDiscountedPayback(Evaluation&, Args args) {
  Flows flows;
  Value read = ReadPeriodic(args.subspan(1), 0, &flows);
  return read.is_bool() ? PaybackOf(flows, args[0].number()) : read;
}

constexpr Param kFlowsParam = {"flows", ParamKind::kNumbers, false, true};
constexpr Param kRateParam = {"rate", ParamKind::kNumber};

}  // namespace

const Function kNpv{
    .name = "NPV",
    .family = "Finance",
    .description =
        "The net present value in the spreadsheets' convention: the first flow comes one period from now and "
        "is "
        "discounted, too. Where the first flow is today's, as in finance textbooks, use NPVFromNow. The rate "
        "is a "
        "fraction for each period: 0.1 is 10 %. A blank flow makes the result blank; Excel leaves it out.",
    .params = {kRateParam, kFlowsParam},
    .repeat_from = 1,
    .result = NumberResult,
    .eval = EvalNetPresentValue<1>,
    .examples = {{"Round(NPV(0.1, -10000, 3000, 4200, 6800), 2)", "1188.44"},
                 {"NPV(0.1, List(110, 121))", "200"},
                 {"NPV(0.1, \"\")", ""}},
};

const Function kNpvFromNow{
    .name = "NPVFromNow",
    .aliases = {"NetPresentValue"},
    .family = "Finance",
    .description =
        "The net present value in the convention of finance textbooks: the first flow is today's and counts "
        "in full, "
        "the second comes one period from now. NPVFromNow(r, a, b, c) is a + NPV(r, b, c).",
    .params = {kRateParam, kFlowsParam},
    .repeat_from = 1,
    .result = NumberResult,
    .eval = EvalNetPresentValue<0>,
    .examples = {{"Round(NPVFromNow(0.1, -200, 110, 121), 9)", "0"},
                 {"Round(NPVFromNow(0.1, List(-100, 110, 121)), 9)", "100"},
                 {"NPVFromNow(\"\", 1)", ""}},
};

const Function kXnpv{
    .name = "XNPV",
    .family = "Finance",
    .description =
        "The net present value of flows at dates, in years of 365 days from the first date, whose flow "
        "counts in "
        "full. Flows before the first date are allowed; Excel refuses them.",
    .params = {kRateParam, {"flows", ParamKind::kNumbers}, {"dates", ParamKind::kList}},
    .result = NumberResult,
    .eval = EvalDatedPresentValue,
    .examples = {{"Round(XNPV(0.1, List(-100, 110), List(Date(2025, 1, 1), Date(2026, 1, 1))), 9)", "0"},
                 {"XNPV(0.1, List(-100, \"\"), List(Date(2025, 1, 1), Date(2026, 1, 1)))", ""},
                 {"XNPV(0.1, List(-100, 110), Date(2025, 1, 1))", "#VALUE"}},
};

const Function kIrr{
    .name = "IRR",
    .family = "Finance",
    .description =
        "The internal rate of return: the rate at which the flows, one period apart, come to zero; a "
        "fraction for each "
        "period. Of several such rates the one near the guess (0.1 where none is given). #VALUE where there "
        "is none.",
    .params = {{"flows", ParamKind::kNumbers}, {"guess", ParamKind::kNumber, true}},
    .result = NumberResult,
    .eval = EvalRateOfReturn,
    .examples = {{"Round(IRR(List(-100, 60, 60)), 4)", "0.1307"},
                 {"IRR(List(100, 60))", "#VALUE"},
                 {"IRR(List(-100, \"\", 120))", ""}},
};

const Function kXirr{
    .name = "XIRR",
    .family = "Finance",
    .description =
        "The internal rate of return of flows at dates, for a year of 365 days. #VALUE where there is none.",
    .params = {{"flows", ParamKind::kNumbers},
               {"dates", ParamKind::kList},
               {"guess", ParamKind::kNumber, true}},
    .result = NumberResult,
    .eval = EvalDatedRateOfReturn,
    .examples = {{"Round(XIRR(List(-100, 110), List(Date(2025, 1, 1), Date(2026, 1, 1))), 9)", "0.1"},
                 {"XIRR(List(-100, 110), List(Date(2025, 1, 1), \"\"))", ""}},
};

const Function kMirr{
    .name = "MIRR",
    .family = "Finance",
    .description =
        "The modified internal rate of return: costs are financed at one rate, gains are invested again at "
        "another.",
    .params = {{"flows", ParamKind::kNumbers},
               {"finance_rate", ParamKind::kNumber},
               {"reinvest_rate", ParamKind::kNumber}},
    .result = NumberResult,
    .eval = EvalModifiedRateOfReturn,
    .examples = {{"Round(MIRR(List(-100, 60, 60), 0.1, 0.1), 9)", "0.122497216"},
                 {"MIRR(List(-100, \"\"), 0.1, 0.1)", ""}},
};

const Function kPayback{
    .name = "Payback",
    .family = "Finance",
    .description =
        "After how many periods the flows have paid back what they cost: the first flow is today's, those of "
        "a period "
        "come in evenly over it. A blank where they never do.",
    .params = {kFlowsParam},
    .result = NumberResult,
    .eval = EvalPayback,
    .examples = {{"Payback(-100, 40, 40, 40)", "2.5"}, {"Payback(-100, 40, 40)", ""}},
};

const Function kDiscountedPayback{
    .name = "DiscountedPayback",
    .family = "Finance",
    .description = "As Payback, with each flow discounted to today by the rate.",
    .params = {kRateParam, kFlowsParam},
    .repeat_from = 1,
    .result = NumberResult,
    .eval = EvalDiscountedPayback,
    .examples = {{"DiscountedPayback(0.1, -100, 110, 50)", "1"}, {"DiscountedPayback(0.1, -100, 105)", ""}},
};

}  // namespace csip::formula
