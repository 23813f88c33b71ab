#include <fmt/format.h>

#include "check/report.h"
#include "check/rules/all.h"

namespace csip::check {
namespace {

void Run(const Analysis& analysis, Report* report) {
  if (!analysis.blueprint().people_table.empty()) return;
  for (const Site& site : analysis.sites()) {
    if (site.root() == nullptr || !site.bound->inputs.user) continue;
    Walk(*site.root(), [&](const Node& node) {
      if (node.kind == NodeKind::kCall && node.function != nullptr && node.function->uses_user)
        report->Add(site, node,
                    fmt::format("{} asks who is looking, and no table says who people are", site.what));
    });
  }
}

}  // namespace

const Rule kUnknownUser{
    .id = "unknown-user",
    .title = "A user whom no row stands for",
    .severity = Severity::kWarning,
    .description =
        "CurrentUser() in a blueprint that names no people table, or none by which a signed-in user is "
        "found.",
    .why = "Nobody who signs in is anybody in the rows: the condition is never true.",
    .remedy = "Give `people` in blueprint.yaml: the table, and the column of the e-mail address.",
    .example = "filter: '[Owner] = CurrentUser()'",
    .run = Run,
};

}  // namespace csip::check
