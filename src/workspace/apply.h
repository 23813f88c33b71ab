// Carries out the actions of one request on the engine: resolves names, reads cells, applies defaults and
// stamps, checks.
//
// Runs between Engine::Begin and Finish; after an error the caller rolls the engine back.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "access/actor.h"
#include "base/clock.h"
#include "base/result.h"
#include "engine/engine.h"
#include "store/store.h"
#include "workspace/action.h"
#include "workspace/cell_input.h"
#include "workspace/conflict.h"
#include "workspace/options.h"
#include "workspace/rename_option.h"
#include "workspace/reversal.h"
#include "workspace/write_ahead.h"

namespace csip::workspace {

// What outlives a request besides the rows: numbers given, overrides with their reasons.
struct Ledger {
  std::vector<int64_t> next_row;           // per table
  std::vector<std::set<int64_t>> deleted;  // per table: numbers taken for ever
  std::vector<store::Override> overrides;  // in force

  const store::Override* FindOverride(value::TableIndex t, value::ColumnIndex c, int64_t row) const;
};

// What a request does besides changing cells and rows.
struct SideEffects {
  std::vector<store::Override> overrides_set;
  std::vector<store::Override> overrides_cleared;
  // Options renamed: in formulas the texts that stand for them follow (S12).
  std::vector<OptionRename> option_renames;
};

class Applier {
 public:
  Applier(engine::Engine* engine, Ledger* ledger, OptionCache* options, const Files* files,
          const access::Actor& actor, base::Micros now);

  // With conflicts in the outcome nothing is to be kept, as after an error.
  base::Status Apply(const Request& request, Outcome* outcome);
  // Rows of blocks go there as well, where that is possible.
  void WriteTo(WriteAhead* ahead) { ahead_ = ahead; }
  SideEffects& effects() { return effects_; }

 private:
  struct Touched {
    bool inserted = false;
    const Action* action = nullptr;  // the last that wrote it
    size_t input = 0;                // which row of its action it was, from 1
    std::set<value::ColumnIndex> written;
  };

  base::Result<value::TableIndex> FindTable(const std::string& name) const;
  base::Result<value::ColumnIndex> FindColumn(value::TableIndex t, const std::string& name) const;
  base::Result<value::RowSlot> FindRow(value::TableIndex t, const std::string& text) const;

  base::Status ApplyAll(const Request& request, Outcome* outcome);
  base::Status CheckOwned(const Request& request) const;
  base::Status WriteRows(const Action& action, Outcome* outcome);
  base::Status WriteRow(const Action& action, value::TableIndex t, const RowInput& input,
                        const std::vector<value::ColumnIndex>& keys, Outcome* outcome);
  // apply_block.cc
  base::Status InsertBlocks(const Request& request);
  base::Status InsertBlock(value::TableIndex t, const std::shared_ptr<value::RowBlock>& block, bool ahead);
  base::Status FillMissing(value::TableIndex t, value::RowBlock* block);
  base::Status WriteMirrors(value::TableIndex t, const value::RowBlock& block);
  base::Status CheckBlock(value::TableIndex t, const value::RowBlock& block) const;
  base::Result<value::Value> DefaultOf(value::TableIndex t, value::ColumnIndex c);
  base::Status NameRow(value::TableIndex t, value::RowSlot row, const std::string& name);
  base::Status CheckExpected(value::TableIndex t, value::RowSlot row, const RowInput& input,
                             const std::vector<std::pair<value::ColumnIndex, value::Value>>& cells);
  base::Result<std::vector<value::RowSlot>> Matches(
      value::TableIndex t, const std::vector<value::ColumnIndex>& keys,
      const std::vector<std::pair<value::ColumnIndex, value::Value>>& cells);
  base::Result<value::Value> FromRowNumbers(value::TableIndex t, value::ColumnIndex c,
                                            const value::Value& v) const;
  base::Result<value::RowSlot> Insert(value::TableIndex t, const RowInput& input);
  base::Status SetDefaults(value::TableIndex t, value::RowSlot row);
  void SetCells(value::TableIndex t, value::RowSlot row,
                const std::vector<std::pair<value::ColumnIndex, value::Value>>& cells, bool inserted);
  void Stamp(value::TableIndex t, value::RowSlot row, const Touched& touched);
  base::Status DeleteRows(const Action& action, Outcome* outcome);
  base::Status DeleteOne(value::TableIndex t, value::RowSlot row, Outcome* outcome);
  base::Status ChangeOverride(const Action& action, Outcome* outcome);
  // apply_reversal.cc; those that give a bool say whether they changed something.
  base::Status TakeBack(const Reversal& reversal, Outcome* outcome);
  base::Status ComeBack(const Reversal::Row& row, bool force, Outcome* outcome);
  void PutBack(const Reversal::Row& row, bool force, Outcome* outcome);
  bool PutCellBack(const Reversal::Row& row, value::RowSlot slot, const Reversal::Cell& cell, bool force);
  bool AddLink(const Reversal::Row& row, value::RowSlot slot, const Reversal::Cell& cell);
  bool PutOverrideBack(const Reversal::Row& row, value::RowSlot slot, const Reversal::Override& logged,
                       bool force);
  void CheckUntouched(const Reversal::Row& row, const std::set<std::pair<value::TableIndex, int64_t>>& going);
  base::Status GoAway(const Reversal::Row& row, Outcome* outcome);
  Conflict& Refuse(Conflict::Kind kind, value::TableIndex t, int64_t number,
                   value::ColumnIndex c = value::kNone);
  base::Status FollowOptions();
  base::Status CheckOptionUnused(const OptionsTable& options, value::RowSlot row) const;
  std::string Describe(value::TableIndex t, value::RowSlot row, const Touched& touched) const;
  base::Status CheckRow(value::TableIndex t, value::RowSlot row, const Touched& touched) const;
  std::string Describe(value::TableIndex t, value::RowSlot row) const;

  engine::Engine* engine_;
  Ledger* ledger_;
  OptionCache* options_;
  const access::Actor& actor_;
  base::Micros now_;
  CellReader reader_;
  value::Value person_;
  WriteAhead* ahead_ = nullptr;
  SideEffects effects_;
  std::vector<Conflict> conflicts_;
  std::set<std::string> names_;  // given to new rows by the request
  size_t input_ = 0;             // the row of the action that is being written, from 1
  std::map<std::pair<value::TableIndex, value::RowSlot>, Touched> touched_;
  std::set<std::pair<value::TableIndex, value::RowSlot>>
      unchecked_;  // rows whose required cells may be missing
  std::map<std::pair<value::TableIndex, value::ColumnIndex>, formula::Bound> defaults_;  // bound on first use
  formula::SharedBudget defaults_budget_ = {.steps = 30'000'000,
                                            .bytes = int64_t{64} << 20};  // of the request
  std::map<value::RowSlot, value::Value> options_before_;  // rows of the options table as they were
};

}  // namespace csip::workspace
