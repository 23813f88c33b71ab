// Transitions: which recorded computed values changed from what to what, in the order of commits, each exactly once.
//
// They are lines of the change log, written in the same transaction as the edit that caused them; midnight and what a
// start finds changed (a day passed, a formula is new) are transactions too. So whoever keeps the place behind the last
// transition it acted on misses none and gets none twice, across restarts and crashes. A row that comes changes its cells
// from blank, one that goes changes them to blank. Recorded are the columns that the blueprint marks as tracked.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/store.h"
#include "workspace/workspace.h"

namespace csip::workspace {

// Behind which transition to go on: "4711" is behind transaction 4711, "4711.90.2" behind one of its transitions.
struct TransitionPlace {
  int64_t sequence = 0;
  std::optional<store::LogPlace> within = {};

  std::string ToString() const;
  // In the order of transitions: a transaction's number alone is behind all of its transitions.
  friend std::strong_ordering operator<=>(const TransitionPlace& a, const TransitionPlace& b);
  friend bool operator==(const TransitionPlace&, const TransitionPlace&) = default;
};
std::optional<TransitionPlace> ReadTransitionPlace(std::string_view text);

struct TransitionQuery {
  TransitionPlace after;
  std::optional<value::TableIndex> table;
  std::optional<value::ColumnIndex> column;
  size_t limit = 100;
};

struct TransitionPage {
  std::vector<store::Change> items;  // of computed cells; rows in values are row numbers
  TransitionPlace next;              // where to go on; when `more` is false, behind all there is now
  bool more = false;
};

// Transitions of committed transactions, oldest first. `upto` is the sequence number of a Reader.
base::Result<TransitionPage> ReadTransitions(store::Store& store, const TransitionQuery& query, int64_t upto);

}  // namespace csip::workspace
