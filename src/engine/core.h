// What an engine is made of: the data, the plans, the edges, and the transaction under way.
//
// transaction.cc changes cells and rows and takes them back, wave.cc brings computed columns up to date.
#pragma once

#include <algorithm>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>
#include <vector>

#include "engine/data.h"
#include "engine/dependency.h"
#include "engine/engine.h"
#include "engine/gate.h"
#include "engine/plan.h"
#include "engine/totals.h"

namespace csip::engine {

class Core {
 public:
  Core(std::shared_ptr<const Compiled> compiled, const formula::EvalInputs& inputs);
  // A fork; see Engine::Fork. `from` is not within a transaction.
  Core(const Core& from, std::shared_ptr<const Compiled> compiled);

  void UseThreads(size_t most) { threads_ = std::max<size_t>(most, 1); }
  size_t threads() const { return threads_; }
  Data& data() { return data_; }
  const Data& data() const { return data_; }
  const DataSource& source() const { return source_; }

  // --- loading (load.cc) ---
  void LoadRows(TableIndex t, const value::RowBlock& block);
  void FinishLoad();
  void InsertRows(TableIndex t, const value::RowBlock& block);
  void LinkRows();
  void Recompute();
  void LoadOverride(TableIndex t, ColumnIndex c, RowSlot row, const Value& v) {
    overrides_.Own()[Key(t, c)][row] = {v, {}};
  }

  // --- changing (transaction.cc) ---
  void Begin();
  RowSlot InsertRow(TableIndex t, int64_t number, base::Micros now);
  void DeleteRow(TableIndex t, RowSlot row);
  void SetCell(TableIndex t, ColumnIndex c, RowSlot row, const Value& v);
  void SetModifiedAt(TableIndex t, RowSlot row, base::Micros now);
  void SetOverride(TableIndex t, ColumnIndex c, RowSlot row, const Value* v);  // null clears
  void SetTime(base::Micros now);
  void MarkEverything();
  Changes Finish(const formula::Deadline* deadline);
  void Rollback();
  void BeginGroup() { grouped_ = true; }
  void KeepGroup();
  void RollbackGroup();

  TotalsMemo& totals() const { return *totals_; }
  std::vector<CellPlace> LinksTo(TableIndex t, RowSlot row) const;
  const OverrideInfo* FindOverride(TableIndex t, ColumnIndex c, RowSlot row) const;
  // What the formula of a computed column yields for the row now, by the plain evaluator.
  Value EvaluateCell(TableIndex t, ColumnIndex c, RowSlot row) const;

 private:
  struct ColumnPlan {
    TableIndex table;
    ColumnIndex column;
    const formula::Bound* bound;
    FormulaPlan plan{};    // none: the plain evaluator
    bool planned = false;  // see Planned
  };
  // Rows of one computed column that wait for evaluation.
  struct Dirty {
    bool all = false;
    std::vector<RowSlot> rows;
    std::vector<uint32_t> stamps;  // per slot: the wave that marked it last; where `rows` are many
  };
  struct Undo {
    enum class Kind : uint8_t { kCell, kMirror, kInsert, kInsertMany, kDelete, kModified, kOverride, kTime };
    Kind kind;
    TableIndex table = value::kNone;
    ColumnIndex column = value::kNone;
    RowSlot row = value::kNone;
    bool computed = false;
    Value before;
    int64_t number = 0;  // kModified: the time before; kTime: now before; kInsertMany: how many from `row` on
    bool had = false;    // kOverride: there was one
    Value formula_value;  // kOverride: what stood beside it
  };

  void Wire();
  void MarkChangedFormulas(const Core& from);
  const ColumnPlan& Planned(uint32_t target);
  static uint64_t Key(TableIndex t, ColumnIndex c) { return (uint64_t{t} << 32) | c; }
  bool IsNew(TableIndex t, RowSlot row) const { return row >= first_new_[t]; }
  void WriteCell(TableIndex t, ColumnIndex c, RowSlot row, const Value& v, bool computed);
  void WriteLinks(TableIndex t, ColumnIndex c, RowSlot row, const Value& v, bool computed);
  void WriteMirror(TableIndex t, ColumnIndex c, RowSlot row, const Value& v);
  void DropLinksTo(TableIndex t, RowSlot row);
  void RawSet(TableIndex t, ColumnIndex c, RowSlot row, const Value& v);
  void EraseOverride(TableIndex t, ColumnIndex c, RowSlot row);
  void UndoOne(const Undo& undo);
  void UndoInsert(TableIndex t, RowSlot row);
  void SideBySide(size_t rows, const std::vector<std::function<void()>>& parts) const;
  RowSlot AddRows(TableIndex t, const value::RowBlock& block);
  // `mirrors` takes what the other sides showed; null when nothing is recorded.
  void LinkCells(TableIndex t, ColumnIndex c, std::span<const RowSlot> rows, std::vector<Undo>* mirrors);
  void RecordMirrors(TableIndex t, ColumnIndex c, const Value& links, std::vector<Undo>* mirrors);
  void SealChanged();
  void ClearTransaction();

