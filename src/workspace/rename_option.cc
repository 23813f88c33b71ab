#include "workspace/rename_option.h"

#include <algorithm>

#include "base/text.h"
#include "formula/bind.h"

namespace csip::workspace {
namespace {

using blueprint::Formula;
using value::kNone;
using value::TableIndex;

// A text as a literal of the formula language.
std::string Quoted(const std::string& text) {
  return '"' + base::ReplaceAll(base::ReplaceAll(text, "\\", "\\\\"), "\"", "\\\"") + '"';
}

void RenameIn(const blueprint::Compiled& compiled, const OptionRename& rename, TableIndex table,
              Formula* formula) {
  if (formula->text.find(rename.before) == std::string::npos) return;
  formula::Bound bound = formula::Bind(formula->text, {.catalog = &compiled.catalog, .table = table});
  if (!bound.ok()) return;
  std::vector<formula::Span> spans;
  for (const formula::Reference& reference : bound.references) {
    if (reference.kind != formula::Reference::Kind::kOption || reference.table != rename.table ||
        reference.column != rename.column) {
      continue;
    }
    std::string written =
        formula->text.substr(reference.span.begin, reference.span.end - reference.span.begin);
    if (written == Quoted(rename.before)) spans.push_back(reference.span);
  }
  std::sort(spans.begin(), spans.end(), [](const auto& a, const auto& b) { return a.begin > b.begin; });
  for (const formula::Span& span : spans)
    formula->text.replace(span.begin, span.end - span.begin, Quoted(rename.after));
}

}  // namespace

void RenameOption(const blueprint::Compiled& compiled, const OptionRename& rename,
                  blueprint::Blueprint* blueprint) {
  for (auto& option : blueprint->tables[rename.table].columns[rename.column].options) {
    if (option.name == rename.before) option.name = rename.after;
  }
  auto follow = [&](TableIndex table, Formula* formula) { RenameIn(compiled, rename, table, formula); };
  auto follow_formats = [&](TableIndex table, std::vector<blueprint::ConditionalFormat>* formats) {
    for (auto& format : *formats) follow(table, &format.when);
  };
  for (TableIndex t = 0; t < blueprint->tables.size(); ++t) {
    auto& table = blueprint->tables[t];
    for (auto& column : table.columns) {
      follow(t, &column.formula);
      // A default has no row to compare with; it stands for an option of its own column.
      if (t == rename.table && &column == &table.columns[rename.column] &&
          column.default_value.text == Quoted(rename.before)) {
        column.default_value.text = Quoted(rename.after);
      }
    }
    follow_formats(t, &table.formats);
    for (auto& view : table.views) {
      follow(t, &view.filter);
      follow_formats(t, &view.formats);
    }
  }
  for (auto& named : blueprint->formulas) follow(kNone, &named.formula);
}

}  // namespace csip::workspace
