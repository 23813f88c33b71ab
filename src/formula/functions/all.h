// The list of every function, in the order of the documentation. A new function is one line here and one
// definition `const Function k<Name>{...}` in the file of its family.
#pragma once

#include "formula/function.h"

// clang-format off
#define CSIP_FORMULA_FUNCTIONS(X) \
  /* Logic */ \
  X(If) X(Switch) X(Choose) X(And) X(Or) X(Not) X(Xor) X(True) X(False) X(IsBlank) X(IsNotBlank) X(IsNumber) X(IsText) \
  X(IsDate) X(IfBlank) X(IsError) X(IfError) \
  /* Lists */ \
  X(List) X(Filter) X(Lookup) X(First) X(Last) X(Nth) X(Slice) X(Splice) X(Sort) X(Reverse) X(Unique) X(ListCombine) \
  X(Intersection) X(Difference) X(Contains) X(HasAny) X(HasAll) X(ContainsOnly) X(In) X(Find) X(Any) X(All) \
  X(FormulaMap) X(WithName) X(Sequence) X(Join) X(BulletedList) X(NumberedList) \
  /* Aggregates */ \
  X(Sum) X(Average) X(Min) X(Max) X(Median) X(Product) X(Count) X(CountAll) X(CountUnique) X(CountBlank) \
  X(CountIf) X(SumIf) X(AverageIf) X(MinIf) X(MaxIf) \
  /* Statistics */ \
  X(StandardDeviation) X(StandardDeviationPopulation) X(Variance) X(VariancePopulation) X(AverageDeviation) \
  X(SumSquares) X(GeometricMean) X(HarmonicMean) X(Mode) X(Percentile) X(PercentileExclusive) X(Quartile) X(Large) \
  X(Small) X(Rank) X(PercentRank) X(WeightedAverage) X(SumProduct) X(Correlation) X(Covariance) \
  X(CovariancePopulation) X(Slope) X(Intercept) X(RSquared) X(Forecast) \
  /* Finance */ \
  X(Npv) X(NpvFromNow) X(Xnpv) X(Irr) X(Xirr) X(Mirr) X(Payback) X(DiscountedPayback) X(Pmt) X(Ipmt) X(Ppmt) X(Pv) \
  X(Fv) X(Nper) X(Rate) X(Cagr) X(Roi) X(EffectiveRate) X(NominalRate) X(StraightLine) \
  /* Math */ \
  X(Round) X(RoundUp) X(RoundDown) X(RoundTo) X(Floor) X(Ceiling) X(Truncate) X(Abs) X(Sign) X(Mod) X(Quotient) \
  X(Power) X(Sqrt) X(Exp) X(Ln) X(Log) X(Clamp) X(IsEven) X(IsOdd) X(Even) X(Odd) X(Gcd) X(Lcm) X(Factorial) \
  X(Combinations) X(Permutations) X(Pi) X(Sin) X(Cos) X(Tan) X(Asin) X(Acos) X(Atan) X(Atan2) X(Degrees) X(Radians) \
  /* Dates */ \
  X(Today) X(Now) X(Date) X(DateTime) X(Time) X(ToDate) X(ToDateTime) X(Year) X(Quarter) X(Month) X(MonthName) \
  X(WeekNumber) X(Day) X(DayOfYear) X(Weekday) X(WeekdayName) X(Hour) X(Minute) X(Second) X(EndOfMonth) \
  X(RelativeDate) X(DateTimeTruncate) X(DateDiff) X(YearFrac) X(Days360) X(NetWorkingDays) X(NetWorkingDaysIntl) \
  X(Workday) X(WorkdayIntl) X(Duration) X(Weeks) X(Days) X(Hours) X(Minutes) X(Seconds) X(ToWeeks) X(ToDays) \
  X(ToHours) X(ToMinutes) X(ToSeconds) X(EpochToDate) X(DateToEpoch) X(FormatDate) \
  /* Text */ \
  X(Concatenate) X(Format) X(ToText) X(ToNumber) X(Left) X(Right) X(Middle) X(TextBefore) X(TextAfter) X(Length) \
  X(Upper) X(Lower) X(Proper) X(Trim) X(PadLeft) X(PadRight) X(Replace) X(Substitute) X(ContainsText) X(StartsWith) \
  X(EndsWith) X(Repeat) X(Split) X(LineBreak) X(Character) X(CharacterCode) X(RegexMatch) X(RegexExtract) \
  X(RegexReplace) X(ParseJson) X(ToJson) X(EncodeUrl) \
  /* Rows and people */ \
  X(RowNumber) X(RowId) X(CurrentUser) X(BrokenReference)
// clang-format on

namespace csip::formula {

#define CSIP_DECLARE(name) extern const Function k##name;
CSIP_FORMULA_FUNCTIONS(CSIP_DECLARE)
#undef CSIP_DECLARE

}  // namespace csip::formula
