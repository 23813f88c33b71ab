// The wave: marked rows of computed columns are evaluated column by column in dependency order; a value that
// did not change marks nothing further. Where there is much to do, columns that do not read one another are evaluated side by
// side: each has its plan and writes its own cells; what more than one column knows of (marks, what can be taken back,
// texts, links, keys) is written by one thread while no other reads.
#include <algorithm>
#include <bit>
#include <numeric>

#include "engine/core.h"
#include "engine/plan_diff.h"

namespace csip::engine {

using value::kNone;

namespace {
constexpr size_t kBatch = 1024;
constexpr size_t kLook = 256;  // rows between two looks at the deadline
// Rows to evaluate, all columns taken together, from which on threads side by side are worth their start.
constexpr size_t kMany = 50'000;
// Marked rows that are looked through rather than stamped, which reads memory anew.
constexpr size_t kFew = 16;
}  // namespace

void Core::Mark(uint32_t target, RowSlot row) {
  Dirty& dirty = dirty_[target];
  if (dirty.all) return;
  const RowSet& rows = data_.table(plans_[target].table).rows;
  if (!rows.IsAlive(row)) return;
  if (dirty.rows.size() < kFew) {
    if (std::ranges::find(dirty.rows, row) != dirty.rows.end()) return;
  } else {
    if (dirty.stamps.size() < rows.slots()) dirty.stamps.resize(rows.slots() + rows.slots() / 4 + 16, 0);
    if (dirty.rows.size() == kFew) {
      for (RowSlot marked : dirty.rows) dirty.stamps[marked] = wave_;
    }
    if (dirty.stamps[row] == wave_) return;
    dirty.stamps[row] = wave_;
  }
  dirty.rows.push_back(row);
  NoteMark(target);
}

void Core::FireCell(TableIndex t, ColumnIndex c, RowSlot row, const Value& before, const Value& after) {
  for (const Edge& edge : dependencies_->OfCell(t, c)) {
    if (edge.map.all) {
      MarkAll(edge.target);
    } else if (!dirty_[edge.target].all) {
      if (!dependencies_->Follow(data_, edge, row, before, after, &followed_)) MarkAll(edge.target);
      for (RowSlot reader : followed_.rows) Mark(edge.target, reader);
    }
  }
}

void Core::FireRow(TableIndex t, RowSlot row) {
  for (const Edge& edge : dependencies_->OfRows(t)) {
    if (edge.map.all) {
      MarkAll(edge.target);
    } else if (!dirty_[edge.target].all) {
      if (!dependencies_->Follow(data_, edge, row, {}, {}, &followed_)) MarkAll(edge.target);
      for (RowSlot reader : followed_.rows) Mark(edge.target, reader);
    }
  }
}

void Core::MarkEverything() {
  for (uint32_t i = 0; i < plans_.size(); ++i) MarkAll(i);
}

size_t Core::MarkedRows() const {
  size_t rows = 0;
  for (uint32_t word = 0; word < marked_.size(); ++word) {
    for (uint64_t bits = marked_[word]; bits != 0; bits &= bits - 1) {
      auto i = word * 64 + static_cast<uint32_t>(std::countr_zero(bits));
      rows += dirty_[i].all ? data_.table(plans_[i].table).rows.size() : dirty_[i].rows.size();
    }
  }
  return rows;
}

// The next marked column, whose mark is taken away; what it marks comes after it.
std::optional<uint32_t> Core::TakeMarked(uint32_t from) {
  for (uint32_t word = from / 64; word < marked_.size(); ++word) {
    if (marked_[word] == 0) continue;
    auto bit = static_cast<uint32_t>(std::countr_zero(marked_[word]));
    marked_[word] &= marked_[word] - 1;
    return word * 64 + bit;
  }
  return std::nullopt;
}

void Core::RunWave() {
  for (TableIndex t = 0; t < data_.table_count(); ++t) data_.table(t).rows.Settle();
  size_t workers = MarkedRows() < kMany ? 1 : threads_;
  if (workers == 1) {
    for (auto i = TakeMarked(0); i; i = TakeMarked(*i)) EvaluateMarked(workers_[0], *i);
  } else {
    Gate gate;
    struct Opened {
      Gate** gate;
      ~Opened() { *gate = nullptr; }  // also when a step throws
    } opened{&gate_};
    gate_ = &gate;
    while (workers_.size() < workers) workers_.emplace_back();
    RunSteps(dependencies_->readers(), workers,
             [this](size_t worker, uint32_t i) { EvaluateMarked(workers_[worker], i); });
    std::ranges::fill(marked_, 0);
  }
  ++wave_;
}

// Nobody marks rows of a column whose turn it is: all that it reads is done.
void Core::EvaluateMarked(Worker& worker, uint32_t target) {
  Dirty& dirty = dirty_[target];
  bool all = dirty.all;
  if ((!all && dirty.rows.empty()) || IsLate()) return;
  worker.rows.swap(dirty.rows);
  dirty.rows.clear();
  if (all) {
    auto writing = Writing();  // others look at the mark
    dirty.all = false;
  }
  EvaluateRows(worker, target, all ? data_.table(plans_[target].table).rows.order() : worker.rows);
}

// A plan is made when its column is first evaluated: a fork needs few of them.
const Core::ColumnPlan& Core::Planned(uint32_t target) {
  ColumnPlan& plan = plans_[target];
  if (plan.planned) return plan;
  auto writing = Writing();
  plan.plan = MakePlan(&data_, *plan.bound, plan.table);
  plan.planned = true;
  return plan;
}

void Core::EvaluateRows(Worker& worker, uint32_t target, std::span<const RowSlot> rows) {
  const ColumnPlan& plan = Planned(target);
  if (data_.row_id(plan.table, plan.column) != nullptr) return;
  formula::Evaluation evaluation(compiled_->catalog, source_, data_.inputs(), {.deadline = deadline_});
  evaluation.Share(formula::SharedBudget::OfRows(rows.size()));
  const RowSet& set = data_.table(plan.table).rows;
  // Most owners: their candidates are found in passes over whole tables.
  if (rows.size() * 4 >= set.size()) PassOverAll(target, evaluation);
  size_t batch = plan.plan ? kBatch : kLook;
  for (size_t start = 0; start < rows.size() && !IsLate(); start += batch) {
    PlanContext context;
    context.data = &data_;
    context.evaluation = &evaluation;
    context.owner_table = plan.table;
    context.rows = rows.subspan(start, std::min(batch, rows.size() - start));
    context.in_row = AreInRow(context.rows);
    {
      auto reading = Reading();
      EvaluateBatch(worker, target, context);
    }
    StoreAll(worker, target);
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
      auto reading = Reading();
      pass->Add(context);
    }
  }
}

