// The planner: from a bound tree to a plan, or to nothing where a part has no operation.
//
// A part that yields a number-like value and has no operation is left to the plain evaluator
// (MakeInterpreted); one that yields text, rows or lists makes the whole unplannable up to the next
// number-like node above it.
#include <algorithm>
#include <cmath>
#include <map>

#include "engine/plan.h"
#include "engine/plan_node.h"
#include "engine/probe.h"
#include "formula/function.h"

namespace csip::engine {

using formula::Base;
using formula::Node;
using formula::NodeKind;
using formula::Op;
using value::kNone;

namespace {

bool IsNumberLike(const formula::Type& type) {
  return !type.list && (type.base == Base::kNumber || type.base == Base::kBool || type.base == Base::kDate ||
                        type.base == Base::kInstant);
}
bool IsCodeLike(const formula::Type& type) {
  return !type.list && ((type.base == Base::kText) || (type.base == Base::kRow && type.table != kNone));
}

Shape ShapeOf(const formula::Type& type) {
  if (IsCodeLike(type)) return Shape::kCode;
  return type.base == Base::kBool ? Shape::kTruth : Shape::kNumber;
}

class Planner {
 public:
  // `writable` makes symbols and indexes; null where the data may only be read.
  Planner(const Data* data, Data* writable, TableIndex owner_table)
      : data_(data), writable_(writable), compiled_(data->compiled()), owner_table_(owner_table) {}

  PlanPtr Plan(const Node& n) {
    PlanPtr plan = Try(n);
    if (plan == nullptr && IsNumberLike(n.type)) plan = Interpret(n);
    return plan;
  }

  // A list of rows that stand in the formula's table of rows, as they come.
  RowsPtr PlanRows(const Node& n) { return n.type.list && n.type.base == Base::kRow ? RowsOf(n) : nullptr; }

  // Nodes of the plans that can pass over their rows. None where the plain evaluator has a part: what it spends depends on
  // the order of owners.
  std::vector<GroupPass*> passes() const { return interprets_ ? std::vector<GroupPass*>() : passes_; }

 private:
  PlanPtr Interpret(const Node& n) {
    interprets_ = true;
    return MakeInterpreted(&n, in_predicate_ ? candidate_table_ : owner_table_, in_predicate_);
  }

  PlanPtr Try(const Node& n) {
    switch (n.kind) {
      case NodeKind::kLiteral:
        return Literal(n);
      case NodeKind::kThisRow:
        return in_predicate_ ? MakeOwnerRow() : MakeRowItself();
      case NodeKind::kCurrent:
        return in_predicate_ && n.frame == 0 && n.type.base == Base::kRow ? MakeRowItself() : nullptr;
      case NodeKind::kColumn:
        return ColumnOf(n);
      case NodeKind::kUnary:
        return Unary(n);
      case NodeKind::kBinary:
        return Binary(n);
      case NodeKind::kCall:
        return Call(n);
      default:
        return nullptr;
    }
  }

  PlanPtr Literal(const Node& n) {
    const Value& v = n.value;
    if (v.is_number()) return MakeNumber(v.number());
    if (v.is_bool()) return MakeTruth(v.boolean());
    if (v.is_date()) return MakeNumber(v.date());
    if (v.is_text()) return MakeCode(CodeOf(v));
    return nullptr;  // a blank's kind depends on its place
  }

  // The symbol of a text; where nothing may be interned, a text that stands in no cell gets a code of its own.
  uint32_t CodeOf(const Value& text) {
    if (writable_ != nullptr) return writable_->interner().Intern(text);
    Symbol symbol = data_->interner().Find(text.text());
    if (symbol != kNoSymbol) return symbol;
    auto code = kNone - static_cast<uint32_t>(strangers_.size());
    return strangers_.try_emplace(std::string(text.text()), code).first->second;
  }

  // A plan of the kind that stands beside it: blank literals take either.
  PlanPtr PlanAs(const Node& n, Shape shape) {
    if (IsBlankLiteral(n)) return MakeBlank(shape);
    PlanPtr plan = Plan(n);
    return plan != nullptr && plan->shape() == shape ? std::move(plan) : nullptr;
  }

