// Changing the schema: worked out beside the engine that readers use, made durable, then put in its place at once.
#include "base/log.h"
#include "workspace/schema/plan.h"
#include "workspace/state.h"

namespace csip::workspace {

using base::Code;
using base::Error;
using base::Result;
using base::Status;

Result<SchemaReport> Workspace::State::ChangeSchema(const access::Actor& actor, SchemaRequest request) {
  bool may = request.dry_run ? actor.may_write() : actor.may_administer();
  if (!may) {
    return Error{Code::kDenied, request.dry_run ? "this token may read but not write"
                                                : "changing the schema needs a token with the scope `admin`"};
  }
  Job job;
  job.actor = actor;
  job.schema = std::make_shared<SchemaJob>();
  job.schema->request = std::move(request);
  auto done = job.schema->done.get_future();
  CSIP_RETURN_IF_ERROR(Push(&job));
  return done.get();
}

// Runs on the commit thread, which alone changes the engine: reading it needs no lock here, and readers are not held up.
Result<SchemaReport> Workspace::State::CommitSchema(const access::Actor& actor,
                                                    const SchemaRequest& request) {
  base::Micros now = clock_->Now();
  if (broken_) {
    std::unique_lock gate(gate_);
    std::unique_lock lock(mutex_);
    CSIP_RETURN_IF_ERROR(Load());
  }
  CSIP_ASSIGN_OR_RETURN(SchemaPlan plan, PlanSchema(*engine_, ledger_, *store_, request, now));
  if (request.dry_run || plan.engine == nullptr) return std::move(plan.report);

  plan.transaction.sequence = sequence_ + 1;
  plan.transaction.time = now;
  plan.transaction.actor = actor.id;
  plan.transaction.reason = request.reason;
  plan.transaction.cause = "schema";
  Status stored = store_->Commit({&plan.transaction, 1});
  if (!stored.ok()) {
    broken_ = store_->in_doubt();
    return stored.error();
  }
  for (value::TableIndex t : plan.new_tables) {
    auto next = store_->NextRow(t);
    auto deleted = store_->DeletedRows(t);
    if (!next.ok() || !deleted.ok()) {
      broken_ = true;  // what memory lacks is read with everything else before the next change
      continue;
    }
    plan.ledger.next_row[t] = std::max(plan.ledger.next_row[t], *next);
    plan.ledger.deleted[t].insert(deleted->begin(), deleted->end());
  }
  {
    std::unique_lock gate(gate_);
    std::unique_lock lock(mutex_);
    gate.unlock();
    engine_.swap(plan.engine);
    std::swap(ledger_, plan.ledger);
    options_.Clear();
    sequence_ = plan.transaction.sequence;
  }
  auto event = std::make_shared<Event>();
  event->sequence = sequence_;
  event->time = now;
  event->actor = actor.name;
  event->cause = plan.transaction.cause;
  event->schema = true;
  event->truncated = true;
  events_.Publish(event);
  plan.report.sequence = sequence_;
  return std::move(plan.report);
}

}  // namespace csip::workspace
