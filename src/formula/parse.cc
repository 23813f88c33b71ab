#include "formula/parse.h"

#include <fmt/format.h>

#include <utility>

#include "base/text.h"
#include "formula/lexer.h"

namespace csip::formula {
namespace {

// How tightly an operator binds; the grammar's levels, loosest first.
enum Level {
  kOrLevel = 1,
  kAndLevel,
  kNotLevel,
  kCompareLevel,
  kConcatLevel,
  kAddLevel,
  kMultiplyLevel,
  kUnaryLevel,
  kPowerLevel
};

int LevelOf(Op op) {
  switch (op) {
    case Op::kOr:
      return kOrLevel;
    case Op::kAnd:
      return kAndLevel;
    case Op::kNot:
      return kNotLevel;
    case Op::kConcat:
      return kConcatLevel;
    case Op::kAdd:
    case Op::kAddDays:
    case Op::kSubtract:
      return kAddLevel;
    case Op::kMultiply:
    case Op::kDivide:
      return kMultiplyLevel;
    case Op::kNegate:
      return kUnaryLevel;
    case Op::kPower:
      return kPowerLevel;
    default:
      return kCompareLevel;
  }
}

bool IsWord(const Token& token, std::string_view word) {
  return token.kind == TokenKind::kName && base::EqualsIgnoreCaseAscii(token.text, word);
}

constexpr std::string_view kTooDeep =
    "the formula is nested more than {limit} deep; use parts of it as columns";

struct Tree {
  NodePtr node;  // null after an error
  int height = 0;
};

// Recursive descent. The first syntax error ends it: what follows would be guesses. Two limits keep the stack
// bounded: on the nesting of the text (`nesting_`) and on the height of the tree, which long chains of
// operators raise, too.
class Parser {
 public:
  Parser(std::string_view text, std::vector<Token> tokens, std::vector<Diagnostic>* diagnostics)
      : text_(text), tokens_(std::move(tokens)), diagnostics_(diagnostics) {}

  NodePtr Run() {
    if (Peek().kind == TokenKind::kEnd) {
      Fail(Peek().span, "the formula is empty");
      return nullptr;
    }
    Tree tree = Binary(kOrLevel);
    if (!tree.node) return nullptr;
    const Token& rest = Peek();
    if (rest.kind == TokenKind::kEnd) return std::move(tree.node);
    if (rest.kind == TokenKind::kComma && Digits(Previous()) && Digits(Ahead(1))) {
      Fail(rest.span, "a number with commas is read only inside parentheses; write it without commas");
    } else if (rest.kind == TokenKind::kRightParen) {
      Fail(rest.span, "`)` has no `(` before it");
    } else {
      Fail(rest.span, "expected an operator or the end of the formula before {found}");
    }
    return nullptr;
  }

 private:
  const Token& Peek() const { return tokens_[at_]; }
  const Token& Ahead(size_t n) const { return tokens_[std::min(at_ + n, tokens_.size() - 1)]; }
  const Token& Previous() const { return tokens_[at_ == 0 ? 0 : at_ - 1]; }
  const Token& Take() { return at_ + 1 < tokens_.size() ? tokens_[at_++] : tokens_[at_]; }

  std::string_view Raw(const Token& token) const {
    return text_.substr(token.span.begin, token.span.end - token.span.begin);
  }
  std::string Words(const Token& token) const {
    if (token.kind == TokenKind::kEnd) return "the end of the formula";
    std::string_view raw = Raw(token);
    if (raw.size() > 40) return "`" + std::string(raw.substr(0, base::ByteOffset(raw, 30))) + "…`";
    return "`" + std::string(raw) + "`";
  }

