#include <fmt/format.h>

#include "check/report.h"
#include "check/rules/all.h"

namespace csip::check {
namespace {

void Run(const Analysis& analysis, Report* report) {
  for (const PartUse& part : analysis.parts()) {
    for (const PartWrite& write : part.writes) {
      auto table = analysis.blueprint().FindTable(write.table);
      if (!table) continue;
      for (const auto& [name, place] : write.columns) {
        auto index = analysis.blueprint().tables[*table].FindColumn(name);
        if (!index) continue;
        const blueprint::Column& column = analysis.ColumnAt(*table, *index);
        bool computed = column.computed() && !column.overridable;
        bool automatic = column.type != nullptr && column.type->automatic && !column.computed();
        if (!computed && !automatic) continue;
        report->Add(part, place,
                    fmt::format("it writes {}, which {}", analysis.NameOf(*table, *index),
                                computed ? "a formula computes" : "the system writes"),
                    computed
                        ? "Let the column be overridable, or write another column that the formula reads."
                        : "Give the column a type that can be written; `touched_by` moves it by itself.");
      }
    }
  }
}

}  // namespace

const Rule kWrittenFormula{
    .id = "written-formula",
    .title = "A computed column that something writes",
    .severity = Severity::kError,
    .description =
        "An automation, a button or an import that sets a column which a formula computes or the system "
        "keeps.",
    .why = "The write is refused, or the next computation undoes it.",
    .remedy = "Let the column be overridable, or write another column that the formula reads.",
    .example = "set: {Risk_Level: At Risk} where Risk_Level has a formula",
    .run = Run,
};

}  // namespace csip::check
