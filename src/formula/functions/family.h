// What the families of functions share: usual result types, and walks over lists.
#pragma once

#include <span>
#include <vector>

#include "formula/conversion.h"
#include "formula/evaluate.h"
#include "formula/functions/all.h"

namespace csip::formula {

using Args = std::span<const value::Value>;
using LazyArgs = std::span<const LazyArg>;
using Types = std::span<const Type>;

// Results that do not depend on the arguments.
Type BoolResult(Types args, const Catalog& catalog);
Type NumberResult(Types args, const Catalog& catalog);
Type TextResult(Types args, const Catalog& catalog);
Type TextsResult(Types args, const Catalog& catalog);
Type DateResult(Types args, const Catalog& catalog);
Type InstantResult(Types args, const Catalog& catalog);
// As the first argument, as one item of it, as a list of such items.
Type SameResult(Types args, const Catalog& catalog);
Type ItemResult(Types args, const Catalog& catalog);
Type ListResult(Types args, const Catalog& catalog);
// What fits all arguments' items, one or a list of them.
Type CommonItemResult(Types args, const Catalog& catalog);
Type CommonListResult(Types args, const Catalog& catalog);

// Appends the items of a list, or the value itself, blank or not: lists do not nest. Pays for them first; false when the
// budget is spent. The list made of them is Value::List(...): it is paid for.
bool AppendFlat(Evaluation& evaluation, const value::Value& v, std::vector<value::Value>* out);

// The list that a predicate goes through: where it is a whole table, only the rows that an index leaves (a
// hint of the RowSource), else the evaluated argument. May be a blank or an error.
value::Value CandidateList(Evaluation& evaluation, const LazyArg& list, const LazyArg& predicate);

// What a predicate or a value of each item came to: go on, or stop with a result (an error of the predicate,
// S5).
struct Verdict {
  bool holds = false;
  value::Value error;  // blank when there is none
};
Verdict Test(const LazyArg& predicate, const value::Value& item);

}  // namespace csip::formula
