// The list of every function, in the order of the documentation. A new function is one line here and one
// definition `const Function k<Name>{...}` in the file of its family.
#pragma once

#include "formula/function.h"

// clang-format off
#define CSIP_FORMULA_FUNCTIONS(X) \
  /* Logic */ \
  X(If) X(Switch) X(And) X(Or) X(Not) X(Xor) X(True) X(False) X(IsBlank) X(IsNotBlank) X(IfBlank) X(IsError) X(IfError) \
  /* Lists */ \
  X(List) X(Filter) X(Lookup) X(First) X(Last) X(Nth) X(Slice) X(Sort) X(Reverse) X(Unique) X(ListCombine) \
  X(Contains) X(HasAny) X(HasAll) X(ContainsOnly) X(In) X(Find) X(Any) X(All) X(FormulaMap) X(WithName) X(Sequence) X(Join) \
  /* Aggregates */ \
  X(Sum) X(Average) X(Min) X(Max) X(Median) X(Product) X(StandardDeviation) X(Count) X(CountAll) X(CountUnique) \
  X(CountIf) X(SumIf) X(AverageIf) \
  /* Math */ \
  X(Round) X(RoundUp) X(RoundDown) X(Floor) X(Ceiling) X(Truncate) X(Abs) X(Sign) X(Mod) X(Power) X(Sqrt) X(Exp) X(Ln) \
  X(Log) X(Clamp) \
  /* Dates */ \
  X(Today) X(Now) X(Date) X(DateTime) X(ToDate) X(ToDateTime) X(Year) X(Quarter) X(Month) X(MonthName) X(WeekNumber) \
  X(Day) X(Weekday) X(WeekdayName) X(Hour) X(Minute) X(Second) X(EndOfMonth) X(RelativeDate) X(DateTimeTruncate) \
  X(DateDiff) X(NetWorkingDays) X(Workday) X(Days) X(Hours) X(Minutes) X(FormatDate) \
  /* Text */ \
  X(Concatenate) X(Format) X(ToText) X(ToNumber) X(Left) X(Right) X(Middle) X(Length) X(Upper) X(Lower) X(Trim) \
  X(Substitute) X(ContainsText) X(StartsWith) X(EndsWith) X(Repeat) X(Split) X(LineBreak) X(RegexMatch) X(RegexExtract) \
  X(RegexReplace) \
  /* Rows and people */ \
  X(RowNumber) X(RowId) X(CurrentUser)
// clang-format on

namespace csip::formula {

#define CSIP_DECLARE(name) extern const Function k##name;
CSIP_FORMULA_FUNCTIONS(CSIP_DECLARE)
#undef CSIP_DECLARE

}  // namespace csip::formula