  PlanPtr ColumnOf(const Node& n) {
    const Node& base = *n.args[0];
    if (data_->is_mirror(n.table, n.column) || base.type.list) return nullptr;
    const Column& column = data_->table(n.table).columns[n.column];
    if (!column.is_number() && !column.is_code()) return nullptr;
    // The column's storage must be what the type says: a formula of unknown type may yield anything.
    if (column.is_number() ? !IsNumberLike(n.type) : !IsCodeLike(n.type)) return nullptr;
    if ((column.storage() == value::Storage::kBool) != (n.type.base == Base::kBool)) return nullptr;
    if (base.kind == NodeKind::kThisRow) {
      return in_predicate_ ? MakeOwnerColumn(*data_, n.table, n.column)
                           : MakeColumn(*data_, n.table, n.column);
    }
    if (base.kind == NodeKind::kCurrent)
      return in_predicate_ && base.frame == 0 ? MakeColumn(*data_, n.table, n.column) : nullptr;
    if (PlanPtr first = FirstOf(base, n)) return first;
    PlanPtr row = Try(base);
    return row != nullptr && row->is_code() ? MakeHop(*data_, std::move(row), n.table, n.column) : nullptr;
  }

  PlanPtr Unary(const Node& n) {
    if (n.args[0]->type.list) return nullptr;
    PlanPtr a = Plan(*n.args[0]);
    if (a == nullptr) return nullptr;
    Base base = n.args[0]->type.base;
    if (n.op == Op::kNegate && base == Base::kNumber && a->shape() == Shape::kNumber)
      return MakeNegate(std::move(a));
    if (n.op == Op::kNot && base == Base::kBool && a->shape() == Shape::kTruth) return MakeNot(std::move(a));
    return nullptr;
  }

  PlanPtr Binary(const Node& n) {
    const Node& left = *n.args[0];
    const Node& right = *n.args[1];
    Base a = left.type.base, b = right.type.base;
    if (left.type.list || right.type.list) return nullptr;
    switch (n.op) {
      case Op::kAnd:
      case Op::kOr:
        return Logic(n);
      case Op::kEqual:
      case Op::kNotEqual:
      case Op::kLess:
      case Op::kLessEqual:
      case Op::kGreater:
      case Op::kGreaterEqual:
        return Comparison(n);
      case Op::kConcat:
      case Op::kPower:
        return nullptr;
      default:
        break;
    }
    bool numbers = a == Base::kNumber && b == Base::kNumber;
    bool days_apart = n.op == Op::kSubtract && a == Base::kDate && b == Base::kDate;
    if (numbers || days_apart)
      return WithBoth(left, right, [&n](PlanPtr x, PlanPtr y) {
        return MakeArithmetic(n.op, std::move(x), std::move(y));
      });
    if (a == Base::kDate && b == Base::kNumber && (n.op == Op::kAddDays || n.op == Op::kSubtract)) {
      return WithBoth(left, right, [&n](PlanPtr x, PlanPtr y) {
        return MakeDayShift(std::move(x), std::move(y), n.op == Op::kSubtract);
      });
    }
    return nullptr;
  }

  template <typename Make>
  PlanPtr WithBoth(const Node& left, const Node& right, Make make) {
    PlanPtr x = PlanAs(left, Shape::kNumber);
    PlanPtr y = PlanAs(right, Shape::kNumber);
    if (x == nullptr || y == nullptr) return nullptr;
    return make(std::move(x), std::move(y));
  }

  PlanPtr Comparison(const Node& n) {
    const Node& left = *n.args[0];
    const Node& right = *n.args[1];
    bool total = n.op == Op::kEqual || n.op == Op::kNotEqual;
    bool same = left.type.base == right.type.base;
    bool blank_side = total && (IsBlankLiteral(left) || IsBlankLiteral(right));
    if (!same && !blank_side) return nullptr;
    const Node& typed = IsBlankLiteral(left) ? right : left;
    if (IsNumberLike(typed.type)) {
      if (typed.type.base == Base::kBool && !total) return nullptr;
      Shape shape = ShapeOf(typed.type);
      PlanPtr x = PlanAs(left, shape), y = PlanAs(right, shape);
      return x && y ? MakeCompare(n.op, std::move(x), std::move(y)) : nullptr;
    }
    if (!IsCodeLike(typed.type) || !total) return nullptr;
    if (IsRowIdText(left) || IsRowIdText(right)) return RowIdComparison(n);
    if (typed.type.base == Base::kRow && !blank_side && left.type.table != right.type.table) return nullptr;
    PlanPtr x = PlanAs(left, Shape::kCode), y = PlanAs(right, Shape::kCode);
    return x && y ? MakeCompare(n.op, std::move(x), std::move(y)) : nullptr;
  }