  // Words with {found}, the token at the cursor, and {name}. Apart from the descent, so that its frames stay small.
  [[gnu::noinline]] Tree Fail(Span span, std::string_view words, std::string_view name = {}) {
    std::string message = fmt::format(fmt::runtime(words), fmt::arg("found", Words(Peek())),
                                      fmt::arg("name", name), fmt::arg("limit", kMaxDepth));
    if (!failed_) diagnostics_->push_back({Diagnostic::Severity::kError, span, std::move(message)});
    failed_ = true;
    return {};
  }
  [[gnu::noinline]] void Warn(Span span, std::string message) {
    diagnostics_->push_back(
        {Diagnostic::Severity::kWarning, span, std::move(message), Diagnostic::Kind::kDigits});
  }

  // Checks the height that the node has got; the node keeps the invariant that no tree is higher than
  // kMaxDepth.
  Tree Made(NodePtr node, int height) {
    if (height <= kMaxDepth) return {std::move(node), height};
    return Fail(node->span, kTooDeep);
  }

  static NodePtr NewNode(NodeKind kind, Span span) {
    auto node = std::make_unique<Node>();
    node->kind = kind;
    node->span = span;
    return node;
  }

  // The binary operator at the cursor, words included.
  bool PeekOperator(Op* op) const {
    const Token& token = Peek();
    if (token.kind == TokenKind::kOperator && token.op != Op::kNot) return *op = token.op, true;
    if (IsWord(token, "and")) return *op = Op::kAnd, true;
    if (IsWord(token, "or")) return *op = Op::kOr, true;
    return false;
  }

  Tree Binary(int least) {
    if (++nesting_ > 2 * kMaxDepth) {
      return Fail(Peek().span, kTooDeep);
    }
    Tree left = Prefix();
    Op op{};
    int last_level = 0;
    while (left.node && PeekOperator(&op) && LevelOf(op) >= least) {
      int level = LevelOf(op);
      if (level == kCompareLevel && last_level == kCompareLevel) {
        left = Fail(Peek().span, "comparisons do not chain; write a < b AND b < c");
        break;
      }
      last_level = level;
      Take();
      Tree right = Binary(op == Op::kPower ? kPowerLevel : level + 1);
      if (!right.node) left.node.reset();
      if (!left.node) break;
      NodePtr node = NewNode(NodeKind::kBinary, {left.node->span.begin, right.node->span.end});
      node->op = op;
      node->args.push_back(std::move(left.node));
      node->args.push_back(std::move(right.node));
      left = Made(std::move(node), 1 + std::max(left.height, right.height));
    }
    --nesting_;
    return left;
  }

  // NOT takes a comparison, - and ! what binds tighter. NOT right before a parenthesis is the function Not.
  Tree Prefix() {
    while (Peek().kind == TokenKind::kOperator && Peek().op == Op::kAdd) Take();
    const Token& token = Peek();
    bool word = IsWord(token, "not") &&
                !(Ahead(1).kind == TokenKind::kLeftParen && Ahead(1).span.begin == token.span.end);
    bool minus = token.kind == TokenKind::kOperator && token.op == Op::kSubtract;
    bool bang = token.kind == TokenKind::kOperator && token.op == Op::kNot;
    if (!word && !minus && !bang) return Postfix();
    uint32_t begin = Take().span.begin;
    Tree operand = Binary(word ? kCompareLevel : kPowerLevel);
    if (!operand.node) return operand;
    NodePtr node = NewNode(NodeKind::kUnary, {begin, operand.node->span.end});
    node->op = minus ? Op::kNegate : Op::kNot;
    node->args.push_back(std::move(operand.node));
    return Made(std::move(node), operand.height + 1);
  }

