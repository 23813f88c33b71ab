#include <fmt/format.h>

#include "app/commands.h"
#include "app/open_workspace.h"
#include "formula/bind.h"
#include "value/display.h"
#include "workspace/cell_input.h"

namespace csip::app {
namespace {

base::Error CannotBind(const formula::Bound& bound, const std::string& text) {
  std::string words;
  for (const formula::Diagnostic& diagnostic : bound.diagnostics) {
    if (diagnostic.severity != formula::Diagnostic::Severity::kError) continue;
    words += (words.empty() ? "" : "\n") + formula::Render(diagnostic, text);
  }
  while (words.ends_with('\n')) words.pop_back();
  return base::Invalid(words);
}

base::Result<value::RowRef> FindRow(const workspace::Reader& reader, const EvalOptions& options) {
  if (options.table.empty()) {
    if (options.row.empty()) return value::RowRef{};
    return base::Invalid("--row needs --table");
  }
  auto table = reader.blueprint().FindTable(options.table);
  if (!table) return base::NotFound(fmt::format("there is no table `{}`", options.table));
  if (options.row.empty()) return value::RowRef{*table, value::kNone};
  workspace::OptionCache cache;
  CSIP_ASSIGN_OR_RETURN(value::RowSlot slot,
                        workspace::CellReader(&reader.engine(), &cache).FindRow(*table, options.row));
  return value::RowRef{*table, slot};
}

}  // namespace

base::Status Eval(const EvalOptions& options) {
  CSIP_ASSIGN_OR_RETURN(std::shared_ptr<base::Clock> clock, MakeClock(options.clock));
  CSIP_ASSIGN_OR_RETURN(std::unique_ptr<workspace::Workspace> workspace, OpenWorkspace(options.data, clock));
  workspace::Reader reader = workspace->Read();
  CSIP_ASSIGN_OR_RETURN(value::RowRef row, FindRow(reader, options));
  bool has_row = row.slot != value::kNone;
  formula::BindContext context{.catalog = &reader.compiled().catalog,
                               .table = has_row ? row.table : value::kNone};
  formula::Bound bound = formula::Bind(options.formula, context);
  if (!bound.ok()) return CannotBind(bound, options.formula);
  value::Value v = reader.engine().Evaluate(bound, has_row ? row : value::RowRef{}, {});
  if (v.is_error()) {
    return base::Invalid(fmt::format("{}{}{}", value::NameOf(v.error_code()),
                                     v.error_reason().empty() ? "" : ": ", v.error_reason()));
  }
  auto namer = [&](value::RowRef ref) { return reader.engine().NameOf(ref); };
  fmt::print("{}\n", value::ToText(v, reader.engine().inputs().zone, namer));
  return {};
}

}  // namespace csip::app
