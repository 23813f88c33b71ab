// Workspace: a blueprint, its rows and its engine, behind one door for writes.
//
// Threads. Any thread may call Commit; it blocks until the change is durable (or refused), or calls back then. Writers
// queue; a commit thread takes all that wait, applies them one after the other, and makes them durable together (group
// commit). Any thread may read through a Reader. One of Read holds a shared lock: keep it short, never call Commit or Read
// while holding one. One of Snapshot holds none.
//
// A reader sees only durable state. If the store fails, the state is reloaded from it before anything is
// answered again.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <vector>

#include "access/actor.h"
#include "base/clock.h"
#include "base/result.h"
#include "blueprint/compile.h"
#include "engine/engine.h"
#include "store/store.h"
#include "workspace/action.h"
#include "workspace/event.h"
#include "workspace/schema/request.h"
#include "workspace/undo.h"

namespace csip::workspace {

class Files;
class TransitionCursors;
class Workspace;
struct Past;
struct WhatIf;
struct WhatIfOutcome;

// A consistent view of the workspace while it lives.
class Reader {
 public:
  const blueprint::Compiled& compiled() const { return engine_->compiled(); }
  const blueprint::Blueprint& blueprint() const { return compiled().blueprint; }
  const engine::Engine& engine() const { return *engine_; }
  int64_t sequence() const { return sequence_; }
  // Set when this shows a past day; it holds no lock then.
  const Past* past() const { return past_.get(); }

 private:
  friend class Workspace;
  explicit Reader(std::shared_ptr<const Past> past);
  Reader(std::shared_lock<std::shared_mutex> lock, const engine::Engine* engine, int64_t sequence)
      : lock_(std::move(lock)), engine_(engine), sequence_(sequence) {}
  Reader(std::unique_ptr<const engine::Engine> branch, int64_t sequence)
      : branch_(std::move(branch)), engine_(branch_.get()), sequence_(sequence) {}
  std::shared_lock<std::shared_mutex> lock_;      // of Read
  std::unique_ptr<const engine::Engine> branch_;  // of Snapshot
  const engine::Engine* engine_;
  int64_t sequence_;
  std::shared_ptr<const Past> past_;
};

struct Options {
  std::unique_ptr<store::Store> store;
  std::shared_ptr<const base::Clock> clock;
};

class Workspace {
 public:
  // Opens the workspace the store holds: loads rows, recomputes, stores what differs (a day may have passed).
  static base::Result<std::unique_ptr<Workspace>> Open(Options options);
  // Writes a blueprint into an empty store and opens it.
  static base::Result<std::unique_ptr<Workspace>> Create(Options options, blueprint::Blueprint blueprint);
  ~Workspace();

  // A thread holds one Reader at a time: a second one would wait for a writer that waits for the first.
  Reader Read() const;
  // The workspace at the end of a past day, or at an instant (past.h says what that means and how days are written); of
  // today: as it is now. Rebuilt from the change log at the first call: as long as what happened since is much. An error
  // when it is in the future or before the log begins. Not while holding a Reader.
  base::Result<Reader> ReadAsOf(const std::string& when) const;
  // The same without a lock, on a branch of the engine: for what may take long, such as a formula somebody sends. Others go
  // on writing meanwhile, and it does not see what they write.
  Reader Snapshot() const;
  // `actor` must hold the write scope. Errors: what is wrong with which row and column; nothing was changed.
  base::Result<Outcome> Commit(const access::Actor& actor, Request request);

  // A request that is made when its turn has come, on what those before it leave, which may not be durable yet. On the
  // commit thread: it is to be quick and must not call the workspace.
  using Make = std::function<base::Result<Request>(const Reader& reader)>;
  // Called once, when the change is durable or refused. A thread of its own calls those of a group one after the other.
  using Done = std::function<void(base::Result<Outcome>)>;
  // As Commit, without waiting.
  void CommitLater(const access::Actor& actor, Make make, Done done);

  // Takes a transaction back, or a taking back (undo.h says which, and when that is refused), as one transaction.
  base::Result<Outcome> Undo(const access::Actor& actor, UndoRequest request);
  // Brings deleted rows back under their own numbers, with what they held and the links to them, as one transaction.
  base::Result<Outcome> RestoreRows(const access::Actor& actor, RestoreRequest request);

  store::Store& store();
  const base::Clock& clock() const;
  Events& events();  // what was committed, for live push
  TransitionCursors& transition_cursors();
  Files& files();

  // Changes tables, columns, options, views: all of it or nothing, in one transaction. `actor` must hold the scope of an
  // administrator, unless it is a dry run. Readers go on meanwhile with the schema as it was; writers wait. A change that
  // something stands in the way of is no error: the report says what, and nothing was done.
  base::Result<SchemaReport> ChangeSchema(const access::Actor& actor, SchemaRequest request);

  // What edits, formulas, options and amendments would change (what_if.h), worked out on a branch: nothing is stored, and
  // others read and write meanwhile. Asks no scope of the actor; not while holding a Reader.
  base::Result<WhatIfOutcome> Suppose(const access::Actor& actor, const WhatIf& what) const;

  // Brings the day and the minute of the engine up to the clock now (a timer does so by itself every few
  // seconds).
  base::Status CatchUp();

 private:
  class State;
  explicit Workspace(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// Identifiers of rows for the outside: "i-<row number>".
std::string RowId(int64_t row_number);
std::optional<int64_t> ReadRowId(std::string_view id);

}  // namespace csip::workspace
