#include "formula/documentation.h"

#include <fmt/format.h>

#include "formula/function.h"

namespace csip::formula {
namespace {

constexpr std::string_view kHead =
    "# Functions\n\n"
    "Every function of the formula language, by family. How blanks, errors, comparisons and dates behave in "
    "general is in\n"
    "[formula-semantics.md](formula-semantics.md). Square brackets mark arguments that may be left out, `…` "
    "those that may\n"
    "come again. A function's first argument can stand before it: `list.Count()` is `Count(list)`.\n\n"
    "This page is made from the functions themselves, and each example runs as a test.\n";

constexpr std::string_view kTail =
    "\n## What is left out\n\n"
    "- `Random`, `RandomItem`: a value must follow from its inputs, or a recomputation would change what "
    "nobody "
    "changed.\n"
    "- `AddRow`, `ModifyRows`, `DeleteRows`, `RunActions` and other actions: buttons and automations act, "
    "formulas "
    "answer.\n"
    "- `Created`, `Modified`, `CreatedBy`, `ModifiedBy`: columns of these types hold it, with the same "
    "rights and "
    "history as any column.\n"
    "- `Hyperlink`, `Image`, `Button`: columns of these types show it.\n";

std::string Anchor(std::string_view family) {
  std::string anchor;
  for (char c : family) anchor += c == ' ' ? '-' : static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return anchor;
}

std::string ResultOf(const Example& example) {
  if (example.result.empty()) return "blank";
  return "`" + std::string(example.result) + "`";
}

void AppendFunction(const Function& function, std::string* out) {
  *out += fmt::format("\n### {}\n\n`{}`\n\n{}", function.name, Signature(function), function.description);
  if (!function.aliases.empty()) {
    std::string also;
    for (std::string_view alias : function.aliases)
      also += fmt::format("{}`{}`", also.empty() ? "" : ", ", alias);
    *out += fmt::format(" Also: {}.", also);
  }
  *out += "\n\n| example | gives |\n|---|---|\n";
  for (const Example& example : function.examples) {
    *out += fmt::format("| `{}` | {} |\n", example.formula, ResultOf(example));
  }
}

}  // namespace

std::string FormulaDocumentation() {
  std::vector<std::string_view> families;
  for (const Function* function : Functions()) {
    if (families.empty() || families.back() != function->family) families.push_back(function->family);
  }
  std::string out(kHead);
  out += "\n";
  for (std::string_view family : families) {
    out += fmt::format("- [{}](#{}):", family, Anchor(family));
    for (const Function* function : Functions()) {
      if (function->family == family)
        out += fmt::format(" [{}](#{})", function->name, Anchor(function->name));
    }
    out += "\n";
  }
  for (std::string_view family : families) {
    out += fmt::format("\n## {}\n", family);
    for (const Function* function : Functions()) {
      if (function->family == family) AppendFunction(*function, &out);
    }
  }
  out += kTail;
  return out;
}

}  // namespace csip::formula
