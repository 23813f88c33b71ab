// Texts that follow from a row's number alone, such as "ACC-" & Format(RowNumber(), "00000"): they are made when they are
// asked for, and found again from the text, so that no column has to keep them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "formula/bind.h"

namespace csip::engine {

class RowIdText {
 public:
  // Of a formula that joins texts and exactly one RowNumber() of its own row, by itself or in a Format of zeros.
  static std::optional<RowIdText> Of(const formula::Bound& bound);

  // Ends at the number's last digit or the suffix; `buffer` is overwritten.
  std::string_view TextOf(int64_t number, std::string* buffer) const;
  // The number whose text this is.
  std::optional<int64_t> NumberOf(std::string_view text) const;

 private:
  bool Read(const formula::Node& node);

  std::string prefix_, suffix_;
  size_t width_ = 0;  // zeros fill up to it; 0 before the number was seen
};

}  // namespace csip::engine
