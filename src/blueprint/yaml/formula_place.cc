#include "blueprint/yaml/formula_place.h"

namespace csip::blueprint {
namespace {

// Walks the file and the text that was read from it side by side.
class Walk {
 public:
  Walk(const YamlNode& scalar, std::string_view source)
      : source_(source),
        text_(scalar.text),
        from_(scalar.offset),
        line_(scalar.line),
        column_(scalar.column) {}

  std::vector<Formula::Piece> Run() {
    char first = Peek();
    if (first == '"' || first == '\'') {
      Step();
      Mark();
      Quoted(first);
    } else if (first == '|' || first == '>') {
      while (!AtEnd() && Peek() != '\n') Step();
      NextLine();
      while (at_ < text_.size() && IsSpace(text_[at_])) ++at_;
      Mark();
      if (at_ > 0) pieces_.insert(pieces_.begin(), {0, line_, column_});
      Lines();
    } else {
      Mark();
      Lines();
    }
    return std::move(pieces_);
  }

 private:
  bool AtEnd() const { return from_ >= source_.size(); }
  char Peek() const { return AtEnd() ? '\0' : source_[from_]; }
  void Step() {
    if (AtEnd()) return;
    if (source_[from_++] == '\n') {
      ++line_;
      column_ = 1;
    } else {
      ++column_;
    }
  }
  void Mark() {
    Formula::Piece piece{static_cast<uint32_t>(at_), line_, column_};
    if (!pieces_.empty() && pieces_.back().offset == piece.offset) pieces_.pop_back();
    pieces_.push_back(piece);
  }
  static bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
  // Over a line break and the indentation of the next line that has content.
  void NextLine() {
    while (!AtEnd() && IsSpace(Peek())) Step();
  }
  // A line break in the file is a space or line breaks in the text.
  bool Fold() {
    size_t ahead = from_;
    while (ahead < source_.size() &&
           (source_[ahead] == ' ' || source_[ahead] == '\t' || source_[ahead] == '\r'))
      ++ahead;
    if (ahead >= source_.size() || source_[ahead] != '\n') return false;
    NextLine();
    while (at_ < text_.size() && IsSpace(text_[at_])) ++at_;
    Mark();
    return true;
  }

  void Lines() {
    while (at_ < text_.size() && !AtEnd()) {
      if (Fold()) continue;
      if (Peek() != text_[at_]) return;
      Step();
      ++at_;
    }
  }

  void Quoted(char quote) {
    while (at_ < text_.size() && !AtEnd()) {
      if (quote == '"' && Peek() == '\\') {
        Escape();
        continue;
      }
      if (Fold()) continue;
      if (Peek() != text_[at_]) return;
      bool doubled = quote == '\'' && Peek() == '\'';
      Step();
      if (doubled) Step();
      ++at_;
      if (doubled) Mark();
    }
  }

  void Escape() {
    Step();
    char kind = Peek();
    if (kind == '\n') {  // the line goes on without a space
      NextLine();
      return Mark();
    }
    int digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
    for (int i = 0; i <= digits; ++i) Step();
    ++at_;
    while (at_ < text_.size() && (static_cast<unsigned char>(text_[at_]) & 0xC0) == 0x80) ++at_;
    Mark();
  }

  std::string_view source_;
  std::string_view text_;
  size_t from_;    // in the file
  size_t at_ = 0;  // in the text
  int line_;
  int column_;
  std::vector<Formula::Piece> pieces_;
};

}  // namespace

std::vector<Formula::Piece> LocateText(const YamlNode& scalar, std::string_view source) {
  return Walk(scalar, source).Run();
}

}  // namespace csip::blueprint
