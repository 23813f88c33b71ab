#include "blueprint/yaml/yaml.h"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <map>
#include <sstream>

#include "base/text.h"

namespace csip::blueprint {
namespace {

constexpr size_t kMaxCopies = 500'000;  // by aliases; what is written out is bounded by the text
constexpr size_t kMaxDepth = 64;

struct Refused {
  std::string message;
  int line;
  int column;
};

size_t CountNodes(const YamlNode& node) {
  size_t count = 1;
  for (const YamlNode& key : node.keys) count += CountNodes(key);
  for (const YamlNode& item : node.items) count += CountNodes(item);
  return count;
}

// Builds the tree from the parser's events. Throws Refused, which never leaves this file.
class Builder : public YAML::EventHandler {
 public:
  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { Leaf(At(mark), anchor); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    auto found = anchors_.find(anchor);
    if (found == anchors_.end())
      throw Refused{"an alias cannot stand inside what it names", mark.line + 1, mark.column + 1};
    YamlNode copy = found->second;
    copies_ += CountNodes(copy);
    if (copies_ > kMaxCopies) throw Refused{"the file holds too many values", mark.line + 1, mark.column + 1};
    Attach(std::move(copy), 0);
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& text) override {
    YamlNode node = At(mark);
    node.quoted = tag != "?";
    bool null = !node.quoted && (text == "~" || text == "null" || text == "Null" || text == "NULL");
    node.kind = null ? YamlNode::Kind::kNull : YamlNode::Kind::kText;
    if (!null) node.text = text;
    Leaf(std::move(node), anchor);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    Open(mark, YamlNode::Kind::kList, anchor);
  }
  void OnSequenceEnd() override { Close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    Open(mark, YamlNode::Kind::kMap, anchor);
  }
  void OnMapEnd() override { Close(); }

  YamlNode root;

 private:
  struct Frame {
    YamlNode node;
    YAML::anchor_t anchor;
  };

  YamlNode At(const YAML::Mark& mark) {
    YamlNode node;
    node.line = mark.line + 1;
    node.column = mark.column + 1;
    node.offset = static_cast<size_t>(mark.pos);
    return node;
  }

  void Open(const YAML::Mark& mark, YamlNode::Kind kind, YAML::anchor_t anchor) {
    if (open_.size() >= kMaxDepth) throw Refused{"nested too deep", mark.line + 1, mark.column + 1};
    YamlNode node = At(mark);
    node.kind = kind;
    open_.push_back({std::move(node), anchor});
  }

  void Close() {
    Frame frame = std::move(open_.back());
    open_.pop_back();
    Attach(std::move(frame.node), frame.anchor);
  }

  void Leaf(YamlNode node, YAML::anchor_t anchor) { Attach(std::move(node), anchor); }

  void Attach(YamlNode node, YAML::anchor_t anchor) {
    if (anchor != 0) anchors_[anchor] = node;
    if (open_.empty()) {
      root = std::move(node);
      return;
    }
    YamlNode& parent = open_.back().node;
    if (parent.is_map() && parent.keys.size() == parent.items.size()) {
      if (!node.is_text())
        throw Refused{fmt::format("a key must be text, not {}", node.KindName()), node.line, node.column};
      parent.keys.push_back(std::move(node));
    } else {
      parent.items.push_back(std::move(node));
    }
  }

  std::vector<Frame> open_;
  std::map<YAML::anchor_t, YamlNode> anchors_;
  size_t copies_ = 0;
};

// The place of the first byte that no YAML file may hold, or nothing.
std::optional<base::Error> FindBadByte(std::string_view text, const std::string& file) {
  base::Place place{file, 1, 0};
  for (char c : text) {
    ++place.column;
    auto byte = static_cast<unsigned char>(c);
    if (byte == '\n') {
      ++place.line;
      place.column = 0;
    } else if ((byte < 0x20 && byte != '\t' && byte != '\r') || byte == 0x7f) {
      return base::Invalid(fmt::format("a control character (0x{:02x}) in the text; remove it", byte), place);
    }
  }
  if (!base::IsUtf8(text)) return base::Invalid("the text is not UTF-8; save the file as UTF-8", {file});
  return std::nullopt;
}

}  // namespace

const char* YamlNode::KindName() const {
  switch (kind) {
    case Kind::kNull:
      return "nothing";
    case Kind::kText:
      return "text";
    case Kind::kList:
      return "a list";
    case Kind::kMap:
      return "a map";
  }
  return "";
}

base::Result<YamlNode> ParseYaml(std::string_view text, const std::string& file) {
  if (text.size() > kMaxYamlBytes) {
    return base::Error{base::Code::kTooLarge,
                       fmt::format("the file has {} bytes, more than {}", text.size(), kMaxYamlBytes),
                       {file}};
  }
  if (auto bad = FindBadByte(text, file)) return *bad;
  std::istringstream stream{std::string(text)};
  Builder builder;
  try {
    YAML::Parser parser(stream);
    parser.HandleNextDocument(builder);
    Builder rest;
    if (parser.HandleNextDocument(rest)) {
      return base::Invalid("the file holds more than one YAML document; keep one",
                           {file, rest.root.line, rest.root.column});
    }
  } catch (const Refused& refused) {
    return base::Invalid(refused.message, {file, refused.line, refused.column});
  } catch (const YAML::Exception& failed) {
    return base::Invalid("not valid YAML: " + failed.msg,
                         {file, failed.mark.line + 1, failed.mark.column + 1});
  }
  return std::move(builder.root);
}

}  // namespace csip::blueprint
