// One class of defect: how it is found, why it matters, what to do about it.
//
// A rule lives in rules/<name>.cc and is listed in rules/all.h; nothing else names it. The documentation page comes from
// here. A rule names no table and no column: it finds the same defect in any blueprint.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "check/finding.h"

namespace csip::check {

class Analysis;  // check/analysis.h
class Report;    // check/report.h

struct Rule {
  std::string_view id;     // "weight-scale"
  std::string_view title;  // "Weights that do not fit the scale"
  Severity severity = Severity::kWarning;
  std::string_view description;  // what is looked for
  std::string_view why;          // what comes of it
  std::string_view remedy;       // what to do
  std::string_view example;      // a formula, or a few lines of YAML, that has the defect
  void (*run)(const Analysis& analysis, Report* report) = nullptr;
};

// All rules, in the order of the documentation.
std::span<const Rule* const> Rules();

}  // namespace csip::check
