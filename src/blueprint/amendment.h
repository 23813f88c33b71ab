// Amendments: named corrections of formulas that ship beside a blueprint and are off until someone switches them on.
//
//   amendments/A1.yaml
//     title: Engagement on the scale of the other parts
//     reason: ...
//     answers: [{finding: weight-scale, table: Account_Master, column: Health_Score}]
//     changes: [{table: Account_Master, column: Stakeholder_Engagement, before: '...', after: '...'}]
//     on: true
//
// The id is the name of the file. `on` says that the tables of the blueprint hold `after`; without it they hold `before`.
// Several amendments may change the same formula as long as they change different parts of it.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "blueprint/blueprint.h"

namespace csip::blueprint {

struct AmendedFormula {
  std::string table;
  std::string column;
  Formula before;
  Formula after;
};

// A finding of the checker that goes away when the amendment is on.
struct Answer {
  std::string finding;
  std::string table;
  std::string column;
};

struct Amendment {
  std::string id;
  std::string title;
  std::string reason;
  bool on = false;
  std::vector<Answer> answers;
  std::vector<AmendedFormula> changes;
  base::Place place;
};

// The amendment in a part of that kind; what is wrong with it is added to `errors`.
Amendment ReadAmendment(const Part& part, std::vector<base::Error>* errors);
// All of a blueprint: A2 before A10.
std::vector<Amendment> ReadAmendments(const Blueprint& blueprint);

// The ids of those that are on.
std::set<std::string> AmendmentsOn(const Blueprint& blueprint);
// The one with this id, or words that name those there are.
base::Result<Amendment> FindAmendment(const Blueprint& blueprint, const std::string& id);

// The blueprint with exactly these amendments on. An error, in words, when there is no such amendment, when a formula is no
// longer the one an amendment was written for, or when two change the same place.
base::Result<Blueprint> SwitchAmendments(const Blueprint& blueprint, const std::set<std::string>& on);

// The formula with the differences of each `after` made to the common `before`; an error names the change that meets another.
// Equal apart from spaces and comments counts as equal.
base::Result<std::string> MergeFormulas(const std::vector<const AmendedFormula*>& changes);
bool SameFormula(const std::string& a, const std::string& b);

}  // namespace csip::blueprint
