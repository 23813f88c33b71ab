#include "formula/functions/family.h"

#include "formula/type_rule.h"

namespace csip::formula {

using value::Value;

Type BoolResult(Types, const Catalog&) {
  return Type::Of(Base::kBool);
}
Type NumberResult(Types, const Catalog&) {
  return Type::Of(Base::kNumber);
}
Type TextResult(Types, const Catalog&) {
  return Type::Of(Base::kText);
}
Type TextsResult(Types, const Catalog&) {
  return Type::Of(Base::kText, true);
}
Type DateResult(Types, const Catalog&) {
  return Type::Of(Base::kDate);
}
Type InstantResult(Types, const Catalog&) {
  return Type::Of(Base::kInstant);
}
Type SameResult(Types args, const Catalog&) {
  return args[0];
}
Type ItemResult(Types args, const Catalog&) {
  return args[0].Item();
}
Type ListResult(Types args, const Catalog&) {
  return args[0].ListOf();
}

Type CommonItemResult(Types args, const Catalog&) {
  Type common = Type::Of(Base::kBlank);
  for (const Type& arg : args) common = CommonType(common, arg.Item());
  return common;
}

Type CommonListResult(Types args, const Catalog& catalog) {
  return CommonItemResult(args, catalog).ListOf();
}

bool AppendFlat(Evaluation& evaluation, const Value& v, std::vector<Value>* out) {
  if (!v.is_list()) {
    if (!evaluation.Spend(0, sizeof(Value))) return false;
    out->push_back(v);
    return true;
  }
  auto size = static_cast<int64_t>(v.items().size());
  if (!evaluation.Spend(size / 4, size * static_cast<int64_t>(sizeof(Value)))) return false;
  out->insert(out->end(), v.items().begin(), v.items().end());
  return true;
}

Value CandidateList(Evaluation& evaluation, const LazyArg& list, const LazyArg& predicate) {
  if (list.node().kind == NodeKind::kTable) {
    TableIndex table = list.node().table;
    if (auto slots = evaluation.rows().Candidates(predicate.node(), table, evaluation)) {
      std::vector<Value> rows;
      rows.reserve(slots->size());
      for (value::RowSlot slot : *slots) rows.push_back(Value::Row({table, slot}));
      return evaluation.MakeList(std::move(rows));
    }
  }
  return list.Eval();
}

Verdict Test(const LazyArg& predicate, const Value& item) {
  Value v = predicate.EvalWith(item);
  if (v.is_bool()) return {v.boolean(), {}};
  v = ToBool(v);
  if (v.is_error()) return {false, v};
  return {v.is_true(), {}};
}

}  // namespace csip::formula