  Tree Postfix() {
    Tree tree = Primary();
    while (tree.node && Peek().kind == TokenKind::kDot) {
      Take();
      const Token& name = Peek();
      if (name.kind != TokenKind::kName && name.kind != TokenKind::kBracketed) {
        return Fail(name.span, "expected a column or a function behind `.`, not {found}");
      }
      Take();
      if (name.kind == TokenKind::kName && Peek().kind == TokenKind::kLeftParen) {
        tree = Call(name, std::move(tree));
        continue;
      }
      NodePtr node = NewNode(NodeKind::kName, {tree.node->span.begin, name.span.end});
      node->name = name.text;
      node->name_span = name.span;
      node->bracketed = name.kind == TokenKind::kBracketed;
      node->member = true;
      node->args.push_back(std::move(tree.node));
      tree = Made(std::move(node), tree.height + 1);
    }
    return tree;
  }

  Tree Primary() {
    const Token& token = Peek();
    switch (token.kind) {
      case TokenKind::kNumber:
        return Number();
      case TokenKind::kText: {
        NodePtr node = NewNode(NodeKind::kLiteral, Take().span);
        node->value = value::Value::Text(token.text);
        return {std::move(node), 1};
      }
      case TokenKind::kName:
        return Name();
      case TokenKind::kBracketed: {
        NodePtr node = NewNode(NodeKind::kName, Take().span);
        node->name = token.text;
        node->name_span = token.span;
        node->bracketed = true;
        return {std::move(node), 1};
      }
      case TokenKind::kLeftParen:
        return Group();
      case TokenKind::kDot:
        if (Digits(Ahead(1))) return Fail(token.span, "a number begins with a digit; write 0.5 for .5");
        break;
      default:
        break;
    }
    return Fail(token.span, "expected a value, not {found}");
  }

  Tree Name() {
    const Token& token = Peek();
    bool call = Ahead(1).kind == TokenKind::kLeftParen;
    if (!call && (IsWord(token, "and") || IsWord(token, "or") || IsWord(token, "not"))) {
      return Fail(token.span, "expected a value, not {found}");
    }
    Take();
    if (call) return Call(token, {});
    bool is_true = IsWord(token, "true");
    if (is_true || IsWord(token, "false")) {
      NodePtr node = NewNode(NodeKind::kLiteral, token.span);
      node->value = value::Value::Bool(is_true);
      return {std::move(node), 1};
    }
    NodePtr node = NewNode(NodeKind::kName, token.span);
    node->name = token.text;
    node->name_span = token.span;
    return {std::move(node), 1};
  }

  Tree Group() {
    Span open = Take().span;
    bool outer = std::exchange(digit_groups_, true);
    Tree tree = Binary(kOrLevel);
    digit_groups_ = outer;
    if (!tree.node) return tree;
    if (Peek().kind != TokenKind::kRightParen) {
      if (Peek().kind == TokenKind::kEnd) return Fail(open, "this `(` has no `)`");
      return Fail(Peek().span, "expected `)` or an operator, not {found}");
    }
    Take();
    return tree;
  }

  Tree Call(const Token& name, Tree receiver) {
    Take();  // the parenthesis
    NodePtr node = NewNode(NodeKind::kCall, name.span);
    node->name = name.text;
    node->name_span = name.span;
    int height = 0;
    if (receiver.node) {
      node->member = true;
      node->span.begin = receiver.node->span.begin;
      height = receiver.height;
      node->args.push_back(std::move(receiver.node));
    }
    bool outer = std::exchange(digit_groups_, false);
    while (Peek().kind != TokenKind::kRightParen || node->args.size() > (node->member ? 1u : 0u)) {
      Tree argument = Argument(name);
      if (!argument.node) return argument;
      height = std::max(height, argument.height);
      node->args.push_back(std::move(argument.node));
      if (Peek().kind == TokenKind::kRightParen) break;
      if (Peek().kind != TokenKind::kComma) {
        if (Peek().kind == TokenKind::kEnd) {
          return Fail(name.span, "expected ',' or ')' in {name}(...), which is not closed", name.text);
        }
        return Fail(Peek().span, "expected ',' or ')' in {name}(...), not {found}", name.text);
      }
      WarnOfDigitGroup();
      Take();
    }
    digit_groups_ = outer;
    node->span.end = Take().span.end;
    return Made(std::move(node), height + 1);
  }

