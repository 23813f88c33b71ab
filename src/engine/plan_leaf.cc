#include <algorithm>

#include "engine/plan_node.h"

namespace csip::engine {
namespace {

class NumberNode : public PlanNode {
 public:
  explicit NumberNode(double number) : PlanNode(Shape::kNumber), number_(number) {}
  void Eval(const PlanContext&, Vec* out) override { out->SetOneNumber(State::kOk, number_); }

 private:
  double number_;
};

class TruthNode : public PlanNode {
 public:
  explicit TruthNode(bool truth) : PlanNode(Shape::kTruth), truth_(truth ? kTrue : kFalse) {}
  void Eval(const PlanContext&, Vec* out) override { out->SetOneTruth(truth_); }

 private:
  Truth truth_;
};

class CodeNode : public PlanNode {
 public:
  explicit CodeNode(uint32_t code) : PlanNode(Shape::kCode), code_(code) {}
  void Eval(const PlanContext&, Vec* out) override { out->SetOneCode(State::kOk, code_); }

 private:
  uint32_t code_;
};

class BlankNode : public PlanNode {
 public:
  explicit BlankNode(Shape shape) : PlanNode(shape) {}
  void Eval(const PlanContext&, Vec* out) override {
    if (shape() == Shape::kNumber) out->SetOneNumber(State::kBlank, 0);
    if (shape() == Shape::kTruth) out->SetOneTruth(kUnknown);
    if (shape() == Shape::kCode) out->SetOneCode(State::kBlank, 0);
  }
};

class TimeNode : public PlanNode {
 public:
  explicit TimeNode(bool today) : PlanNode(Shape::kNumber), today_(today) {}
  void Eval(const PlanContext& context, Vec* out) override {
    const auto& inputs = context.data->inputs();
    out->SetOneNumber(State::kOk, today_ ? inputs.today : static_cast<double>(inputs.now));
  }

 private:
  bool today_;
};

// A slot as a code: of the row itself, or in a predicate of the owner.
class RowNode : public PlanNode {
 public:
  explicit RowNode(bool owner) : PlanNode(Shape::kCode), owner_(owner) {}
  void Eval(const PlanContext& context, Vec* out) override {
    out->View(nullptr, nullptr, owner_ ? context.owners.data() : context.rows.data());
  }

 private:
  bool owner_;
};

bool AreKnown(const uint8_t* states, size_t n) {
  static_assert(static_cast<uint8_t>(State::kOk) == 1);
  uint8_t all = 1;
  for (size_t i = 0; i < n; ++i) all &= static_cast<uint8_t>(states[i] == 1);
  return all != 0;
}

// The column's cells of `rows`, in place where they lie in a row.
void Gather(const Column& column, Shape shape, std::span<const RowSlot> rows, bool in_row, Vec* out) {
  size_t n = rows.size();
  if (in_row && n > 0 && shape != Shape::kTruth) {
    Column::Run run = column.RunOf(rows[0], n);
    if (run.states != nullptr) {
      out->View(AreKnown(run.states, n) ? nullptr : run.states, run.numbers, run.codes);
      return;
    }
  }
  if (shape == Shape::kTruth) {
    uint8_t* truths = out->Truths(n);
    uint8_t highest = 0;
    for (size_t i = 0; i < n; ++i) {
      truths[i] = TruthOf(column.StateOf(rows[i]), column.Number(rows[i]) != 0);
      highest |= truths[i];
    }
    out->definite = highest <= kTrue;
    return;
  }
  double* numbers = shape == Shape::kNumber ? out->Numbers(n) : nullptr;
  uint32_t* codes = shape == Shape::kCode ? out->Codes(n) : nullptr;
  uint8_t* states = out->States(n);
  column.States(rows, states);
  numbers != nullptr ? column.Numbers(rows, numbers) : column.Codes(rows, codes);
  if (AreKnown(states, n)) out->states = nullptr;
}

Shape ShapeOf(const Column& column) {
  if (column.is_code()) return Shape::kCode;
  return column.storage() == value::Storage::kBool ? Shape::kTruth : Shape::kNumber;
}

class ColumnNode : public PlanNode {
 public:
  ColumnNode(TableIndex table, ColumnIndex column, Shape shape, bool owner)
      : PlanNode(shape), table_(table), column_(column), owner_(owner) {}
  void Eval(const PlanContext& context, Vec* out) override {
    const Column& column = context.data->table(table_).columns[column_];
    Gather(column, shape(), owner_ ? context.owners : context.rows, !owner_ && context.in_row, out);
  }
  const Column* ReadColumn(const PlanContext& context) const override {
    return owner_ ? nullptr : &context.data->table(table_).columns[column_];
  }