  // [Account].[Account_ID], where that text follows from the row's number and stands in no column.
  bool IsRowIdText(const Node& n) const {
    return n.kind == NodeKind::kColumn && !n.type.list && !n.args[0]->type.list &&
           data_->row_id(n.table, n.column);
  }
  PlanPtr RowIdTextOf(const Node& n) {
    PlanPtr row = Try(*n.args[0]);
    if (row == nullptr || !row->is_code()) return nullptr;
    return MakeRowIdText(std::move(row), n.table, n.column);
  }
  // Two such texts of one column are the same where the rows are; one beside others is looked up among those that cells
  // hold.
  PlanPtr RowIdComparison(const Node& n) {
    const Node& left = *n.args[0];
    const Node& right = *n.args[1];
    bool both = IsRowIdText(left) && IsRowIdText(right);
    if (both && (left.table != right.table || left.column != right.column)) return nullptr;
    auto side = [&](const Node& node) {
      if (both) return Try(*node.args[0]);
      return IsRowIdText(node) ? RowIdTextOf(node) : PlanAs(node, Shape::kCode);
    };
    PlanPtr x = side(left), y = side(right);
    return x && y && x->is_code() && y->is_code() ? MakeCompare(n.op, std::move(x), std::move(y)) : nullptr;
  }

  static bool IsBlankLiteral(const Node& n) { return n.kind == NodeKind::kLiteral && n.value.is_blank(); }

  PlanPtr Logic(const Node& n) {
    std::vector<PlanPtr> args;
    for (const auto& arg : n.args) {
      if (arg->type.base != Base::kBool || arg->type.list) return nullptr;
      args.push_back(PlanAs(*arg, Shape::kTruth));
      if (args.back() == nullptr) return nullptr;
    }
    bool is_and = n.kind == NodeKind::kBinary ? n.op == Op::kAnd : n.function->name == "And";
    return MakeLogic(is_and ? Op::kAnd : Op::kOr, std::move(args));
  }

  PlanPtr Call(const Node& n) {
    std::string_view name = n.function->name;
    if (name == "If") return If(n);
    if (name == "Switch") return Switch(n);
    if (name == "And" || name == "Or") return Logic(n);
    if (name == "Today") return MakeToday();
    if (name == "Now") return MakeNow();
    if (name == "HasAny") return IsAnyOf(n);
    if (name == "IsBlank" || name == "IsNotBlank") return IsBlank(n, name == "IsNotBlank");
    if (name == "CountIf" || name == "SumIf" || name == "AverageIf") return ConditionalFold(n);
    if (name == "Sum" || name == "Average" || name == "Min" || name == "Max" || name == "Count")
      return Aggregate(n);
    return nullptr;
  }

  PlanPtr If(const Node& n) {
    if (!IsCodeLike(n.type) && !IsNumberLike(n.type)) return nullptr;
    std::vector<PlanPtr> conditions, results;
    if (!Branches(n, n, &conditions, &results)) return nullptr;
    return MakeIf(std::move(conditions), std::move(results));
  }

  // The branches of an If, and of the Ifs that stand as its last branch.
  bool Branches(const Node& n, const Node& whole, std::vector<PlanPtr>* conditions,
                std::vector<PlanPtr>* results) {
    size_t i = 0;
    for (; i + 1 < n.args.size(); i += 2) {
      if (n.args[i]->type.base != Base::kBool || n.args[i]->type.list) return false;
      conditions->push_back(PlanAs(*n.args[i], Shape::kTruth));
      results->push_back(ResultOf(*n.args[i + 1], whole));
      if (conditions->back() == nullptr || results->back() == nullptr) return false;
    }
    if (i >= n.args.size()) return true;
    const Node& last = *n.args[i];
    if (last.kind == NodeKind::kCall && last.function->name == "If" && last.type.base == whole.type.base &&
        last.type.table == whole.type.table && !last.type.list) {
      return Branches(last, whole, conditions, results);
    }
    results->push_back(ResultOf(last, whole));
    return results->back() != nullptr;
  }

