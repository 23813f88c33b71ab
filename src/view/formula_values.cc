#include "view/formula_values.h"

#include <fmt/format.h>

#include "formula/bind.h"
#include "view/basis.h"

namespace csip::view {

using value::kNone;
using value::Value;

namespace {

size_t BytesOf(const Value& v) {
  size_t bytes = sizeof(Value);
  if (v.is_text()) bytes += v.text().size();
  if (v.is_list()) {
    for (const Value& item : v.items()) bytes += BytesOf(item);
  }
  return bytes;
}

}  // namespace

Value FormulaValues::Get(const workspace::Reader& reader, const std::string& formula,
                         const formula::Viewer& viewer, const formula::Deadline* deadline) {
  formula::Bound bound =
      formula::Bind(formula, {.catalog = &reader.compiled().catalog, .table = kNone, .locals = {}});
  if (!bound.ok()) return Value::Error(value::ErrorCode::kValue, "the formula does not make sense any more");
  auto evaluate = [&] { return reader.engine().Evaluate(bound, {}, viewer, {.deadline = deadline}); };
  BasisBuilder basis(reader.engine());
  basis.AddFormula(bound);
  if (basis.random()) return evaluate();
  std::string key = fmt::format("{} {};", formula.size(), formula) + basis.Circumstances(viewer);
  if (reader.past() != nullptr) key += fmt::format("past {}", reader.sequence());
  Value refused;
  auto made = values_.Get(
      key, basis.Finish(),
      [&](const Value*) -> StampedCache<Value>::Made {
        Value v = evaluate();
        if (v.is_error() && v.error_code() == value::ErrorCode::kLimit) {
          refused = std::move(v);
          return base::Error{base::Code::kLimit, "not kept"};
        }
        return std::make_shared<const Value>(std::move(v));
      },
      BytesOf);
  return made.ok() ? **made : refused;
}

}  // namespace csip::view
