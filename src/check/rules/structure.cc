#include <fmt/format.h>

#include "check/report.h"
#include "check/rules/all.h"

namespace csip::check {
// What the reader of the folder and the compiler refuse; check.cc adds those that no other rule has found.
const Rule kStructure{
    .id = "structure",
    .title = "What the blueprint's format does not allow",
    .severity = Severity::kError,
    .description =
        "Every other error of a file: an unknown key, a wrong kind of value, a name that comes twice.",
    .why = "The blueprint cannot be loaded.",
    .remedy = "Correct the place named; docs/blueprint-format.md describes every key.",
    .example = "{name: ARR, type: currency, requird: true}",
};

}  // namespace csip::check
