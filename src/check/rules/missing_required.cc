#include <fmt/format.h>

#include "check/report.h"
#include "check/rules/all.h"

namespace csip::check {
namespace {

void Run(const Analysis& analysis, Report* report) {
  for (const PartUse& part : analysis.parts()) {
    for (const PartWrite& write : part.writes) {
      auto table = analysis.blueprint().FindTable(write.table);
      if (!write.makes_row || !table) continue;
      std::vector<std::string> missing;
      for (const blueprint::Column& column : analysis.blueprint().tables[*table].columns) {
        if (!column.required || column.computed() || !column.default_value.empty()) continue;
        bool set = std::any_of(write.columns.begin(), write.columns.end(),
                               [&](const auto& entry) { return entry.first == column.name; });
        if (!set) missing.push_back(column.name);
      }
      if (missing.empty()) continue;
      report->Add(part, write.place,
                  fmt::format("it makes a row of {} without {}, which {} required", write.table,
                              fmt::join(missing, ", "), missing.size() == 1 ? "is" : "are"));
    }
  }
}

}  // namespace

const Rule kMissingRequired{
    .id = "missing-required",
    .title = "A new row without its required values",
    .severity = Severity::kError,
    .description =
        "An automation or a button that makes a row and gives no value to a required column that has no "
        "default.",
    .why = "The row is refused when it is made.",
    .remedy = "Give the values, or give the columns a default.",
    .example = "add: {table: Tasks, set: {Notes: Call}} where Title is required",
    .run = Run,
};

}  // namespace csip::check
