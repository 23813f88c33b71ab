#include <fmt/format.h>

#include "blueprint/amendment.h"
#include "check/report.h"
#include "check/rules/all.h"

namespace csip::check {
namespace {

void Add(const blueprint::Amendment& amendment, base::Place place, std::string what, Report* report) {
  report->Add(value::kNone, "amendments/" + amendment.id, place.line > 0 ? place : amendment.place,
              std::move(what));
}

// Switches one amendment over by itself and looks at what comes of it.
void CheckAmendment(const blueprint::Blueprint& blueprint, const std::set<std::string>& on,
                    const blueprint::Amendment& amendment, size_t errors, Report* report) {
  std::set<std::string> switched = on;
  if (!switched.erase(amendment.id)) switched.insert(amendment.id);
  auto outcome = blueprint::SwitchAmendments(blueprint, switched);
  if (!outcome.ok()) return Add(amendment, outcome.error().place, outcome.error().message, report);
  blueprint::CompileOutcome compiled = blueprint::CompileToInspect(std::move(*outcome));
  if (compiled.errors.size() <= errors) return;
  for (const base::Error& error : compiled.errors) {
    if (error.place.file == amendment.place.file) Add(amendment, error.place, error.message, report);
  }
}

void Run(const Analysis& analysis, Report* report) {
  std::vector<blueprint::Amendment> amendments = blueprint::ReadAmendments(analysis.blueprint());
  std::set<std::string> on;
  for (const blueprint::Amendment& amendment : amendments) {
    if (amendment.on) on.insert(amendment.id);
  }
  for (const blueprint::Amendment& amendment : amendments)
    CheckAmendment(analysis.blueprint(), on, amendment, analysis.errors().size(), report);
}

}  // namespace

const Rule kStaleAmendment{
    .id = "stale-amendment",
    .title = "An amendment that cannot be switched",
    .severity = Severity::kWarning,
    .description =
        "An amendment that was written for another formula than the column has, or whose own formula has "
        "errors.",
    .why = "Switching it is refused.",
    .remedy = "Bring `before` and `after` up to the formula of the column.",
    .example = "before: '[A] * 2' where the column says [A] * 3",
    .run = Run,
};

}  // namespace csip::check
