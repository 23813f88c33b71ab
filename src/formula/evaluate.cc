#include "formula/evaluate.h"

#include <array>
#include <utility>

#include "formula/conversion.h"

namespace csip::formula {

using value::Value;

namespace {

// Room for the arguments of a call without the heap in the usual case.
class Arguments {
 public:
  explicit Arguments(size_t count) : count_(count) {
    if (count > few_.size()) many_.resize(count);
  }
  std::span<Value> all() {
    return count_ > few_.size() ? std::span<Value>(many_) : std::span<Value>(few_).first(count_);
  }

 private:
  size_t count_;
  std::array<Value, 3> few_;
  std::vector<Value> many_;
};

}  // namespace

Value LazyArg::Eval() const {
  return evaluation_->Eval(*node_);
}
Value LazyArg::EvalWith(const Value& current) const {
  return evaluation_->EvalWith(*node_, current);
}

Value Evaluation::LimitError() const {
  return Value::Error(value::ErrorCode::kLimit,
                      "the formula needs more steps, memory or depth than one formula may use");
}

bool Evaluation::Spend(int64_t steps, int64_t bytes) {
  budget_.steps -= steps;
  budget_.bytes -= bytes;
  return !spent();
}

bool Evaluation::SpendOn(const Value& v) {
  if (v.is_list()) return Spend(static_cast<int64_t>(v.items().size() / 4));
  if (v.is_text()) return Spend(static_cast<int64_t>(v.text().size() / 64));
  return true;
}

Value Evaluation::MakeText(std::string_view text) {
  return Spend(0, static_cast<int64_t>(text.size())) ? Value::Text(text) : LimitError();
}

Value Evaluation::MakeList(std::vector<Value> items) {
  return Spend(0, static_cast<int64_t>(items.size() * sizeof(Value))) ? Value::List(std::move(items))
                                                                      : LimitError();
}

Value Evaluation::Run(const Node& root, value::RowRef row, std::span<const Value> locals) {
  auto outer_frames = std::exchange(frames_, std::vector<Value>(locals.begin(), locals.end()));
  auto outer_row = std::exchange(row_, row);
  Value result = Eval(root);
  row_ = outer_row;
  frames_ = std::move(outer_frames);
  return result;
}

Value Evaluation::Eval(const Node& node) {
  if (node.kind == NodeKind::kLiteral && budget_.steps >= 0) return node.value;
  if (--budget_.steps < 0 || budget_.bytes < 0 || depth_ >= budget_.depth) return LimitError();
  ++depth_;
  Value result = EvalNode(node);
  --depth_;
  return result;
}

Value Evaluation::EvalWith(const Node& node, const Value& current) {
  frames_.push_back(current);
  --budget_.steps;  // also where the node is a literal: a walk over a list must end
  Value result = Eval(node);
  frames_.pop_back();
  return result;
}

Value Evaluation::EvalNode(const Node& node) {
  switch (node.kind) {
    case NodeKind::kLiteral:
      return node.value;
    case NodeKind::kTable: {
      std::vector<value::RowSlot> slots;
      rows_.Rows(node.table, &slots);
      std::vector<Value> items;
      items.reserve(slots.size());
      for (value::RowSlot slot : slots) items.push_back(Value::Row({node.table, slot}));
      return MakeList(std::move(items));
    }
    case NodeKind::kThisRow:
      return row_.table == kNone ? Value() : Value::Row(row_);
    case NodeKind::kCurrent:
    case NodeKind::kLocal:
      return node.frame < frames_.size()
                 ? frames_[node.frame]
                 : Value::Error(value::ErrorCode::kRef, "`" + node.name + "` has no value here");
    case NodeKind::kNamed:
      return rows_.Named(node.name_index);
    case NodeKind::kColumn:
      return EvalColumn(node);
    case NodeKind::kUnary:
      return ApplyUnary(node.op, Eval(*node.args[0]));
    case NodeKind::kBinary:
      return EvalBinary(node);
    case NodeKind::kCall:
      return EvalCall(node);
    case NodeKind::kName:
      break;
  }
  return Value::Error(value::ErrorCode::kRef, "the name `" + node.name + "` is not known");
}

Value Evaluation::EvalColumn(const Node& node) {
  Value row = Eval(*node.args[0]);
  if (row.is_row()) {
    value::RowRef ref = row.row();
    if (ref.table == node.table) return rows_.Cell(ref.table, node.column, ref.slot);
    return Value::Error(value::ErrorCode::kRef,
                        "`" + node.name + "` is a column of another table than the row's");
  }
  if (row.is_blank() || row.is_error()) return row;
  if (row.is_list()) return Project(node.table, node.column, row.items(), *this);
  return Value::Error(value::ErrorCode::kRef, "`" + node.name + "` is asked of a value that is no row");
}

Value Project(TableIndex table, ColumnIndex column, std::span<const Value> rows, Evaluation& evaluation) {
  bool lists = evaluation.catalog().tables[table].columns[column].type.list;
  std::vector<Value> items;
  items.reserve(rows.size());
  for (const Value& row : rows) {
    Value cell = row;
    if (row.is_row() && row.row().table == table)
      cell = evaluation.rows().Cell(table, column, row.row().slot);
    if (cell.is_list()) {
      auto inner = cell.items();
      items.insert(items.end(), inner.begin(), inner.end());
      if (!evaluation.Spend(static_cast<int64_t>(inner.size()))) return evaluation.LimitError();
    } else if (!lists || !cell.is_blank()) {
      items.push_back(std::move(cell));
    }
  }
  if (!evaluation.Spend(static_cast<int64_t>(rows.size()))) return evaluation.LimitError();
  return evaluation.MakeList(std::move(items));
}

Value Evaluation::EvalBinary(const Node& node) {
  Value left = Eval(*node.args[0]);
  // Where the left side decides, the right is not looked at: the same as Kleene's table, only sooner.
  if ((node.op == Op::kAnd && left.is_false()) || (node.op == Op::kOr && left.is_true())) return left;
  return Apply(node.op, left, Eval(*node.args[1]), *this);
}

Value Evaluation::EvalCall(const Node& node) {
  const Function& function = *node.function;
  if (function.eval_lazy) {
    size_t count = node.args.size();
    if (count <= 4) {
      auto arg = [&](size_t i) { return LazyArg(this, i < count ? node.args[i].get() : nullptr); };
      const LazyArg few[] = {arg(0), arg(1), arg(2), arg(3)};
      return function.eval_lazy(*this, std::span<const LazyArg>(few, count));
    }
    std::vector<LazyArg> many;
    many.reserve(count);
    for (const auto& arg : node.args) many.emplace_back(this, arg.get());
    return function.eval_lazy(*this, many);
  }
  Arguments arguments(node.args.size());
  std::span<Value> args = arguments.all();
  for (size_t i = 0; i < args.size(); ++i) args[i] = Eval(*node.args[i]);
  return CallEager(function, args, *this);
}

Value CallEager(const Function& function, std::span<Value> args, Evaluation& evaluation) {
  const Value* blank = nullptr;
  for (size_t i = 0; i < args.size(); ++i) {
    const Param* param = ParamOf(function, i, args.size());
    switch (param ? param->kind : ParamKind::kAny) {
      case ParamKind::kNumber:
        args[i] = ToNumber(args[i]);
        break;
      case ParamKind::kBool:
        args[i] = ToBool(args[i]);
        break;
      case ParamKind::kDate:
        args[i] = ToMoment(args[i], evaluation.inputs().zone);
        break;
      case ParamKind::kText:
        args[i] = evaluation.TextValue(args[i]);
        break;
      case ParamKind::kRow:
        args[i] = Value(Single(args[i]));
        break;
      default:
        break;
    }
    if (!function.takes_errors) {
      if (args[i].is_error()) return args[i];
      if (args[i].is_list() && !function.takes_error_items) {
        if (const Value* error = FirstError(args[i])) return *error;
      }
    }
    if (args[i].is_blank() && !blank) blank = &args[i];
    if (!evaluation.SpendOn(args[i])) return evaluation.LimitError();
  }
  if (blank && function.blank_passes) return *blank;
  return function.eval(evaluation, args);
}

std::string Evaluation::Text(const Value& v) {
  return TextOf(v, 0);
}

std::string Evaluation::TextOf(const Value& v, int hops) {
  if (v.is_text()) return std::string(v.text());
  return value::ToText(v, inputs_.zone, [&](value::RowRef ref) {
    if (ref.table >= catalog_.tables.size() || !Spend(1)) return std::string();
    const CatalogTable& table = catalog_.tables[ref.table];
    // A row that is named by a row takes that row's name; a ring of names ends somewhere.
    if (table.display >= table.columns.size() || hops > 8) return rows_.RowId(ref.table, ref.slot);
    return TextOf(rows_.Cell(ref.table, table.display, ref.slot), hops + 1);
  });
}

Value Evaluation::TextValue(const Value& v) {
  if (v.is_text() || v.is_blank() || v.is_error()) return v;
  if (const Value* error = FirstError(v)) return *error;
  return MakeText(Text(v));
}

}  // namespace csip::formula
