#include "formula/lexer.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <charconv>
#include <cmath>

#include "base/text.h"

namespace csip::formula {
namespace {

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

// The length in bytes of the name's character at `at`, 0 when none is there.
size_t NameCharacter(std::string_view text, size_t at, bool first) {
  if (at >= text.size()) return 0;
  auto c = static_cast<unsigned char>(text[at]);
  if (c < 0x80) {
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    return letter || (!first && IsDigit(static_cast<char>(c))) ? 1 : 0;
  }
  auto i = static_cast<int32_t>(at);
  UChar32 point = 0;
  U8_NEXT(text.data(), i, static_cast<int32_t>(text.size()), point);
  if (point < 0) return 0;
  UProperty property = first ? UCHAR_XID_START : UCHAR_XID_CONTINUE;
  return u_hasBinaryProperty(point, property) ? static_cast<size_t>(i) - at : 0;
}

size_t NameEnd(std::string_view text, size_t at) {
  for (size_t length = NameCharacter(text, at, true); length > 0; length = NameCharacter(text, at, false)) {
    at += length;
  }
  return at;
}

struct Symbol {
  std::string_view text;
  TokenKind kind;
  Op op;
};

// Longer ones first.
constexpr Symbol kSymbols[] = {
    {"!=", TokenKind::kOperator, Op::kNotEqual},
    {"<>", TokenKind::kOperator, Op::kNotEqual},
    {"<=", TokenKind::kOperator, Op::kLessEqual},
    {">=", TokenKind::kOperator, Op::kGreaterEqual},
    {"==", TokenKind::kOperator, Op::kEqual},
    {"&&", TokenKind::kOperator, Op::kAnd},
    {"||", TokenKind::kOperator, Op::kOr},
    {"≠", TokenKind::kOperator, Op::kNotEqual},
    {"≤", TokenKind::kOperator, Op::kLessEqual},
    {"≥", TokenKind::kOperator, Op::kGreaterEqual},
    {"−", TokenKind::kOperator, Op::kSubtract},
    {"×", TokenKind::kOperator, Op::kMultiply},
    {"÷", TokenKind::kOperator, Op::kDivide},
    {"=", TokenKind::kOperator, Op::kEqual},
    {"<", TokenKind::kOperator, Op::kLess},
    {">", TokenKind::kOperator, Op::kGreater},
    {"&", TokenKind::kOperator, Op::kConcat},
    {"+", TokenKind::kOperator, Op::kAdd},
    {"-", TokenKind::kOperator, Op::kSubtract},
    {"*", TokenKind::kOperator, Op::kMultiply},
    {"/", TokenKind::kOperator, Op::kDivide},
    {"^", TokenKind::kOperator, Op::kPower},
    {"!", TokenKind::kOperator, Op::kNot},
    {"(", TokenKind::kLeftParen, Op::kAdd},
    {")", TokenKind::kRightParen, Op::kAdd},
    {",", TokenKind::kComma, Op::kAdd},
    {".", TokenKind::kDot, Op::kAdd},
};

class Lexer {
 public:
  Lexer(std::string_view text, std::vector<Diagnostic>* diagnostics)
      : text_(text), diagnostics_(diagnostics) {}

  std::vector<Token> Run() {
    while (true) {
      SkipSpace();
      if (at_ >= text_.size()) break;
      char c = text_[at_];
      if (IsDigit(c)) {
        ReadNumber();
      } else if (c == '"') {
        ReadText();
      } else if (c == '[') {
        ReadBracketed();
      } else if (NameCharacter(text_, at_, true) > 0) {
        size_t end = NameEnd(text_, at_);
        Add(TokenKind::kName, end).text = base::ToNfc(text_.substr(at_, end - at_));
        at_ = end;
      } else {
        ReadSymbol();
      }
    }
    Add(TokenKind::kEnd, text_.size());
    return std::move(tokens_);
  }

 private:
  Token& Add(TokenKind kind, size_t end) {
    Token& token = tokens_.emplace_back();
    token.kind = kind;
    token.span = {static_cast<uint32_t>(at_), static_cast<uint32_t>(end)};
    return token;
  }

  void Fail(size_t begin, size_t end, std::string message) {
    diagnostics_->push_back({Diagnostic::Severity::kError,
                             {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)},
                             std::move(message)});
  }

  void SkipSpace() {
    while (at_ < text_.size()) {
      std::string_view rest = text_.substr(at_);
      if (rest[0] == ' ' || rest[0] == '\t' || rest[0] == '\n' || rest[0] == '\r') {
        ++at_;
      } else if (rest.starts_with("\u00a0")) {
        at_ += 2;
      } else if (rest.starts_with("//")) {
        at_ += std::min(rest.find('\n'), rest.size());
      } else if (rest.starts_with("/*")) {
        size_t end = rest.find("*/", 2);
        if (end == std::string_view::npos) Fail(at_, at_ + 2, "the comment /* has no end */");
        at_ = end == std::string_view::npos ? text_.size() : at_ + end + 2;
      } else {
        return;
      }
    }
  }

