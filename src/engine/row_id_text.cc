#include "engine/row_id_text.h"

#include <algorithm>
#include <charconv>

#include "formula/function.h"

namespace csip::engine {

using formula::Node;
using formula::NodeKind;

namespace {

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

bool IsText(const Node& n) {
  return n.kind == NodeKind::kLiteral && n.value.is_text();
}

bool IsOwnRowNumber(const Node& n) {
  return n.kind == NodeKind::kCall && n.function->name == "RowNumber" && n.args.size() == 1 &&
         n.args[0]->kind == NodeKind::kThisRow;
}

// Format(RowNumber(), "000"): the pattern's width; 0 when it is anything else.
size_t WidthOf(const Node& n) {
  if (IsOwnRowNumber(n)) return 1;
  if (n.kind != NodeKind::kCall || n.function->name != "Format" || n.args.size() != 2) return 0;
  if (!IsOwnRowNumber(*n.args[0]) || !IsText(*n.args[1])) return 0;
  std::string_view pattern = n.args[1]->value.text();
  bool digits =
      !pattern.empty() && pattern.size() <= 18 && std::all_of(pattern.begin(), pattern.end(), IsDigit);
  return digits ? pattern.size() : 0;
}

}  // namespace

std::optional<RowIdText> RowIdText::Of(const formula::Bound& bound) {
  RowIdText text;
  if (!bound.ok() || !text.Read(*bound.root) || text.width_ == 0) return std::nullopt;
  return text;
}

bool RowIdText::Read(const Node& node) {
  if (node.kind == NodeKind::kBinary && node.op == formula::Op::kConcat) {
    return std::all_of(node.args.begin(), node.args.end(), [this](const auto& arg) { return Read(*arg); });
  }
  if (IsText(node)) {
    (width_ == 0 ? prefix_ : suffix_) += node.value.text();
    return true;
  }
  if (width_ != 0) return false;
  width_ = WidthOf(node);
  return width_ != 0;
}

std::string_view RowIdText::TextOf(int64_t number, std::string* buffer) const {
  char digits[24];
  auto written = std::to_chars(digits, digits + sizeof digits, number);
  auto length = static_cast<size_t>(written.ptr - digits);
  buffer->assign(prefix_);
  if (length < width_) buffer->append(width_ - length, '0');
  buffer->append(digits, length).append(suffix_);
  return *buffer;
}

std::optional<int64_t> RowIdText::NumberOf(std::string_view text) const {
  if (text.size() <= prefix_.size() + suffix_.size() || !text.starts_with(prefix_) ||
      !text.ends_with(suffix_)) {
    return std::nullopt;
  }
  std::string_view digits = text.substr(prefix_.size(), text.size() - prefix_.size() - suffix_.size());
  bool canonical = digits.size() == width_ || (digits.size() > width_ && digits[0] != '0');
  if (!canonical || !std::all_of(digits.begin(), digits.end(), IsDigit)) return std::nullopt;
  int64_t number = 0;
  auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return read.ec == std::errc() ? std::optional(number) : std::nullopt;
}

}  // namespace csip::engine
