// CSV as RFC 4180 has it, and as spreadsheets write it: UTF-8 with or without a byte order mark, lines that end with LF,
// CRLF or CR, quoted fields with separators, quotes and line ends inside. The separator is a comma; where the first line
// has none, a semicolon or a tab.
//
// Works on a text in memory, which must outlive the reader. One thread.
#pragma once

#include <array>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace csip::transfer {

struct CsvLimits {
  size_t field_bytes = size_t{4} << 20;
  size_t fields = 4000;  // of one record
};

class CsvReader {
 public:
  explicit CsvReader(std::string_view text, CsvLimits limits = {});

  // The next record that is not an empty line, into `fields`, which are valid until the next call; false at the end. After an
  // error reading cannot go on. Errors say line and column.
  base::Result<bool> Next(std::vector<std::string_view>* fields);

  int line() const { return record_line_; }  // where the last record began, from 1
  size_t position() const { return at_; }    // bytes read
  char separator() const { return separator_; }

 private:
  base::Result<std::string_view> ReadQuoted();
  base::Result<std::string_view> ReadPlain();
  // Where a field without quotation marks ends; whether it is ASCII.
  size_t EndOfPlain(bool* ascii) const;
  bool AtLineEnd() const;
  void SkipLineEnd();
  base::Place PlaceHere() const;
  base::Error ErrorHere(std::string message) const;

  std::string_view text_;
  CsvLimits limits_;
  size_t at_ = 0;
  size_t line_start_ = 0;
  int line_ = 1;
  int record_line_ = 0;
  char separator_ = ',';
  std::array<bool, 256> stops_{};   // what ends a field without quotation marks
  std::deque<std::string> undone_;  // fields of the last record with quotation marks inside
};

// What is wrong with a record that has another number of fields than the first line, and what to do.
std::string WrongWidth(size_t fields, size_t headers, char separator);

}  // namespace csip::transfer
