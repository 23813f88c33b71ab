// Edges between columns: when a cell changes, which rows of which computed column may change.
//
// An edge goes from a read column to the computed column that reads it. Its row map says how a changed row
// names the rows that read it: the row itself, the rows that point at it, the rows it points at, the rows
// with the same key, or all. A map is a chain of such steps, read from the changed row to the owner of the
// formula.
#pragma once

#include <map>
#include <vector>

#include "engine/data.h"
#include "engine/steps.h"

namespace csip::engine {

struct Step {
  enum class Kind : uint8_t {
    kSources,  // rows of `table` whose relation `column` points at the row
    kTargets,  // rows the row's relation `column` (of `table`) points at
    kKey,      // rows of `to_table` whose `to_column` has the value of the row's `column` (of `table`)
  };
  Kind kind = Kind::kSources;
  TableIndex table = value::kNone;
  ColumnIndex column = value::kNone;
  TableIndex to_table = value::kNone;
  ColumnIndex to_column = value::kNone;
  friend bool operator==(const Step&, const Step&) = default;
};

struct RowMap {
  bool all = false;         // every row of the owner's table
  std::vector<Step> steps;  // empty: the row itself
  friend bool operator==(const RowMap&, const RowMap&) = default;
};

struct Edge {
  uint32_t target = 0;  // position in Compiled::order
  RowMap map;
  // The first step goes through the changed column itself: the cell's value before counts as well as the one
  // after.
  bool by_value = false;
  friend bool operator==(const Edge&, const Edge&) = default;
};

// Rows that an edge names, and room to find them in.
struct Followed {
  std::vector<RowSlot> rows, next;
};

class Dependencies {
 public:
  // Also builds the key indexes that the maps need. Keeps nothing of the data: forks of it share the edges.
  explicit Dependencies(Data* data);

  const std::vector<Edge>& OfCell(TableIndex t, ColumnIndex c) const { return cell_edges_[t][c]; }
  const std::vector<Edge>& OfRows(TableIndex t) const { return row_edges_[t]; }  // a row came or went
  // Which computed columns, by their position in Compiled::order, read which.
  const Followers& readers() const { return readers_; }
  const std::vector<uint32_t>& OfToday() const { return today_; }
  const std::vector<uint32_t>& OfNow() const { return now_; }

  // Finds the owner's rows that the edge names; before and after are used where the edge is by value. False: an error
  // stands where the edge goes by value, and every row of the owner's table may be meant.
  bool Follow(const Data& data, const Edge& edge, RowSlot row, const Value& before, const Value& after,
              Followed* out) const;

 private:
  class Analysis;
  void FindReaders(const Data& data);
  std::vector<std::vector<std::vector<Edge>>> cell_edges_;
  std::vector<std::vector<Edge>> row_edges_;
  Followers readers_;
  std::vector<uint32_t> today_;
  std::vector<uint32_t> now_;
};

}  // namespace csip::engine
