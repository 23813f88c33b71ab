// Formulas word by word: what an amendment changes in one, and several changes together.
#include <algorithm>

#include "blueprint/amendment.h"
#include "formula/lexer.h"

namespace csip::blueprint {
namespace {

using formula::Token;

class Words {
 public:
  explicit Words(const std::string& text) : text_(text) {
    std::vector<formula::Diagnostic> ignored;
    tokens_ = formula::Tokenize(text, &ignored);
    tokens_.pop_back();  // the end
  }
  size_t size() const { return tokens_.size(); }
  std::string_view at(size_t i) const {
    return std::string_view(text_).substr(tokens_[i].span.begin, tokens_[i].span.end - tokens_[i].span.begin);
  }
  // The text of the words from `begin` to before `end`, with what stands between them.
  std::string Text(size_t begin, size_t end) const {
    return begin >= end ? "" : text_.substr(StartOf(begin), tokens_[end - 1].span.end - StartOf(begin));
  }
  size_t StartOf(size_t i) const { return i < tokens_.size() ? tokens_[i].span.begin : text_.size(); }
  size_t EndBefore(size_t i) const { return i == 0 ? 0 : tokens_[i - 1].span.end; }

 private:
  const std::string& text_;
  std::vector<Token> tokens_;
};

// The words [begin, end) of the text before become `text`.
struct Hunk {
  size_t begin = 0;
  size_t end = 0;
  std::string text;
};

// From the first word that differs to the last.
Hunk Difference(const Words& before, const Words& after) {
  size_t shorter = std::min(before.size(), after.size());
  size_t head = 0;
  while (head < shorter && before.at(head) == after.at(head)) ++head;
  size_t tail = 0;
  while (tail < shorter - head && before.at(before.size() - 1 - tail) == after.at(after.size() - 1 - tail))
    ++tail;
  return {head, before.size() - tail, after.Text(head, after.size() - tail)};
}

}  // namespace

bool SameFormula(const std::string& a, const std::string& b) {
  Words left(a), right(b);
  if (left.size() != right.size()) return false;
  for (size_t i = 0; i < left.size(); ++i) {
    if (left.at(i) != right.at(i)) return false;
  }
  return true;
}

base::Result<std::string> MergeFormulas(const std::vector<const AmendedFormula*>& changes) {
  if (changes.size() == 1) return changes.front()->after.text;
  const std::string& text = changes.front()->before.text;
  Words before(text);
  std::vector<Hunk> hunks;
  for (const AmendedFormula* change : changes) {
    Words own(change->before.text), after(change->after.text);
    hunks.push_back(Difference(own, after));
  }
  std::stable_sort(hunks.begin(), hunks.end(),
                   [](const Hunk& a, const Hunk& b) { return a.begin < b.begin; });
  std::string out;
  size_t copied = 0;  // bytes of `text`
  for (size_t i = 0; i < hunks.size(); ++i) {
    const Hunk& hunk = hunks[i];
    bool meets = i > 0 && (hunk.begin < hunks[i - 1].end || hunk.begin == hunks[i - 1].begin);
    if (meets)
      return base::Error{base::Code::kConflict, "two amendments change the same part of the formula"};
    bool inserts = hunk.begin == hunk.end;
    size_t from = inserts ? before.EndBefore(hunk.begin) : before.StartOf(hunk.begin);
    out += text.substr(copied, from - copied);
    if (inserts && !hunk.text.empty()) out += ' ';
    out += hunk.text;
    if (inserts && !hunk.text.empty()) out += ' ';
    copied = inserts ? from : before.EndBefore(hunk.end);
  }
  return out + text.substr(copied);
}

}  // namespace csip::blueprint
