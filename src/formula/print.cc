// The tree as text: Print of formula/parse.h, and the quoting that renames need.
#include "formula/print.h"

#include "formula/lexer.h"
#include "formula/parse.h"
#include "value/display.h"

namespace csip::formula {
namespace {

constexpr int kPostfixLevel = 10;

struct Written {
  std::string_view text;
  int level;  // as in formula/parse.cc
};

Written WrittenOf(Op op) {
  switch (op) {
    case Op::kOr:
      return {" OR ", 1};
    case Op::kAnd:
      return {" AND ", 2};
    case Op::kNot:
      return {"NOT ", 3};
    case Op::kEqual:
      return {" = ", 4};
    case Op::kNotEqual:
      return {" != ", 4};
    case Op::kLess:
      return {" < ", 4};
    case Op::kLessEqual:
      return {" <= ", 4};
    case Op::kGreater:
      return {" > ", 4};
    case Op::kGreaterEqual:
      return {" >= ", 4};
    case Op::kConcat:
      return {" & ", 5};
    case Op::kAdd:
    case Op::kAddDays:
      return {" + ", 6};
    case Op::kSubtract:
      return {" - ", 6};
    case Op::kMultiply:
      return {" * ", 7};
    case Op::kDivide:
      return {" / ", 7};
    case Op::kNegate:
      return {"-", 8};
    case Op::kPower:
      return {" ^ ", 9};
  }
  return {"?", 0};
}

class Printer {
 public:
  void Append(const Node& node, int least) {
    int level = node.kind == NodeKind::kBinary || node.kind == NodeKind::kUnary ? WrittenOf(node.op).level
                                                                                : kPostfixLevel;
    if (level < least) out += '(';
    switch (node.kind) {
      case NodeKind::kLiteral:
        AppendLiteral(node.value);
        break;
      case NodeKind::kThisRow:
        out += "thisRow";
        break;
      case NodeKind::kUnary:
        out += WrittenOf(node.op).text;
        Append(*node.args[0], level);
        break;
      case NodeKind::kBinary:
        AppendBinary(node, level);
        break;
      case NodeKind::kCall:
        AppendCall(node);
        break;
      default:
        AppendName(node);
        break;
    }
    if (level < least) out += ')';
  }

  std::string out;

 private:
  void AppendBinary(const Node& node, int level) {
    bool right_first = node.op == Op::kPower;
    bool chains = level != WrittenOf(Op::kEqual).level;
    Append(*node.args[0], right_first || !chains ? level + 1 : level);
    out += WrittenOf(node.op).text;
    Append(*node.args[1], right_first ? level : level + 1);
  }

  void AppendLiteral(const value::Value& v) {
    switch (v.kind()) {
      case value::Kind::kBool:
        out += v.boolean() ? "True" : "False";
        break;
      case value::Kind::kNumber:
        out += value::FormatNumber(v.number());
        break;
      case value::Kind::kText:
        out += QuoteText(v.text());
        break;
      default:
        out += "\"\"";
        break;
    }
  }

  void AppendName(const Node& node) {
    if (!node.args.empty() && !node.implicit_row) {
      Append(*node.args[0], kPostfixLevel);
      out += '.';
    }
    out += node.bracketed ? BracketName(node.name) : node.name;
  }

  void AppendCall(const Node& node) {
    size_t first = 0;
    if (node.member && !node.args.empty()) {
      Append(*node.args[first++], kPostfixLevel);
      out += '.';
    }
    out += node.name;
    out += '(';
    for (size_t i = first; i < node.args.size(); ++i) {
      if (i > first) out += ", ";
      Append(*node.args[i], 0);
    }
    out += ')';
  }
};

}  // namespace

std::string Print(const Node& node) {
  Printer printer;
  printer.Append(node, 0);
  return std::move(printer.out);
}

std::string QuoteText(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        out += c;
        break;
    }
  }
  return out + '"';
}

std::string BracketName(std::string_view name) {
  return '[' + std::string(name) + ']';
}

std::string WriteName(std::string_view name, bool bracketed) {
  return !bracketed && IsBareName(name) ? std::string(name) : BracketName(name);
}

}  // namespace csip::formula
