#include "check/part_use.h"

#include <algorithm>
#include <array>

#include "blueprint/yaml/fields.h"
#include "blueprint/yaml/formula_place.h"

namespace csip::check {
namespace {

using blueprint::YamlNode;

bool IsOneOf(std::string_view key, std::initializer_list<std::string_view> keys) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

const YamlNode* Find(const YamlNode& map, std::string_view key) {
  if (!map.is_map()) return nullptr;
  for (size_t i = 0; i < map.keys.size(); ++i) {
    if (map.keys[i].text == key) return &map.items[i];
  }
  return nullptr;
}

class PartReader {
 public:
  PartReader(const blueprint::Part& part, PartUse* use)
      : file_(part.kind + "/" + part.name + ".yaml"), source_(part.yaml), use_(*use) {}

  void Run() {
    auto parsed = blueprint::ParseYaml(source_, file_);
    if (!parsed.ok()) return;  // the reader of the folder says so
    Visit(*parsed, "", false);
  }

 private:
  base::Place PlaceOf(const YamlNode& node) const { return {file_, node.line, node.column}; }

  blueprint::Formula FormulaAt(const YamlNode& node) const {
    blueprint::Formula formula;
    formula.text = node.text;
    formula.place = PlaceOf(node);
    formula.pieces = blueprint::LocateText(node, source_);
    if (!formula.pieces.empty()) {
      formula.place.line = formula.pieces.front().line;
      formula.place.column = formula.pieces.front().column;
    }
    return formula;
  }

  void Visit(const YamlNode& node, std::string table, bool makes_row) {
    if (node.is_text()) use_.words.push_back(node.text);
    if (node.is_list()) {
      for (const YamlNode& item : node.items) Visit(item, table, false);
    }
    if (!node.is_map()) return;
    if (const YamlNode* named = Find(node, "table"); named != nullptr && named->is_text()) {
      table = named->text;
      use_.names.push_back({table, "", PlaceOf(*named)});
    }
    const YamlNode* set = Find(node, "set");
    if (set != nullptr && set->is_map()) NoteWrite(node, *set, table, makes_row);
    NoteRanking(node, table);
    for (size_t i = 0; i < node.keys.size(); ++i) VisitKey(node.keys[i].text, node.items[i], table);
  }

  void VisitKey(const std::string& key, const YamlNode& value, const std::string& table) {
    if (value.is_text() && IsOneOf(key, {"when", "if", "where", "filter", "formula", "value"}))
      use_.formulas.push_back({table, FormulaAt(value)});
    if (value.is_text() && key == "time_zone") use_.time_zones.push_back({table, FormulaAt(value)});
    if (IsOneOf(key, {"sort", "by", "group", "columns", "key"})) {
      if (value.is_text()) NoteName(table, value);
      for (const YamlNode& item : value.is_list() ? value.items : std::vector<YamlNode>()) {
        if (item.is_text()) NoteName(table, item);
      }
    }
    if (key == "set") {
      // The columns are noted; their values are formulas or texts.
      for (const YamlNode& item : value.items) Visit(item, table, false);
      return;
    }
    Visit(value, table, IsOneOf(key, {"add", "upsert"}));
  }

  // "Health_Score desc" names a column and a direction.
  void NoteName(const std::string& table, const YamlNode& node) {
    std::string name = node.text;
    if (name.ends_with(" desc")) name.resize(name.size() - 5);
    use_.names.push_back({table, name, PlaceOf(node)});
  }

  void NoteWrite(const YamlNode& node, const YamlNode& set, const std::string& table, bool makes_row) {
    PartWrite write{.table = table, .columns = {}, .makes_row = makes_row, .place = PlaceOf(node)};
    for (const YamlNode& key : set.keys) write.columns.emplace_back(key.text, PlaceOf(key));
    if (const YamlNode* keys = Find(node, "key"); keys != nullptr) {
      for (const YamlNode& item : keys->items) write.columns.emplace_back(item.text, PlaceOf(item));
    }
    use_.writes.push_back(std::move(write));
  }

  void NoteRanking(const YamlNode& node, const std::string& table) {
    const YamlNode* top = Find(node, "top");
    const YamlNode* by = Find(node, "by");
    if (top == nullptr || by == nullptr || !by->is_text()) return;
    std::string column = by->text;
    if (column.ends_with(" desc")) column.resize(column.size() - 5);
    use_.rankings.push_back({table, column, PlaceOf(*by)});
  }

  std::string file_;
  const std::string& source_;
  PartUse& use_;
};

}  // namespace

std::vector<PartUse> ReadPartUses(const blueprint::Blueprint& blueprint) {
  std::vector<PartUse> uses;
  for (const blueprint::Part& part : blueprint.parts) {
    if (part.kind == "amendments") continue;
    PartUse use{.kind = part.kind, .name = part.name};
    PartReader(part, &use).Run();
    uses.push_back(std::move(use));
  }
  return uses;
}

}  // namespace csip::check
