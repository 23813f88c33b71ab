// What operators do to values: the total rules S1 to S3, S5, S7 and S12 as code. docs/formula-semantics.md is
// the table.
#include <fmt/format.h>

#include <cmath>

#include "formula/conversion.h"
#include "formula/evaluate.h"

namespace csip::formula {

using value::BlankReason;
using value::Kind;
using value::Value;

namespace {

constexpr double kMicrosPerDay = 86'400e6;

bool IsMoment(const Value& v) {
  return v.is_date() || v.is_instant();
}

Value NotNumbers(std::string_view symbol, const Value& a, const Value& b) {
  return ValueError(
      fmt::format("`{}` does not go with {} and {}", symbol, WordsOf(a.kind()), WordsOf(b.kind())));
}

// A blank that says why it is blank wins over one that does not.
Value EitherBlank(const Value& a, const Value& b) {
  if (!a.is_blank()) return b;
  if (!b.is_blank()) return a;
  return a.blank_reason() != BlankReason::kNone ? a : b;
}

Value Shift(const Value& moment, double days) {
  if (moment.is_date()) return MakeDate(moment.date() + days);
  if (!(std::fabs(days) < 1e8)) return MakeInstant(HUGE_VAL);
  int64_t shifted = moment.instant() + std::llround(days * kMicrosPerDay);
  Value checked = MakeInstant(static_cast<double>(shifted));
  return checked.is_error() ? checked : Value::Instant(shifted);
}

Value Concat(const Value& a, const Value& b, Evaluation& evaluation) {
  if (a.is_blank() && b.is_blank()) return EitherBlank(a, b);
  if (a.is_blank()) return evaluation.TextValue(b);
  if (b.is_blank()) return evaluation.TextValue(a);
  Value left = evaluation.TextValue(a);
  if (left.is_error()) return left;
  Value right = evaluation.TextValue(b);
  if (right.is_error()) return right;
  std::string joined;
  std::string_view x = left.is_blank() ? "" : left.text();
  std::string_view y = right.is_blank() ? "" : right.text();
  joined.reserve(x.size() + y.size());
  joined.append(x).append(y);
  return evaluation.MakeText(joined);
}

Value Add(const Value& a, const Value& b, bool days, Evaluation& evaluation) {
  if (a.is_number() && b.is_number() && !days) return Value::Number(a.number() + b.number());
  if (a.is_text() || b.is_text()) return Concat(a, b, evaluation);
  if (a.is_blank() || b.is_blank()) {
    const Value& known = a.is_blank() ? b : a;
    if (known.is_blank()) return EitherBlank(a, b);
    if (days) return IsMoment(known) ? known : Value(a.is_blank() ? a : b);
    if (known.is_number() || IsMoment(known)) return known;
    return ToNumber(known);
  }
  if (IsMoment(a) && b.is_number()) return Shift(a, b.number());
  if (a.is_number() && IsMoment(b)) return Shift(b, a.number());
  return NotNumbers("+", a, b);
}

Value Subtract(const Value& a, const Value& b, Evaluation& evaluation) {
  if (a.is_number() && b.is_number()) return Value::Number(a.number() - b.number());
  if (a.is_blank() || b.is_blank()) return EitherBlank(a, b);
  if (a.is_date() && b.is_date()) return Value::Number(static_cast<double>(a.date()) - b.date());
  if (IsMoment(a) && IsMoment(b)) {
    const value::Zone& zone = evaluation.inputs().zone;
    return Value::Number(static_cast<double>(InstantOf(a, zone) - InstantOf(b, zone)) / kMicrosPerDay);
  }
  if (IsMoment(b)) return NotNumbers("-", a, b);
  Value right = ToNumber(b);
  if (right.is_error()) return right;
  if (IsMoment(a)) return Shift(a, -right.number());
  Value left = ToNumber(a);
  if (left.is_error()) return left;
  return Value::Number(left.number() - right.number());
}

Value Divide(double a, double b) {
  if (b == 0) return Value::Blank(BlankReason::kDivisionByZero);
  return Value::Number(a / b);
}

Value Power(double a, double b) {
  if (a == 0 && b < 0) return Value::Blank(BlankReason::kDivisionByZero);
  double result = std::pow(a, b);
  if (std::isnan(result))
    return ValueError("the power of a negative number with a fraction is not a real number");
  return Value::Number(result);
}

Value Multiplicative(Op op, const Value& a, const Value& b) {
  if (a.is_blank() || b.is_blank()) return EitherBlank(a, b);
  Value left = ToNumber(a);
  if (left.is_error()) return left;
  Value right = ToNumber(b);
  if (right.is_error()) return right;
  if (op == Op::kMultiply) return Value::Number(left.number() * right.number());
  return op == Op::kDivide ? Divide(left.number(), right.number()) : Power(left.number(), right.number());
}

// Kleene's AND (`decisive` is false) and OR (`decisive` is true): a decisive side wins, then an error, then a
// blank.
Value Logic(bool decisive, const Value& a, const Value& b) {
  Value left = ToBool(a);
  if (left.is_bool() && left.boolean() == decisive) return left;
  Value right = ToBool(b);
  if (right.is_bool() && right.boolean() == decisive) return right;
  if (left.is_error()) return left;
  if (right.is_error()) return right;
  if (left.is_blank() || right.is_blank()) return EitherBlank(left, right);
  return left;
}

template <typename T>
int Order(const T& a, const T& b) {
  return a < b ? -1 : (b < a ? 1 : 0);
}

Value FromOrder(Op op, int order) {
  switch (op) {
    case Op::kLess:
      return Value::Bool(order < 0);
    case Op::kLessEqual:
      return Value::Bool(order <= 0);
    case Op::kGreater:
      return Value::Bool(order > 0);
    default:
      return Value::Bool(order >= 0);
  }
}

// The text read as the kind of the other value.
Value ReadAs(const Value& text, const Value& other, Evaluation& evaluation) {
  if (!evaluation.SpendOn(text)) return evaluation.LimitError();
  switch (other.kind()) {
    case Kind::kNumber:
      return ToNumber(text);
    case Kind::kBool:
      return ToBool(text);
    case Kind::kDate:
    case Kind::kInstant:
      return ToMoment(text, evaluation.inputs().zone);
    default:
      return ValueError(fmt::format("{} and {} have no order", WordsOf(text.kind()), WordsOf(other.kind())));
  }
}

Value Less(Op op, const Value& a, const Value& b, Evaluation& evaluation) {
  if (a.is_number() && b.is_number()) return FromOrder(op, Order(a.number(), b.number()));
  if (a.is_blank() || b.is_blank()) return EitherBlank(a, b);
  if (a.is_date() && b.is_date()) return FromOrder(op, Order(a.date(), b.date()));
  if (IsMoment(a) && IsMoment(b)) {
    const value::Zone& zone = evaluation.inputs().zone;
    return FromOrder(op, Order(InstantOf(a, zone), InstantOf(b, zone)));
  }
  if (a.is_text() && b.is_text()) {
    evaluation.SpendOn(a);
    return FromOrder(op, a.text().compare(b.text()));
  }
  if (a.is_bool() && b.is_bool()) return FromOrder(op, Order(a.boolean(), b.boolean()));
  if (a.is_text() || b.is_text()) {
    Value read = a.is_text() ? ReadAs(a, b, evaluation) : ReadAs(b, a, evaluation);
    if (read.is_error()) return read;
    return a.is_text() ? Less(op, read, b, evaluation) : Less(op, a, read, evaluation);
  }
  return ValueError(fmt::format("{} and {} have no order", WordsOf(a.kind()), WordsOf(b.kind())));
}

bool ListsEqual(std::span<const Value> a, std::span<const Value> b, Evaluation& evaluation) {
  if (a.size() != b.size() || !evaluation.Spend(static_cast<int64_t>(a.size()))) return false;
  for (size_t i = 0; i < a.size(); ++i) {
    if (!AreEqual(a[i], b[i], evaluation)) return false;
  }
  return true;
}

}  // namespace

bool AreEqual(const Value& whole_a, const Value& whole_b, Evaluation& evaluation) {
  if (whole_a.is_list() && whole_b.is_list()) return ListsEqual(whole_a.items(), whole_b.items(), evaluation);
  if (whole_a.is_blank() || whole_b.is_blank()) return whole_a.is_blank() && whole_b.is_blank();
  const Value& a = Single(whole_a);
  const Value& b = Single(whole_b);
  if (a.kind() == b.kind()) {
    evaluation.SpendOn(a);
    return a == b;
  }
  if (IsMoment(a) && IsMoment(b)) {
    const value::Zone& zone = evaluation.inputs().zone;
    return InstantOf(a, zone) == InstantOf(b, zone);
  }
  if (!a.is_text() && !b.is_text()) return false;
  const Value& text = a.is_text() ? a : b;
  const Value& other = a.is_text() ? b : a;
  evaluation.SpendOn(text);
  if (other.is_row()) {
    std::string name = evaluation.Text(other);
    evaluation.Spend(static_cast<int64_t>(name.size() / 64));
    return name == text.text();
  }
  if (other.is_list() || other.is_blank() || other.is_error()) return false;
  Value read = ReadAs(text, other, evaluation);
  return !read.is_error() && AreEqual(read, other, evaluation);
}

Value Apply(Op op, const Value& whole_a, const Value& whole_b, Evaluation& evaluation) {
  if (op == Op::kAnd || op == Op::kOr) return Logic(op == Op::kOr, whole_a, whole_b);
  if (whole_a.is_error()) return whole_a;
  if (whole_b.is_error()) return whole_b;
  if (op == Op::kConcat) return Concat(whole_a, whole_b, evaluation);
  if (op == Op::kEqual || op == Op::kNotEqual) {
    if (whole_a.is_list() && !evaluation.SpendOn(whole_a)) return evaluation.LimitError();
    if (whole_b.is_list() && !evaluation.SpendOn(whole_b)) return evaluation.LimitError();
    if (const Value* error = FirstError(whole_a)) return *error;
    if (const Value* error = FirstError(whole_b)) return *error;
    return Value::Bool(AreEqual(whole_a, whole_b, evaluation) == (op == Op::kEqual));
  }
  const Value& a = Single(whole_a);
  const Value& b = Single(whole_b);
  if (a.is_error()) return a;
  if (b.is_error()) return b;
  switch (op) {
    case Op::kAdd:
      return Add(a, b, false, evaluation);
    case Op::kAddDays:
      return Add(a, b, true, evaluation);
    case Op::kSubtract:
      return Subtract(a, b, evaluation);
    case Op::kMultiply:
    case Op::kDivide:
    case Op::kPower:
      return Multiplicative(op, a, b);
    default:
      return Less(op, a, b, evaluation);
  }
}

Value ApplyUnary(Op op, const Value& a) {
  Value v = op == Op::kNot ? ToBool(a) : ToNumber(a);
  if (v.is_blank() || v.is_error()) return v;
  return op == Op::kNot ? Value::Bool(!v.boolean()) : Value::Number(-v.number());
}

}  // namespace csip::formula
