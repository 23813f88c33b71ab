#include "engine/engine.h"

#include <algorithm>

#include "engine/core.h"
#include "engine/explain.h"
#include "engine/plan.h"
#include "engine/query_source.h"
#include "engine/totals.h"

namespace csip::engine {

using value::kNone;

class Engine::Impl {
 public:
  Impl(std::shared_ptr<const Compiled> compiled, const formula::EvalInputs& inputs)
      : core(std::move(compiled), inputs) {}
  Impl(const Core& from, std::shared_ptr<const Compiled> compiled) : core(from, std::move(compiled)) {}
  Core core;
};

Engine::Engine(std::shared_ptr<const Compiled> compiled, const formula::EvalInputs& inputs)
    : impl_(std::make_unique<Impl>(std::move(compiled), inputs)) {}
Engine::Engine(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Engine::~Engine() = default;

std::unique_ptr<Engine> Engine::Fork() const {
  return Fork(shared_compiled());
}
std::unique_ptr<Engine> Engine::Fork(std::shared_ptr<const Compiled> compiled) const {
  return std::unique_ptr<Engine>(new Engine(std::make_unique<Impl>(impl_->core, std::move(compiled))));
}

void Engine::UseThreads(size_t most) {
  impl_->core.UseThreads(most);
}
size_t Engine::threads() const {
  return impl_->core.threads();
}

const Compiled& Engine::compiled() const {
  return impl_->core.data().compiled();
}
std::shared_ptr<const Compiled> Engine::shared_compiled() const {
  return impl_->core.data().shared_compiled();
}
const formula::EvalInputs& Engine::inputs() const {
  return impl_->core.data().inputs();
}

void Engine::LoadRows(TableIndex table, const value::RowBlock& block) {
  impl_->core.LoadRows(table, block);
}
void Engine::LoadOverride(TableIndex table, ColumnIndex column, RowSlot row, const Value& v) {
  impl_->core.LoadOverride(table, column, row, v);
}
void Engine::FinishLoad() {
  impl_->core.FinishLoad();
}
void Engine::Recompute() {
  impl_->core.Recompute();
}

size_t Engine::RowCount(TableIndex table) const {
  return impl_->core.data().table(table).rows.size();
}
std::span<const RowSlot> Engine::Rows(TableIndex table) const {
  return impl_->core.data().table(table).rows.order();
}
size_t Engine::SlotCount(TableIndex table) const {
  return impl_->core.data().table(table).rows.slots();
}
bool Engine::IsAlive(TableIndex table, RowSlot row) const {
  return impl_->core.data().table(table).rows.IsAlive(row);
}
int64_t Engine::RowNumber(TableIndex table, RowSlot row) const {
  return impl_->core.data().table(table).rows.Number(row);
}
std::optional<RowSlot> Engine::FindRow(TableIndex table, int64_t number) const {
  return impl_->core.data().table(table).rows.Find(number);
}
base::Micros Engine::CreatedAt(TableIndex table, RowSlot row) const {
  return impl_->core.data().table(table).rows.created_at(row);
}
base::Micros Engine::ModifiedAt(TableIndex table, RowSlot row) const {
  return impl_->core.data().table(table).rows.modified_at(row);
}
const Column* Engine::FindColumn(TableIndex table, ColumnIndex column) const {
  const Data& data = impl_->core.data();
  if (data.is_mirror(table, column) || data.row_id(table, column) != nullptr) return nullptr;
  return &data.table(table).columns[column];
}
const Interner& Engine::texts() const {
  return impl_->core.data().interner();
}
Stamp Engine::StampOf(TableIndex table, ColumnIndex column) const {
  return impl_->core.data().StampOf(table, column);
}
Stamp Engine::StampOfRows(TableIndex table) const {
  return impl_->core.data().table(table).rows.stamp();
}
Value Engine::Get(TableIndex table, ColumnIndex column, RowSlot row) const {
  return impl_->core.data().Get(table, column, row);
}

std::optional<OverrideInfo> Engine::FindOverride(TableIndex table, ColumnIndex column, RowSlot row) const {
  const OverrideInfo* found = impl_->core.FindOverride(table, column, row);
  return found == nullptr ? std::nullopt : std::optional(*found);
}

std::string Engine::NameOf(RowRef row) const {
  return impl_->core.data().NameOf(row);
}

std::vector<RowSlot> Engine::FindRows(TableIndex table, ColumnIndex column, const Value& v) const {
  const Data& data = impl_->core.data();
  std::vector<RowSlot> candidates, out;
  const auto& keys = data.table(table).keys[column];
  if (keys != nullptr) {
    keys->Find(v, &candidates);
  } else {
    auto order = data.table(table).rows.order();
    candidates.assign(order.begin(), order.end());
  }
  for (RowSlot row : candidates) {
    if (data.table(table).rows.IsAlive(row) && data.Get(table, column, row) == v) out.push_back(row);
  }
  return out;
}

Totals Engine::TotalsFor(const TotalsKey& key, const BranchChanges& branch) const {
  const Data& data = impl_->core.data();
  if (branch.base == nullptr) return impl_->core.totals().Get(data, key);
  const Data& base = branch.base->impl_->core.data();
  auto is_same = [&](ColumnIndex c) {
    const auto& before = base.compiled().storage;
    return key.table < before.size() && c < before[key.table].size() &&
           before[key.table][c] == data.compiled().storage[key.table][c];
  };
  bool follows = !Totals::AreMany(*branch.changes) && (key.by == kNone || is_same(key.by)) &&
                 std::ranges::all_of(key.numbers, is_same);
  if (follows) {
    Totals totals = impl_->core.totals().Get(base, key);
    totals.Follow(*branch.changes, data);
    if (totals.known()) return totals;
  }
  return {data, key};
}
NumberTotal Engine::TotalOf(TableIndex table, ColumnIndex column, const BranchChanges& branch) const {
  return NumberTotalOf(TotalsFor({.table = table, .by = kNone, .numbers = {column}}, branch));
}
std::vector<TextGroup> Engine::GroupByText(TableIndex table, ColumnIndex column,
                                           std::span<const ColumnIndex> numbers, size_t at_most,
                                           const BranchChanges& branch) const {
  TotalsKey key{.table = table, .by = column, .numbers = {numbers.begin(), numbers.end()}};
  return TextGroupsOf(TotalsFor(key, branch), at_most);
}

const formula::RowSource& Engine::source() const {
  return impl_->core.source();
}

Value Engine::Evaluate(const formula::Bound& bound, RowRef row, const formula::Viewer& viewer,
                       formula::Budget budget, formula::SharedBudget* shared) const {
  formula::EvalInputs inputs = this->inputs();
  inputs.user = viewer.user;
  inputs.named = viewer.named;
  QuerySource source(&impl_->core.data());
  formula::Evaluation evaluation(compiled().catalog, source, inputs, budget);
  if (shared == nullptr) return evaluation.Run(*bound.root, row);
  evaluation.Share(*shared);
  evaluation.StartRow();
  Value v = evaluation.Run(*bound.root, row);
  *shared = evaluation.LeftOfShared();
  return v;
}

Value Engine::Named(uint32_t name_index) const {
  formula::Evaluation evaluation(compiled().catalog, source(), inputs());
  return source().Named(name_index, evaluation);
}

std::vector<RowSlot> Engine::Select(TableIndex table, const formula::Bound& condition,
                                    const formula::Viewer& viewer, Value* limit) const {
  const Data& data = impl_->core.data();
  formula::EvalInputs inputs = this->inputs();
  inputs.user = viewer.user;
  inputs.named = viewer.named;
  formula::Evaluation evaluation(compiled().catalog, source(), inputs);
  PlanPtr plan = MakeConditionPlan(&data, *condition.root, table);
  std::vector<RowSlot> out;
  Vec truth;
  auto rows = data.table(table).rows.order();
  evaluation.Share(formula::SharedBudget::OfRows(rows.size()));
  constexpr size_t kBatch = 1024;
  for (size_t start = 0; start < rows.size(); start += kBatch) {
    auto batch = rows.subspan(start, std::min(kBatch, rows.size() - start));
    if (plan != nullptr) {
      PlanContext context;
      context.data = &data;
      context.evaluation = &evaluation;
      context.owner_table = table;
      context.rows = batch;
      context.in_row = AreInRow(batch);
      plan->Eval(context, &truth);
    }
    for (size_t i = 0; i < batch.size(); ++i) {
      bool holds = false;
      uint8_t known = kOdd;
      if (plan != nullptr) known = truth.truths[truth.At(i)];
      if (known != kOdd) {
        holds = known == kTrue;
      } else {
        evaluation.StartRow();
        Value v = evaluation.Run(*condition.root, {table, batch[i]});
        if (limit != nullptr && v.is_error() && v.error_code() == value::ErrorCode::kLimit) {
          *limit = std::move(v);
          return out;
        }
        holds = v.is_true();
      }
      if (holds) out.push_back(batch[i]);
    }
  }
  return out;
}

std::vector<CellPlace> Engine::LinksTo(RowRef row) const {
  return impl_->core.LinksTo(row.table, row.slot);
}

Explanation Engine::Explain(TableIndex table, ColumnIndex column, RowSlot row) const {
  return engine::Explain(impl_->core, table, column, row);
}

Explanation Engine::Explain(const formula::Bound& bound, RowRef row, const formula::Viewer& viewer,
                            formula::Budget budget) const {
  return engine::Explain(impl_->core, bound, row, viewer, budget);
}

void Engine::Begin() {
  impl_->core.Begin();
}
RowSlot Engine::InsertRow(TableIndex table, int64_t number, base::Micros now) {
  return impl_->core.InsertRow(table, number, now);
}
void Engine::InsertRows(TableIndex table, const value::RowBlock& block) {
  impl_->core.InsertRows(table, block);
}
void Engine::LinkRows() {
  impl_->core.LinkRows();
}
void Engine::DeleteRow(TableIndex table, RowSlot row) {
  impl_->core.DeleteRow(table, row);
}
void Engine::SetCell(TableIndex table, ColumnIndex column, RowSlot row, const Value& v) {
  impl_->core.SetCell(table, column, row, v);
}
void Engine::SetModifiedAt(TableIndex table, RowSlot row, base::Micros now) {
  impl_->core.SetModifiedAt(table, row, now);
}
void Engine::SetOverride(TableIndex table, ColumnIndex column, RowSlot row, const Value& v) {
  impl_->core.SetOverride(table, column, row, &v);
}
void Engine::ClearOverride(TableIndex table, ColumnIndex column, RowSlot row) {
  impl_->core.SetOverride(table, column, row, nullptr);
}
void Engine::SetTime(base::Micros now) {
  impl_->core.SetTime(now);
}
void Engine::MarkEverything() {
  impl_->core.MarkEverything();
}
Changes Engine::Finish(const formula::Deadline* deadline) {
  return impl_->core.Finish(deadline);
}
void Engine::Rollback() {
  impl_->core.Rollback();
}
void Engine::BeginGroup() {
  impl_->core.BeginGroup();
}
void Engine::KeepGroup() {
  impl_->core.KeepGroup();
}
void Engine::RollbackGroup() {
  impl_->core.RollbackGroup();
}

}  // namespace csip::engine
