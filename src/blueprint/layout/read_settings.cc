#include "blueprint/layout/read_settings.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "blueprint/read.h"

namespace csip::blueprint {
namespace {

void ReadMap(const YamlNode& node, const ReadContext& context, const Shape& shape, Settings* out) {
  Fields fields(node, context, std::string(shape.what));
  out->shape = &shape;
  out->place = context.PlaceOf(node);
  ReadSettings(fields, out);
  fields.Done();
}

// Which of the shapes the map has; nothing where that is not said, which is reported.
const Shape* ShapeOf(const YamlNode& node, const ReadContext& context, const Key& key) {
  if (key.shapes.size() == 1 || !node.is_map()) return key.shapes.front();
  std::vector<std::string> kinds;
  for (const Shape* shape : key.shapes) kinds.emplace_back(shape->kind);
  for (size_t i = 0; i < node.keys.size(); ++i) {
    if (node.keys[i].text != "kind") continue;
    for (const Shape* shape : key.shapes) {
      if (shape->kind == node.items[i].text) return shape;
    }
    std::string words = base::DidYouMean(node.items[i].text, kinds);
    if (words.empty()) words = fmt::format("; there are {}", fmt::join(kinds, ", "));
    context.Fail(node.items[i], fmt::format("no kind `{}` in `{}`{}", node.items[i].text, key.name, words));
    return nullptr;
  }
  context.Fail(node,
               fmt::format("an item of `{}` needs the key `kind`: {}", key.name, fmt::join(kinds, ", ")));
  return nullptr;
}

void ReadPairs(const YamlNode& node, const ReadContext& context, Setting* out) {
  if (!node.is_map()) {
    context.Fail(node, fmt::format("`{}` must be a map from columns to columns, not {}", out->key->name,
                                   node.KindName()));
    return;
  }
  for (size_t i = 0; i < node.keys.size(); ++i) {
    out->texts.push_back(node.keys[i].text);
    out->places.push_back(context.PlaceOf(node.keys[i]));
    out->texts.push_back(TextOf(node.items[i], context, fmt::format("`{}`", node.keys[i].text)));
    out->places.push_back(context.PlaceOf(node.items[i]));
  }
}

void ReadList(Fields& fields, const Key& key, Setting* out) {
  for (const YamlNode* item : fields.Items(key.name)) {
    out->texts.push_back(TextOf(*item, fields.context(), fmt::format("an item of `{}`", key.name)));
    out->places.push_back(fields.context().PlaceOf(*item));
  }
}

void ReadMaps(Fields& fields, const Key& key, const YamlNode& node, Setting* out) {
  std::vector<const YamlNode*> items = {&node};
  if (key.kind == KeyKind::kMaps) items = fields.Items(key.name);
  for (const YamlNode* item : items) {
    const Shape* shape = ShapeOf(*item, fields.context(), key);
    if (shape != nullptr) ReadMap(*item, fields.context(), *shape, &out->maps.emplace_back());
  }
}

void ReadOne(Fields& fields, const Key& key, const YamlNode& node, Setting* out) {
  switch (key.kind) {
    case KeyKind::kMap:
    case KeyKind::kMaps:
      return ReadMaps(fields, key, node, out);
    case KeyKind::kTexts:
    case KeyKind::kColumns:
    case KeyKind::kSort:
    case KeyKind::kControls:
      return ReadList(fields, key, out);
    case KeyKind::kPairs:
      return ReadPairs(node, fields.context(), out);
    case KeyKind::kCondition:
    case KeyKind::kFormula:
    case KeyKind::kFree:
      out->formula = fields.ReadFormula(key.name);
      return;
    case KeyKind::kFlag:
      if (fields.Bool(key.name)) out->text = "true";
      return;
    case KeyKind::kWhole:
      if (auto number = fields.Integer(key.name, 0, 15)) out->text = std::to_string(*number);
      return;
    default:
      out->text = fields.RequiredText(key.name);
  }
}

bool IsGiven(const Setting& setting) {
  return !setting.text.empty() || !setting.texts.empty() || !setting.formula.empty() || !setting.maps.empty();
}

void CheckOneOf(const Fields& fields, const Settings& settings) {
  for (const auto& group : settings.shape->one_of) {
    size_t given = 0;
    for (std::string_view name : group) given += settings.Find(name) != nullptr ? 1 : 0;
    bool owned = given == 2 && settings.Find("table") != nullptr && settings.Find("view") != nullptr;
    if (given == 1 || owned || !fields.ok()) continue;
    fields.context().Fail(fields.node(),
                          fmt::format("{} needs {} of the keys {}", settings.shape->what,
                                      given == 0 ? "one" : "only one", fmt::join(group, ", ")));
  }
}

// The same tree as the YAML of the same form.
YamlNode NodeOf(const base::Json& json) {
  YamlNode node;
  node.quoted = json.is_text();
  switch (json.kind()) {
    case base::Json::Kind::kNull:
      break;
    case base::Json::Kind::kArray:
      node.kind = YamlNode::Kind::kList;
      for (const base::Json& item : json.items()) node.items.push_back(NodeOf(item));
      break;
    case base::Json::Kind::kObject:
      node.kind = YamlNode::Kind::kMap;
      for (const auto& [name, value] : json.members()) {
        YamlNode key;
        key.kind = YamlNode::Kind::kText;
        key.text = base::ToNfc(name);
        node.keys.push_back(std::move(key));
        node.items.push_back(NodeOf(value));
      }
      break;
    case base::Json::Kind::kText:
      node.kind = YamlNode::Kind::kText;
      node.text = base::ToNfc(json.text());
      break;
    case base::Json::Kind::kBool:
      node.kind = YamlNode::Kind::kText;
      node.text = json.boolean() ? "true" : "false";
      break;
    case base::Json::Kind::kNumber:
      node.kind = YamlNode::Kind::kText;
      base::AppendNumber(json.number(), &node.text);
      break;
  }
  return node;
}

}  // namespace

void ReadSettings(Fields& fields, Settings* settings) {
  for (const Key& key : settings->shape->keys) {
    const YamlNode* node = key.required ? fields.Require(key.name) : fields.Find(key.name);
    if (node == nullptr) continue;
    Setting setting;
    setting.key = &key;
    setting.place = fields.context().PlaceOf(*node);
    ReadOne(fields, key, *node, &setting);
    if (IsGiven(setting)) settings->settings.push_back(std::move(setting));
  }
  CheckOneOf(fields, *settings);
}

void WriteSettings(const Settings& settings, YamlWriter& out) {
  for (const Setting& setting : settings.settings) {
    std::string_view name = setting.key->name;
    if (setting.key->kind == KeyKind::kPairs) {
      out.Begin(name);
      for (size_t i = 0; i + 1 < setting.texts.size(); i += 2)
        out.Text(QuoteYaml(setting.texts[i]), setting.texts[i + 1]);
      out.End();
    } else if (setting.key->kind == KeyKind::kMap) {
      WriteSettings(setting.maps.front(), out.Begin(name));
      out.End();
    } else if (setting.key->kind == KeyKind::kMaps) {
      out.Begin(name);
      for (const Settings& map : setting.maps) {
        WriteSettings(map, out.BeginItem());
        out.EndItem();
      }
      out.End();
    } else if (setting.key->kind == KeyKind::kFlag) {
      out.Bool(name, setting.text == "true");
    } else {
      out.Text(name, setting.formula.empty() ? setting.text : setting.formula.text)
          .Texts(name, setting.texts);
    }
  }
}

base::Status ReadSetting(const base::Json& json, std::string_view name, Settings* settings) {
  const Key* key = settings->shape->Find(name);
  YamlNode map;
  map.kind = YamlNode::Kind::kMap;
  map.keys.push_back(NodeOf(base::Json::Text(std::string(name))));
  map.items.push_back(NodeOf(json));
  std::vector<base::Error> errors;
  Places places;
  ReadContext context{"", "", &errors, &places};
  Settings read{settings->shape};
  if (!json.is_null()) {
    Fields fields(map, context, std::string(settings->shape->what));
    ReadSettings(fields, &read);
  }
  if (!errors.empty()) return base::Invalid(fmt::format("`{}`: {}", name, errors.front().message));
  std::erase_if(settings->settings, [&](const Setting& s) { return s.key == key; });
  for (Setting& setting : read.settings) settings->settings.push_back(std::move(setting));
  std::stable_sort(settings->settings.begin(), settings->settings.end(),
                   [](const Setting& a, const Setting& b) { return a.key < b.key; });
  return {};
}

}  // namespace csip::blueprint
