// What stands for something that is not there any more.
#include "formula/functions/family.h"

namespace csip::formula {

using value::Value;

const Function kBrokenReference{
    .name = "BrokenReference",
    .family = "Rows and people",
    .description =
        "The error #REF with this reason. When a column or table is removed although formulas use it, they "
        "become a "
        "BrokenReference that says so, with what they were in a comment behind it.",
    .params = {{"reason", ParamKind::kText}},
    .result = [](Types, const Catalog&) { return Type(); },
    .eval = [](Evaluation&, Args args) { return Value::Error(value::ErrorCode::kRef, args[0].text()); },
    .examples = {{"BrokenReference(\"the column Account.Value was removed\")", "#REF"},
                 {"IfError(BrokenReference(\"gone\"), 0)", "0"},
                 {"BrokenReference(\"\")", ""}},
};

}  // namespace csip::formula
