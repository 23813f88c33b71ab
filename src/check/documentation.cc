#include "check/documentation.h"

#include <fmt/format.h>

#include "check/rule.h"

namespace csip::check {
namespace {

constexpr std::string_view kHead =
    R"(# The checker

`csip check [FOLDER]` reads a blueprint and says what is wrong or doubtful in it, with file, line and column, what comes of it and
what to do. It works by analysis of the text: it knows no table and no column, and finds the same classes of defect in any
blueprint. Without a folder it checks the blueprint that the program carries.

```
tables/account_master.yaml:107:95: warning: Account_Master.Health_Score: [Stakeholder_Engagement] reaches 10, other parts of the
sum 100: with every part at its best the sum is 82 of 100 [weight-scale]
    The part hardly counts, whatever its weight, and the sum never reaches the top of its scale.
    Bring it to the scale of the others: [Stakeholder_Engagement] * 10.
```

| option | does |
|---|---|
| `--json` | prints the findings as JSON: `rule`, `severity`, `file`, `line`, `column`, `table`, `subject`, `what`, `why`, `remedy`, `amendment` |
| `--strict` | ends with 1 on any finding |

It ends with 0 when the blueprint can be loaded, with 1 when there are errors. An *error* cannot work, be it the blueprint or a part of it such as an automation, a
*warning* is a value that comes out wrong or can never come out, a *note* is worth a look. A running server answers the same for
its workspace: `GET /api/check`.

## How it finds out

Every formula is interpreted over what its columns can hold: sliders and scales have their ends, percentages 0 to 100, amounts of
money are taken to be 0 or more, selects have their options, `min` and `max` are believed. From there the ranges go through
arithmetic, averages and counts, `If` and `Switch`, `Min`, `Max` and `Clamp`, column by column in the order of computation.
Conditions count for what stands behind them: in `If([A] > 0, 1 / [A], 0)` the divisor is above 0, and in
`If([Target] != [Base], 1 / ([Target] - [Base]))` the difference is not 0. A range always encloses what can happen, so that "can
never be true" is certain; "can be 0" says that nothing in the blueprint excludes it.

Of automations, buttons, dashboards and decks these keys are understood, wherever they stand: `table` (for what is below it),
`set`, `add`, `upsert` with `key`, `when`, `if`, `where`, `filter`, `formula`, `value`, `sort`, `by`, `top`, `group`, `columns`,
`time_zone`.

A finding that an [amendment](blueprint-format.md#amendments) of the blueprint answers names it.

## The rules

This part is made from the rules themselves.
)";

}  // namespace

std::string CheckerDocumentation() {
  std::string out(kHead);
  out += "\n| rule | severity | finds |\n|---|---|---|\n";
  for (const Rule* rule : Rules())
    out += fmt::format("| [{0}](#{0}) | {1} | {2} |\n", rule->id, NameOf(rule->severity), rule->title);
  for (const Rule* rule : Rules()) {
    out += fmt::format("\n### {}\n\n{}. {}\n\n```\n{}\n```\n\n{} {}\n", rule->id, rule->title,
                       rule->description, rule->example, rule->why, rule->remedy);
  }
  return out;
}

}  // namespace csip::check