  // --- the wave (wave.cc) ---
  // What a thread that evaluates columns has to itself.
  struct Worker {
    Vec results;
    Candidates found;
    std::vector<RowSlot> rows;                        // marked ones of the column under way
    std::vector<std::pair<RowSlot, Value>> computed;  // of that column, not stored yet
  };
  // While several threads evaluate, who reads cells holds the first, who writes what others may read the second.
  std::shared_lock<Gate> Reading() {
    return gate_ == nullptr ? std::shared_lock<Gate>() : std::shared_lock(*gate_);
  }
  std::unique_lock<Gate> Writing() {
    return gate_ == nullptr ? std::unique_lock<Gate>() : std::unique_lock(*gate_);
  }
  void Mark(uint32_t target, RowSlot row);
  void MarkAll(uint32_t target) {
    dirty_[target].all = true;
    NoteMark(target);
  }
  void NoteMark(uint32_t target) { marked_[target / 64] |= uint64_t{1} << target % 64; }
  void FireCell(TableIndex t, ColumnIndex c, RowSlot row, const Value& before, const Value& after);
  void FireRow(TableIndex t, RowSlot row);
  bool IsLate() const { return deadline_ != nullptr && deadline_->Passed(); }
  void RunWave();
  size_t MarkedRows() const;
  std::optional<uint32_t> TakeMarked(uint32_t from);
  void EvaluateMarked(Worker& worker, uint32_t target);
  void EvaluateRows(Worker& worker, uint32_t target, std::span<const RowSlot> rows);
  void PassOverAll(uint32_t target, formula::Evaluation& evaluation);
  void EvaluateBatch(Worker& worker, uint32_t target, const PlanContext& context);
  void EvaluateLists(Worker& worker, uint32_t target, const PlanContext& context);
  Value EvaluateAgain(uint32_t target, const PlanContext& context, size_t i) const;
  void TakeResults(Worker& worker, uint32_t target, const PlanContext& context);
  bool AllReadersWait(const ColumnPlan& plan) const;
  void StoreAll(Worker& worker, uint32_t target);
  void StoreComputed(uint32_t target, RowSlot row, Value v);
  void CollectCells(Changes* changes) const;

  std::shared_ptr<const Compiled> compiled_;
  Data data_;
  DataSource source_;
  std::shared_ptr<const Dependencies> dependencies_;  // shared with forks of the same formulas
  std::vector<ColumnPlan> plans_;                     // as Compiled::order
  std::vector<std::vector<uint32_t>> computed_of_table_;
  std::vector<std::pair<TableIndex, ColumnIndex>> relations_;  // columns that store links
  std::vector<Dirty> dirty_;
  std::vector<uint64_t> marked_;  // a bit for each of them that has marks, so that few are looked at
  uint32_t wave_ = 1;
  const formula::Deadline* deadline_ = nullptr;  // of the Finish under way
  bool quiet_ = false;                           // loading: nothing is recorded, no edge fires
  std::vector<Undo> undo_;                       // of the transaction under way
  struct NewRows {
    TableIndex table;
    RowSlot first, end;
  };
  std::vector<NewRows> unlinked_;  // of InsertRows, before LinkRows
  bool grouped_ = false;
  std::vector<Undo> group_;         // of the finished transactions of the group
  std::vector<RowSlot> first_new_;  // per table: slots from here on were made by the transaction
  Cow<std::unordered_map<uint64_t, std::unordered_map<RowSlot, OverrideInfo>>> overrides_;
  std::shared_ptr<TotalsMemo> totals_;  // shared with forks
  bool is_fork_ = false;                // then the totals follow another engine
  Followed followed_;
  size_t threads_ = 1;
  std::deque<Worker> workers_{1};
  Gate* gate_ = nullptr;  // while several of them are at work
};

}  // namespace csip::engine
