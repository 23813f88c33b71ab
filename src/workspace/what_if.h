// What-if: edits of cells and rows, formulas, weights, options and amendments, carried out on a branch of the engine, and
// what they would change everywhere. Nothing is stored, no lock is held meanwhile, and nobody sees the branch.
//
// The work grows with what changes: an edit of a cell costs some microseconds and what depends on it, another formula its
// column, whatever the number of rows elsewhere.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "access/actor.h"
#include "base/result.h"
#include "blueprint/change/change.h"
#include "formula/evaluate.h"
#include "formula/literal.h"
#include "workspace/action.h"
#include "workspace/apply.h"
#include "workspace/effect.h"

namespace csip::workspace {

// What is needed of a workspace to go on from it: an engine of its own, and what stands beside the engine.
struct Branch {
  std::unique_ptr<engine::Engine> engine;
  Ledger ledger;  // without the numbers of deleted rows, which no edit asks for
  int64_t sequence = 0;
  const Files* files = nullptr;
};

struct WhatIf {
  struct Formula {
    std::string table;  // id or name, as below
    std::string column;
    std::string text;
    std::string path;  // how the sender names it, for errors
  };
  struct Weight {
    std::string table;
    std::string column;
    formula::NumberEdit edit;
    std::string path;
  };
  struct Watch {
    std::vector<std::pair<std::string, std::string>> columns;  // table, column
    std::vector<std::pair<std::string, std::string>> rows;     // table, row
  };
  // In this order.
  std::vector<std::pair<std::string, bool>> amendments;
  std::vector<blueprint::SchemaChange> options;  // of subject kOption
  std::vector<Formula> formulas;
  std::vector<Weight> weights;
  // A value for a computed column that people may override is an override.
  Request edits;

  Watch watch;
  size_t values = 200;  // listed one by one at most
  const formula::Deadline* deadline = nullptr;
};

struct WhatIfOutcome {
  Effect effect;
  Outcome edits;  // with the ids that new rows have on the branch
  int64_t sequence = 0;
  std::shared_ptr<const blueprint::Compiled> compiled;  // what the places in `effect` are of
};

// Errors: what is wrong with which part of the request, kLimit when the deadline passed.
base::Result<WhatIfOutcome> Suppose(Branch branch, const access::Actor& actor, const WhatIf& what,
                                    base::Micros now);

}  // namespace csip::workspace
