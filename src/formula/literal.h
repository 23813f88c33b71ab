// Numbers that stand in a formula, such as the weights of a score: found and replaced as they are written.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace csip::formula {

struct NumberEdit {
  double from = 0;
  double to = 0;
  size_t occurrence = 0;  // which of several equal ones, from 1; 0: there must be only one
  std::string path;       // of errors: how the sender of the edit names it
};

// The formula with each number replaced, all of them found in the formula as it was. An error in words where a number is not
// there, stands several times, or is replaced twice.
base::Result<std::string> ReplaceNumbers(std::string_view formula, const std::vector<NumberEdit>& edits);

}  // namespace csip::formula
