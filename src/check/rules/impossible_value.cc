#include <fmt/format.h>

#include "check/report.h"
#include "check/rules/all.h"

namespace csip::check {
namespace {

// What the test comes to, when no value can be the text.
std::string_view Outcome(const Node& test) {
  if (IsBinary(test, Op::kNotEqual)) return "the condition is always true";
  if (IsBinary(test, Op::kEqual)) return "the condition is never true";
  return "the case never comes up";
}

void Run(const Analysis& analysis, Report* report) {
  for (const Site& site : analysis.sites()) {
    for (const TextTest& test : site.facts.text_tests) {
      std::string text(test.literal->value.text());
      bool option = test.literal->option_table != value::kNone;  // unknown-option's affair
      if (option || !test.values.OnlyTexts() || test.values.texts.contains(text)) continue;
      report->Add(site, *test.literal,
                  fmt::format("{} is never “{}”, so {}; it gives “{}”", site.Text(*test.subject), text,
                              Outcome(*test.node), fmt::join(test.values.texts, "”, “")));
    }
  }
}

}  // namespace

const Rule kImpossibleValue{
    .id = "impossible-value",
    .title = "A value that no formula produces",
    .severity = Severity::kWarning,
    .description = "A text that a computed value is compared with and that its formula can never give.",
    .why = "The comparison has one outcome for every row: what hangs on the other one never happens.",
    .remedy = "Compare with a value that the formula gives, or leave the condition out.",
    .example = "[Level] != \"None\" where Level is If([Score] > 3, \"High\", \"Low\")",
    .run = Run,
};

}  // namespace csip::check
