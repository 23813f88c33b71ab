// The only code that changes a workspace: takes what writers queued, applies it, makes it durable, tells of
// it.
#include <fmt/format.h>

#include <algorithm>

#include "base/log.h"
#include "base/memory.h"
#include "workspace/cell_json.h"
#include "workspace/many_rows.h"
#include "workspace/receipt.h"
#include "workspace/rename_option.h"
#include "workspace/state.h"
#include "workspace/stored.h"

namespace csip::workspace {

using base::Code;
using base::Error;
using base::Result;
using base::Status;
using value::Value;

namespace {

constexpr auto kTick = std::chrono::seconds(1);
constexpr size_t kGroup = 512;         // requests made durable together at most
constexpr size_t kEventCells = 5'000;  // more changed cells than this are told as "read again"

}  // namespace

base::Micros FloorToMinute(base::Micros now) {
  constexpr base::Micros kMinute = 60 * base::kMicrosPerSecond;
  return now - now % kMinute;
}

Workspace::State::~State() {
  {
    std::lock_guard lock(queue_mutex_);
    stop_ = true;
  }
  queue_ready_.notify_all();
  if (thread_.joinable()) thread_.join();
  {
    std::lock_guard lock(answers_mutex_);
    answers_stop_ = true;
  }
  answers_ready_.notify_all();
  if (answers_thread_.joinable()) answers_thread_.join();
}

void Workspace::State::Start() {
  constexpr size_t kMany = 100'000;
  constexpr std::chrono::milliseconds kPause{20};  // leaves the processors and the memory to others
  size_t rows = 0;
  for (value::TableIndex t = 0; t < engine_->compiled().blueprint.tables.size(); ++t)
    rows += engine_->RowCount(t);
  if (rows >= kMany)
    large_pages_ = std::jthread([](const std::stop_token& stop) { base::UseLargePages(kPause, stop); });
  thread_ = std::thread([this] { Run(); });
  answers_thread_ = std::thread([this] { AnswerLate(); });
}

Reader Workspace::State::Read() const {
  // A writer that waits holds the gate: readers that come later wait behind it, so that it is not starved.
  {
    std::lock_guard gate(gate_);
  }
  std::shared_lock lock(mutex_);
  return Reader(std::move(lock), engine_.get(), sequence_);
}

Branch Workspace::State::MakeBranch() const {
  Reader reader = Read();
  Branch branch{.engine = reader.engine().Fork(), .ledger = {}, .sequence = reader.sequence()};
  branch.ledger.next_row = ledger_.next_row;
  branch.ledger.deleted.resize(ledger_.deleted.size());
  branch.ledger.overrides = ledger_.overrides;
  branch.files = &files_;
  return branch;
}

Result<Outcome> Workspace::State::Commit(const access::Actor& actor, Request request) {
  if (!actor.may_write()) return Error{Code::kDenied, "this token may read but not write"};
  Job job;
  job.actor = actor;
  job.request = std::move(request);
  return Enqueue(std::move(job));
}

void Workspace::State::CommitLater(const access::Actor& actor, Make make, Done done) {
  if (!actor.may_write()) return done(Error{Code::kDenied, "this token may read but not write"});
  Job job;
  job.actor = actor;
  job.make = std::move(make);
  job.later = std::move(done);
  Status pushed = Push(&job);
  if (!pushed.ok()) job.later(pushed.error());
}

Result<Outcome> Workspace::State::CommitPlanned(const access::Actor& actor, Plan plan) {
  if (!actor.may_write()) return Error{Code::kDenied, "this token may read but not write"};
  Job job;
  job.actor = actor;
  job.plan = std::move(plan);
  return Enqueue(std::move(job));
}

Status Workspace::State::CatchUp() {
  Job job;
  job.actor = access::Actor::System();
  job.time = true;
  auto done = Enqueue(std::move(job));
  return done.ok() ? Status() : Status(done.error());
}

Status Workspace::State::Push(Job* job) {
  {
    std::lock_guard lock(queue_mutex_);
    if (stop_) return Error{Code::kUnavailable, "the server is stopping", {}, true};
    queue_.push_back(std::move(*job));
  }
  queue_ready_.notify_one();
  return {};
}

Result<Outcome> Workspace::State::Enqueue(Job job) {
  auto done = job.done.get_future();
  CSIP_RETURN_IF_ERROR(Push(&job));
  return done.get();
}

void Workspace::State::Answer(Job& job, Result<Outcome> outcome) {
  if (job.later == nullptr) return job.done.set_value(std::move(outcome));
  late_.push_back({std::exchange(job.later, nullptr), std::move(outcome), {}, {}});
}

void Workspace::State::SendLateAnswers() {
  if (late_.empty()) return;
  {
    std::lock_guard lock(answers_mutex_);
    std::move(late_.begin(), late_.end(), std::back_inserter(answers_));
  }
  answers_ready_.notify_one();
  late_.clear();
}

void Workspace::State::AnswerLate() {
  while (true) {
    std::vector<LateAnswer> answers;
    {
      std::unique_lock lock(answers_mutex_);
      answers_ready_.wait(lock, [this] { return answers_stop_ || !answers_.empty(); });
      if (answers_.empty()) return;
      answers.swap(answers_);
    }
    for (LateAnswer& answer : answers) answer.done(std::move(answer.outcome));
  }
}

void Workspace::State::Run() {
  while (true) {
    SendLateAnswers();
    std::vector<Job> jobs;
    {
      std::unique_lock lock(queue_mutex_);
      queue_ready_.wait_for(lock, kTick, [this] { return stop_ || !queue_.empty(); });
      if (stop_ && queue_.empty()) return;
      while (!queue_.empty() && jobs.size() < kGroup) {
        // What reads the log, and a change of the schema, come alone: after what was asked before them, and before what
        // was asked later.
        bool alone = queue_.front().schema != nullptr || queue_.front().plan != nullptr;
        if (alone && !jobs.empty()) break;
        jobs.push_back(std::move(queue_.front()));
        queue_.pop_front();
        if (alone) break;
      }
    }
    try {
      if (!jobs.empty() && jobs.front().schema != nullptr) {
        SchemaJob& job = *jobs.front().schema;
        job.done.set_value(CommitSchema(jobs.front().actor, job.request));
        continue;
      }
      if (jobs.size() == 1 && jobs.front().plan != nullptr) {
        // This thread alone changes the engine: reading it needs no lock here, and readers are not held up.
        auto planned = jobs.front().plan(*engine_, *store_);
        if (!planned.ok()) {
          Answer(jobs.front(), planned.error());
          continue;
        }
        jobs.front().request = std::move(*planned);
      }
      CommitGroup(jobs);
      bool in_bulk = std::any_of(jobs.begin(), jobs.end(), [](const Job& job) {
        const auto& actions = job.request.actions;
        return std::any_of(actions.begin(), actions.end(),
                           [](const Action& a) { return a.block != nullptr; });
      });
      if (in_bulk && !store_->takes_ahead()) {  // who has the store for bulk ends soon
        jobs.clear();
        base::ReturnFreeMemory();
      }
    } catch (const std::exception& bug) {
      base::Log(base::LogLevel::kError, "commit_failed", {{"error", bug.what()}});
      broken_ = true;
      for (Job& job : jobs) {
        try {
          Error error{Code::kInternal, "the change failed by a fault of the program; nothing was changed"};
          if (job.schema != nullptr) {
            job.schema->done.set_value(error);
          } else {
            Answer(job, error);
          }
        } catch (const std::future_error&) {
          // answered before the fault
        }
      }
    }
  }
}

void Workspace::State::CommitGroup(std::span<Job> jobs) {
  base::Micros now = clock_->Now();
  std::unique_lock gate(gate_);
  std::unique_lock lock(mutex_);
  gate.unlock();
  if (broken_) {
    Status loaded = Load();
    if (!loaded.ok()) {
      for (Job& job : jobs) Answer(job, loaded.error());
      return;
    }
  }
  if (unstored_) {
    Status stored = store_->Commit({&*unstored_, 1});
    if (!stored.ok()) {
      broken_ = store_->in_doubt();
      for (Job& job : jobs) Answer(job, stored.error());
      return;
    }
    sequence_ = unstored_->sequence;
    events_.SetLast(sequence_);
    unstored_.reset();
  }
  // Time first: what the writers see is today.
  Job time_job;
  time_job.actor = access::Actor::System();
  time_job.time = true;
  std::vector<Job*> all;
  if (FloorToMinute(now) != engine_->inputs().now) all.push_back(&time_job);
  for (Job& job : jobs) all.push_back(&job);

  std::vector<Applied> group = ApplyAll(all, now);
  Status stored = StoreAll(group);
  if (!stored.ok() && (broken_ || group.size() == 1 || stored.error().code == Code::kUnavailable)) {
    for (Applied& applied : group) Answer(*applied.job, stored.error());
    return;
  }
  if (!stored.ok()) {
    // One of them cannot be stored. The others shall not suffer for it: each alone.
    std::vector<Applied> refused = std::move(group);
    group.clear();
    for (Applied& each : refused) {
      Job* alone[] = {each.job};
      std::vector<Applied> again = ApplyAll(alone, now);
      stored = StoreAll(again);
      for (Applied& applied : again) {
        if (stored.ok()) {
          group.push_back(std::move(applied));
        } else {
          Answer(*applied.job, stored.error());
        }
      }
    }
  }
  bool schema = std::any_of(group.begin(), group.end(),
                            [](const Applied& applied) { return applied.transaction.blueprint != nullptr; });
  if (schema) {
    Status loaded = Load();
    if (!loaded.ok()) base::Log(base::LogLevel::kError, "reload_failed", {{"error", loaded.error().message}});
  }
  lock.unlock();
  for (Applied& applied : group) {
    if (applied.event != nullptr) events_.Publish(applied.event);
    applied.outcome.present = sequence_;
    bool late = applied.job->later != nullptr;
    Answer(*applied.job, std::move(applied.outcome));
    if (!late) continue;
    late_.back().job = std::move(*applied.job);
    late_.back().transaction = std::move(applied.transaction);
  }
}

std::vector<Workspace::State::Applied> Workspace::State::ApplyAll(std::span<Job* const> jobs,
                                                                  base::Micros now) {
  engine_->BeginGroup();
  ledger_before_ = {ledger_.next_row, {}, {}};
  std::vector<Applied> group;
  int64_t sequence = sequence_;
  for (Job* job : jobs) {
    auto applied = ApplyJob(*job, sequence + 1, now);
    if (!applied.ok()) {
      Answer(*job, applied.error());
    } else {
      sequence = std::max(sequence, applied->transaction.sequence);
      group.push_back(std::move(*applied));
    }
  }
  return group;
}

Status Workspace::State::StoreAll(std::span<Applied> group) {
  std::vector<store::Transaction> transactions;
  std::vector<Applied*> changing;
  for (Applied& applied : group) {
    if (applied.transaction.sequence == 0) continue;
    changing.push_back(&applied);
    transactions.push_back(std::move(applied.transaction));
  }
  if (transactions.empty()) {
    engine_->KeepGroup();
    return {};
  }
  Status stored;
  for (const Applied* applied : changing) {
    if (stored.ok() && applied->ahead != nullptr) stored = applied->ahead->Finish();
  }
  if (stored.ok()) stored = store_->Commit(transactions);
  for (size_t i = 0; i < changing.size(); ++i) changing[i]->transaction = std::move(transactions[i]);
  if (stored.ok()) {
    engine_->KeepGroup();
    sequence_ += static_cast<int64_t>(changing.size());
    return {};
  }
  TakeBackGroup();
  broken_ = store_->in_doubt();
  base::Log(base::LogLevel::kError, "commit_not_stored",
            {{"error", stored.error().message}, {"in_doubt", broken_ ? "yes" : "no"}});
  return stored;
}

void Workspace::State::TakeBackGroup() {
  engine_->RollbackGroup();
  options_.Clear();
  ledger_.next_row = std::move(ledger_before_.next_row);
  // Each entry turned over once: those named twice are as they were.
  for (const auto& [table, number] : ledger_before_.deleted) {
    auto& deleted = ledger_.deleted[table];
    if (deleted.erase(number) == 0) deleted.insert(number);
  }
  if (ledger_before_.overrides) ledger_.overrides = std::move(*ledger_before_.overrides);
}

namespace {

// The blueprint with an option's new name in its options and formulas.
Result<std::shared_ptr<const blueprint::Blueprint>> Renamed(const blueprint::Compiled& compiled,
                                                            const std::vector<OptionRename>& renames) {
  auto changed = std::make_shared<blueprint::Blueprint>(compiled.blueprint);
  for (const OptionRename& rename : renames) RenameOption(compiled, rename, changed.get());
  auto outcome = blueprint::Compile(*changed);
  if (outcome.compiled == nullptr) return outcome.errors.front();
  return std::shared_ptr<const blueprint::Blueprint>(std::move(changed));
}

}  // namespace

Result<Workspace::State::Applied> Workspace::State::ApplyJob(Job& job, int64_t sequence, base::Micros now) {
  Applied applied;
  applied.job = &job;
  if (job.make != nullptr) {
    CSIP_ASSIGN_OR_RETURN(job.request, job.make(Reader({}, engine_.get(), sequence_)));
  }
  engine_->Begin();
  Ledger before{ledger_.next_row, {}, {}};
  SideEffects effects;
  if (job.time) {
    job.request.cause = "day";
    engine_->SetTime(FloorToMinute(now));
    for (const store::Override& o : ledger_.overrides) {
      if (o.expires_at == 0 || o.expires_at > now) continue;
      effects.overrides_cleared.push_back(o);
      if (auto row = engine_->FindRow(o.table, o.row)) engine_->ClearOverride(o.table, o.column, *row);
    }
  } else {
    Applier applier(engine_.get(), &ledger_, &options_, &files_, job.actor, now);
    if (store_->takes_ahead() && sequence == store_->last_sequence() + 1) {
      applied.ahead = std::make_unique<WriteAhead>(store_.get(), sequence);
      applier.WriteTo(applied.ahead.get());
    }
    Status done = applier.Apply(job.request, &applied.outcome);
    if (!done.ok() || !applied.outcome.conflicts.empty()) {
      engine_->Rollback();
      options_.Clear();
      ledger_.next_row = before.next_row;
      applied.ahead.reset();
      if (!done.ok()) return done.error();
      applied.outcome = {.conflicts = std::move(applied.outcome.conflicts)};
      return applied;
    }
    effects = std::move(applier.effects());
  }
  std::shared_ptr<const blueprint::Blueprint> blueprint;
  if (!effects.option_renames.empty()) {
    auto renamed = Renamed(engine_->compiled(), effects.option_renames);
    if (!renamed.ok()) {
      engine_->Rollback();
      options_.Clear();
      return renamed.error();
    }
    blueprint = *renamed;
  }
  engine::Changes changes = engine_->Finish();
  bool nothing = changes.rows.empty() && changes.cells.empty() && effects.overrides_set.empty() &&
                 effects.overrides_cleared.empty() && blueprint == nullptr;
  if (nothing) return applied;
  applied.transaction = MakeTransaction(job, changes, sequence, now, applied.ahead.get());
  applied.transaction.blueprint = blueprint;
  applied.transaction.overrides_set = effects.overrides_set;
  applied.transaction.overrides_cleared = effects.overrides_cleared;
  applied.outcome.sequence = sequence;
  applied.outcome.reverted = job.request.reverts;
  if (!job.request.key.empty()) applied.transaction.receipt = WriteReceipt(applied.outcome);
  applied.event = MakeEvent(applied, changes);
  bool overrides = !effects.overrides_set.empty() || !effects.overrides_cleared.empty();
  if (overrides && !ledger_before_.overrides) ledger_before_.overrides = ledger_.overrides;
  for (const store::Override& o : effects.overrides_cleared) {
    std::erase_if(ledger_.overrides, [&](const store::Override& there) {
      return there.table == o.table && there.column == o.column && there.row == o.row;
    });
  }
  for (store::Override& o : effects.overrides_set) {
    std::erase_if(ledger_.overrides, [&](const store::Override& there) {
      return there.table == o.table && there.column == o.column && there.row == o.row;
    });
    ledger_.overrides.push_back(std::move(o));
  }
  for (const engine::RowChange& row : changes.rows) {
    int64_t number = engine_->RowNumber(row.table, row.row);
    auto& deleted = ledger_.deleted[row.table];
    bool was = deleted.count(number) > 0;
    if (was != row.inserted) continue;
    ledger_before_.deleted.emplace_back(row.table, number);
    if (row.inserted) {
      deleted.erase(number);
    } else {
      deleted.insert(number);
    }
  }
  return applied;
}

store::Transaction Workspace::State::MakeTransaction(const Job& job, const engine::Changes& changes,
                                                     int64_t sequence, base::Micros now,
                                                     const WriteAhead* ahead) {
  using Kind = store::RowWrite::Kind;
  store::Transaction out{.sequence = sequence,
                         .time = now,
                         .actor = job.actor.id,
                         .reason = job.request.reason,
                         .cause = job.request.cause,
                         .reverts = job.request.reverts,
                         .request_key = job.request.key};
  std::map<std::pair<value::TableIndex, value::RowSlot>, size_t> at;
  auto row_write = [&](value::TableIndex t, value::RowSlot row) -> store::RowWrite& {
    auto [found, added] = at.try_emplace({t, row}, out.rows.size());
    if (added) {
      out.rows.push_back({.kind = Kind::kUpdate, .table = t, .row = engine_->RowNumber(t, row)});
    }
    return out.rows[found->second];
  };
  auto inserted = std::count_if(changes.rows.begin(), changes.rows.end(),
                                [](const engine::RowChange& change) { return change.inserted; });
  bool many = static_cast<size_t>(inserted) >= kManyRows || changes.in_bulk;
  std::vector<value::RowSlot> first_new(engine_->compiled().blueprint.tables.size(), value::kNone);
  if (many) {
    out.bulk = InBulk(*engine_, changes.rows, ahead);
    for (const engine::RowChange& change : changes.rows) {
      if (change.inserted) first_new[change.table] = std::min(first_new[change.table], change.row);
    }
  }
  for (const engine::RowChange& change : changes.rows) {
    if (many && change.inserted) continue;
    store::RowWrite& row = row_write(change.table, change.row);
    row.kind = change.inserted ? Kind::kInsert : Kind::kDelete;
    row.created_at = engine_->CreatedAt(change.table, change.row);
    row.modified_at = engine_->ModifiedAt(change.table, change.row);
  }
  for (const engine::CellChange& cell : changes.cells) {
    if (cell.row >= first_new[cell.table]) continue;  // in bulk
    store::RowWrite& row = row_write(cell.table, cell.row);
    const auto& column = engine_->compiled().blueprint.tables[cell.table].columns[cell.column];
    if (!cell.computed && row.kind == Kind::kUpdate)
      row.modified_at = engine_->ModifiedAt(cell.table, cell.row);
    row.cells.push_back({.column = cell.column,
                         .before = Stored(*engine_, cell.before),
                         .after = Stored(*engine_, cell.after),
                         .computed = cell.computed,
                         .logged = !cell.computed || column.tracked});
  }
  return out;
}

std::shared_ptr<Event> Workspace::State::MakeEvent(const Applied& applied,
                                                   const engine::Changes& changes) const {
  auto event = std::make_shared<Event>();
  const auto& tables = engine_->compiled().blueprint.tables;
  event->sequence = applied.transaction.sequence;
  event->time = applied.transaction.time;
  event->actor = applied.job->actor.name;
  event->cause = applied.transaction.cause;
  event->schema = applied.transaction.blueprint != nullptr;
  event->truncated = changes.cells.size() > kEventCells || changes.rows.size() > kEventCells;
  if (event->truncated) return event;
  for (const engine::RowChange& row : changes.rows) {
    event->rows.push_back(
        {tables[row.table].id, RowId(engine_->RowNumber(row.table, row.row)), row.inserted, !row.inserted});
  }
  for (const engine::CellChange& cell : changes.cells) {
    if (!engine_->IsAlive(cell.table, cell.row)) continue;
    const blueprint::Column& column = tables[cell.table].columns[cell.column];
    event->cells.push_back({tables[cell.table].id, RowId(engine_->RowNumber(cell.table, cell.row)), column.id,
                            column.type->is_files ? FilesJson(cell.after) : CellJson(*engine_, cell.after),
                            cell.computed});
  }
  return event;
}

}  // namespace csip::workspace
