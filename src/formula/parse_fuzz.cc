// Formulas of a stranger: every text has tokens and a tree or errors with places inside it; a tree is written as a formula
// that reads as the same tree.
#include "base/fuzz.h"
#include "formula/lexer.h"
#include "formula/parse.h"

using csip::base::MustHold;
using csip::formula::Node;

namespace {

bool Same(const Node& a, const Node& b) {
  if (a.kind != b.kind || a.op != b.op || !(a.value == b.value) || a.name != b.name ||
      a.bracketed != b.bracketed || a.member != b.member || a.args.size() != b.args.size()) {
    return false;
  }
  for (size_t i = 0; i < a.args.size(); ++i) {
    if (!Same(*a.args[i], *b.args[i])) return false;
  }
  return true;
}

void CheckPlaces(const std::vector<csip::formula::Diagnostic>& diagnostics, std::string_view text) {
  for (const auto& diagnostic : diagnostics) {
    MustHold(diagnostic.span.begin <= diagnostic.span.end && diagnostic.span.end <= text.size(),
             "a fault has a place in the formula", diagnostic.message);
    MustHold(!diagnostic.message.empty(), "a fault has words");
    csip::formula::Render(diagnostic, text);
    csip::formula::ToError(diagnostic, text);
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size > 8192) return 0;
  std::string_view text(reinterpret_cast<const char*>(data), size);
  std::vector<csip::formula::Diagnostic> diagnostics;
  auto tokens = csip::formula::Tokenize(text, &diagnostics);
  uint32_t at = 0;
  for (const auto& token : tokens) {
    MustHold(token.span.begin >= at && token.span.end >= token.span.begin && token.span.end <= text.size(),
             "tokens stand one behind the other", text);
    at = token.span.end;
  }
  MustHold(!tokens.empty() && tokens.back().kind == csip::formula::TokenKind::kEnd, "tokens have an end");
  CheckPlaces(diagnostics, text);

  csip::formula::Parsed parsed = csip::formula::Parse(text);
  CheckPlaces(parsed.diagnostics, text);
  if (!parsed.ok()) {
    MustHold(!parsed.diagnostics.empty(), "a formula without a tree has an error", text);
    return 0;
  }
  std::string printed = csip::formula::Print(*parsed.root);
  csip::formula::Parsed again = csip::formula::Parse(printed);
  MustHold(again.ok(), "a printed formula is a formula", printed);
  MustHold(Same(*parsed.root, *again.root), "a printed formula means the same", printed);
  MustHold(csip::formula::Print(*again.root) == printed, "a formula is always printed the same", printed);
  return 0;
}
