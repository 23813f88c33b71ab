#include "transfer/csv_reader.h"

#include <fmt/format.h>

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

base::Result<bool> CsvReader::Next(std::vector<std::string>* fields) {
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
  size_t count = 0;
  while (true) {
    if (count == limits_.fields)
      return ErrorHere(fmt::format("the line has more than {} fields", limits_.fields));
    if (fields->size() == count) fields->emplace_back();
    std::string& field = (*fields)[count++];
    field.clear();
    bool quoted = at_ < text_.size() && text_[at_] == '"';
    CSIP_RETURN_IF_ERROR(quoted ? ReadQuoted(&field) : ReadPlain(&field));
    if (at_ >= text_.size()) break;
    if (AtLineEnd()) {
      SkipLineEnd();
      break;
    }
    ++at_;  // the separator
  }
  fields->resize(count);
  return true;
}

base::Status CsvReader::ReadPlain(std::string* field) {
  size_t end = at_;
  while (end < text_.size() && !stops_[static_cast<unsigned char>(text_[end])]) ++end;
  if (end - at_ > limits_.field_bytes)
    return ErrorHere(fmt::format("a field has more than {} bytes", limits_.field_bytes));
  *field = text_.substr(at_, end - at_);
  at_ = end;
  if (at_ < text_.size() && text_[at_] == '\0')
    return ErrorHere("the file holds a NUL byte; it is no text, save it as CSV in UTF-8");
  if (!base::IsUtf8(*field)) return ErrorHere("the text is not UTF-8; save the file as CSV in UTF-8");
  return {};
}

base::Status CsvReader::ReadQuoted(std::string* field) {
  const base::Place begin = PlaceHere();
  ++at_;
  while (true) {
    size_t end = at_;
    while (end < text_.size() && text_[end] != '"' && text_[end] != '\n' && text_[end] != '\0') ++end;
    if (end == text_.size()) {
      return base::Invalid(
          "the quotation mark is never closed; close it, or write it twice if it is part of the text", begin);
    }
    field->append(text_.substr(at_, end - at_));
    at_ = end + 1;
    if (field->size() > limits_.field_bytes) {
      return base::Invalid(
          fmt::format("a field has more than {} bytes; is a quotation mark missing?", limits_.field_bytes),
          begin);
    }
    if (text_[end] == '\0')
      return ErrorHere("the file holds a NUL byte; it is no text, save it as CSV in UTF-8");
    if (text_[end] == '\n') {
      *field += '\n';
      ++line_;
      line_start_ = at_;
    } else if (at_ < text_.size() && text_[at_] == '"') {
      *field += '"';
      ++at_;
    } else {
      break;
    }
  }
  if (at_ < text_.size() && text_[at_] != separator_ && !AtLineEnd()) {
    return ErrorHere(
        "there is text behind a closing quotation mark; a quotation mark inside is written twice");
  }
  if (!base::IsUtf8(*field))
    return base::Invalid("the text is not UTF-8; save the file as CSV in UTF-8", begin);
  return {};
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
