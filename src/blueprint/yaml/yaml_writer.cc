#include "blueprint/yaml/yaml_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/json.h"
#include "base/text.h"
#include "value/display.h"

namespace csip::blueprint {
namespace {

bool IsControl(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

// Letters, digits and a few marks that mean nothing to YAML anywhere.
bool IsPlain(std::string_view text) {
  auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  auto plain = [&](char c) {
    return letter(c) || (c >= '0' && c <= '9') ||
           std::string_view("_-./ ()%+").find(c) != std::string_view::npos;
  };
  if (text.empty() || !letter(text.front()) || text.back() == ' ' ||
      !std::all_of(text.begin(), text.end(), plain))
    return false;
  constexpr std::array<std::string_view, 9> kReserved = {"true", "false", "null", "yes", "no",
                                                         "on",   "off",   "y",    "n"};
  std::string lower = base::ToLowerAscii(text);
  return std::find(kReserved.begin(), kReserved.end(), lower) == kReserved.end();
}

// Several lines that a literal block gives back as they are.
bool IsBlock(std::string_view text) {
  if (text.find('\n') == std::string_view::npos || text.front() == ' ' || text.front() == '\n' ||
      text.ends_with("\n\n")) {
    return false;
  }
  for (std::string_view line : base::Split(text, '\n')) {
    if (std::any_of(line.begin(), line.end(), IsControl)) return false;
    if (!line.empty() && base::Trim(line).empty()) return false;
  }
  return base::IsUtf8(text);
}

}  // namespace

std::string QuoteYaml(std::string_view text) {
  if (IsPlain(text)) return std::string(text);
  if (std::any_of(text.begin(), text.end(), IsControl)) return base::QuoteJson(text);
  return '\'' + base::ReplaceAll(text, "'", "''") + '\'';
}

void YamlWriter::Key(std::string_view key) {
  if (item_) {
    out_->append(indent_ - 2, ' ').append("- ");
  } else {
    out_->append(indent_, ' ');
  }
  item_ = false;
  out_->append(key).append(":");
}

void YamlWriter::Scalar(std::string_view text) {
  if (!IsBlock(text)) {
    out_->append(" ").append(QuoteYaml(text)).append("\n");
    return;
  }
  bool ends = text.back() == '\n';
  out_->append(ends ? " |\n" : " |-\n");
  if (ends) text.remove_suffix(1);
  for (std::string_view line : base::Split(text, '\n')) {
    if (!line.empty()) out_->append(indent_ + 2, ' ').append(line);
    out_->append("\n");
  }
}

YamlWriter& YamlWriter::Text(std::string_view key, std::string_view text) {
  if (text.empty()) return *this;
  Key(key);
  Scalar(text);
  return *this;
}

YamlWriter& YamlWriter::Bool(std::string_view key, bool value) {
  if (!value) return *this;
  Key(key);
  out_->append(" true\n");
  return *this;
}

YamlWriter& YamlWriter::Number(std::string_view key, double number) {
  Key(key);
  out_->append(" ").append(value::FormatNumber(number)).append("\n");
  return *this;
}

YamlWriter& YamlWriter::Texts(std::string_view key, const std::vector<std::string>& texts) {
  if (texts.empty()) return *this;
  Key(key);
  out_->append(" [");
  for (size_t i = 0; i < texts.size(); ++i) out_->append(i == 0 ? "" : ", ").append(QuoteYaml(texts[i]));
  out_->append("]\n");
  return *this;
}

YamlWriter& YamlWriter::Begin(std::string_view key) {
  Key(key);
  out_->append("\n");
  indent_ += 2;
  return *this;
}

YamlWriter& YamlWriter::BeginItem() {
  indent_ += 2;
  item_ = true;
  return *this;
}

YamlWriter& YamlWriter::EndItem() {
  indent_ -= 2;
  item_ = false;
  return *this;
}

YamlWriter& YamlWriter::End() {
  indent_ -= 2;
  return *this;
}

}  // namespace csip::blueprint
