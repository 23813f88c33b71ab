#include "formula/evaluate.h"

#include <algorithm>
#include <array>
#include <utility>

#include "formula/conversion.h"

namespace csip::formula {

using value::Value;

namespace {

constexpr int64_t kSlice = 16'384;  // steps between two looks at the deadline

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

int64_t SizeOf(const Value& v) {
  if (v.is_text()) return static_cast<int64_t>(v.text().size());
  int64_t size = 0;
  if (v.is_list()) {
    for (const Value& item : v.items()) size += static_cast<int64_t>(sizeof(Value)) + SizeOf(item);
  }
  return size;
}

}  // namespace

Value LazyArg::Eval() const {
  return evaluation_->Eval(*node_);
}
Value LazyArg::EvalWith(const Value& current) const {
  return evaluation_->EvalWith(*node_, current);
}

void Evaluation::set_budget(const Budget& budget) {
  budget_ = budget;
  reserve_ = 0;
  if (budget.deadline != nullptr && budget.steps > kSlice) {
    budget_.steps = kSlice;
    reserve_ = budget.steps - kSlice;
  }
  sharing_ = false;
  spent_ = Spent::kNothing;
  refused_ = false;
}

void Evaluation::Settle() {
  if (!sharing_) return;
  int64_t left = refused_ ? unused_steps_ : std::max<int64_t>(budget_.steps, 0);
  shared_.steps -= granted_.steps - reserve_ - left;
  sharing_ = false;
}

SharedBudget Evaluation::LeftOfShared() {
  Settle();
  return shared_;
}

void Evaluation::StartRow() {
  Settle();
  granted_ = whole_;
  granted_.steps = std::min(whole_.steps, shared_.steps);
  bool nothing_left = shared_.steps <= 0 || shared_.bytes <= 0;
  if (nothing_left) granted_.steps = 0;
  set_budget(granted_);
  if (nothing_left) {
    budget_.steps = -1;
    spent_ = Spent::kShared;
  }
  sharing_ = true;
}

bool Evaluation::Refill() {
  if (spent_ != Spent::kNothing) return false;
  int64_t needed = -budget_.steps;
  bool late = budget_.deadline != nullptr && budget_.deadline->Passed();
  if (late || needed > reserve_) {
    bool fits_alone = sharing_ && granted_.steps - reserve_ + needed <= whole_.steps;
    spent_ = late ? Spent::kTime : (fits_alone ? Spent::kShared : Spent::kSteps);
    return false;
  }
  int64_t more = std::min(reserve_, needed + kSlice);
  reserve_ -= more;
  budget_.steps += more;
  return true;
}

bool Evaluation::Refuse(int64_t steps, int64_t bytes) {
  // Some work is paid for when it is done; nobody has done what no budget would allow.
  bool undone = steps > whole_.steps || bytes > whole_.bytes;
  if (!refused_ && undone) {
    unused_steps_ = std::max<int64_t>(budget_.steps + steps, 0);
  }
  refused_ = refused_ || undone;
  return false;
}

Value Evaluation::LimitError() const {
  Spent spent = spent_;
  if (spent == Spent::kNothing && budget_.bytes < 0) spent = Spent::kBytes;
  std::string_view words = "the formula is nested deeper than one formula may be; use parts of it as columns";
  switch (spent) {
    case Spent::kTime:
      words = "the formula takes longer than a request may; make it a column, or look at fewer rows";
      break;
    case Spent::kShared:
      words =
          "the formula takes more steps or memory for all its rows together than one formula may use; look "
          "at fewer rows "
          "in each, or use parts of it as columns";
      break;
    case Spent::kSteps:
      words =
          "the formula takes more steps than one formula may use; look at fewer rows or items, or use parts "
          "of it as "
          "columns";
      break;
    case Spent::kBytes:
      words = "the formula makes more text or longer lists than one formula may use";
      break;
    case Spent::kNothing:
      break;
  }
  return Value::Error(value::ErrorCode::kLimit, words);
}

bool Evaluation::SpendOn(const Value& v, const Value** error) {
  if (v.is_text()) return Spend(static_cast<int64_t>(v.text().size() / 64));
  if (!v.is_list()) return true;
  size_t bytes = 0;
  for (const Value& item : v.items()) {
    if (item.is_text()) bytes += item.text().size();
    if (item.is_error() && error != nullptr && *error == nullptr) *error = &item;
  }
  return Spend(static_cast<int64_t>(v.items().size() / 4 + bytes / 64));
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
  if (sharing_ && depth_ == 0) shared_.bytes -= SizeOf(result);
  return result;
}

Value Evaluation::Eval(const Node& node) {
  if (node.kind == NodeKind::kLiteral && budget_.steps >= 0) return node.value;
  if ((--budget_.steps < 0 && !Refill()) || budget_.bytes < 0 || depth_ >= budget_.depth) return LimitError();
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
      return EvalNamed(node.name_index);
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

Value Evaluation::EvalNamed(uint32_t name_index) {
  if (name_index < named_.size() && named_[name_index]) return *named_[name_index];
  if (auto set = inputs_.named.find(name_index); set != inputs_.named.end()) return set->second;
  Value v = rows_.Named(name_index, *this);
  // What this row's budget did not reach may be within the next one's.
  if (v.is_error() && v.error_code() == value::ErrorCode::kLimit) return v;
  if (named_.size() <= name_index) named_.resize(name_index + 1);
  named_[name_index] = v;
  return v;
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
      auto size = static_cast<int64_t>(inner.size());
      if (!evaluation.Spend(size, size * static_cast<int64_t>(sizeof(Value)))) return evaluation.LimitError();
      items.insert(items.end(), inner.begin(), inner.end());
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
    if (args[i].is_error() && !function.takes_errors) return args[i];
    const Value* error_item = nullptr;
    bool paid = evaluation.SpendOn(args[i], &error_item);
    if (error_item != nullptr && !function.takes_errors && !function.takes_error_items) return *error_item;
    if (args[i].is_blank() && !blank) blank = &args[i];
    if (!paid) return evaluation.LimitError();
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
  if (!v.is_list()) return MakeText(Text(v));
  // Paid for item by item: the same long text may stand in a list many times.
  std::string out;
  bool first = true;
  for (const Value& item : v.items()) {
    std::string text = Text(item);
    if (!Spend(1, static_cast<int64_t>(text.size()))) return LimitError();
    if (!first) out += ", ";
    first = false;
    out += text;
  }
  return Value::Text(out);
}

}  // namespace csip::formula
