#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.h"
#include "blueprint/amendment.h"
#include "blueprint/bind_formulas.h"
#include "blueprint/check/check.h"
#include "blueprint/check/complete.h"
#include "blueprint/read.h"
#include "blueprint/read_parts.h"
#include "blueprint/yaml/folder.h"

namespace csip::blueprint {
namespace {

// Reads one folder; used once.
class FolderReader {
 public:
  explicit FolderReader(std::string folder) : folder_(std::move(folder)) {}
  explicit FolderReader(const std::map<std::string, std::string>* files) : files_(files) {}

  ReadOutcome Run() {
    CheckEntries();
    ReadTables();
    ReadRoot();
    ReadDashboards();
    for (const std::string& kind : PartKinds()) ReadPartFolder(kind);
    if (!lost_) {
      Complete(&blueprint_);
      for (base::Error& error : Check(blueprint_, places_)) errors_.push_back(std::move(error));
      Compiled compiled{blueprint_};
      for (base::Error& error : BindFormulas(&compiled)) errors_.push_back(std::move(error));
    }
    return {std::move(blueprint_), std::move(errors_)};
  }

 private:
  struct TableFile {
    Table table;
    std::string file;
    bool listed = false;
  };

  // What is in the folder itself, or in one below it.
  std::vector<FolderEntry> List(const std::string& sub) const {
    if (files_ == nullptr) return ListFolder(sub.empty() ? folder_ : folder_ + "/" + sub);
    std::map<std::string, bool> found;
    std::string prefix = sub.empty() ? "" : sub + "/";
    for (const auto& [path, text] : *files_) {
      if (!path.starts_with(prefix)) continue;
      std::string rest = path.substr(prefix.size());
      size_t slash = rest.find('/');
      if (!rest.starts_with('.')) found[rest.substr(0, slash)] = slash != std::string::npos;
    }
    std::vector<FolderEntry> out;
    for (const auto& [name, is_folder] : found) out.push_back({name, is_folder});
    return out;
  }

  base::Result<std::string> TextOfFile(const std::string& file) const {
    if (files_ == nullptr) return ReadFile(folder_ + "/" + file, file);
    auto found = files_->find(file);
    if (found == files_->end()) return base::Error{base::Code::kNotFound, "the file is missing", {file}};
    return found->second;
  }

  void CheckEntries() {
    std::vector<std::string> folders = PartKinds();
    folders.insert(folders.end(), {"tables", "dashboards", "samples"});
    for (const FolderEntry& entry : List("")) {
      bool known = entry.is_folder ? std::find(folders.begin(), folders.end(), entry.name) != folders.end()
                                   : entry.name == "blueprint.yaml" || !IsYaml(entry.name);
      if (known) continue;
      std::string words = base::DidYouMean(
          entry.name, entry.is_folder ? folders : std::vector<std::string>{"blueprint.yaml"});
      if (words.empty()) words = fmt::format("; the folders are {}", fmt::join(folders, ", "));
      errors_.push_back(base::Invalid(fmt::format("not part of a blueprint{}", words), {entry.name}));
    }
  }

  static bool IsYaml(const std::string& name) { return name.ends_with(".yaml") || name.ends_with(".yml"); }

  // The YAML files of a subfolder, by their path from the folder; anything else in it is reported.
  std::vector<std::string> YamlFiles(const std::string& sub) {
    std::vector<std::string> files;
    for (const FolderEntry& entry : List(sub)) {
      std::string name = sub + "/" + entry.name;
      if (!entry.is_folder && entry.name.ends_with(".yaml"))
        files.push_back(name);
      else if (entry.is_folder || IsYaml(entry.name))
        errors_.push_back(base::Invalid("not read; a file here ends in .yaml", {name}));
    }
    return files;
  }

  // The tree of a file, and its text; nothing when it has been reported as unreadable.
  std::optional<YamlNode> Load(const std::string& file, std::string* text) {
    auto read = TextOfFile(file);
    if (!read.ok()) {
      errors_.push_back(read.error());
      return std::nullopt;
    }
    *text = std::move(read).value();
    auto parsed = ParseYaml(*text, file);
    if (!parsed.ok()) {
      errors_.push_back(parsed.error());
      return std::nullopt;
    }
    return std::move(parsed).value();
  }

