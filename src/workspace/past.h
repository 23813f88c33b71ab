// Past: the workspace as it was at the end of a transaction, rebuilt from the change log.
//
// A fork of the present engine in which the log is taken back: rows deleted since are there again, rows made since are
// gone, every cell and override has the value it had. Today() is the day asked for. Computed cells are evaluated with the
// formulas of today; where the log knows the value a tracked column had then (B23), that value stands, as an override.
//
// Threads: Pasts is thread-safe; a Past does not change any more.
#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "engine/engine.h"
#include "store/store.h"

namespace csip::workspace {

struct Past {
  base::Micros time = 0;  // what was asked for: this instant
  int64_t sequence = 0;   // the last transaction before it
  size_t changes_undone = 0;
  size_t values_from_log = 0;  // computed cells that the log knew better than the formulas of today
  std::unique_ptr<const engine::Engine> engine;
};

// Some pasts that were asked for lately: a past does not change, so it is built once.
class Pasts {
 public:
  // `present` is a fork of the engine as of transaction `sequence`; it becomes the past. `time` is not in the future.
  base::Result<std::shared_ptr<const Past>> At(base::Micros time, std::unique_ptr<engine::Engine> present,
                                               int64_t sequence, store::Store& store);

 private:
  static constexpr size_t kMost = 8;
  struct Known {
    std::shared_ptr<const blueprint::Compiled> compiled;
    std::shared_ptr<const Past> past;
  };
  std::mutex mutex_;        // one past is built at a time
  std::list<Known> known_;  // the one used last comes first
};

// "2026-11-20": the last instant of that day in the zone; "2026-11-20T12:00:00Z": that instant. An error when it is
// neither, or later than now.
base::Result<base::Micros> ReadMoment(const std::string& text, const value::Zone& zone, base::Micros now);

}  // namespace csip::workspace
