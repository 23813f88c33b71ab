#include "blueprint/yaml/fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/text.h"
#include "blueprint/yaml/formula_place.h"

namespace csip::blueprint {

std::optional<double> PlainNumber(std::string_view text) {
  double number = 0;
  if (text.starts_with('+')) text.remove_prefix(1);
  auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed != std::errc() || end != text.data() + text.size() || !std::isfinite(number))
    return std::nullopt;
  return number;
}

std::string TextOf(const YamlNode& node, const ReadContext& context, std::string_view what) {
  if (node.is_text()) return node.text;
  context.Fail(node, fmt::format("{} must be text, not {}", what, node.KindName()));
  return "";
}

Formula FormulaOf(const YamlNode& node, const ReadContext& context, std::string_view what) {
  Formula formula;
  formula.text = TextOf(node, context, what);
  if (node.is_text() && base::Trim(formula.text).empty()) {
    context.Fail(node, fmt::format("{} is an empty formula; write the formula or remove the key", what));
    formula.text.clear();
  }
  std::vector<Formula::Piece> pieces = LocateText(node, context.source);
  formula.place = {context.file, pieces.front().line, pieces.front().column};
  if (pieces.size() > 1) formula.pieces = std::move(pieces);
  return formula;
}

Fields::Fields(const YamlNode& node, const ReadContext& context, std::string what)
    : node_(node), context_(context), what_(std::move(what)) {
  if (!node.is_map()) {
    context.Fail(node, fmt::format("{} must be a map of keys, not {}", what_, node.KindName()));
    return;
  }
  for (size_t i = 0; i < node.keys.size(); ++i) {
    bool doubled = std::any_of(node.keys.begin(), node.keys.begin() + static_cast<std::ptrdiff_t>(i),
                               [&](const YamlNode& key) { return key.text == node.keys[i].text; });
    if (doubled)
      context.Fail(node.keys[i], fmt::format("the key `{}` comes twice in {}", node.keys[i].text, what_));
  }
}

const YamlNode* Fields::Find(std::string_view key) {
  bool first = std::find(known_.begin(), known_.end(), key) == known_.end();
  if (first) known_.emplace_back(key);
  for (size_t i = 0; i < node_.keys.size(); ++i) {
    if (node_.keys[i].text != key) continue;
    if (!node_.items[i].is_null()) return &node_.items[i];
    if (first)
      context_.Fail(node_.keys[i], fmt::format("`{}` has no value; give it one or remove the key", key));
    return nullptr;
  }
  return nullptr;
}

const YamlNode* Fields::Require(std::string_view key) {
  const YamlNode* found = Find(key);
  if (found == nullptr && node_.is_map()) {
    bool empty =
        std::any_of(node_.keys.begin(), node_.keys.end(), [&](const YamlNode& k) { return k.text == key; });
    if (!empty) context_.Fail(node_, fmt::format("{} needs the key `{}`", what_, key));
  }
  return found;
}

std::string Fields::Text(std::string_view key) {
  const YamlNode* found = Find(key);
  return found == nullptr ? "" : TextOf(*found, context_, fmt::format("`{}`", key));
}

std::string Fields::RequiredText(std::string_view key) {
  const YamlNode* found = Require(key);
  if (found == nullptr) return "";
  std::string text = TextOf(*found, context_, fmt::format("`{}`", key));
  if (found->is_text() && base::Trim(text).empty())
    context_.Fail(*found, fmt::format("`{}` must not be empty", key));
  return text;
}

bool Fields::Bool(std::string_view key, bool otherwise) {
  const YamlNode* found = Find(key);
  if (found == nullptr) return otherwise;
  std::string text = found->is_text() && !found->quoted ? base::ToLowerAscii(found->text) : "";
  if (text == "true") return true;
  if (text != "false") context_.Fail(*found, fmt::format("`{}` must be true or false", key));
  return text == "false" ? false : otherwise;
}

std::optional<double> Fields::Number(std::string_view key) {
  const YamlNode* found = Find(key);
  if (found == nullptr) return std::nullopt;
  auto number = found->is_text() ? PlainNumber(found->text) : std::nullopt;
  if (!number) context_.Fail(*found, fmt::format("`{}` must be a number", key));
  return number;
}

std::optional<int> Fields::Integer(std::string_view key, int least, int greatest) {
  const YamlNode* found = Find(key);
  if (found == nullptr) return std::nullopt;
  auto number = found->is_text() ? PlainNumber(found->text) : std::nullopt;
  if (number && *number == std::floor(*number) && *number >= least && *number <= greatest) {
    return static_cast<int>(*number);
  }
  context_.Fail(*found, fmt::format("`{}` must be a whole number from {} to {}", key, least, greatest));
  return std::nullopt;
}

Formula Fields::ReadFormula(std::string_view key) {
  const YamlNode* found = Find(key);
  return found == nullptr ? Formula() : FormulaOf(*found, context_, fmt::format("`{}`", key));
}

std::vector<std::string> Fields::Texts(std::string_view key, const std::string& path) {
  std::vector<std::string> out;
  for (const YamlNode* item : Items(key)) {
    if (!path.empty()) context_.places->Set(fmt::format("{}/{}", path, out.size()), context_.PlaceOf(*item));
    out.push_back(TextOf(*item, context_, fmt::format("an item of `{}`", key)));
  }
  return out;
}

std::vector<const YamlNode*> Fields::Items(std::string_view key) {
  std::vector<const YamlNode*> out;
  const YamlNode* found = Find(key);
  if (found == nullptr) return out;
  if (found->is_text()) {
    out.push_back(found);
  } else if (found->is_list()) {
    for (const YamlNode& item : found->items) out.push_back(&item);
  } else {
    context_.Fail(*found, fmt::format("`{}` must be a list, not {}", key, found->KindName()));
  }
  return out;
}

void Fields::SetPlace(std::string_view key, const std::string& path) {
  for (size_t i = 0; i < node_.keys.size(); ++i) {
    if (node_.keys[i].text == key) context_.places->Set(path, context_.PlaceOf(node_.items[i]));
  }
}

void Fields::Done() {
  for (const YamlNode& key : node_.keys) {
    if (std::find(known_.begin(), known_.end(), key.text) != known_.end()) continue;
    std::string words = base::DidYouMean(key.text, known_);
    if (words.empty()) words = fmt::format("; {} has the keys {}", what_, fmt::join(known_, ", "));
    context_.Fail(key, fmt::format("unknown key `{}`{}", key.text, words));
  }
}

}  // namespace csip::blueprint
