// Everything that is wrong or doubtful in a blueprint, found by analysis of its text.
#pragma once

#include <string>
#include <vector>

#include "blueprint/read.h"
#include "check/finding.h"

namespace csip::check {

// Findings in the order of files and lines. `errors`: what the reader of the folder said; each is a finding, unless a rule
// finds the same at the same place.
std::vector<Finding> Check(const blueprint::Blueprint& blueprint,
                           const std::vector<base::Error>& errors = {});

// How many findings there are of a severity.
size_t CountOf(const std::vector<Finding>& findings, Severity severity);

// For a person: "file:line:column: severity: what [rule] ...", with the reason and the remedy below.
std::string ToText(const std::vector<Finding>& findings);
// {"findings": [...], "errors": 0, "warnings": 1, "notes": 2}
std::string ToJson(const std::vector<Finding>& findings);

}  // namespace csip::check
