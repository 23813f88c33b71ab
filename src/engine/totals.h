// Sums and counts over whole columns: what a comparison of two engines shows beside the values that differ.
//
// They are read once, at about a nanosecond for each row, and then follow the changes: sums are exact (exact_sum.h), so
// what is taken away leaves nothing behind.
#pragma once

#include <compare>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

#include "engine/data.h"
#include "engine/engine.h"
#include "value/exact_sum.h"

namespace csip::engine {

// The living rows of a table, all together or by their text in a column, and the number columns that are summed.
struct TotalsKey {
  TableIndex table = value::kNone;
  ColumnIndex by = value::kNone;  // kNone: all together
  std::vector<ColumnIndex> numbers{};
  friend auto operator<=>(const TotalsKey&, const TotalsKey&) = default;
};

class Totals {
 public:
  // More texts than this are not kept apart.
  static constexpr size_t kMostGroups = 64;

  struct Tally {
    size_t known = 0;
    value::ExactSum sum;
  };
  struct Group {
    Value text;  // or what the column holds instead
    size_t rows = 0;
    std::vector<Tally> tallies;  // as TotalsKey::numbers
  };

  Totals(const Data& data, TotalsKey key);
  // False where there are too many texts, or a sum is beyond the largest number: then they have to be read.
  bool known() const { return known_; }
  const std::vector<Group>& groups() const { return groups_; }
  // Where more than this has changed, reading anew is sooner done than following.
  static bool AreMany(const Changes& changes) { return changes.in_bulk || changes.cells.size() > 2'000; }
  // Whether they may be others after `changes`.
  static bool Concern(const Changes& changes, const TotalsKey& key);
  // From the data these are of to `after`, by all that `changes` names; not of rows in bulk.
  void Follow(const Changes& changes, const Data& after);

 private:
  void ReadAll(const Data& data);
  void ReadGroups(const Data& data);
  Group* GroupOf(const Value& text);
  void Count(const Value& text, std::span<const std::optional<double>> numbers, bool there);

  TotalsKey key_;
  bool known_ = true;
  std::vector<Group> groups_;
};

// Totals that were asked for, for an engine and its forks: what has the same cells (stamp.h) has the same totals. Any thread
// may ask; Follow belongs to the engine that changes.
class TotalsMemo {
 public:
  Totals Get(const Data& data, const TotalsKey& key);
  // Before the cells that `changes` names get their new stamps, and Seal after it.
  void Follow(const Changes& changes, const Data& data);
  void Seal(const Data& data);

 private:
  static constexpr size_t kMost = 256;  // then all are forgotten
  struct Entry {
    Totals totals;
    std::vector<Stamp> stamps;
    bool follows = false;  // between Follow and Seal
  };
  static std::vector<Stamp> StampsOf(const Data& data, const TotalsKey& key);

  std::mutex mutex_;
  std::map<TotalsKey, Entry> entries_;
  bool followed_ = false;  // some follow
};

NumberTotal NumberTotalOf(const Totals& totals);
// Nothing where there are more than `at_most` texts.
std::vector<TextGroup> TextGroupsOf(const Totals& totals, size_t at_most);

}  // namespace csip::engine
