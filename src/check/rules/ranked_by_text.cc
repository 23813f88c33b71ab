#include <fmt/format.h>

#include "check/report.h"
#include "check/rules/all.h"

namespace csip::check {
namespace {

void Run(const Analysis& analysis, Report* report) {
  for (const PartUse& part : analysis.parts()) {
    for (const PartRanking& ranking : part.rankings) {
      auto table = analysis.blueprint().FindTable(ranking.table);
      auto index = table ? analysis.blueprint().tables[*table].FindColumn(ranking.column) : std::nullopt;
      if (!index) continue;
      const blueprint::Column& column = analysis.ColumnAt(*table, *index);
      if (column.type == nullptr || column.type->storage != value::Storage::kText || column.type->has_options)
        continue;
      report->Add(part, ranking.place,
                  fmt::format("the best rows are chosen by {}, a text", analysis.NameOf(*table, *index)));
    }
  }
}

}  // namespace

const Rule kRankedByText{
    .id = "ranked-by-text",
    .title = "The best by a text",
    .severity = Severity::kWarning,
    .description = "A part that takes the first few rows in the order of a text column.",
    .why = "Texts are ordered by the alphabet: the first of them are not the best.",
    .remedy = "Order by a number or a date that says what is meant.",
    .example = "{top: 5, by: Impact_Statement}",
    .run = Run,
};

}  // namespace csip::check
