#include <fmt/format.h>

#include "check/report.h"
#include "check/rules/all.h"

namespace csip::check {
namespace {

struct Link {
  value::TableIndex table;
  value::ColumnIndex column;
  value::TableIndex target;
  bool many;
};

// Relations that store links of their own and say nothing of the other side.
std::vector<Link> UnpairedLinks(const Analysis& analysis) {
  std::vector<Link> links;
  const auto& tables = analysis.blueprint().tables;
  for (value::TableIndex t = 0; t < tables.size(); ++t) {
    for (value::ColumnIndex c = 0; c < tables[t].columns.size(); ++c) {
      const blueprint::Column& column = tables[t].columns[c];
      bool stored =
          column.type != nullptr && column.type->has_target && !column.type->automatic && !column.computed();
      auto target = analysis.blueprint().FindTable(column.target);
      if (stored && target && column.inverse.empty() && *target != t)
        links.push_back({t, c, *target, column.type->storage == value::Storage::kRows});
    }
  }
  return links;
}

void Run(const Analysis& analysis, Report* report) {
  std::vector<Link> links = UnpairedLinks(analysis);
  for (const Link& link : links) {
    if (!link.many) continue;
    std::vector<std::string> others;
    for (const Link& other : links) {
      bool back = other.table == link.target && other.target == link.table;
      // Of two lists the first in the blueprint is reported.
      if (back && (!other.many || link.table < other.table))
        others.push_back(analysis.NameOf(other.table, other.column));
    }
    if (others.empty()) continue;
    const blueprint::Column& column = analysis.ColumnAt(link.table, link.column);
    report->Add(link.table, column.name, column.place,
                fmt::format("it links to {}, which links back by {}; neither follows the other",
                            column.target, fmt::join(others, ", ")));
  }
}

}  // namespace

const Rule kLinksKeptTwice{
    .id = "links-kept-twice",
    .title = "The same links kept on both sides",
    .severity = Severity::kWarning,
    .description =
        "Two tables that link to each other by columns of their own, none of which is the other's inverse or "
        "computed from it.",
    .why = "Someone links on one side only, and the two sides drift apart.",
    .remedy =
        "Name each other as `inverse`, so that one set of links shows on both sides; or compute one from the "
        "other.",
    .example = "Goals.Linked_Teams and Teams.Linked_Goals, without inverse",
    .run = Run,
};

}  // namespace csip::check
