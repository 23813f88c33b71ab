#include "formula/type_rule.h"

namespace csip::formula {

Type UnaryType(Op op, const Type& operand) {
  if (operand.base == Base::kBlank) return operand;
  return Type::Of(op == Op::kNot ? Base::kBool : Base::kNumber);
}

namespace {

Type SumType(const Type& left, const Type& right) {
  bool text = (left.base == Base::kText && !left.list) || (right.base == Base::kText && !right.list);
  if (text) return Type::Of(Base::kText);
  if (left.base == Base::kBlank) return right.Item();
  if (right.base == Base::kBlank) return left.Item();
  if (left.base == Base::kAny || right.base == Base::kAny) return {};
  if (IsMoment(left)) return Type::Of(left.base);
  if (IsMoment(right)) return Type::Of(right.base);
  return Type::Of(Base::kNumber);
}

Type DifferenceType(const Type& left, const Type& right) {
  if (left.base == Base::kBlank || right.base == Base::kBlank) return Type::Of(Base::kBlank);
  if (IsMoment(right)) return Type::Of(Base::kNumber);
  if (left.base == Base::kAny || (IsMoment(left) && right.base == Base::kAny)) return {};
  return Type::Of(IsMoment(left) ? left.base : Base::kNumber);
}

}  // namespace

Type BinaryType(Op op, const Type& left, const Type& right) {
  switch (op) {
    case Op::kAdd:
    case Op::kAddDays:
      return SumType(left, right);
    case Op::kSubtract:
      return DifferenceType(left, right);
    case Op::kMultiply:
    case Op::kDivide:
    case Op::kPower:
      return Type::Of(Base::kNumber);
    case Op::kConcat:
      return Type::Of(Base::kText);
    default:
      return Type::Of(Base::kBool);
  }
}

Type CommonType(const Type& a, const Type& b) {
  if (a.base == Base::kBlank) return b;
  if (b.base == Base::kBlank) return a;
  if (a == b) return a;
  if (a.base != b.base || a.list != b.list || a.table != b.table) return {};
  Type common = a;
  common.option_table = kNone;
  common.option_column = kNone;
  return common;
}

}  // namespace csip::formula
