// Walks over bound formulas.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "formula/ast.h"
#include "formula/function.h"

namespace csip::check {

using formula::Node;
using formula::NodeKind;
using formula::Op;

// Calls `visit` for the node and everything below it, outer before inner.
void Walk(const Node& node, const std::function<void(const Node&)>& visit);

// A text that two expressions share only when they mean the same: names are positions, spelling does not count.
std::string KeyOf(const Node& node);
// The key of `a op b`, where no such node may exist.
std::string KeyOf(Op op, const std::string& a, const std::string& b);

inline bool IsBinary(const Node& node, Op op) {
  return node.kind == NodeKind::kBinary && node.op == op;
}
inline bool IsCall(const Node& node, std::string_view function) {
  return node.kind == NodeKind::kCall && node.function != nullptr && node.function->name == function;
}
inline bool IsText(const Node& node) {
  return node.kind == NodeKind::kLiteral && node.value.is_text();
}
inline bool IsComparison(const Node& node) {
  return node.kind == NodeKind::kBinary && node.op >= Op::kEqual && node.op <= Op::kGreaterEqual;
}
inline bool IsOrdering(const Node& node) {
  return node.kind == NodeKind::kBinary && node.op >= Op::kLess && node.op <= Op::kGreaterEqual;
}
// A column of a row, not of a list of rows.
inline bool IsCell(const Node& node) {
  return node.kind == NodeKind::kColumn && !node.args[0]->type.list;
}

// The operator of `b op a` where `a op b` has this one.
Op Mirrored(Op op);
// The operator that holds exactly where this one does not, blanks apart.
Op Negated(Op op);

// The conditions that all hold where `node` does: the parts of its ANDs.
std::vector<const Node*> Conjuncts(const Node& node);

// The part of the formula's text that the node was read from.
std::string Written(const Node& node, std::string_view text);

}  // namespace csip::check