 private:
  TableIndex table_;
  ColumnIndex column_;
  bool owner_;
};

class HopNode : public PlanNode {
 public:
  HopNode(PlanPtr row, TableIndex table, ColumnIndex column, Shape shape)
      : PlanNode(shape), row_(std::move(row)), table_(table), column_(column) {}
  void Eval(const PlanContext& context, Vec* out) override {
    const Column& column = context.data->table(table_).columns[column_];
    row_->Eval(context, &rows_);
    size_t n = rows_.one ? 1 : context.rows.size();
    if (rows_.states == nullptr) {
      Gather(column, shape(), {rows_.codes, n}, false, out);
      out->one = rows_.one;
      return;
    }
    double* numbers = shape() == Shape::kNumber ? out->Numbers(n) : nullptr;
    uint32_t* codes = shape() == Shape::kCode ? out->Codes(n) : nullptr;
    uint8_t* bytes = shape() == Shape::kTruth ? out->Truths(n) : out->States(n);
    for (size_t i = 0; i < n; ++i) {
      State state = rows_.StateAt(i);
      RowSlot row = rows_.codes[i];
      if (state == State::kOk) state = column.StateOf(row);
      bool known = state == State::kOk;
      if (numbers != nullptr) numbers[i] = known ? column.Number(row) : 0;
      if (codes != nullptr) codes[i] = known ? column.Code(row) : 0;
      bytes[i] = shape() == Shape::kTruth
                     ? static_cast<uint8_t>(TruthOf(state, known && column.Number(row) != 0))
                     : static_cast<uint8_t>(state);
    }
    out->one = rows_.one;
  }

 private:
  PlanPtr row_;
  TableIndex table_;
  ColumnIndex column_;
  Vec rows_;
};

class RowIdTextNode : public PlanNode {
 public:
  RowIdTextNode(PlanPtr row, TableIndex table, ColumnIndex column)
      : PlanNode(Shape::kCode), row_(std::move(row)), table_(table), column_(column) {}
  void Eval(const PlanContext& context, Vec* out) override {
    row_->Eval(context, &rows_);
    const TableData& table = context.data->table(table_);
    size_t n = rows_.one ? 1 : context.rows.size();
    uint32_t* codes = out->Codes(n);
    if (rows_.states != nullptr) std::copy_n(rows_.states, n, out->States(n));
    for (size_t i = 0; i < n; ++i) {
      if (rows_.StateAt(i) != State::kOk) continue;
      codes[i] = context.data->interner().Find(
          table.row_ids[column_]->TextOf(table.rows.Number(rows_.codes[i]), &buffer_));
    }
    out->one = rows_.one;
  }

 private:
  PlanPtr row_;
  TableIndex table_;
  ColumnIndex column_;
  Vec rows_;
  std::string buffer_;
};

class InterpretedNode : public PlanNode {
 public:
  InterpretedNode(const formula::Node* node, TableIndex table, bool in_predicate)
      : PlanNode(node->type.base == formula::Base::kBool ? Shape::kTruth : Shape::kNumber),
        node_(node),
        table_(table),
        in_predicate_(in_predicate) {}

