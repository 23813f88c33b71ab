// What is wrong with a formula, where, and what was probably meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formula/ast.h"

namespace csip::formula {

struct Diagnostic {
  enum class Severity : uint8_t { kError, kWarning };
  // What sort of thing it is about, for whoever sorts or counts them.
  enum class Kind : uint8_t { kSyntax, kName, kType, kOption, kDigits };
  Severity severity = Severity::kError;
  Span span;
  std::string message;  // a sentence, with a suggestion where there is one
  Kind kind = Kind::kSyntax;
};

// The message, the line of the formula and a caret line under the span:
//   no column `Helth_Score` on Account_Master; did you mean `Health_Score`?
//     [Helth_Score] * 2
//     ^^^^^^^^^^^^^
std::string Render(const Diagnostic& diagnostic, std::string_view formula);

// The first error as a base::Error whose place is line and column in the formula.
base::Error ToError(const Diagnostic& diagnostic, std::string_view formula);

}  // namespace csip::formula