  void SkipDigits(size_t* end) const {
    while (*end < text_.size() && IsDigit(text_[*end])) ++*end;
  }

  void ReadNumber() {
    size_t end = at_;
    SkipDigits(&end);
    if (end + 1 < text_.size() && text_[end] == '.' && IsDigit(text_[end + 1])) SkipDigits(&++end);
    if (end < text_.size() && (text_[end] == 'e' || text_[end] == 'E')) {
      size_t digits = end + 1;
      if (digits < text_.size() && (text_[digits] == '+' || text_[digits] == '-')) ++digits;
      if (digits < text_.size() && IsDigit(text_[digits])) {
        end = digits;
        SkipDigits(&end);
      }
    }
    size_t name_end = NameEnd(text_, end);
    if (name_end > end) {
      std::string word(text_.substr(at_, name_end - at_));
      Fail(at_, name_end, "`" + word + "` is neither a number nor a name; write [" + word + "] for a name");
      at_ = name_end;
      return;
    }
    double number = 0;
    auto read = std::from_chars(text_.data() + at_, text_.data() + end, number);
    if (read.ec != std::errc() && read.ec != std::errc::result_out_of_range) number = 0;
    // Too small for a double is as good as zero; too large is not a number.
    if (read.ec == std::errc::result_out_of_range) {
      if (std::string(text_.substr(at_, end - at_)).find("e-") == std::string::npos &&
          std::string(text_.substr(at_, end - at_)).find("E-") == std::string::npos && text_[at_] != '0') {
        Fail(at_, end, "the number is too large");
      }
      number = 0;
    }
    Add(TokenKind::kNumber, end).number = number;
    at_ = end;
  }

  // Quotes inside are written \" or "". \n and \t are a line break and a tab, \\ is one backslash; any other
  // backslash stands for itself, so that "\d+" is a regular expression as one writes it.
  void ReadText() {
    std::string value;
    for (size_t i = at_ + 1; i < text_.size(); ++i) {
      char c = text_[i];
      char next = i + 1 < text_.size() ? text_[i + 1] : '\0';
      if (c == '"' && next != '"') {
        Add(TokenKind::kText, i + 1).text = std::move(value);
        at_ = i + 1;
        return;
      }
      if (c == '\\' && (next == '"' || next == '\\' || next == 'n' || next == 't')) {
        value += next == 'n' ? '\n' : (next == 't' ? '\t' : next);
        ++i;
        continue;
      }
      if (c == '"') ++i;
      value += c;
    }
    Fail(at_, text_.size(), "the text has no closing quote \"");
    at_ = text_.size();
  }

  void ReadBracketed() {
    size_t end = text_.find_first_of("]\n[", at_ + 1);
    if (end == std::string_view::npos || text_[end] != ']') {
      end = std::min(end, text_.size());
      Fail(at_, end, "the name that begins with [ has no closing ]");
      at_ = end;
      return;
    }
    std::string_view name = base::Trim(text_.substr(at_ + 1, end - at_ - 1));
    if (name.empty()) {
      Fail(at_, end + 1, "[] has no name inside");
    } else {
      Add(TokenKind::kBracketed, end + 1).text = base::ToNfc(name);
    }
    at_ = end + 1;
  }

  void ReadSymbol() {
    std::string_view rest = text_.substr(at_);
    for (const Symbol& symbol : kSymbols) {
      if (!rest.starts_with(symbol.text)) continue;
      Add(symbol.kind, at_ + symbol.text.size()).op = symbol.op;
      at_ += symbol.text.size();
      return;
    }
    size_t length = 1;
    while (length < rest.size() && (static_cast<unsigned char>(rest[length]) & 0xC0) == 0x80) ++length;
    std::string character(rest.substr(0, length));
    std::string message = "`" + character + "` has no meaning here";
    if (character == "“" || character == "”" || character == "'" || character == "‘" || character == "’") {
      message = "a text is written in straight double quotes: \"like this\"";
    } else if (character == "{" || character == "}") {
      message = "a list is written List(1, 2, 3)";
    } else if (character == "%") {
      message = "there is no % operator; divide by 100, or use Mod(a, b) for the remainder";
    } else if (character == "]") {
      message = "] has no [ before it";
    }
    Fail(at_, at_ + length, message);
    at_ += length;
  }

  std::string_view text_;
  std::vector<Diagnostic>* diagnostics_;
  std::vector<Token> tokens_;
  size_t at_ = 0;
};

}  // namespace

std::vector<Token> Tokenize(std::string_view formula, std::vector<Diagnostic>* diagnostics) {
  return Lexer(formula, diagnostics).Run();
}

bool IsBareName(std::string_view name) {
  if (name.empty() || NameEnd(name, 0) != name.size()) return false;
  for (std::string_view word :
       {"and", "or", "not", "true", "false", "thisrow", "currentvalue", "thistable"}) {
    if (base::EqualsIgnoreCaseAscii(name, word)) return false;
  }
  return true;
}

}  // namespace csip::formula