  void ReadTables() {
    for (const std::string& file : YamlFiles("tables")) {
      std::string text;
      auto node = Load(file, &text);
      Table table;
      ReadContext context{file, text, &errors_, &places_};
      if (!node || !ReadTable(*node, context, &table)) {
        lost_ = true;
        continue;
      }
      base::Place place = places_.Find(TablePath(table.name), table.place);
      auto [found, fresh] = tables_.emplace(table.name, TableFile{table, file});
      if (!fresh)
        errors_.push_back(base::Invalid(
            fmt::format("the table {} stands in {} already", table.name, found->second.file), place));
    }
  }

  void ReadRoot() {
    std::string text;
    auto node = Load("blueprint.yaml", &text);
    if (!node) {
      lost_ = true;
      return;
    }
    ReadContext context{"blueprint.yaml", text, &errors_, &places_};
    Fields fields(*node, context, "a blueprint");
    ReadWorkspace(fields, &blueprint_);
    fields.Require("tables");
    for (const YamlNode* item : fields.Items("tables")) AddTable(*item, context);
    fields.Done();
    for (const auto& [name, table] : tables_) {
      if (table.listed) continue;
      lost_ = true;
      errors_.push_back(
          base::Invalid(fmt::format("the table {} is not listed under `tables` in blueprint.yaml", name),
                        places_.Find(TablePath(name), table.table.place)));
    }
  }

  void AddTable(const YamlNode& item, const ReadContext& context) {
    std::string name = TextOf(item, context, "an item of `tables`");
    auto found = tables_.find(name);
    if (found != tables_.end() && !found->second.listed) {
      found->second.listed = true;
      blueprint_.tables.push_back(std::move(found->second.table));
    } else if (found != tables_.end()) {
      context.Fail(item, fmt::format("the table {} is listed twice", name));
    } else if (name == kOptionsTable) {
      blueprint_.tables.push_back(MakeOptionsTable());  // its place in the order, without a file of its own
    } else if (item.is_text()) {
      lost_ = true;
      std::vector<std::string> names;
      names.reserve(tables_.size());
      for (const auto& [known, table] : tables_) names.push_back(known);
      context.Fail(item, fmt::format("no file in tables/ holds the table `{}`{}", name,
                                     base::DidYouMean(name, names)));
    }
  }

  void ReadDashboards() {
    for (const std::string& file : YamlFiles("dashboards")) {
      std::string text;
      auto node = Load(file, &text);
      Dashboard dashboard;
      ReadContext context{file, text, &errors_, &places_};
      if (node && ReadDashboard(*node, context, &dashboard))
        blueprint_.dashboards.push_back(std::move(dashboard));
    }
  }

  void ReadPartFolder(const std::string& kind) {
    for (const std::string& file : YamlFiles(kind)) {
      Part part{kind, file.substr(kind.size() + 1), ""};
      part.name.resize(part.name.size() - std::string_view(".yaml").size());
      auto node = Load(file, &part.yaml);
      if (!node) continue;
      if (!node->is_map()) {
        errors_.push_back(base::Invalid(
            fmt::format("the file must hold a map of keys, not {}", node->KindName()), {file, 1, 1}));
      } else if (kind == "amendments") {
        ReadAmendment(part, &errors_);  // its own errors; the part is kept as text
      }
      blueprint_.parts.push_back(std::move(part));
    }
  }

  std::string folder_;
  const std::map<std::string, std::string>* files_ = nullptr;
  Blueprint blueprint_;
  std::vector<base::Error> errors_;
  Places places_;
  std::map<std::string, TableFile> tables_;
  bool lost_ = false;  // a part is missing: names that refer to it would be reported wrongly
};

}  // namespace

ReadOutcome ReadFiles(const std::map<std::string, std::string>& files) {
  ReadOutcome outcome = FolderReader(&files).Run();
  SortErrors(&outcome.errors);
  return outcome;
}

ReadOutcome ReadFolder(const std::string& folder) {
  ReadOutcome outcome = FolderReader(folder).Run();
  SortErrors(&outcome.errors);
  return outcome;
}

}  // namespace csip::blueprint
