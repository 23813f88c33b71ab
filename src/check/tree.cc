#include "check/tree.h"

#include <fmt/format.h>

#include "base/text.h"

namespace csip::check {

void Walk(const Node& node, const std::function<void(const Node&)>& visit) {
  visit(node);
  for (const auto& arg : node.args) Walk(*arg, visit);
}

std::string KeyOf(Op op, const std::string& a, const std::string& b) {
  return fmt::format("({} {} {})", static_cast<int>(op), a, b);
}

std::string KeyOf(const Node& node) {
  switch (node.kind) {
    case NodeKind::kLiteral:
      if (node.value.is_text()) return fmt::format("\"{}\"", node.value.text());
      if (node.value.is_number()) return fmt::format("{}", node.value.number());
      return node.value.is_blank() ? "blank" : node.value.is_true() ? "true" : "false";
    case NodeKind::kTable:
      return fmt::format("t{}", node.table);
    case NodeKind::kThisRow:
      return "row";
    case NodeKind::kCurrent:
    case NodeKind::kLocal:
      return fmt::format("f{}", node.frame);
    case NodeKind::kNamed:
      return fmt::format("n{}", node.name_index);
    case NodeKind::kColumn:
      return fmt::format("{}.{}.{}", KeyOf(*node.args[0]), node.table, node.column);
    case NodeKind::kBinary:
      return KeyOf(node.op, KeyOf(*node.args[0]), KeyOf(*node.args[1]));
    case NodeKind::kUnary:
    case NodeKind::kCall:
    case NodeKind::kName:
      break;
  }
  std::string key = node.function != nullptr ? std::string(node.function->name)
                                             : fmt::format("{}{}", static_cast<int>(node.op), node.name);
  key += '(';
  for (const auto& arg : node.args) key += KeyOf(*arg) + ',';
  return key + ')';
}

Op Mirrored(Op op) {
  switch (op) {
    case Op::kLess:
      return Op::kGreater;
    case Op::kLessEqual:
      return Op::kGreaterEqual;
    case Op::kGreater:
      return Op::kLess;
    case Op::kGreaterEqual:
      return Op::kLessEqual;
    default:
      return op;
  }
}

Op Negated(Op op) {
  switch (op) {
    case Op::kEqual:
      return Op::kNotEqual;
    case Op::kNotEqual:
      return Op::kEqual;
    case Op::kLess:
      return Op::kGreaterEqual;
    case Op::kLessEqual:
      return Op::kGreater;
    case Op::kGreater:
      return Op::kLessEqual;
    case Op::kGreaterEqual:
      return Op::kLess;
    default:
      return op;
  }
}

std::vector<const Node*> Conjuncts(const Node& node) {
  if (!IsBinary(node, Op::kAnd) && !IsCall(node, "And")) return {&node};
  std::vector<const Node*> all;
  for (const auto& arg : node.args) {
    for (const Node* part : Conjuncts(*arg)) all.push_back(part);
  }
  return all;
}

std::string Written(const Node& node, std::string_view text) {
  if (node.span.end > text.size() || node.span.begin >= node.span.end) return "";
  std::string_view written = text.substr(node.span.begin, node.span.end - node.span.begin);
  if (base::CodePoints(written) <= 70) return std::string(written);
  return std::string(written.substr(0, base::ByteOffset(written, 60))) + "…";
}

}  // namespace csip::check
