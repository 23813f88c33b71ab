#include "check/check.h"

#include <fmt/format.h>

#include "app/blueprint_folder.h"
#include "app/commands.h"
#include "blueprint/read.h"

namespace csip::app {
namespace {

std::string Contents(const blueprint::Blueprint& blueprint) {
  size_t columns = 0, formulas = blueprint.formulas.size(), views = 0;
  for (const blueprint::Table& table : blueprint.tables) {
    columns += table.columns.size();
    views += table.views.size();
    for (const blueprint::Column& column : table.columns) formulas += column.computed() ? 1 : 0;
  }
  return fmt::format("{} tables, {} columns, {} formulas, {} views", blueprint.tables.size(), columns,
                     formulas, views);
}

std::string Count(size_t count, std::string_view word) {
  return count == 0 ? fmt::format("no {}s", word)
                    : fmt::format("{} {}{}", count, word, count == 1 ? "" : "s");
}

}  // namespace

base::Status CheckBlueprint(const CheckOptions& options) {
  CSIP_ASSIGN_OR_RETURN(std::unique_ptr<BlueprintFolder> opened, BlueprintFolder::Open(options.folder));
  blueprint::ReadOutcome read = blueprint::ReadFolder(opened->path());
  std::vector<check::Finding> findings = check::Check(read.blueprint, read.errors);
  size_t errors = check::CountOf(findings, check::Severity::kError);
  size_t warnings = check::CountOf(findings, check::Severity::kWarning);
  size_t notes = check::CountOf(findings, check::Severity::kNote);
  std::string summary = fmt::format("{}, {}, {}: {}", Count(errors, "error"), Count(warnings, "warning"),
                                    Count(notes, "note"), Contents(read.blueprint));
  if (options.json)
    fmt::print("{}\n", check::ToJson(findings));
  else
    fmt::print("{}{}\n", check::ToText(findings), summary);
  if (errors > 0) return base::Invalid(fmt::format("{} in the blueprint", Count(errors, "error")));
  if (options.strict && !findings.empty())
    return base::Invalid(
        fmt::format("{} and {} in the blueprint", Count(warnings, "warning"), Count(notes, "note")));
  return {};
}

}  // namespace csip::app