  void Eval(const PlanContext& context, Vec* out) override {
    size_t n = context.rows.size();
    double* numbers = shape() == Shape::kNumber ? out->Numbers(n) : nullptr;
    uint8_t* bytes = shape() == Shape::kTruth ? out->Truths(n) : out->States(n);
    for (size_t i = 0; i < n; ++i) {
      Value v;
      // The candidates of an owner share its budget.
      bool same_owner = in_predicate_ && i > 0 && context.owners[i] == context.owners[i - 1];
      if (!same_owner) context.evaluation->StartRow();
      if (in_predicate_) {
        context.evaluation->set_this_row({context.owner_table, context.owners[i]});
        v = context.evaluation->EvalWith(*node_, Value::Row({table_, context.rows[i]}));
      } else {
        v = context.evaluation->Run(*node_, {table_, context.rows[i]});
      }
      double number = 0;
      State state = Unbox(v, &number);
      if (numbers != nullptr) numbers[i] = number;
      bytes[i] = numbers == nullptr ? static_cast<uint8_t>(TruthOf(state, number != 0))
                                    : static_cast<uint8_t>(state);
    }
  }

 private:
  State Unbox(const Value& v, double* number) const {
    using formula::Base;
    if (v.is_blank()) {
      return v.blank_reason() == value::BlankReason::kDivisionByZero ? State::kBlankDivision : State::kBlank;
    }
    if (v.is_number() && node_->type.base == Base::kNumber) {
      *number = v.number();
    } else if (v.is_bool() && node_->type.base == Base::kBool) {
      *number = v.boolean() ? 1 : 0;
    } else if (v.is_date() && node_->type.base == Base::kDate) {
      *number = v.date();
    } else if (v.is_instant() && node_->type.base == Base::kInstant) {
      *number = static_cast<double>(v.instant());
    } else {
      return State::kOther;
    }
    return State::kOk;
  }

  const formula::Node* node_;
  TableIndex table_;
  bool in_predicate_;
};

}  // namespace

PlanPtr MakeNumber(double number) {
  return std::make_unique<NumberNode>(number);
}
PlanPtr MakeTruth(bool truth) {
  return std::make_unique<TruthNode>(truth);
}
PlanPtr MakeCode(uint32_t code) {
  return std::make_unique<CodeNode>(code);
}
PlanPtr MakeBlank(Shape shape) {
  return std::make_unique<BlankNode>(shape);
}
PlanPtr MakeToday() {
  return std::make_unique<TimeNode>(true);
}
PlanPtr MakeNow() {
  return std::make_unique<TimeNode>(false);
}
PlanPtr MakeRowItself() {
  return std::make_unique<RowNode>(false);
}
PlanPtr MakeOwnerRow() {
  return std::make_unique<RowNode>(true);
}
PlanPtr MakeColumn(const Data& data, TableIndex table, ColumnIndex column) {
  return std::make_unique<ColumnNode>(table, column, ShapeOf(data.table(table).columns[column]), false);
}
PlanPtr MakeOwnerColumn(const Data& data, TableIndex table, ColumnIndex column) {
  return std::make_unique<ColumnNode>(table, column, ShapeOf(data.table(table).columns[column]), true);
}
PlanPtr MakeHop(const Data& data, PlanPtr row, TableIndex table, ColumnIndex column) {
  return std::make_unique<HopNode>(std::move(row), table, column, ShapeOf(data.table(table).columns[column]));
}
PlanPtr MakeRowIdText(PlanPtr row, TableIndex table, ColumnIndex column) {
  return std::make_unique<RowIdTextNode>(std::move(row), table, column);
}
PlanPtr MakeInterpreted(const formula::Node* node, TableIndex table, bool in_predicate) {
  return std::make_unique<InterpretedNode>(node, table, in_predicate);
}

}  // namespace csip::engine