  PlanPtr ResultOf(const Node& n, const Node& whole) {
    if (!IsBlankLiteral(n) && (n.type.base != whole.type.base || n.type.list)) return nullptr;
    return PlanAs(n, ShapeOf(whole.type));
  }

  PlanPtr Switch(const Node& n) {
    const formula::Type& subject_type = n.args[0]->type;
    if ((!IsCodeLike(n.type) && !IsNumberLike(n.type)) ||
        (!IsCodeLike(subject_type) && !IsNumberLike(subject_type)))
      return nullptr;
    PlanPtr subject = PlanAs(*n.args[0], ShapeOf(subject_type));
    if (subject == nullptr) return nullptr;
    std::vector<PlanPtr> cases, results;
    size_t i = 1;
    for (; i + 1 < n.args.size(); i += 2) {
      if (!IsBlankLiteral(*n.args[i]) && (n.args[i]->type.base != subject_type.base || n.args[i]->type.list))
        return nullptr;
      cases.push_back(PlanAs(*n.args[i], subject->shape()));
      results.push_back(ResultOf(*n.args[i + 1], n));
      if (cases.back() == nullptr || results.back() == nullptr) return nullptr;
    }
    if (i < n.args.size()) {
      results.push_back(ResultOf(*n.args[i], n));
      if (results.back() == nullptr) return nullptr;
    }
    if (cases.empty()) return nullptr;
    return MakeSwitch(std::move(subject), std::move(cases), std::move(results));
  }

  PlanPtr IsAnyOf(const Node& n) {
    PlanPtr subject = Plan(*n.args[0]);
    if (subject == nullptr) return nullptr;
    std::vector<PlanPtr> choices;
    for (size_t i = 1; i < n.args.size(); ++i) {
      if (n.args[i]->type.base != n.args[0]->type.base || n.args[i]->type.list ||
          n.args[i]->type.table != n.args[0]->type.table) {
        return nullptr;
      }
      choices.push_back(Plan(*n.args[i]));
      if (choices.back() == nullptr || choices.back()->shape() != subject->shape()) return nullptr;
    }
    return MakeIsAnyOf(std::move(subject), std::move(choices));
  }

  PlanPtr IsBlank(const Node& n, bool negated) {
    if (!IsNumberLike(n.args[0]->type) && !IsCodeLike(n.args[0]->type)) return nullptr;
    PlanPtr a = Plan(*n.args[0]);
    return a != nullptr ? MakeIsBlank(std::move(a), negated) : nullptr;
  }

  // --- rows ---

  static Fold FoldOf(std::string_view name) {
    if (name == "Sum" || name == "SumIf") return Fold::kSum;
    if (name == "Average" || name == "AverageIf") return Fold::kAverage;
    if (name == "Min") return Fold::kMin;
    if (name == "Max") return Fold::kMax;
    return Fold::kCount;
  }

  PlanPtr Aggregate(const Node& n) {
    Fold fold = FoldOf(n.function->name);
    if (n.args.size() == 1 && n.args[0]->type.list) return AggregateList(*n.args[0], fold);
    // Of single numbers: Max(0, x). Sums and counts of arguments are rare and left alone.
    if (fold != Fold::kMin && fold != Fold::kMax) return nullptr;
    std::vector<PlanPtr> args;
    for (const auto& arg : n.args) {
      if (!IsNumberLike(arg->type) || arg->type.base != n.type.base || arg->type.base == Base::kBool)
        return nullptr;
      args.push_back(PlanAs(*arg, Shape::kNumber));
      if (args.back() == nullptr) return nullptr;
    }
    return MakeLeastOrGreatest(std::move(args), fold == Fold::kMax);
  }

