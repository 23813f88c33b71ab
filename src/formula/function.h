// One descriptor per function of the language: body, parameters, documentation, examples.
//
// A function lives in functions/<family>.cc and is listed in functions/all.cc; nothing else names it. The
// documentation page, the editor's completion and the tests of its examples come from here.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "formula/ast.h"
#include "formula/type.h"
#include "value/value.h"

namespace csip::formula {

class Evaluation;  // formula/evaluate.h: inputs, budget, row source, frames

// How a parameter's argument is typed and when it is evaluated.
enum class ParamKind : uint8_t {
  kAny,
  kBool,
  kNumber,
  kText,  // anything; turned into text
  kDate,  // a date or an instant
  kList,  // a list, or one value taken as a list of one
  kRows,  // a list of rows or a table
  kRow,
  kLambda,    // evaluated for each item of the list before it, with CurrentValue bound
  kLazy,      // evaluated only when the function asks (If, IfError)
  kLazyBool,  // the same, and true, false or blank
  kSought,    // what the lambda before it must equal: Lookup(T, column, value) is Lookup(T, column = value)
  kNumbers,   // a number or a list of numbers
  kOrdered,   // a number or a date, or a list of them
  kName,      // a bare name that the next parameter may use (WithName)
};

// "number", "text", "rows", "expression": for signatures.
std::string_view NameOf(ParamKind kind);

struct Param {
  std::string_view name;
  ParamKind kind = ParamKind::kAny;
  bool optional = false;
  bool repeated = false;  // this one, or the group from `repeat_from` on, may come again
  bool matched = false;   // compared with the first argument: a text stands for its option (S12)
};

struct Example {
  std::string_view formula;
  std::string_view result;  // a formula of the expected value: "3", "\"ab\"", "Date(2026, 1, 31)"; "" is
                            // blank; "#VALUE" an error
};

// An argument that is not evaluated yet.
class LazyArg {
 public:
  LazyArg(Evaluation* evaluation, const Node* node) : evaluation_(evaluation), node_(node) {}
  value::Value Eval() const;                                 // in the current frames
  value::Value EvalWith(const value::Value& current) const;  // with one more frame: CurrentValue
  const Node& node() const { return *node_; }

 private:
  Evaluation* evaluation_;
  const Node* node_;
};

struct Function {
  std::string_view name;
  std::vector<std::string_view> aliases;
  std::string_view family;       // "Logic", "Lists", "Aggregates", "Math", "Dates", "Text", "Rows and people"
  std::string_view description;  // one or two sentences; differences from Coda stated here
  std::vector<Param> params;
  uint32_t repeat_from =
      0;  // the first parameter of the repeated group, which ends at the one marked `repeated`;
          // one more parameter may follow: an optional last argument (Switch's otherwise)
  // The result's type from the arguments' types (already bound).
  Type (*result)(std::span<const Type> args, const Catalog& catalog);
  // Exactly one of the two. `eval` gets evaluated arguments; when `blank_passes`, a blank argument makes the
  // result blank without a call (S1), and an error argument makes the result that error unless
  // `takes_errors`.
  value::Value (*eval)(Evaluation& evaluation, std::span<const value::Value> args) = nullptr;
  value::Value (*eval_lazy)(Evaluation& evaluation, std::span<const LazyArg> args) = nullptr;
  bool blank_passes = true;
  bool takes_errors = false;
  // A list that holds an error makes the result that error (S5), unless this is set.
  bool takes_error_items = false;
  // Depends on more than its arguments: Today, Now, CurrentUser, random numbers.
  bool uses_today = false;
  bool uses_now = false;
  bool uses_user = false;
  bool uses_random = false;
  std::vector<Example> examples;
};

// "If(condition, value, …, [otherwise])", as the documentation and messages show it.
std::string Signature(const Function& function);
// The parameter that argument `index` of `count` belongs to; nullptr when there are too many or a group is
// incomplete.
const Param* ParamOf(const Function& function, size_t index, size_t count);

// Every function, in the order of the documentation.
std::span<const Function* const> Functions();
// By name or alias, ignoring ASCII case; nullptr when there is none.
const Function* FindFunction(std::string_view name);

}  // namespace csip::formula
