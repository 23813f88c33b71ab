// Typed access to a YAML map, with an error for everything that is not as it should be: a missing or doubled
// key, a wrong kind of value, a key that nobody asked for.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "blueprint/blueprint.h"
#include "blueprint/yaml/places.h"
#include "blueprint/yaml/yaml.h"

namespace csip::blueprint {

// A file being read. `errors` and `places` outlive it.
struct ReadContext {
  std::string file;         // as in messages
  std::string_view source;  // its text
  std::vector<base::Error>* errors;
  Places* places;

  base::Place PlaceOf(const YamlNode& node) const { return {file, node.line, node.column}; }
  void Fail(const YamlNode& node, std::string message) const {
    errors->push_back(base::Invalid(std::move(message), PlaceOf(node)));
  }
};

// Ask for every key the map may have, then call Done(). Belongs to one thread; the node and the context
// outlive it.
class Fields {
 public:
  // `what` names the map in messages: "a column". A node that is no map is an error and then has no keys.
  Fields(const YamlNode& node, const ReadContext& context, std::string what);

  bool ok() const { return node_.is_map(); }
  // The value of the key, or nullptr when it is missing or empty (empty is an error).
  const YamlNode* Find(std::string_view key);
  // Like Find; a missing key is an error.
  const YamlNode* Require(std::string_view key);

  std::string Text(std::string_view key);
  std::string RequiredText(std::string_view key);
  bool Bool(std::string_view key, bool otherwise = false);
  std::optional<double> Number(std::string_view key);
  std::optional<int> Integer(std::string_view key, int least, int greatest);
  Formula ReadFormula(std::string_view key);
  // A list of texts; one text is a list of one. Each item's place is set at "<path>/<index>" when a path is
  // given.
  std::vector<std::string> Texts(std::string_view key, const std::string& path = "");
  // The items of a list, or none.
  std::vector<const YamlNode*> Items(std::string_view key);
  // Remembers where the key's value stands.
  void SetPlace(std::string_view key, const std::string& path);

  // Reports the keys that nobody asked for.
  void Done();

  const YamlNode& node() const { return node_; }
  const ReadContext& context() const { return context_; }

 private:
  const YamlNode& node_;
  const ReadContext& context_;
  std::string what_;
  std::vector<std::string> known_;
};

// The text of a node, or an error and "".
std::string TextOf(const YamlNode& node, const ReadContext& context, std::string_view what);
// A formula with the places of its bytes.
Formula FormulaOf(const YamlNode& node, const ReadContext& context, std::string_view what);
// A number as YAML writes it ("-1.5", "1_000" is none), or nothing.
std::optional<double> PlainNumber(std::string_view text);

}  // namespace csip::blueprint