  PlanPtr AggregateList(const Node& list, Fold fold) {
    if (in_predicate_) return nullptr;
    if (list.type.base == Base::kRow) {  // Count of rows
      if (fold != Fold::kCount) return nullptr;
      RowsPtr rows = RowsOf(list);
      return rows != nullptr ? Folded(Fold::kCountRows, std::move(rows), nullptr) : nullptr;
    }
    if (list.kind != NodeKind::kColumn || !list.args[0]->type.list) return nullptr;
    formula::Type item = list.type.Item();
    bool countable = fold == Fold::kCount && IsCodeLike(item);
    bool numeric = IsNumberLike(item) && (item.base != Base::kBool || fold == Fold::kCount);
    bool summed = fold == Fold::kSum || fold == Fold::kAverage;
    if (!countable && (!numeric || (summed && item.base != Base::kNumber))) return nullptr;
    RowsPtr rows = RowsOf(*list.args[0]);
    PlanPtr value = rows != nullptr ? ItemColumn(list) : nullptr;
    return value != nullptr ? Folded(fold, std::move(rows), std::move(value)) : nullptr;
  }

  PlanPtr Folded(Fold fold, RowsPtr rows, PlanPtr item) {
    GroupPass* pass = nullptr;
    PlanPtr plan = MakeFold(fold, std::move(rows), std::move(item), &pass);
    if (pass != nullptr) passes_.push_back(pass);
    return plan;
  }

  // The column of each row of a batch of candidates.
  PlanPtr ItemColumn(const Node& projection) {
    if (data_->is_mirror(projection.table, projection.column)) return nullptr;
    const Column& column = data_->table(projection.table).columns[projection.column];
    formula::Type item = projection.type.Item();
    bool fits = column.is_number() ? IsNumberLike(item) : column.is_code() && IsCodeLike(item);
    // A column of lists would be flattened.
    return fits && !compiled_.catalog.tables[projection.table].columns[projection.column].type.list
               ? MakeColumn(*data_, projection.table, projection.column)
               : nullptr;
  }

  PlanPtr ConditionalFold(const Node& n) {
    if (in_predicate_ || n.args.size() < 2) return nullptr;
    if (n.function->name == "CountIf") {
      RowsPtr rows = FilterRows(*n.args[0], *n.args[1]);
      return rows != nullptr ? Folded(Fold::kCountRows, std::move(rows), nullptr) : nullptr;
    }
    return nullptr;
  }

  // [T].First().[Col], Lookup(T, p).[Col]
  PlanPtr FirstOf(const Node& base, const Node& column) {
    if (in_predicate_ || base.kind != NodeKind::kCall || base.type.list) return nullptr;
    RowsPtr rows;
    if (base.function->name == "Lookup" && base.args.size() == 2) {
      rows = FilterRows(*base.args[0], *base.args[1]);
    } else if (base.function->name == "First" && base.args.size() == 1) {
      rows = RowsOf(*base.args[0]);
    }
    if (rows == nullptr) return nullptr;
    GroupPass* pass = nullptr;
    PlanPtr plan = MakeFirst(std::move(rows), MakeColumn(*data_, column.table, column.column), &pass);
    if (pass != nullptr) passes_.push_back(pass);
    return plan;
  }

  RowsPtr RowsOf(const Node& n) {
    if (n.kind == NodeKind::kCall && n.function->name == "Filter" && n.args.size() == 2) {
      return FilterRows(*n.args[0], *n.args[1]);
    }
    std::vector<ColumnRead> path;
    return LinkPath(n, &path) ? MakeLinkRows(std::move(path)) : nullptr;
  }

  // thisRow.[A].[B]: relation columns one behind the other.
  bool LinkPath(const Node& n, std::vector<ColumnRead>* path) {
    if (n.kind == NodeKind::kThisRow) return true;
    if (n.kind != NodeKind::kColumn || n.type.base != Base::kRow || !LinkPath(*n.args[0], path)) return false;
    path->push_back({n.table, n.column});
    return true;
  }

  RowsPtr FilterRows(const Node& list, const Node& predicate) {
    if (list.kind != NodeKind::kTable) {
      RowsPtr rows = RowsOf(list);
      if (rows == nullptr) return nullptr;
      std::vector<const Node*> conditions;
      SplitConjunction(predicate, &conditions);
      return Narrowed(std::move(rows), conditions, list.type.table);
    }
    Probe probe = FindProbe(compiled_, predicate, 0, list.table, owner_table_);
    RowsPtr rows = ProbeRows(probe);
    return rows != nullptr ? Narrowed(std::move(rows), probe.residual, list.table) : nullptr;
  }

