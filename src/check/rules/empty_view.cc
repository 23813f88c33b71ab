#include <fmt/format.h>

#include "check/report.h"
#include "check/rules/all.h"

namespace csip::check {
namespace {

bool SaysNothing(const blueprint::View& view) {
  return view.filter.empty() && view.sort.empty() && view.group.empty() && view.columns.empty() &&
         view.formats.empty() && view.layout == "grid";
}

void Run(const Analysis& analysis, Report* report) {
  const auto& tables = analysis.blueprint().tables;
  for (value::TableIndex t = 0; t < tables.size(); ++t) {
    for (const blueprint::View& view : tables[t].views) {
      if (view.is_default || !SaysNothing(view)) continue;
      report->Add(t, view.name, view.place,
                  fmt::format("the view `{}` has a name and no definition; it shows every row in no order",
                              view.name));
    }
  }
}

}  // namespace

const Rule kEmptyView{
    .id = "empty-view",
    .title = "A view without a definition",
    .severity = Severity::kWarning,
    .description =
        "A view other than the default one that neither filters, sorts, groups nor chooses columns.",
    .why = "It shows the same as the whole table, whatever its name promises.",
    .remedy = "Say what the name means: a filter, an order, a group.",
    .example = "views: [{name: All Risks}, {name: Critical Risks}]",
    .run = Run,
};

}  // namespace csip::check
