// The list of every rule, in the order of the documentation. A new rule is one line here and one definition
// `const Rule k<Name>{...}` in its file.
#pragma once

#include "check/rule.h"

// clang-format off
#define CSIP_CHECK_RULES(X) \
  /* What cannot be loaded */ \
  X(Structure) X(UnreadableFormula) X(UnknownName) X(WrongType) X(CircularFormula) \
  /* What is left unsaid */ \
  X(MissingOptions) X(EmptyView) X(UnknownUser) X(UnknownZone) \
  /* What can never be, or always is */ \
  X(UnknownOption) X(ImpossibleValue) X(UnreachableThreshold) X(ConstantCondition) X(ScaleGap) \
  /* Numbers that mislead */ \
  X(DivisionByZero) X(DigitGroups) X(WeightScale) X(UnboundedPart) X(MissingAsZero) X(ZeroForNever) \
  /* Time and direction */ \
  X(ExactDate) X(PastCountsAsSoon) X(ClosedStaysOpen) X(IgnoredDirection) \
  /* Who writes, who reads */ \
  X(WrittenFormula) X(MissingRequired) X(LinksKeptTwice) X(UnreadColumn) X(RankedByText) X(StaleAmendment)
// clang-format on

namespace csip::check {

#define CSIP_DECLARE(name) extern const Rule k##name;
CSIP_CHECK_RULES(CSIP_DECLARE)
#undef CSIP_DECLARE

}  // namespace csip::check
