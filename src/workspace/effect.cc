#include "workspace/effect.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "workspace/cell_json.h"
#include "workspace/workspace.h"

namespace csip::workspace {

using value::ColumnIndex;
using value::kNone;
using value::RowSlot;
using value::TableIndex;
using value::Value;

namespace {

using Place = std::pair<TableIndex, ColumnIndex>;

bool IsAutomatic(const engine::Engine& engine, TableIndex t, ColumnIndex c) {
  return engine.compiled().blueprint.tables[t].columns[c].type->automatic;
}

class EffectReader {
 public:
  EffectReader(const engine::Engine& base, const engine::Engine& branch, const engine::Changes& changes,
               const EffectOptions& options)
      : base_(base), branch_(branch), changes_(changes), options_(options) {
    watched_.insert(options.columns.begin(), options.columns.end());
  }

  Effect Run() {
    for (const Place& at : watched_) TallyOf(at);
    std::vector<const engine::CellChange*> counted;
    for (const engine::CellChange& cell : changes_.cells) {
      if (IsAutomatic(base_, cell.table, cell.column)) continue;
      ++out_.changed_values;
      CountError(cell);
      if (!watched_.empty() && !watched_.contains({cell.table, cell.column})) continue;
      TallyOf({cell.table, cell.column})
          .Add(SlotIn(base_, cell), SlotIn(branch_, cell), cell.before, cell.after);
      counted.push_back(&cell);
    }
    CountRows();
    for (const auto& [at, tally] : tallies_) out_.columns.push_back(tally.Finish());
    List(std::move(counted));
    for (const value::RowRef& row : options_.rows) Watch(row);
    return std::move(out_);
  }

 private:
  ColumnTally& TallyOf(const Place& at) {
    auto found = tallies_.find(at);
    if (found != tallies_.end()) return found->second;
    return tallies_
        .try_emplace(at, ColumnPlace{&base_, at.first, at.second}, ColumnPlace{&branch_, at.first, at.second},
                     &changes_)
        .first->second;
  }

  static RowSlot SlotIn(const engine::Engine& engine, const engine::CellChange& cell) {
    return engine.IsAlive(cell.table, cell.row) ? cell.row : kNone;
  }

  ChangedValue ValueOf(TableIndex t, ColumnIndex c, RowSlot row, const Value& before,
                       const Value& after) const {
    const engine::Engine& there = branch_.IsAlive(t, row) ? branch_ : base_;
    return {t,
            c,
            {RowId(there.RowNumber(t, row)), there.NameOf({t, row}), CellJson(base_, before),
             CellJson(branch_, after)}};
  }

  void CountError(const engine::CellChange& cell) {
    for (bool gone : {false, true}) {
      const Value& error = gone ? cell.before : cell.after;
      const Value& other = gone ? cell.after : cell.before;
      if (!error.is_error() || other.is_error()) continue;
      size_t& count = gone ? out_.errors_gone : out_.errors_new;
      if (++count > kSamples) continue;
      out_.errors.push_back({ValueOf(cell.table, cell.column, cell.row, cell.before, cell.after), gone,
                             std::string(error.error_reason())});
    }
  }

  void CountRows() {
    for (const engine::RowChange& row : changes_.rows)
      ++(row.inserted ? out_.inserted_rows : out_.deleted_rows);
    // Neighbours in the list are often of one row.
    std::set<std::pair<TableIndex, RowSlot>> few;
    std::map<TableIndex, std::vector<uint8_t>> many;
    for (const engine::CellChange& cell : changes_.cells) {
      if (IsAutomatic(base_, cell.table, cell.column)) continue;
      if (!base_.IsAlive(cell.table, cell.row) || !branch_.IsAlive(cell.table, cell.row)) continue;
      if (changes_.cells.size() < 10'000) {
        few.emplace(cell.table, cell.row);
        continue;
      }
      auto& seen = many[cell.table];
      if (seen.empty()) seen.resize(branch_.SlotCount(cell.table));
      out_.changed_rows += seen[cell.row] == 0 ? 1 : 0;
      seen[cell.row] = 1;
    }
    out_.changed_rows += few.size();
  }

  void List(std::vector<const engine::CellChange*> cells) {
    size_t shown = std::min(options_.values, cells.size());
    std::partial_sort(cells.begin(), cells.begin() + static_cast<std::ptrdiff_t>(shown), cells.end(),
                      [](const auto* a, const auto* b) {
                        return std::tuple(a->table, a->row, a->column) <
                               std::tuple(b->table, b->row, b->column);
                      });
    for (size_t i = 0; i < shown; ++i)
      out_.values.push_back(
          ValueOf(cells[i]->table, cells[i]->column, cells[i]->row, cells[i]->before, cells[i]->after));
  }

  void Watch(const value::RowRef& row) {
    for (const auto& [at, tally] : tallies_) {
      if (at.first != row.table) continue;
      auto value_in = [&](const engine::Engine& engine) {
        return engine.IsAlive(row.table, row.slot) ? engine.Get(row.table, at.second, row.slot) : Value();
      };
      out_.watched.push_back(ValueOf(row.table, at.second, row.slot, value_in(base_), value_in(branch_)));
    }
  }

  const engine::Engine& base_;
  const engine::Engine& branch_;
  const engine::Changes& changes_;
  const EffectOptions& options_;
  std::set<Place> watched_;
  std::map<Place, ColumnTally> tallies_;
  Effect out_;
};

}  // namespace

Effect EffectOf(const engine::Engine& base, const engine::Engine& branch, const engine::Changes& changes,
                const EffectOptions& options) {
  return EffectReader(base, branch, changes, options).Run();
}

}  // namespace csip::workspace
