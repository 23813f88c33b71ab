#include "formula/parse.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <fstream>
#include <random>

#include "formula/lexer.h"
#include "formula/print.h"
#include "value/display.h"

namespace csip::formula {
namespace {

// The tree without places, as a text to compare.
std::string Dump(const Node& node) {
  std::string out;
  switch (node.kind) {
    case NodeKind::kLiteral:
      out = node.value.is_text()     ? QuoteText(node.value.text())
            : node.value.is_number() ? value::FormatNumber(node.value.number())
            : node.value.is_bool()   ? (node.value.boolean() ? "True" : "False")
                                     : "blank";
      break;
    case NodeKind::kName:
      out = node.bracketed ? "[" + node.name + "]" : node.name;
      break;
    case NodeKind::kUnary:
      out = node.op == Op::kNot ? "not" : "neg";
      break;
    case NodeKind::kBinary:
      out = "op" + std::to_string(static_cast<int>(node.op));
      break;
    default:
      out = node.name + (node.member ? ".()" : "()");
      break;
  }
  if (node.kind == NodeKind::kName && node.member) out = "." + out;
  if (node.args.empty()) return out;
  std::string inner;
  for (const auto& arg : node.args) inner += " " + Dump(*arg);
  return "(" + out + inner + ")";
}

std::string ParseDump(std::string_view text) {
  Parsed parsed = Parse(text);
  if (parsed.ok()) return Dump(*parsed.root);
  return "error: " + parsed.diagnostics.front().message;
}

std::vector<std::string> BlueprintFormulas() {
  std::ifstream file(std::string(CSIP_SOURCE_DIR) + "/src/formula/testdata/blueprint_formulas.txt");
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

TEST(Parse, PrecedenceAsDocumented) {
  EXPECT_EQ(ParseDump("a OR b AND c"), ParseDump("a OR (b AND c)"));
  EXPECT_EQ(ParseDump("NOT a = b AND c"), ParseDump("(NOT (a = b)) AND c"));
  EXPECT_EQ(ParseDump("a & b = c & d"), ParseDump("(a & b) = (c & d)"));
  EXPECT_EQ(ParseDump("a & b + c"), ParseDump("a & (b + c)"));
  EXPECT_EQ(ParseDump("a - b - c"), ParseDump("(a - b) - c"));
  EXPECT_EQ(ParseDump("a + b * c"), ParseDump("a + (b * c)"));
  EXPECT_EQ(ParseDump("-a * b"), ParseDump("(-a) * b"));
  EXPECT_EQ(ParseDump("-2 ^ 2"), ParseDump("-(2 ^ 2)"));
  EXPECT_EQ(ParseDump("2 ^ 3 ^ 4"), ParseDump("2 ^ (3 ^ 4)"));
  EXPECT_EQ(ParseDump("2 ^ -3 * 4"), ParseDump("(2 ^ (-3)) * 4"));
  EXPECT_EQ(ParseDump("!a = b"), ParseDump("(NOT a) = b"));
  EXPECT_EQ(ParseDump("Not(a) = b"), "(op6 (Not() a) b)");
  EXPECT_NE(ParseDump("NOT (a) = b"), ParseDump("Not(a) = b"));
}

TEST(Parse, BothDialects) {
  EXPECT_EQ(ParseDump("a && b || !c"), ParseDump("a AND b OR NOT c"));
  EXPECT_EQ(ParseDump("a <> b"), ParseDump("a != b"));
  EXPECT_EQ(ParseDump("a and b or NOT c"), ParseDump("a AND b OR NOT c"));
  EXPECT_EQ(ParseDump("[T].Filter([A] = 1)"), "(Filter.() [T] (op6 [A] 1))");
  EXPECT_EQ(ParseDump("true"), "True");
  EXPECT_EQ(ParseDump("true()"), "true()");
  EXPECT_EQ(ParseDump("thisRow.[S&P_Rating]"), "(.[S&P_Rating] thisRow)");
  EXPECT_EQ(ParseDump("a.b.[c d].E()"), "(E.() (.[c d] (.b a)))");
}

TEST(Parse, TextsAndComments) {
  EXPECT_EQ(ParseDump(R"("a\"b\\c\n")"), R"("a\"b\\c\n")");
  EXPECT_EQ(Parse(R"("say ""hi""")").root->value.text(), "say \"hi\"");
  EXPECT_EQ(Parse(R"("\d+")").root->value.text(), "\\d+");
  EXPECT_TRUE(Parse("\"\"").root->value.is_blank());
  EXPECT_EQ(ParseDump("1 // one\n + /* two */ 2"), ParseDump("1 + 2"));
  EXPECT_EQ(ParseDump("\"http://x\""), "\"http://x\"");
  // Names and texts are in normal form C however they were typed.
  EXPECT_EQ(Parse("[A\u030A]").root->name, "Å");
}

TEST(Parse, DigitGroupsAreNumbersInParenthesesOnly) {
  Parsed grouped = Parse("[x] / (2 * 1,000,000.5)");
  ASSERT_TRUE(grouped.ok());
  EXPECT_EQ(Dump(*grouped.root), ParseDump("[x] / (2 * 1000000.5)"));
  ASSERT_EQ(grouped.diagnostics.size(), 1u);
  EXPECT_EQ(grouped.diagnostics[0].severity, Diagnostic::Severity::kWarning);
  EXPECT_EQ(grouped.diagnostics[0].span.begin, 11u);
  EXPECT_NE(grouped.diagnostics[0].message.find("1000000.5"), std::string::npos);

  Parsed arguments = Parse("Max(1,000,000)");
  ASSERT_TRUE(arguments.ok());
  EXPECT_EQ(arguments.root->args.size(), 3u);
  EXPECT_FALSE(arguments.diagnostics.empty());
  EXPECT_EQ(Parse("Max((1,000), 2)").root->args.size(), 2u);
  EXPECT_EQ(Parse("(Max(1,200))").root->args.size(), 2u);
  EXPECT_TRUE(Parse("Max(1, 200)").diagnostics.empty());
  EXPECT_EQ(ParseDump("1,000"),
            "error: a number with commas is read only inside parentheses; write it without commas");
  EXPECT_FALSE(Parse("(1,0000)").ok());
  EXPECT_FALSE(Parse("(1, 000)").ok());
}

TEST(Parse, MistakesAreNamed) {
  EXPECT_EQ(ParseDump("If(a, b"), "error: expected ',' or ')' in If(...), which is not closed");
  EXPECT_EQ(ParseDump("If(a b)"), "error: expected ',' or ')' in If(...), not `b`");
  EXPECT_EQ(ParseDump("If(a,, b)"), "error: an argument of If(...) is missing; write \"\" for a blank");
  EXPECT_EQ(ParseDump("(a"), "error: this `(` has no `)`");
  EXPECT_EQ(ParseDump("a)"), "error: `)` has no `(` before it");
  EXPECT_EQ(ParseDump("a +"), "error: expected a value, not the end of the formula");
  EXPECT_EQ(ParseDump("a b"), "error: expected an operator or the end of the formula before `b`");
  EXPECT_EQ(ParseDump(""), "error: the formula is empty");
  EXPECT_EQ(ParseDump("  // nothing"), "error: the formula is empty");
  EXPECT_EQ(ParseDump("\"abc"), "error: the text has no closing quote \"");
  EXPECT_EQ(ParseDump("[abc"), "error: the name that begins with [ has no closing ]");
  EXPECT_EQ(ParseDump("1 < 2 < 3"), "error: comparisons do not chain; write a < b AND b < c");
  EXPECT_EQ(ParseDump("‘a’"), "error: a text is written in straight double quotes: \"like this\"");
  EXPECT_EQ(ParseDump("12abc"), "error: `12abc` is neither a number nor a name; write [12abc] for a name");
  EXPECT_EQ(ParseDump("a.5"), "error: expected a column or a function behind `.`, not `5`");
  EXPECT_EQ(ParseDump("1e999"), "error: the number is too large");
  EXPECT_EQ(ParseDump("\xff"), "error: the formula is not UTF-8 text");
}

TEST(Parse, DepthAndLengthAreLimited) {
  auto times = [](int n, const std::string& text) {
    std::string out;
    for (int i = 0; i < n; ++i) out += text;
    return out;
  };
  EXPECT_TRUE(Parse(times(250, "(") + "1" + times(250, ")")).ok());
  EXPECT_TRUE(Parse(times(250, "1+") + "1").ok());
  for (const std::string& deep :
       {times(20'000, "("), times(20'000, "-") + "1", times(20'000, "1+") + "1", times(20'000, "+") + "1",
        times(9'000, "Abs("), times(20'000, "2^") + "1", "a" + times(20'000, ".b"),
        times(9'000, "NOT ") + "a", "a" + times(9'000, ".F()"), times(20'000, "!") + "a"}) {
    Parsed parsed = Parse(deep);
    if (deep[0] == '+') continue;  // a sign that changes nothing makes no tree
    EXPECT_FALSE(parsed.ok()) << deep.substr(0, 10);
    EXPECT_EQ(parsed.diagnostics.size(), 1u);
  }
  EXPECT_FALSE(Parse("\"" + std::string(kMaxLength, 'a') + "\"").ok());
}

TEST(Parse, EveryFormulaOfTheBlueprintAndBackAgain) {
  std::vector<std::string> formulas = BlueprintFormulas();
  ASSERT_GT(formulas.size(), 50u);
  for (const std::string& formula : formulas) {
    Parsed parsed = Parse(formula);
    ASSERT_TRUE(parsed.ok()) << formula << ": " << Render(parsed.diagnostics.front(), formula);
    std::string printed = Print(*parsed.root);
    EXPECT_EQ(ParseDump(printed), Dump(*parsed.root)) << formula << "\n" << printed;
  }
}

// Random trees of everything that Parse can make.
class Trees {
 public:
  explicit Trees(uint32_t seed) : random_(seed) {}

  NodePtr Make(int depth) {
    auto node = std::make_unique<Node>();
    int kind = depth <= 0 ? Pick(3) : Pick(8);
    switch (kind) {
      case 0:
        node->value = Literal();
        break;
      case 1:
      case 2:
        node->kind = NodeKind::kName;
        node->bracketed = Pick(2) == 0;
        node->name = node->bracketed ? "Net & gross (%)" : "Størrelse_1";
        break;
      case 3:
        node->kind = NodeKind::kUnary;
        node->op = Pick(2) == 0 ? Op::kNot : Op::kNegate;
        node->args.push_back(Make(depth - 1));
        break;
      case 4:
      case 5:
        node->kind = NodeKind::kBinary;
        node->op = static_cast<Op>(Pick(static_cast<int>(Op::kOr) + 1));
        node->args.push_back(Make(depth - 1));
        node->args.push_back(Make(depth - 1));
        break;
      case 6:
        node->kind = NodeKind::kName;
        node->member = true;
        node->bracketed = Pick(2) == 0;
        node->name = node->bracketed ? "a b" : "and";
        node->args.push_back(Make(depth - 1));
        break;
      default:
        node->kind = NodeKind::kCall;
        node->name = Pick(2) == 0 ? "Filter" : "Not";
        node->member = Pick(2) == 0;
        for (int i = node->member ? -1 : 0; i < Pick(3); ++i) node->args.push_back(Make(depth - 1));
        if (node->member && node->args.empty()) node->args.push_back(Make(depth - 1));
        break;
    }
    return node;
  }

 private:
  int Pick(int n) { return static_cast<int>(random_() % static_cast<uint32_t>(n)); }
  value::Value Literal() {
    switch (Pick(6)) {
      case 0:
        return value::Value::Bool(Pick(2) == 0);
      case 1:
        return value::Value::Text("a \"quoted\"\\ line\nand\ttab 🔴");
      case 2:
        return {};
      case 3:
        return value::Value::Number(Pick(100000) / 7.0);
      case 4:
        return value::Value::Number(1e-9 * Pick(1000));
      default:
        return value::Value::Number(1e19 * Pick(1000));
    }
  }
  std::mt19937 random_;
};

RC_GTEST_PROP(Parse, WhatIsPrintedParsesToTheSameTree, (uint32_t seed)) {
  NodePtr tree = Trees(seed).Make(5);
  std::string text = Print(*tree);
  Parsed parsed = Parse(text);
  RC_ASSERT(parsed.ok());
  RC_ASSERT(Dump(*parsed.root) == Dump(*tree));
}

void ExpectSpansInside(const Node& node, size_t size) {
  ASSERT_LE(node.span.begin, node.span.end);
  ASSERT_LE(node.span.end, size);
  for (const auto& arg : node.args) ExpectSpansInside(*arg, size);
}

TEST(Parse, BrokenFormulasGiveErrorsInsideTheText) {
  std::mt19937 random(7);
  std::vector<std::string> formulas = BlueprintFormulas();
  const std::string noise = "()[]\".,+-*/^&=<>!aA1 \n%{}'\\";
  for (int round = 0; round < 6000; ++round) {
    std::string text = formulas[random() % formulas.size()];
    for (uint32_t edits = random() % 4 + 1; edits > 0 && !text.empty(); --edits) {
      size_t at = random() % text.size();
      switch (random() % 3) {
        case 0:
          text.erase(at, random() % 5 + 1);
          break;
        case 1:
          text.insert(at, 1, noise[random() % noise.size()]);
          break;
        default:
          text[at] = noise[random() % noise.size()];
          break;
      }
    }
    Parsed parsed = Parse(text);
    if (parsed.ok()) ExpectSpansInside(*parsed.root, text.size());
    ASSERT_TRUE(parsed.ok() || !parsed.diagnostics.empty()) << text;
    for (const Diagnostic& d : parsed.diagnostics) {
      ASSERT_LE(d.span.begin, d.span.end) << text;
      ASSERT_LE(d.span.end, text.size()) << text;
      ASSERT_FALSE(Render(d, text).empty());
    }
  }
}

TEST(Diagnostic, CaretsStandUnderTheSpan) {
  std::string text = "1 +\n\tÆther * [Helth]";
  Diagnostic d{Diagnostic::Severity::kError,
               {static_cast<uint32_t>(text.find('[')), static_cast<uint32_t>(text.size())},
               "no"};
  EXPECT_EQ(Render(d, text), "no\n  \tÆther * [Helth]\n  \t        ^^^^^^^");
  base::Error error = ToError(d, text);
  EXPECT_EQ(error.place.line, 2);
  EXPECT_EQ(error.place.column, 11);
  Diagnostic end{Diagnostic::Severity::kError,
                 {static_cast<uint32_t>(text.size()), static_cast<uint32_t>(text.size())},
                 "end"};
  EXPECT_EQ(Render(end, text).back(), '^');
}

}  // namespace
}  // namespace csip::formula
