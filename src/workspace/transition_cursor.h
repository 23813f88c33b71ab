// Transition cursors: named places among the transitions, kept in the store, so that a reader that comes back, also after a
// crash of either side, goes on where it was.
//
// A cursor moves only when its reader says so (Acknowledge), and never back: a reader that was overtaken by another with
// the same name is told.
//
// Threads: thread-safe. What a call returned ok for is durable.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "store/store.h"
#include "workspace/transition.h"

namespace csip::workspace {

struct TransitionCursor {
  std::string name;
  TransitionPlace next;  // the last transition acknowledged is before it
  base::Micros moved_at = 0;
};

class TransitionCursors {
 public:
  explicit TransitionCursors(store::Store* store) : store_(*store) {}

  // kNotFound in words when there is none with the name.
  base::Result<TransitionCursor> Get(const std::string& name) const;
  base::Result<std::vector<TransitionCursor>> List() const;
  // Makes it, or moves it to any place.
  base::Result<TransitionCursor> Put(const std::string& name, TransitionPlace next, base::Micros now);
  // Moves it on. With `after`, which is where the reader began to read, kConflict when it is not there any more; without,
  // when it is behind `next` already.
  base::Result<TransitionCursor> Acknowledge(const std::string& name, TransitionPlace next,
                                             std::optional<TransitionPlace> after, base::Micros now);
  base::Status Remove(const std::string& name);

 private:
  base::Result<TransitionCursor> Find(const std::string& name) const;
  base::Result<TransitionCursor> Save(const std::string& name, TransitionPlace next, base::Micros now);

  store::Store& store_;
  mutable std::mutex mutex_;  // from looking to writing
};

}  // namespace csip::workspace