  Tree Argument(const Token& name) {
    TokenKind kind = Peek().kind;
    if (kind == TokenKind::kComma || kind == TokenKind::kRightParen) {
      return Fail(Peek().span, "an argument of {name}(...) is missing; write \"\" for a blank", name.text);
    }
    if (kind == TokenKind::kEnd) return Fail(name.span, "{name}(...) is not closed with `)`", name.text);
    return Binary(kOrLevel);
  }

  // Whether the token is digits alone.
  bool Digits(const Token& token) const {
    return token.kind == TokenKind::kNumber &&
           Raw(token).find_first_not_of("0123456789") == std::string_view::npos;
  }
  // Whether ",ddd" with an optional fraction follows the token at the cursor + `n` without a space (S11).
  bool GroupFollows(size_t n) const {
    const Token& comma = Ahead(n + 1);
    const Token& digits = Ahead(n + 2);
    if (comma.kind != TokenKind::kComma || digits.kind != TokenKind::kNumber) return false;
    if (comma.span.begin != Ahead(n).span.end || digits.span.begin != comma.span.end) return false;
    return Raw(digits).find_first_not_of("0123456789") ==
               (Raw(digits).size() == 3 ? std::string_view::npos : 3u) &&
           (Raw(digits).size() == 3 || Raw(digits)[3] == '.');
  }

  Tree Number() {
    const Token& token = Peek();
    Span span = token.span;
    double number = token.number;
    bool grouped = false;
    if (digit_groups_ && Digits(token) && Raw(token).size() <= 3) {
      while (Digits(Peek()) && GroupFollows(0)) {
        Take();
        Take();
        number = number * 1000 + Peek().number;
        span.end = Peek().span.end;
        grouped = true;
      }
    }
    Take();
    if (grouped) WarnOfGrouped(span);
    NodePtr node = NewNode(NodeKind::kLiteral, span);
    node->value = value::Value::Number(number);
    return {std::move(node), 1};
  }

  [[gnu::noinline]] void WarnOfGrouped(Span span) {
    std::string plain = base::ReplaceAll(text_.substr(span.begin, span.end - span.begin), ",", "");
    Warn(span, fmt::format("digits grouped by commas are read as the number {0}, because they stand in "
                           "parentheses; between a function's arguments they would be several numbers: "
                           "write {0}",
                           plain));
  }

  // At a comma between arguments that looks like one inside a number.
  void WarnOfDigitGroup() {
    const Token& before = Previous();
    if (!Digits(before) || Raw(before).size() > 3 || before.number == 0 || at_ == 0) return;
    --at_;
    bool group = GroupFollows(0);
    ++at_;
    if (!group) return;
    Span span{before.span.begin, Ahead(1).span.end};
    Warn(span, "the comma separates two arguments; if one number is meant, write it without commas");
  }

  std::string_view text_;
  std::vector<Token> tokens_;
  std::vector<Diagnostic>* diagnostics_;
  size_t at_ = 0;
  int nesting_ = 0;
  bool digit_groups_ = false;
  bool failed_ = false;
};

}  // namespace

Parsed Parse(std::string_view text) {
  Parsed parsed;
  if (text.size() > kMaxLength) {
    parsed.diagnostics.push_back({Diagnostic::Severity::kError,
                                  {0, 0},
                                  fmt::format("the formula is longer than {} bytes", kMaxLength)});
    return parsed;
  }
  if (!base::IsUtf8(text)) {
    parsed.diagnostics.push_back({Diagnostic::Severity::kError, {0, 0}, "the formula is not UTF-8 text"});
    return parsed;
  }
  std::vector<Token> tokens = Tokenize(text, &parsed.diagnostics);
  if (parsed.diagnostics.empty()) parsed.root = Parser(text, std::move(tokens), &parsed.diagnostics).Run();
  return parsed;
}

}  // namespace csip::formula
