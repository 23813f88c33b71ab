// The static types of operators and of choices between values.
#pragma once

#include "formula/ast.h"
#include "formula/type.h"

namespace csip::formula {

// What the operator yields for operands that are allowed.
Type UnaryType(Op op, const Type& operand);
Type BinaryType(Op op, const Type& left, const Type& right);

// The type that both fit in: a blank fits in any, otherwise the same kind, else any value. Options stay only
// where both stem from the same column.
Type CommonType(const Type& a, const Type& b);

inline bool IsMoment(const Type& type) {
  return !type.list && (type.base == Base::kDate || type.base == Base::kInstant);
}

}  // namespace csip::formula
