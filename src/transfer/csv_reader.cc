#include "transfer/csv_reader.h"

#include <fmt/format.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <bit>

#include "base/text.h"

namespace csip::transfer {
namespace {

char SeparatorOf(std::string_view text) {
  std::string_view first = text.substr(0, text.find_first_of("\r\n"));
  for (char candidate : {',', ';', '\t'}) {
    if (first.find(candidate) != std::string_view::npos) return candidate;
  }
  return ',';
}

}  // namespace

CsvReader::CsvReader(std::string_view text, CsvLimits limits) : text_(text), limits_(limits) {
  if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
  line_start_ = at_;
  separator_ = SeparatorOf(text_.substr(at_));
  for (char stop : {separator_, '\n', '\r', '\0'}) stops_[static_cast<unsigned char>(stop)] = true;
}

base::Result<bool> CsvReader::Next(std::vector<std::string_view>* fields) {
  if (at_ == 0 && (text_.starts_with("\xFF\xFE") || text_.starts_with("\xFE\xFF"))) {
    return ErrorHere("the file is UTF-16; save it as CSV in UTF-8");
  }
  // A workbook of Excel is an archive.
  if (at_ == 0 && text_.starts_with("PK\x03\x04")) {
    return ErrorHere("the file is a workbook or another archive; save its sheet as CSV in UTF-8");
  }
  while (at_ < text_.size() && AtLineEnd()) SkipLineEnd();
  if (at_ >= text_.size()) return false;
  record_line_ = line_;
  fields->clear();
  undone_.clear();
  while (true) {
    if (fields->size() == limits_.fields)
      return ErrorHere(fmt::format("the line has more than {} fields", limits_.fields));
    bool quoted = at_ < text_.size() && text_[at_] == '"';
    CSIP_ASSIGN_OR_RETURN(std::string_view field, quoted ? ReadQuoted() : ReadPlain());
    fields->push_back(field);
    if (at_ >= text_.size()) break;
    if (AtLineEnd()) {
      SkipLineEnd();
      break;
    }
    ++at_;  // the separator
  }
  return true;
}

size_t CsvReader::EndOfPlain(bool* ascii) const {
  size_t end = at_;
  *ascii = true;
#ifdef __SSE2__
  const __m128i separators = _mm_set1_epi8(separator_), feeds = _mm_set1_epi8('\n'),
                returns = _mm_set1_epi8('\r'), zeros = _mm_setzero_si128();
  for (; end + sizeof(__m128i) <= text_.size(); end += sizeof(__m128i)) {
    __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text_.data() + end));
    __m128i stops =
        _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, separators), _mm_cmpeq_epi8(bytes, feeds)),
                     _mm_or_si128(_mm_cmpeq_epi8(bytes, returns), _mm_cmpeq_epi8(bytes, zeros)));
    auto stop = static_cast<unsigned>(_mm_movemask_epi8(stops));
    auto high = static_cast<unsigned>(_mm_movemask_epi8(bytes));
    if ((high & (stop ^ (stop - 1))) != 0) *ascii = false;  // before the first stop, or anywhere
    if (stop != 0) return end + static_cast<size_t>(std::countr_zero(stop));
  }
#endif
  for (; end < text_.size() && !stops_[static_cast<unsigned char>(text_[end])]; ++end) {
    if (static_cast<unsigned char>(text_[end]) >= 0x80) *ascii = false;
  }
  return end;
}

base::Result<std::string_view> CsvReader::ReadPlain() {
  bool ascii = true;
  size_t end = EndOfPlain(&ascii);
  if (end - at_ > limits_.field_bytes)
    return ErrorHere(fmt::format("a field has more than {} bytes", limits_.field_bytes));
  std::string_view field = text_.substr(at_, end - at_);
  at_ = end;
  if (at_ < text_.size() && text_[at_] == '\0')
    return ErrorHere("the file holds a NUL byte; it is no text, save it as CSV in UTF-8");
  if (!ascii && !base::IsUtf8(field))
    return ErrorHere("the text is not UTF-8; save the file as CSV in UTF-8");
  return field;
}

base::Result<std::string_view> CsvReader::ReadQuoted() {
  const base::Place begin = PlaceHere();
  size_t from = ++at_, start = from;
  std::string* undone = nullptr;  // the text up to the last pair of quotation marks, of which one is meant
  size_t pairs = 0;
  while (true) {
    size_t end = at_;
    while (end < text_.size() && text_[end] != '"' && text_[end] != '\n' && text_[end] != '\0') ++end;
    if (end == text_.size()) {
      return base::Invalid(
          "the quotation mark is never closed; close it, or write it twice if it is part of the text", begin);
    }
    at_ = end + 1;
    if (end - start - pairs > limits_.field_bytes) {
      return base::Invalid(
          fmt::format("a field has more than {} bytes; is a quotation mark missing?", limits_.field_bytes),
          begin);
    }
    if (text_[end] == '\0')
      return ErrorHere("the file holds a NUL byte; it is no text, save it as CSV in UTF-8");
    if (text_[end] == '\n') {
      ++line_;
      line_start_ = at_;
    } else if (at_ < text_.size() && text_[at_] == '"') {
      if (undone == nullptr) undone = &undone_.emplace_back();
      undone->append(text_.substr(from, at_ - from));
      from = ++at_;
      ++pairs;
    } else {
      break;
    }
  }
  if (undone != nullptr) undone->append(text_.substr(from, at_ - 1 - from));
  std::string_view field = undone != nullptr ? *undone : text_.substr(from, at_ - 1 - from);
  if (at_ < text_.size() && text_[at_] != separator_ && !AtLineEnd()) {
    return ErrorHere(
        "there is text behind a closing quotation mark; a quotation mark inside is written twice");
  }
  if (!base::IsUtf8(field))
    return base::Invalid("the text is not UTF-8; save the file as CSV in UTF-8", begin);
  return field;
}

bool CsvReader::AtLineEnd() const {
  return text_[at_] == '\n' || text_[at_] == '\r';
}

void CsvReader::SkipLineEnd() {
  at_ += text_.substr(at_, 2) == "\r\n" ? 2 : 1;
  ++line_;
  line_start_ = at_;
}

base::Place CsvReader::PlaceHere() const {
  return {"", line_, static_cast<int>(at_ - line_start_) + 1};
}

base::Error CsvReader::ErrorHere(std::string message) const {
  return base::Invalid(std::move(message), PlaceHere());
}

std::string WrongWidth(size_t fields, size_t headers, char separator) {
  std::string mark = separator == '\t' ? "a tab" : fmt::format("`{}`", separator);
  std::string remedy = fields > headers
                           ? fmt::format("put a text that holds {} between quotation marks", mark)
                           : fmt::format("write {} for each blank field, too", mark);
  return fmt::format("the line has {} field{}, the first line {}; {}", fields, fields == 1 ? "" : "s",
                     headers, remedy);
}

}  // namespace csip::transfer
