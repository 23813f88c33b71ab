#include <fmt/format.h>

#include <filesystem>
#include <set>

#include "blueprint/check/complete.h"
#include "blueprint/product_table.h"
#include "blueprint/read.h"
#include "blueprint/write_parts.h"
#include "blueprint/yaml/folder.h"

namespace csip::blueprint {
namespace {

namespace fs = std::filesystem;

// The blueprint without what Complete would add. The first of ever more cautious tries that completes to the
// same is taken, so that files stay as short as a person would write them and never say less than they
// should.
Blueprint Strip(const Blueprint& whole) {
  for (bool keep_links : {false, true}) {
    Blueprint bare = whole;
    StripProductTables(&bare);
    for (Table& table : bare.tables) {
      while (!keep_links && !table.columns.empty() && !table.columns.back().inverse.empty() &&
             !table.columns.back().links_owner && table.columns.back().title.empty() &&
             table.columns.back().description.empty()) {
        table.columns.pop_back();
      }
      for (Column& column : table.columns) {
        if (!keep_links) column.links_owner = false;
        if (column.currency == whole.currency) column.currency.clear();
        if (column.suffix == "%") column.suffix.clear();
      }
    }
    // Identifiers that follow from the names.
    Blueprint derived = bare;
    for (Table& table : derived.tables) {
      table.id.clear();
      for (Column& column : table.columns) column.id.clear();
      for (View& view : table.views) view.id.clear();
    }
    for (NamedFormula& named : derived.formulas) named.id.clear();
    for (Control& control : derived.controls) control.id.clear();
    for (Dashboard& dashboard : derived.dashboards) dashboard.id.clear();
    for (Blueprint* candidate : {&derived, &bare}) {
      Blueprint completed = *candidate;
      Complete(&completed);
      if (completed == whole) return *candidate;
    }
  }
  return whole;
}

std::string FileName(const std::string& table, std::set<std::string>* taken) {
  std::string name;
  for (char c : table) {
    bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (c >= 'A' && c <= 'Z')
      name += static_cast<char>(c - 'A' + 'a');
    else
      name += letter ? c : '_';
  }
  std::string free = name;
  for (int i = 2; !taken->insert(free).second; ++i) free = fmt::format("{}_{}", name, i);
  return free + ".yaml";
}

// The files of the folder by their relative path.
std::map<std::string, std::string> Files(const Blueprint& bare) {
  std::map<std::string, std::string> files;
  std::string& workspace = files["blueprint.yaml"];
  YamlWriter out(&workspace);
  WriteWorkspace(bare, out);
  workspace += "tables:\n";
  std::set<std::string> taken, dashboards;
  for (const Table& table : bare.tables) {
    workspace += "  - " + QuoteYaml(table.name) + "\n";
    YamlWriter table_out(&files["tables/" + FileName(table.name, &taken)]);
    WriteTable(table, table_out);
  }
  for (const Dashboard& dashboard : bare.dashboards) {
    YamlWriter dashboard_out(&files["dashboards/" + FileName(dashboard.name, &dashboards)]);
    WriteDashboard(dashboard, dashboard_out);
  }
  for (const Part& part : bare.parts) files[part.kind + "/" + part.name + ".yaml"] = part.yaml;
  return files;
}

base::Status RemoveOthers(const std::map<std::string, std::string>& files, const std::string& folder) {
  std::vector<std::string> kinds = PartKinds();
  kinds.insert(kinds.end(), {"tables", "dashboards"});
  for (const std::string& kind : kinds) {
    for (const FolderEntry& entry : ListFolder(folder + "/" + kind)) {
      std::string name = fmt::format("{}/{}", kind, entry.name);
      if (entry.is_folder || !name.ends_with(".yaml") || files.contains(name)) continue;
      std::error_code failed;
      fs::remove(fs::path(folder) / name, failed);
      if (failed)
        return base::Error{base::Code::kUnavailable,
                           "the file cannot be removed: " + name + ": " + failed.message()};
    }
  }
  return {};
}

}  // namespace

std::string WriteText(const Blueprint& blueprint) {
  std::string text;
  YamlWriter out(&text);
  WriteWorkspace(blueprint, out);
  if (!blueprint.tables.empty()) {
    out.Begin("tables");
    for (const Table& table : blueprint.tables) {
      out.BeginItem();
      WriteTable(table, out);
      out.EndItem();
    }
    out.End();
  }
  if (!blueprint.dashboards.empty()) {
    out.Begin("dashboards");
    for (const Dashboard& dashboard : blueprint.dashboards) {
      WriteDashboard(dashboard, out.BeginItem());
      out.EndItem();
    }
    out.End();
  }
  if (!blueprint.parts.empty()) {
    out.Begin("parts");
    for (const Part& part : blueprint.parts) {
      out.BeginItem().Text("kind", part.kind).Text("name", part.name).Text("yaml", part.yaml).EndItem();
    }
    out.End();
  }
  return text;
}

std::map<std::string, std::string> WriteFiles(const Blueprint& blueprint) {
  return Files(Strip(blueprint));
}

base::Status WriteFolder(const Blueprint& blueprint, const std::string& folder) {
  for (const Part& part : blueprint.parts) {
    if (part.name.empty() || part.name.starts_with('.') || part.name.find('/') != std::string::npos) {
      return base::Invalid(fmt::format("`{}` in {} cannot be a file name; rename it", part.name, part.kind));
    }
  }
  std::map<std::string, std::string> files = Files(Strip(blueprint));
  bool replaces = fs::exists(folder + "/blueprint.yaml");
  for (const auto& [name, text] : files) {
    fs::path path = fs::path(folder) / name;
    std::error_code failed;
    fs::create_directories(path.parent_path(), failed);
    if (failed)
      return base::Error{base::Code::kUnavailable, "the folder cannot be made: " +
                                                       path.parent_path().string() + ": " + failed.message()};
    CSIP_RETURN_IF_ERROR(ReplaceFile(path.string(), text));
  }
  if (replaces) CSIP_RETURN_IF_ERROR(RemoveOthers(files, folder));
  return {};
}

}  // namespace csip::blueprint
