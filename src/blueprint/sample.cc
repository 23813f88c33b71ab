#include "blueprint/sample.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.h"
#include "blueprint/check/findings.h"
#include "blueprint/sample_rows.h"
#include "blueprint/yaml/fields.h"
#include "blueprint/yaml/folder.h"

namespace csip::blueprint {
namespace {

class SampleReader {
 public:
  SampleReader(const std::string& folder, const Compiled& compiled, const formula::EvalInputs& inputs)
      : folder_(folder + "/samples/"), compiled_(compiled), inputs_(inputs) {}

  base::Result<std::vector<SampleRow>> Run(const std::string& name) {
    ReadOne(name, "");
    if (errors_.empty()) return std::move(rows_);
    base::Error error = errors_.front();
    for (size_t i = 1; i < std::min(errors_.size(), kMaxSampleErrors); ++i)
      error.message += "\n" + errors_[i].ToString();
    if (errors_.size() > kMaxSampleErrors)
      error.message += fmt::format("\n... and {} more", errors_.size() - kMaxSampleErrors);
    return error;
  }

 private:
  std::optional<YamlNode> Load(const std::string& file, std::string* text) {
    auto read = ReadFile(folder_ + file, "samples/" + file);
    auto parsed =
        read.ok() ? ParseYaml(*text = *read, "samples/" + file) : base::Result<YamlNode>(read.error());
    if (parsed.ok()) return std::move(parsed).value();
    errors_.push_back(parsed.error());
    return std::nullopt;
  }

  // The rows of the sample it extends, then its own. `extended_by` is the sample that asked for it.
  void ReadOne(const std::string& name, const std::string& extended_by) {
    std::vector<std::string> names = SampleNamesIn(folder_);
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      std::string words = base::DidYouMean(name, names);
      if (words.empty() && !names.empty()) words = fmt::format("; there are {}", fmt::join(names, ", "));
      base::Place place;
      if (!extended_by.empty()) place.file = "samples/" + extended_by + "/sample.yaml";
      errors_.push_back({base::Code::kNotFound, fmt::format("no sample `{}`{}", name, words), place});
      return;
    }
    if (std::find(chain_.begin(), chain_.end(), name) != chain_.end()) {
      chain_.push_back(name);
      errors_.push_back(base::Invalid(fmt::format("samples extend each other: {}", fmt::join(chain_, " -> ")),
                                      {"samples/" + name + "/sample.yaml"}));
      return;
    }
    chain_.push_back(name);
    std::string text;
    auto node = Load(name + "/sample.yaml", &text);
    if (!node) return;
    ReadContext context{"samples/" + name + "/sample.yaml", text, &errors_, &places_};
    Fields fields(*node, context, "a sample");
    fields.Text("title");
    fields.Text("description");
    std::string extends = fields.Text("extends");
    std::vector<const YamlNode*> tables = fields.Items("tables");
    fields.Done();
    if (!extends.empty()) ReadOne(extends, name);
    ReadTables(name, tables, context);
  }

  static std::vector<std::string> SampleNamesIn(const std::string& samples) {
    std::vector<std::string> names;
    for (const FolderEntry& entry : ListFolder(samples)) {
      if (entry.is_folder) names.push_back(entry.name);
    }
    return names;
  }

  struct TableFile {
    std::string text;
    YamlNode node;
    std::string file;
    bool listed = false;
  };

  void ReadTables(const std::string& name, const std::vector<const YamlNode*>& listed,
                  const ReadContext& context) {
    std::map<std::string, TableFile> files;
    for (const FolderEntry& entry : ListFolder(folder_ + name)) {
      if (entry.is_folder || entry.name == "sample.yaml" || !entry.name.ends_with(".yaml")) continue;
      TableFile file;
      file.file = name + "/" + entry.name;
      auto node = Load(file.file, &file.text);
      if (!node) continue;
      file.node = std::move(*node);
      std::string table = TableOf(file.node);
      file.file = "samples/" + file.file;
      base::Place place{file.file, file.node.line, file.node.column};
      auto [found, fresh] = files.try_emplace(table, std::move(file));
      if (table.empty())
        errors_.push_back(base::Invalid("the file needs the key `table`: whose rows these are", place));
      else if (!fresh)
        errors_.push_back(base::Invalid(
            fmt::format("the rows of {} stand in {} already", table, found->second.file), place));
    }
    for (const YamlNode* item : listed) {
      std::string table = TextOf(*item, context, "an item of `tables`");
      auto found = files.find(table);
      if (found != files.end() && !found->second.listed) {
        found->second.listed = true;
        ReadTableFile(table, found->second);
      } else if (found != files.end()) {
        context.Fail(*item, fmt::format("the table {} is listed twice", table));
      } else {
        std::vector<std::string> names;
        names.reserve(files.size());
        for (const auto& [known, file] : files) names.push_back(known);
        context.Fail(*item, fmt::format("no file of the sample holds rows of `{}`{}", table,
                                        base::DidYouMean(table, names)));
      }
    }
    for (const auto& [table, file] : files) {
      if (file.listed || table.empty()) continue;
      errors_.push_back(
          base::Invalid(fmt::format("the table {} is not listed under `tables` in sample.yaml", table),
                        {file.file, file.node.line, file.node.column}));
    }
  }

  static std::string TableOf(const YamlNode& node) {
    for (size_t i = 0; i < node.keys.size(); ++i) {
      if (node.keys[i].text == "table" && node.items[i].is_text()) return node.items[i].text;
    }
    return "";
  }

  void ReadTableFile(const std::string& name, const TableFile& file) {
    ReadContext context{file.file, file.text, &errors_, &places_};
    Fields fields(file.node, context, "a file of sample rows");
    const YamlNode* table_node = fields.Require("table");
    auto table = compiled_.blueprint.FindTable(name);
    if (!table) {
      std::string words = base::DidYouMean(name, TableNames(compiled_.blueprint));
      context.Fail(*table_node, fmt::format("no table `{}`{}", name, words));
      return;
    }
    fields.Require("rows");
    SampleRowMaker maker(compiled_, inputs_, &rows_);
    for (const YamlNode* row : fields.Items("rows")) maker.Read(*table, *row, context);
    fields.Done();
  }

  std::string folder_;
  const Compiled& compiled_;
  const formula::EvalInputs& inputs_;
  Places places_;
  std::vector<std::string> chain_;
  std::vector<SampleRow> rows_;
  std::vector<base::Error> errors_;
};

}  // namespace

std::vector<std::string> SampleNames(const std::string& folder) {
  std::vector<std::string> names;
  for (const FolderEntry& entry : ListFolder(folder + "/samples")) {
    if (entry.is_folder) names.push_back(entry.name);
  }
  return names;
}

base::Result<std::vector<SampleRow>> ReadSample(const std::string& folder, const std::string& name,
                                                const Compiled& compiled, const formula::EvalInputs& inputs) {
  return SampleReader(folder, compiled, inputs).Run(name);
}

}  // namespace csip::blueprint