  OwnerRowsPtr ProbeRows(const Probe& probe) {
    switch (probe.kind) {
      case Probe::Kind::kScan:
        return MakeScanRows(probe.table);
      case Probe::Kind::kLink:
        return MakeLinkProbeRows(probe.table, probe.column);
      case Probe::Kind::kKey: {
        if (data_->is_mirror(probe.table, probe.column)) return nullptr;
        const Column& column = data_->table(probe.table).columns[probe.column];
        bool by_text = data_->row_id(probe.table, probe.column) != nullptr;
        bool text_key = IsRowIdText(*probe.owner);
        if (by_text && text_key) return nullptr;
        PlanPtr key;
        if (text_key) {
          key = RowIdTextOf(*probe.owner);
        } else if (by_text || column.is_number() || column.is_code()) {
          key = Plan(*probe.owner);
        }
        if (key == nullptr || key->is_code() != (by_text || column.is_code())) return nullptr;
        if ((key->shape() == Shape::kTruth) != (column.storage() == value::Storage::kBool)) return nullptr;
        if (writable_ == nullptr && data_->table(probe.table).keys[probe.column] == nullptr) return nullptr;
        if (writable_ != nullptr) writable_->NeedKeyIndex(probe.table, probe.column);
        ColumnRead owner_id{kNone, kNone};
        if (text_key && probe.owner_column != kNone) owner_id = {probe.owner->table, probe.owner->column};
        return MakeKeyProbeRows(probe.table, probe.column, std::move(key), owner_id);
      }
      case Probe::Kind::kUnion: {
        std::vector<OwnerRowsPtr> parts;
        for (const Probe& part : probe.parts) {
          parts.push_back(ProbeRows(part));
          if (parts.back() == nullptr) return nullptr;
        }
        return MakeUnionRows(probe.table, std::move(parts));
      }
    }
    return nullptr;
  }

  RowsPtr Narrowed(RowsPtr rows, const std::vector<const Node*>& conditions, TableIndex table) {
    if (conditions.empty()) return rows;
    in_predicate_ = true;
    candidate_table_ = table;
    std::vector<Condition> plans;
    for (const Node* condition : conditions) {
      PlanPtr plan =
          condition->type.base == Base::kBool && !condition->type.list ? Plan(*condition) : nullptr;
      if (plan == nullptr) {
        in_predicate_ = false;
        return nullptr;
      }
      plans.push_back({std::move(plan), ReadsOwner(*condition)});
    }
    in_predicate_ = false;
    return MakeFilteredRows(std::move(rows), std::move(plans));
  }

  static bool ReadsOwner(const Node& n) {
    return n.kind == NodeKind::kThisRow ||
           std::any_of(n.args.begin(), n.args.end(), [](const auto& arg) { return ReadsOwner(*arg); });
  }

  const Data* data_;
  Data* writable_;
  const Compiled& compiled_;
  TableIndex owner_table_;
  std::map<std::string, uint32_t> strangers_;
  bool in_predicate_ = false;
  TableIndex candidate_table_ = kNone;
  std::vector<GroupPass*> passes_;
  bool interprets_ = false;
};

}  // namespace

FormulaPlan MakePlan(Data* data, const formula::Bound& bound, TableIndex owner_table) {
  Planner planner(data, data, owner_table);
  if (RowsPtr rows = planner.PlanRows(*bound.root)) return {nullptr, std::move(rows)};
  PlanPtr value = planner.Plan(*bound.root);
  if (value == nullptr) return {};
  return {std::move(value), nullptr, planner.passes()};
}

bool AreInRow(std::span<const RowSlot> rows) {
  if (rows.empty() || rows.back() - rows.front() != rows.size() - 1) return false;
  uint32_t wrong = 0;
  for (size_t i = 0; i < rows.size(); ++i) wrong |= rows[i] - rows[0] - static_cast<RowSlot>(i);
  return wrong == 0;
}

PlanPtr MakeConditionPlan(const Data* data, const formula::Node& condition, TableIndex table) {
  if (condition.type.base != Base::kBool || condition.type.list) return nullptr;
  return Planner(data, nullptr, table).Plan(condition);
}

}  // namespace csip::engine
