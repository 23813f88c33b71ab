// The words of a formula: numbers, texts, names, operators, each with its place.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formula/ast.h"
#include "formula/diagnostic.h"

namespace csip::formula {

enum class TokenKind : uint8_t {
  kEnd,
  kNumber,
  kText,
  kName,       // a bare name; also the words AND, OR, NOT: the parser knows where they are operators
  kBracketed,  // [name]
  kOperator,   // `op`; - is kSubtract, ! is kNot
  kLeftParen,
  kRightParen,
  kComma,
  kDot,
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  Op op = Op::kAdd;
  Span span;
  std::string text;   // of a text without quotes and escapes, of a name without brackets
  double number = 0;  // kNumber
};

// The tokens with kEnd behind them. What is no token is an error in `diagnostics` and left out.
std::vector<Token> Tokenize(std::string_view formula, std::vector<Diagnostic>* diagnostics);

// Whether the name can be written without brackets.
bool IsBareName(std::string_view name);

}  // namespace csip::formula
