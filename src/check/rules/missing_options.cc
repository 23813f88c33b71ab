#include <fmt/format.h>

#include <set>

#include "check/report.h"
#include "check/rules/all.h"

namespace csip::check {
namespace {

// The texts that formulas compare the column with: likely options.
std::set<std::string> TestedTexts(const Analysis& analysis, value::TableIndex table,
                                  value::ColumnIndex column) {
  std::set<std::string> texts;
  for (const Site& site : analysis.sites()) {
    if (site.root() == nullptr) continue;
    Walk(*site.root(), [&](const Node& node) {
      if (IsText(node) && node.option_table == table && node.option_column == column)
        texts.insert(std::string(node.value.text()));
    });
  }
  return texts;
}

bool IsElision(const std::string& option) {
  return option.find("...") != std::string::npos || option.find("…") != std::string::npos;
}

void Run(const Analysis& analysis, Report* report) {
  const auto& tables = analysis.blueprint().tables;
  for (value::TableIndex t = 0; t < tables.size(); ++t) {
    for (value::ColumnIndex c = 0; c < tables[t].columns.size(); ++c) {
      const blueprint::Column& column = tables[t].columns[c];
      if (column.type == nullptr || !column.type->has_options || column.computed()) continue;
      if (column.options.empty()) {
        std::set<std::string> texts = TestedTexts(analysis, t, c);
        std::string remedy =
            texts.empty() ? ""
                          : fmt::format("List the options; formulas test “{}”.", fmt::join(texts, "”, “"));
        report->Add(t, column.name, column.place, "no options are listed", remedy);
        continue;
      }
      for (const blueprint::Option& option : column.options) {
        if (IsElision(option.name))
          report->Add(t, column.name, column.place, fmt::format("“{}” leaves options out", option.name));
      }
    }
  }
}

}  // namespace

const Rule kMissingOptions{
    .id = "missing-options",
    .title = "A select without its options",
    .severity = Severity::kWarning,
    .description = "A select column that lists no options, or leaves some out with dots.",
    .why = "Nobody can choose a value, and what formulas test cannot be checked.",
    .remedy = "List the options.",
    .example = "{name: Contract_Type, type: select}",
    .run = Run,
};

}  // namespace csip::check
