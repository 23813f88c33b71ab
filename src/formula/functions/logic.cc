// Choices and truth.
#include "formula/functions/family.h"
#include "formula/type_rule.h"

namespace csip::formula {

using value::Value;

namespace {

// The results of If and Switch no longer stand for options, even where all of them stem from one column.
Type WithoutOptions(Type type) {
  type.option_table = kNone;
  type.option_column = kNone;
  return type;
}

// If(condition, value, condition, value, otherwise): every second one and the last.
Type IfResult(Types args, const Catalog&) {
  Type common = Type::Of(Base::kBlank);
  for (size_t i = 0; i < args.size(); ++i) {
    if (i % 2 == 1 || i + 1 == args.size()) common = CommonType(common, args[i]);
  }
  return WithoutOptions(common);
}

Type SwitchResult(Types args, const Catalog&) {
  Type common = Type::Of(Base::kBlank);
  for (size_t i = 2; i < args.size(); ++i) {
    if (i % 2 == 0 || i + 1 == args.size()) common = CommonType(common, args[i]);
  }
  return WithoutOptions(common);
}

Type AllCommon(Types args, const Catalog&) {
  Type common = Type::Of(Base::kBlank);
  for (const Type& arg : args) common = CommonType(common, arg);
  return common;
}

Value EvalIf(Evaluation&, LazyArgs args) {
  for (size_t i = 0; i + 1 < args.size(); i += 2) {
    Value condition = ToBool(args[i].Eval());
    if (condition.is_true()) return args[i + 1].Eval();
    if (!condition.is_false()) return condition;  // unknown or an error (S4, S5)
  }
  return args.size() % 2 == 1 ? args.back().Eval() : Value();
}

Value EvalSwitch(Evaluation& evaluation, LazyArgs args) {
  Value subject = args[0].Eval();
  if (const Value* error = FirstError(subject)) return *error;
  for (size_t i = 1; i + 1 < args.size(); i += 2) {
    Value candidate = args[i].Eval();
    if (const Value* error = FirstError(candidate)) return *error;
    if (AreEqual(subject, candidate, evaluation)) return args[i + 1].Eval();
  }
  return args.size() % 2 == 0 ? args.back().Eval() : Value();
}

Value EvalJunction(Evaluation& evaluation, LazyArgs args, Op op) {
  Value result = Value::Bool(op == Op::kAnd);
  for (const LazyArg& arg : args) {
    result = Apply(op, result, arg.Eval(), evaluation);
    if (op == Op::kAnd ? result.is_false() : result.is_true()) break;
  }
  return result;
}

Value EvalAnd(Evaluation& evaluation, LazyArgs args) {
  return EvalJunction(evaluation, args, Op::kAnd);
}
Value EvalOr(Evaluation& evaluation, LazyArgs args) {
  return EvalJunction(evaluation, args, Op::kOr);
}

Value EvalIfBlank(Evaluation&, LazyArgs args) {
  Value result;
  for (const LazyArg& arg : args) {
    Value v = arg.Eval();
    if (!v.is_blank()) return v;
    if (result.is_blank() && result.blank_reason() == value::BlankReason::kNone) result = v;
  }
  return result;
}

Value EvalIfError(Evaluation&, LazyArgs args) {
  Value v = args[0].Eval();
  return FirstError(v) ? args[1].Eval() : v;
}

template <value::Kind kKind>
Value IsKind(Evaluation&, Args args) {
  return Value::Bool(Single(args[0]).kind() == kKind);
}
Value IsMomentKind(Evaluation&, Args args) {
  return Value::Bool(Single(args[0]).is_date() || Single(args[0]).is_instant());
}

Function KindTest(std::string_view name, std::string_view description, Value (*eval)(Evaluation&, Args),
                  std::vector<Example> examples) {
  return Function{.name = name,
                  .family = "Logic",
                  .description = description,
                  .params = {{"value"}},
                  .result = BoolResult,
                  .eval = eval,
                  .blank_passes = false,
                  .examples = std::move(examples)};
}

}  // namespace

const Function kIf{
    .name = "If",
    .aliases = {"SwitchIf"},
    .family = "Logic",
    .description =
        "The value behind the first condition that is true, or the last argument when none is. An unknown "
        "condition "
        "gives a blank: it is not known which value is meant.",
    .params = {{"condition", ParamKind::kLazyBool},
               {"value", ParamKind::kLazy, false, true},
               {"otherwise", ParamKind::kLazy, true}},
    .repeat_from = 0,
    .result = IfResult,
    .eval_lazy = EvalIf,
    .examples = {{"If(1 < 2, \"yes\", \"no\")", "\"yes\""},
                 {"If(\"\" > 2, \"yes\", \"no\")", ""},
                 {"If(False, 1)", ""},
                 {"SwitchIf(1 > 2, \"a\", 2 > 1, \"b\", \"c\")", "\"b\""}},
};

const Function kSwitch{
    .name = "Switch",
    .family = "Logic",
    .description =
        "The result behind the first value that equals the expression, or the last argument when none does. "
        "A blank "
        "equals a blank only.",
    .params = {{"expression", ParamKind::kLazy},
               {"value", ParamKind::kLazy, false, false, true},
               {"result", ParamKind::kLazy, false, true},
               {"otherwise", ParamKind::kLazy, true}},
    .repeat_from = 1,
    .result = SwitchResult,
    .eval_lazy = EvalSwitch,
    .examples = {{"Switch(\"High\", \"Critical\", 5, \"High\", 4)", "4"},
                 {"Switch(\"Odd\", \"Critical\", 5, \"High\", 4, 1)", "1"},
                 {"Switch(\"\", \"Critical\", 5)", ""}},
};

const Function kAnd{
    .name = "And",
    .family = "Logic",
    .description =
        "True when all are true, false when one is false, else blank: the operator AND as a function.",
    .params = {{"condition", ParamKind::kLazyBool, false, true}},
    .result = BoolResult,
    .eval_lazy = EvalAnd,
    .examples = {{"And(True, 1 < 2)", "True"}, {"And(\"\", False)", "False"}, {"And(\"\", True)", ""}},
};

const Function kOr{
    .name = "Or",
    .family = "Logic",
    .description =
        "True when one is true, false when all are false, else blank: the operator OR as a function.",
    .params = {{"condition", ParamKind::kLazyBool, false, true}},
    .result = BoolResult,
    .eval_lazy = EvalOr,
    .examples = {{"Or(False, 1 < 2)", "True"}, {"Or(\"\", True)", "True"}, {"Or(\"\", False)", ""}},
};

const Function kNot{
    .name = "Not",
    .family = "Logic",
    .description = "The opposite: the operator NOT as a function.",
    .params = {{"condition", ParamKind::kBool}},
    .result = BoolResult,
    .eval = [](Evaluation&, Args args) { return Value::Bool(!args[0].boolean()); },
    .examples = {{"Not(1 > 2)", "True"}, {"Not(\"\")", ""}},
};

const Function kXor{
    .name = "Xor",
    .family = "Logic",
    .description = "True when exactly one of the two is true.",
    .params = {{"first", ParamKind::kBool}, {"second", ParamKind::kBool}},
    .result = BoolResult,
    .eval = [](Evaluation&, Args args) { return Value::Bool(args[0].boolean() != args[1].boolean()); },
    .examples = {{"Xor(True, False)", "True"}, {"Xor(True, \"\")", ""}},
};

const Function kTrue{
    .name = "True",
    .family = "Logic",
    .description = "True; also written without parentheses.",
    .result = BoolResult,
    .eval = [](Evaluation&, Args) { return Value::Bool(true); },
    .examples = {{"True()", "True"}, {"True AND \"\"", ""}},
};

const Function kFalse{
    .name = "False",
    .family = "Logic",
    .description = "False; also written without parentheses.",
    .result = BoolResult,
    .eval = [](Evaluation&, Args) { return Value::Bool(false); },
    .examples = {{"False()", "False"}, {"False OR \"\"", ""}},
};

const Function kIsBlank{
    .name = "IsBlank",
    .family = "Logic",
    .description = "Whether the value is blank. The empty text and the empty list are.",
    .params = {{"value"}},
    .result = BoolResult,
    .eval = [](Evaluation&, Args args) { return Value::Bool(args[0].is_blank()); },
    .blank_passes = false,
    .examples = {{"IsBlank(\"\")", "True"}, {"IsBlank(0)", "False"}, {"IsBlank(1 / 0)", "True"}},
};

const Function kIsNotBlank{
    .name = "IsNotBlank",
    .family = "Logic",
    .description = "Whether there is a value.",
    .params = {{"value"}},
    .result = BoolResult,
    .eval = [](Evaluation&, Args args) { return Value::Bool(!args[0].is_blank()); },
    .blank_passes = false,
    .examples = {{"IsNotBlank(\"a\")", "True"}, {"IsNotBlank(\"\")", "False"}},
};

const Function kIsNumber = KindTest(
    "IsNumber", "Whether the value is a number. A text of digits is none.", IsKind<value::Kind::kNumber>,
    {{"IsNumber(1)", "True"}, {"IsNumber(\"1\")", "False"}, {"IsNumber(\"\")", "False"}});
const Function kIsText =
    KindTest("IsText", "Whether the value is a text. The empty text is blank, so it is none.",
             IsKind<value::Kind::kText>,
             {{"IsText(\"a\")", "True"}, {"IsText(1)", "False"}, {"IsText(\"\")", "False"}});
const Function kIsDate =
    KindTest("IsDate", "Whether the value is a date or a date and time.", IsMomentKind,
             {{"IsDate(Today())", "True"}, {"IsDate(\"2026-01-31\")", "False"}, {"IsDate(\"\")", "False"}});

const Function kIfBlank{
    .name = "IfBlank",
    .aliases = {"Coalesce"},
    .family = "Logic",
    .description = "The first value that is not blank.",
    .params = {{"value", ParamKind::kLazy, false, true}},
    .result = AllCommon,
    .eval_lazy = EvalIfBlank,
    .examples = {{"IfBlank(\"\", \"none\")", "\"none\""},
                 {"IfBlank(3, 4)", "3"},
                 {"IfBlank(\"\", \"\")", ""}},
};

const Function kIsError{
    .name = "IsError",
    .family = "Logic",
    .description = "Whether the value is an error, or a list that holds one.",
    .params = {{"value"}},
    .result = BoolResult,
    .eval = [](Evaluation&, Args args) { return Value::Bool(FirstError(args[0]) != nullptr); },
    .blank_passes = false,
    .takes_errors = true,
    .takes_error_items = true,
    .examples = {{"IsError(ToNumber(\"x\"))", "True"}, {"IsError(\"\")", "False"}},
};

const Function kIfError{
    .name = "IfError",
    .family = "Logic",
    .description = "The value, or the second argument when the first is an error or a list that holds one.",
    .params = {{"value", ParamKind::kLazy}, {"otherwise", ParamKind::kLazy}},
    .result = AllCommon,
    .eval_lazy = EvalIfError,
    .examples = {{"IfError(ToNumber(\"x\"), 0)", "0"}, {"IfError(\"\", 0)", ""}},
};

}  // namespace csip::formula
