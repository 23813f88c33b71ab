// Text to tree, and tree to text.
//
// Precedence, loosest first: OR, AND, NOT, comparisons, &, + -, * /, unary -, ^ (right), member access.
// Comments // and
// /* */. Digit groups 1,000,000 count as one number only inside the parentheses of an arithmetic group (S11).
// Depth and length are limited; the tree is never deeper than kMaxDepth.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "formula/ast.h"
#include "formula/diagnostic.h"

namespace csip::formula {

inline constexpr uint32_t kMaxLength = 65'536;  // bytes
inline constexpr int kMaxDepth = 256;

struct Parsed {
  NodePtr root;                         // null when there is an error
  std::vector<Diagnostic> diagnostics;  // errors and warnings
  bool ok() const { return root != nullptr; }
};

Parsed Parse(std::string_view text);

// The tree as a formula in the blueprint's dialect; Parse(Print(t)) equals t but for spans.
std::string Print(const Node& node);

}  // namespace csip::formula