void Core::EvaluateBatch(Worker& worker, uint32_t target, const PlanContext& context) {
  ColumnPlan& plan = plans_[target];
  if (plan.plan.value != nullptr) {
    plan.plan.value->Eval(context, &worker.results);
    TakeResults(worker, target, context);
  } else if (plan.plan.rows != nullptr) {
    EvaluateLists(worker, target, context);
  } else {
    for (size_t i = 0; i < context.rows.size(); ++i)
      worker.computed.emplace_back(context.rows[i], EvaluateAgain(target, context, i));
  }
}

void Core::EvaluateLists(Worker& worker, uint32_t target, const PlanContext& context) {
  RowsNode& node = *plans_[target].plan.rows;
  TableIndex of = data_.table(plans_[target].table).columns[plans_[target].column].target();
  Candidates& found = worker.found;
  node.Prepare(context);
  for (size_t first = 0; first < context.rows.size();) {
    found.Clear();
    size_t next = node.Find(context, first, &found);
    size_t k = 0;
    for (size_t i = first; i < next; ++i) {
      std::vector<Value> items;
      for (; k < found.rows.size() && found.position[k] == i; ++k)
        items.push_back(Value::Row({of, found.rows[k]}));
      bool failed = std::find(found.failed.begin(), found.failed.end(), i) != found.failed.end();
      worker.computed.emplace_back(
          context.rows[i], failed ? EvaluateAgain(target, context, i) : Value::List(std::move(items)));
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

// Whether every column that reads this one is to be evaluated for all its rows anyway.
bool Core::AllReadersWait(const ColumnPlan& plan) const {
  const auto& edges = dependencies_->OfCell(plan.table, plan.column);
  return std::ranges::all_of(edges, [this](const Edge& edge) { return dirty_[edge.target].all; });
}

// Keeps what differs from the column's cells: at once where nothing else has to know, else for StoreAll.
void Core::TakeResults(Worker& worker, uint32_t target, const PlanContext& context) {
  const Vec& results = worker.results;
  std::span<const RowSlot> rows = context.rows;
  const ColumnPlan& plan = plans_[target];
  TableData& table = data_.table(plan.table);
  Column& column = table.columns[plan.column];
  bool is_code = plan.plan.value->is_code();
  bool direct = table.links[plan.column] == nullptr && table.keys[plan.column] == nullptr &&
                !overrides_->contains(Key(plan.table, plan.column)) &&
                (is_code ? column.is_code() : column.is_number());
  // Most evaluations end here: nothing changed.
  Column::Run held = direct && context.in_row ? column.RunOf(rows[0], rows.size()) : Column::Run{};
  uint8_t differs[kBatch];
  if (held.states != nullptr && !FindDifferences(held, results, rows.size(), differs)) return;
  bool unheard = direct && (quiet_ || AllReadersWait(plan));
  for (size_t i = 0; i < rows.size(); ++i) {
    if (held.states != nullptr && differs[i] == 0) continue;
    RowSlot row = rows[i];
    Content now = ContentAt(results, i);
    if (direct && held.states == nullptr && Holds(column, row, now)) continue;
    if (!table.rows.IsAlive(row)) continue;
    if (now.state == State::kOther) {
      worker.computed.emplace_back(row, EvaluateAgain(target, context, i));
    } else if (unheard && (quiet_ || IsNew(plan.table, row))) {
      is_code ? column.SetCode(row, now.state, now.code) : column.SetNumber(row, now.state, now.number);
    } else {
      worker.computed.emplace_back(
          row, is_code ? column.BoxCode(now.state, now.code) : column.BoxNumber(now.state, now.number));
    }
  }
}

void Core::StoreAll(Worker& worker, uint32_t target) {
  if (worker.computed.empty()) return;
  auto writing = Writing();
  const RowSet& rows = data_.table(plans_[target].table).rows;
  for (auto& [row, v] : worker.computed) {
    if (rows.IsAlive(row)) StoreComputed(target, row, std::move(v));
  }
  worker.computed.clear();
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
  MarkEverything();
  RunWave();
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
