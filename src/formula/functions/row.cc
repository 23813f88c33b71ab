// Rows and who is asking.
#include "formula/functions/family.h"

namespace csip::formula {

using value::Value;

namespace {

Value EvalRowNumber(Evaluation& evaluation, Args args) {
  if (!args[0].is_row()) return ValueError("RowNumber is asked of a value that is no row");
  value::RowRef row = args[0].row();
  return Value::Number(static_cast<double>(evaluation.rows().RowNumber(row.table, row.slot)));
}

Value EvalRowId(Evaluation& evaluation, Args args) {
  if (!args[0].is_row()) return ValueError("RowId is asked of a value that is no row");
  value::RowRef row = args[0].row();
  return evaluation.MakeText(evaluation.rows().RowId(row.table, row.slot));
}

Type UserResult(Types, const Catalog& catalog) {
  return catalog.people == kNone ? Type::Of(Base::kText) : Type::Row(catalog.people);
}

}  // namespace

const Function kRowNumber{
    .name = "RowNumber",
    .family = "Rows and people",
    .description =
        "The row's ordinal in its table: given when the row is made, never changed, never given again. "
        "Without an "
        "argument it is the row of the formula.",
    .params = {{"row", ParamKind::kRow, true}},
    .result = NumberResult,
    .eval = EvalRowNumber,
    .examples = {{"\"N-\" & Format(thisRow.RowNumber(), \"000\")", "\"N-001\""}, {"RowNumber(\"\")", ""}},
};

const Function kRowId{
    .name = "RowId",
    .family = "Rows and people",
    .description = "The row's identifier, as the API has it; it never changes.",
    .params = {{"row", ParamKind::kRow, true}},
    .result = TextResult,
    .eval = EvalRowId,
    .examples = {{"RowId(thisRow)", "\"i-1\""}, {"RowId(\"\")", ""}},
};

const Function kCurrentUser{
    .name = "CurrentUser",
    .aliases = {"User"},
    .family = "Rows and people",
    .description =
        "The row of the people table whose e-mail address is that of the person who is looking; a blank when "
        "nobody is, or "
        "the person has no row.",
    .result = UserResult,
    .eval = [](Evaluation& evaluation, Args) { return evaluation.inputs().user; },
    .uses_user = true,
    .examples = {{"IsBlank(CurrentUser())", "True"}, {"User()", ""}},
};

}  // namespace csip::formula
