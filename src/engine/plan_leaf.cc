#include "engine/plan_node.h"

namespace csip::engine {
namespace {

class NumberNode : public PlanNode {
 public:
  explicit NumberNode(double number) : PlanNode(false), number_(number) {}
  void Eval(const PlanContext& context, Vec* out) override {
    out->states.assign(context.rows.size(), State::kOk);
    out->numbers.assign(context.rows.size(), number_);
  }

 private:
  double number_;
};

class CodeNode : public PlanNode {
 public:
  explicit CodeNode(uint32_t code) : PlanNode(true), code_(code) {}
  void Eval(const PlanContext& context, Vec* out) override {
    out->states.assign(context.rows.size(), State::kOk);
    out->codes.assign(context.rows.size(), code_);
  }

 private:
  uint32_t code_;
};

class BlankNode : public PlanNode {
 public:
  explicit BlankNode(bool is_code) : PlanNode(is_code) {}
  void Eval(const PlanContext& context, Vec* out) override {
    is_code() ? out->ResetCodes(context.rows.size()) : out->ResetNumbers(context.rows.size());
  }
};

class TimeNode : public PlanNode {
 public:
  explicit TimeNode(bool today) : PlanNode(false), today_(today) {}
  void Eval(const PlanContext& context, Vec* out) override {
    const auto& inputs = context.data->inputs();
    out->states.assign(context.rows.size(), State::kOk);
    out->numbers.assign(context.rows.size(), today_ ? inputs.today : static_cast<double>(inputs.now));
  }

 private:
  bool today_;
};

class RowItselfNode : public PlanNode {
 public:
  RowItselfNode() : PlanNode(true) {}
  void Eval(const PlanContext& context, Vec* out) override {
    out->states.assign(context.rows.size(), State::kOk);
    out->codes.assign(context.rows.begin(), context.rows.end());
  }
};

class OwnerRowNode : public PlanNode {
 public:
  OwnerRowNode() : PlanNode(true) {}
  void Eval(const PlanContext& context, Vec* out) override {
    out->states.assign(context.rows.size(), State::kOk);
    out->codes.assign(context.rows.size(), context.owner);
  }
};

void Read(const Column& column, RowSlot row, size_t i, Vec* out) {
  State state = column.StateOf(row);
  out->states[i] = state;
  if (state != State::kOk) return;
  if (column.is_number()) {
    out->numbers[i] = column.Number(row);
  } else {
    out->codes[i] = column.Code(row);
  }
}

class ColumnNode : public PlanNode {
 public:
  explicit ColumnNode(const Column* column) : PlanNode(column->is_code()), column_(column) {}
  void Eval(const PlanContext& context, Vec* out) override {
    size_t n = context.rows.size();
    is_code() ? out->ResetCodes(n) : out->ResetNumbers(n);
    for (size_t i = 0; i < n; ++i) Read(*column_, context.rows[i], i, out);
  }

 private:
  const Column* column_;
};

class OwnerColumnNode : public PlanNode {
 public:
  explicit OwnerColumnNode(const Column* column) : PlanNode(column->is_code()), column_(column) {}
  void Eval(const PlanContext& context, Vec* out) override {
    size_t n = context.rows.size();
    State state = column_->StateOf(context.owner);
    out->states.assign(n, state);
    if (is_code()) {
      out->codes.assign(n, state == State::kOk ? column_->Code(context.owner) : 0);
    } else {
      out->numbers.assign(n, state == State::kOk ? column_->Number(context.owner) : 0);
    }
  }

 private:
  const Column* column_;
};

class HopNode : public PlanNode {
 public:
  HopNode(PlanPtr row, const Column* column)
      : PlanNode(column->is_code()), row_(std::move(row)), column_(column) {}
  void Eval(const PlanContext& context, Vec* out) override {
    row_->Eval(context, &rows_);
    size_t n = context.rows.size();
    is_code() ? out->ResetCodes(n) : out->ResetNumbers(n);
    for (size_t i = 0; i < n; ++i) {
      if (rows_.states[i] == State::kOk) {
        Read(*column_, rows_.codes[i], i, out);
      } else {
        out->states[i] = rows_.states[i];
      }
    }
  }

 private:
  PlanPtr row_;
  const Column* column_;
  Vec rows_;
};

class InterpretedNode : public PlanNode {
 public:
  InterpretedNode(const formula::Node* node, TableIndex table, bool in_predicate)
      : PlanNode(false), node_(node), table_(table), in_predicate_(in_predicate) {}

  void Eval(const PlanContext& context, Vec* out) override {
    size_t n = context.rows.size();
    out->ResetNumbers(n);
    for (size_t i = 0; i < n; ++i) {
      Value v;
      context.evaluation->set_budget({});
      if (in_predicate_) {
        context.evaluation->set_this_row({context.owner_table, context.owner});
        v = context.evaluation->EvalWith(*node_, Value::Row({table_, context.rows[i]}));
      } else {
        v = context.evaluation->Run(*node_, {table_, context.rows[i]});
      }
      Store(v, i, out);
    }
  }

 private:
  void Store(const Value& v, size_t i, Vec* out) const {
    using formula::Base;
    State state = State::kOk;
    if (v.is_blank()) {
      state = v.blank_reason() == value::BlankReason::kDivisionByZero ? State::kBlankDivision : State::kBlank;
    } else if (v.is_number() && node_->type.base == Base::kNumber) {
      out->numbers[i] = v.number();
    } else if (v.is_bool() && node_->type.base == Base::kBool) {
      out->numbers[i] = v.boolean() ? 1 : 0;
    } else if (v.is_date() && node_->type.base == Base::kDate) {
      out->numbers[i] = v.date();
    } else if (v.is_instant() && node_->type.base == Base::kInstant) {
      out->numbers[i] = static_cast<double>(v.instant());
    } else {
      state = State::kOther;
    }
    out->states[i] = state;
  }

  const formula::Node* node_;
  TableIndex table_;
  bool in_predicate_;
};

}  // namespace

PlanPtr MakeNumber(double number) {
  return std::make_unique<NumberNode>(number);
}
PlanPtr MakeCode(uint32_t code) {
  return std::make_unique<CodeNode>(code);
}
PlanPtr MakeBlank(bool is_code) {
  return std::make_unique<BlankNode>(is_code);
}
PlanPtr MakeToday() {
  return std::make_unique<TimeNode>(true);
}
PlanPtr MakeNow() {
  return std::make_unique<TimeNode>(false);
}
PlanPtr MakeRowItself() {
  return std::make_unique<RowItselfNode>();
}
PlanPtr MakeOwnerRow() {
  return std::make_unique<OwnerRowNode>();
}
PlanPtr MakeColumn(const Column* column) {
  return std::make_unique<ColumnNode>(column);
}
PlanPtr MakeOwnerColumn(const Column* column) {
  return std::make_unique<OwnerColumnNode>(column);
}
PlanPtr MakeHop(PlanPtr row, const Column* column) {
  return std::make_unique<HopNode>(std::move(row), column);
}
PlanPtr MakeInterpreted(const formula::Node* node, TableIndex table, bool in_predicate) {
  return std::make_unique<InterpretedNode>(node, table, in_predicate);
}

}  // namespace csip::engine
