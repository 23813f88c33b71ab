// The wave: marked rows of computed columns are evaluated column by column in dependency order; a value that
// did not change marks nothing further.
#include "engine/core.h"

namespace csip::engine {

using value::kNone;

namespace {
constexpr size_t kBatch = 1024;
}

void Core::Mark(uint32_t target, RowSlot row) {
  Dirty& dirty = dirty_[target];
  if (dirty.all) return;
  const RowSet& rows = data_.table(plans_[target].table).rows;
  if (!rows.IsAlive(row)) return;
  if (dirty.stamps.size() < rows.slots()) dirty.stamps.resize(rows.slots() + rows.slots() / 4 + 16, 0);
  if (dirty.stamps[row] == wave_) return;
  dirty.stamps[row] = wave_;
  dirty.rows.push_back(row);
}

void Core::FireCell(TableIndex t, ColumnIndex c, RowSlot row, const Value& before, const Value& after) {
  for (const Edge& edge : dependencies_->OfCell(t, c)) {
    if (edge.map.all) {
      MarkAll(edge.target);
    } else if (!dirty_[edge.target].all) {
      followed_.clear();
      dependencies_->Follow(edge, row, before, after, &followed_);
      for (RowSlot reader : followed_) Mark(edge.target, reader);
    }
  }
}

void Core::FireRow(TableIndex t, RowSlot row) {
  for (const Edge& edge : dependencies_->OfRows(t)) {
    if (edge.map.all) {
      MarkAll(edge.target);
    } else if (!dirty_[edge.target].all) {
      followed_.clear();
      dependencies_->Follow(edge, row, {}, {}, &followed_);
      for (RowSlot reader : followed_) Mark(edge.target, reader);
    }
  }
}

void Core::MarkEverything() {
  for (uint32_t i = 0; i < plans_.size(); ++i) MarkAll(i);
}

void Core::RunWave() {
  for (TableIndex t = 0; t < data_.table_count(); ++t) data_.table(t).rows.Settle();
  std::vector<RowSlot> rows;
  for (uint32_t i = 0; i < plans_.size(); ++i) {
    Dirty& dirty = dirty_[i];
    if (!dirty.all && dirty.rows.empty()) continue;
    if (dirty.all) {
      auto order = data_.table(plans_[i].table).rows.order();
      rows.assign(order.begin(), order.end());
    } else {
      rows.swap(dirty.rows);
    }
    dirty.all = false;
    dirty.rows.clear();
    EvaluateRows(i, rows);
  }
  ++wave_;
}

void Core::EvaluateRows(uint32_t target, std::span<const RowSlot> rows) {
  const ColumnPlan& plan = plans_[target];
  formula::Evaluation evaluation(compiled_->catalog, source_, data_.inputs());
  const RowSet& set = data_.table(plan.table).rows;
  if (plan.plan == nullptr) {
    for (RowSlot row : rows) {
      if (!set.IsAlive(row)) continue;
      evaluation.set_budget({});
      StoreComputed(target, row, evaluation.Run(*plan.bound->root, {plan.table, row}));
    }
    return;
  }
  for (size_t start = 0; start < rows.size(); start += kBatch) {
    PlanContext context;
    context.data = &data_;
    context.evaluation = &evaluation;
    context.owner_table = plan.table;
    context.rows = rows.subspan(start, std::min(kBatch, rows.size() - start));
    plan.plan->Eval(context, &results_);
    StoreBatch(target, context.rows, results_);
  }
}

void Core::StoreBatch(uint32_t target, std::span<const RowSlot> rows, const Vec& results) {
  const ColumnPlan& plan = plans_[target];
  TableData& table = data_.table(plan.table);
  Column& column = table.columns[plan.column];
  bool is_code = plan.plan->is_code();
  bool direct = table.links[plan.column] == nullptr && table.keys[plan.column] == nullptr &&
                overrides_.empty() && (is_code ? column.is_code() : column.is_number());
  for (size_t i = 0; i < rows.size(); ++i) {
    RowSlot row = rows[i];
    if (!table.rows.IsAlive(row)) continue;
    State state = results.states[i];
    if (state == State::kOther) {
      StoreComputed(target, row, EvaluateCell(plan.table, plan.column, row));
    } else if (!direct) {
      StoreComputed(
          target, row,
          is_code ? column.BoxCode(state, results.codes[i]) : column.BoxNumber(state, results.numbers[i]));
    } else if (quiet_) {
      is_code ? column.SetCode(row, state, results.codes[i])
              : column.SetNumber(row, state, results.numbers[i]);
    } else {
      // Most evaluations of a wave end here: nothing changed.
      State before = column.StateOf(row);
      if (before == state && (state != State::kOk || (is_code ? column.Code(row) == results.codes[i]
                                                              : column.Number(row) == results.numbers[i]))) {
        continue;
      }
      StoreComputed(
          target, row,
          is_code ? column.BoxCode(state, results.codes[i]) : column.BoxNumber(state, results.numbers[i]));
    }
  }
}

void Core::StoreComputed(uint32_t target, RowSlot row, Value v) {
  const ColumnPlan& plan = plans_[target];
  if (!overrides_.empty()) {
    auto column = overrides_.find(Key(plan.table, plan.column));
    if (column != overrides_.end()) {
      auto found = column->second.find(row);
      if (found != column->second.end()) {
        found->second.computed = std::move(v);
        v = found->second.value;
      }
    }
  }
  if (quiet_) {
    data_.Write(plan.table, plan.column, row, v);
  } else {
    WriteCell(plan.table, plan.column, row, v, true);
  }
}

void Core::Recompute() {
  quiet_ = true;
  for (TableIndex t = 0; t < data_.table_count(); ++t) data_.table(t).rows.Settle();
  for (uint32_t i = 0; i < plans_.size(); ++i) EvaluateRows(i, data_.table(plans_[i].table).rows.order());
  quiet_ = false;
}

Value Core::EvaluateCell(TableIndex t, ColumnIndex c, RowSlot row) const {
  formula::Evaluation evaluation(compiled_->catalog, source_, data_.inputs());
  return evaluation.Run(*compiled_->formulas[t][c].root, {t, row});
}

}  // namespace csip::engine
