// The inside of a workspace: the engine under its lock, the queue of writers, the commit thread.
//
// Lock order: gate_, then mutex_ (rows), then nothing. queue_mutex_ and answers_mutex_ are held only to push and pop. The commit thread is
// the only one that takes mutex_ exclusively.
#pragma once

#include <condition_variable>
#include <deque>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <shared_mutex>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "workspace/apply.h"
#include "workspace/past.h"
#include "workspace/transition_cursor.h"
#include "workspace/what_if.h"
#include "workspace/workspace.h"

namespace csip::workspace {

// What Now() is in stored columns: the running minute.
base::Micros FloorToMinute(base::Micros now);

class Workspace::State {
 public:
  State(Options options) : store_(std::move(options.store)), clock_(std::move(options.clock)) {}
  ~State();

  // Loads everything from the store into a new engine, and writes back what a recomputation changes.
  base::Status Load();
  void Start();
  Reader Read() const;
  Branch MakeBranch() const;
  base::Result<Outcome> Commit(const access::Actor& actor, Request request);
  void CommitLater(const access::Actor& actor, Make make, Done done);
  // A request that is made when its turn has come: all that was committed before is durable and in the log then. Runs on
  // the commit thread.
  using Plan = std::function<base::Result<Request>(const engine::Engine& engine, store::Store& store)>;
  base::Result<Outcome> CommitPlanned(const access::Actor& actor, Plan plan);
  base::Result<SchemaReport> ChangeSchema(const access::Actor& actor, SchemaRequest request);
  base::Status CatchUp();

  store::Store& store() { return *store_; }
  const base::Clock& clock() const { return *clock_; }
  Events& events() { return events_; }
  Files& files() { return files_; }
  TransitionCursors& transition_cursors() { return transition_cursors_; }
  Pasts& pasts() { return pasts_; }

 private:
  struct SchemaJob {
    SchemaRequest request;
    std::promise<base::Result<SchemaReport>> done;
  };
  struct Job {
    access::Actor actor;
    Request request;
    bool time = false;  // bring the clock up to date instead
    std::promise<base::Result<Outcome>> done;
    Plan plan = nullptr;                          // makes the request, alone
    Make make = nullptr;                          // makes the request, among others
    Done later = nullptr;                         // instead of `done`
    std::shared_ptr<SchemaJob> schema = nullptr;  // change the schema instead; then `done` is not used
  };
  // What became of a job before it is durable. One that changes nothing has a transaction without a sequence number.
  struct Applied {
    Job* job = nullptr;
    std::unique_ptr<WriteAhead> ahead;  // with rows of the transaction, or null
    Outcome outcome;
    store::Transaction transaction;
    std::shared_ptr<Event> event;
  };

  // What the ledger was before a group, as far as the group changed it.
  struct LedgerBefore {
    std::vector<int64_t> next_row;
    std::vector<std::pair<value::TableIndex, int64_t>> deleted;  // numbers that joined them, or left
    std::optional<std::vector<store::Override>> overrides;
  };

  // Of a job that does not wait; with what it leaves behind, to be freed while the next group is under way.
  struct LateAnswer {
    Done done;
    base::Result<Outcome> outcome;
    Job job;
    store::Transaction transaction;
  };

  base::Status Push(Job* job);  // takes it, or leaves it as it is
  base::Result<Outcome> Enqueue(Job job);
  void Run();
  void Answer(Job& job, base::Result<Outcome> outcome);
  void SendLateAnswers();
  void AnswerLate();
  void CommitGroup(std::span<Job> jobs);
  // Both with mutex_ held. ApplyAll answers the jobs that are refused; the others wait for StoreAll, which makes them
  // durable together, or takes them back. So do those that change nothing: what they saw may be of others in the group.
  std::vector<Applied> ApplyAll(std::span<Job* const> jobs, base::Micros now);
  base::Status StoreAll(std::span<Applied> group);
  void TakeBackGroup();
  base::Result<SchemaReport> CommitSchema(const access::Actor& actor, const SchemaRequest& request);
  base::Result<Applied> ApplyJob(Job& job, int64_t sequence, base::Micros now);
  base::Status LoadRows(engine::Engine* engine);
  base::Status AddMissingTables(blueprint::Blueprint* blueprint);
  std::shared_ptr<Event> MakeEvent(const Applied& applied, const engine::Changes& changes) const;
  store::Transaction MakeTransaction(const Job& job, const engine::Changes& changes, int64_t sequence,
                                     base::Micros now, const WriteAhead* ahead = nullptr);

  std::unique_ptr<store::Store> store_;
  std::shared_ptr<const base::Clock> clock_;
  Events events_;
  TransitionCursors transition_cursors_{store_.get()};
  Files files_{store_.get()};
  Pasts pasts_;

  mutable std::mutex gate_;  // passed by readers, held by a writer while it waits for mutex_
  mutable std::shared_mutex mutex_;
  std::unique_ptr<engine::Engine> engine_;
  Ledger ledger_;
  LedgerBefore ledger_before_;  // of the group under way
  OptionCache options_;
  int64_t sequence_ = 0;
  std::optional<store::Transaction> unstored_;  // what Load computed anew and could not store
  bool broken_ = false;  // memory may differ from the store: reload before anything else

  std::mutex queue_mutex_;
  std::condition_variable queue_ready_;
  std::deque<Job> queue_;
  bool stop_ = false;
  std::thread thread_;

  // Whoever does not wait is told by a thread of its own, which wakes once for all of a group.
  std::vector<LateAnswer> late_;  // of the commit thread: since it sent the last ones
  std::mutex answers_mutex_;      // held only to push and pop
  std::condition_variable answers_ready_;
  std::vector<LateAnswer> answers_;
  bool answers_stop_ = false;
  std::thread answers_thread_;

  std::jthread large_pages_;  // puts a large workspace into large pages, little by little
};

}  // namespace csip::workspace
