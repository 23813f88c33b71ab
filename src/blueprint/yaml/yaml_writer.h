// Writes YAML that ParseYaml reads back as the same texts, laid out for people: block maps, short lists in
// one line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace csip::blueprint {

// Appends to `out`, which must outlive it. Empty texts, lists and false are not written: missing says the
// same.
class YamlWriter {
 public:
  explicit YamlWriter(std::string* out) : out_(out) {}

  YamlWriter& Text(std::string_view key, std::string_view text);  // nothing when empty
  YamlWriter& Bool(std::string_view key, bool value);             // nothing when false
  YamlWriter& Number(std::string_view key, double number);
  YamlWriter& Texts(std::string_view key,
                    const std::vector<std::string>& texts);  // in one line; nothing when empty

  // A nested map, or a list of maps, each item of which begins with BeginItem.
  YamlWriter& Begin(std::string_view key);
  YamlWriter& BeginItem();
  YamlWriter& EndItem();
  YamlWriter& End();

 private:
  void Key(std::string_view key);
  void Scalar(std::string_view text);
  std::string* out_;
  size_t indent_ = 0;
  bool item_ = false;  // the next key begins an item: "- key"
};

// The text as a YAML value in one line.
std::string QuoteYaml(std::string_view text);

}  // namespace csip::blueprint
