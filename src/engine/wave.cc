// The wave: marked rows of computed columns are evaluated column by column in dependency order; a value that
// did not change marks nothing further.
#include <algorithm>
#include <numeric>

#include "engine/core.h"
#include "engine/plan_diff.h"

namespace csip::engine {

using value::kNone;

namespace {
constexpr size_t kBatch = 1024;
constexpr size_t kLook = 256;  // rows between two looks at the deadline
constexpr size_t kFew = 16;    // marked rows that are looked through rather than stamped, which reads memory anew
}  // namespace

void Core::Mark(uint32_t target, RowSlot row) {
  Dirty& dirty = dirty_[target];
  if (dirty.all) return;
  const RowSet& rows = data_.table(plans_[target].table).rows;
  if (!rows.IsAlive(row)) return;
  if (dirty.rows.size() < kFew) {
    if (std::find(dirty.rows.begin(), dirty.rows.end(), row) == dirty.rows.end()) dirty.rows.push_back(row);
    return;
  }
  if (dirty.stamps.size() < rows.slots()) dirty.stamps.resize(rows.slots() + rows.slots() / 4 + 16, 0);
  if (dirty.rows.size() == kFew) {
    for (RowSlot marked : dirty.rows) dirty.stamps[marked] = wave_;
  }
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
      if (!dependencies_->Follow(data_, edge, row, before, after, &followed_)) MarkAll(edge.target);
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
      if (!dependencies_->Follow(data_, edge, row, {}, {}, &followed_)) MarkAll(edge.target);
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
    if (IsLate()) return;
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

// A plan is made when its column is first evaluated: a fork needs few of them.
const Core::ColumnPlan& Core::Planned(uint32_t target) {
  ColumnPlan& plan = plans_[target];
  if (!plan.planned) plan.plan = MakePlan(&data_, *plan.bound, plan.table);
  plan.planned = true;
  return plan;
}

void Core::EvaluateRows(uint32_t target, std::span<const RowSlot> rows) {
  const ColumnPlan& plan = Planned(target);
  if (data_.row_id(plan.table, plan.column) != nullptr) return;
  formula::Evaluation evaluation(compiled_->catalog, source_, data_.inputs(), {.deadline = deadline_});
  evaluation.Share(formula::SharedBudget::OfRows(rows.size()));
  const RowSet& set = data_.table(plan.table).rows;
  if (!plan.plan) {
    for (size_t i = 0; i < rows.size(); ++i) {
      RowSlot row = rows[i];
      if (i % kLook == 0 && IsLate()) return;
      if (!set.IsAlive(row)) continue;
      evaluation.StartRow();
      StoreComputed(target, row, evaluation.Run(*plan.bound->root, {plan.table, row}));
    }
    return;
  }
  // Most owners: their candidates are found in passes over whole tables.
  if (rows.size() * 4 >= set.size()) PassOverAll(target, evaluation);
  for (size_t start = 0; start < rows.size() && !IsLate(); start += kBatch) {
    PlanContext context;
    context.data = &data_;
    context.evaluation = &evaluation;
    context.owner_table = plan.table;
    context.rows = rows.subspan(start, std::min(kBatch, rows.size() - start));
    context.in_row = AreInRow(context.rows);
    EvaluateBatch(target, context);
  }
  for (GroupPass* pass : plan.plan.passes) pass->End();
}

void Core::PassOverAll(uint32_t target, formula::Evaluation& evaluation) {
  const ColumnPlan& plan = plans_[target];
  std::vector<RowSlot> slots(kBatch);
  for (GroupPass* pass : plan.plan.passes) {
    PlanContext context;
    context.data = &data_;
    context.evaluation = &evaluation;
    context.owner_table = plan.table;
    context.in_row = true;
    if (!pass->CanPass(context)) continue;
    pass->Begin(data_.table(plan.table).rows.slots());
    size_t end = data_.table(pass->table()).rows.slots();
    for (size_t start = 0; start < end && !IsLate(); start += kBatch) {
      size_t n = std::min(kBatch, end - start);
      std::iota(slots.begin(), slots.end(), static_cast<RowSlot>(start));
      context.rows = std::span(slots).first(n);
      pass->Add(context);
    }
  }
}

void Core::EvaluateBatch(uint32_t target, const PlanContext& context) {
  ColumnPlan& plan = plans_[target];
  if (plan.plan.value != nullptr) {
    plan.plan.value->Eval(context, &results_);
    StoreBatch(target, context, results_);
    return;
  }
  RowsNode& node = *plan.plan.rows;
  TableIndex of = data_.table(plan.table).columns[plan.column].target();
  node.Prepare(context);
  for (size_t first = 0; first < context.rows.size();) {
    found_.Clear();
    size_t next = node.Find(context, first, &found_);
    size_t k = 0;
    for (size_t i = first; i < next; ++i) {
      std::vector<Value> items;
      for (; k < found_.rows.size() && found_.position[k] == i; ++k)
        items.push_back(Value::Row({of, found_.rows[k]}));
      if (std::find(found_.failed.begin(), found_.failed.end(), i) == found_.failed.end()) {
        StoreComputed(target, context.rows[i], Value::List(std::move(items)));
      } else {
        StoreComputed(target, context.rows[i], EvaluateAgain(target, context, i));
      }
    }
    first = next;
  }
}

namespace {

// One unboxed result as a column keeps it.
struct Content {
  State state;
  double number = 0;
  uint32_t code = 0;
};

Content ContentAt(const Vec& v, size_t i) {
  size_t at = v.At(i);
  Content content{.state = v.StateAt(i)};
  if (v.codes != nullptr) {
    content.code = v.codes[at];
  } else {
    content.number = v.truths != nullptr ? (v.truths[at] == kTrue ? 1 : 0) : v.numbers[at];
  }
  return content;
}

bool Holds(const Column& column, RowSlot row, const Content& content) {
  if (content.state == State::kOther || column.StateOf(row) != content.state) return false;
  if (content.state != State::kOk) return true;
  return column.is_code() ? column.Code(row) == content.code : column.Number(row) == content.number;
}

}  // namespace

void Core::StoreBatch(uint32_t target, const PlanContext& context, const Vec& results) {
  std::span<const RowSlot> rows = context.rows;
  const ColumnPlan& plan = plans_[target];
  TableData& table = data_.table(plan.table);
  Column& column = table.columns[plan.column];
  bool is_code = plan.plan.value->is_code();
  bool direct = table.links[plan.column] == nullptr && table.keys[plan.column] == nullptr &&
                overrides_->empty() && (is_code ? column.is_code() : column.is_number());
  // Most evaluations end here: nothing changed.
  Column::Run held = direct && context.in_row ? column.RunOf(rows[0], rows.size()) : Column::Run{};
  uint8_t differs[kBatch];
  if (held.states != nullptr && !FindDifferences(held, results, rows.size(), differs)) return;
  for (size_t i = 0; i < rows.size(); ++i) {
    if (held.states != nullptr && differs[i] == 0) continue;
    RowSlot row = rows[i];
    Content now = ContentAt(results, i);
    if (direct && held.states == nullptr && Holds(column, row, now)) continue;
    if (!table.rows.IsAlive(row)) continue;
    if (now.state == State::kOther) {
      StoreComputed(target, row, EvaluateAgain(target, context, i));
    } else if (direct && quiet_) {
      is_code ? column.SetCode(row, now.state, now.code) : column.SetNumber(row, now.state, now.number);
    } else {
      StoreComputed(target, row,
                    is_code ? column.BoxCode(now.state, now.code) : column.BoxNumber(now.state, now.number));
    }
  }
}

void Core::StoreComputed(uint32_t target, RowSlot row, Value v) {
  const ColumnPlan& plan = plans_[target];
  if (!overrides_->empty()) {
    if (const OverrideInfo* info = FindOverride(plan.table, plan.column, row)) {
      Value shown = info->value;
      if (!(info->computed == v)) {
        if (grouped_ && !quiet_) {
          undo_.push_back({.kind = Undo::Kind::kOverride,
                           .table = plan.table,
                           .column = plan.column,
                           .row = row,
                           .before = shown,
                           .had = true,
                           .formula_value = info->computed});
        }
        overrides_.Own()[Key(plan.table, plan.column)][row].computed = std::move(v);
      }
      v = std::move(shown);
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
  data_.Seal();
}

// The whole formula for a row that its plan gave up on.
Value Core::EvaluateAgain(uint32_t target, const PlanContext& context, size_t i) const {
  const ColumnPlan& plan = plans_[target];
  context.evaluation->StartRow();
  return context.evaluation->Run(*plan.bound->root, {plan.table, context.rows[i]});
}

Value Core::EvaluateCell(TableIndex t, ColumnIndex c, RowSlot row) const {
  formula::Evaluation evaluation(compiled_->catalog, source_, data_.inputs());
  return evaluation.Run(*compiled_->formulas[t][c].root, {t, row});
}

}  // namespace csip::engine
