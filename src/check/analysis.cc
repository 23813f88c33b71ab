#include "check/analysis.h"

#include <fmt/format.h>

#include <set>

#include "blueprint/catalog.h"

namespace csip::check {

using value::ColumnIndex;
using value::kNone;
using value::Storage;
using value::TableIndex;

Analysis::Analysis(const blueprint::Blueprint& blueprint) {
  blueprint::CompileOutcome outcome = blueprint::CompileToInspect(blueprint);
  compiled_ = std::move(outcome.compiled);
  errors_ = std::move(outcome.errors);
  parts_ = ReadPartUses(this->blueprint());
  ListSites();
  Interpret();
}

std::string Analysis::NameOf(TableIndex table, ColumnIndex column) const {
  return blueprint().tables[table].name + "." + ColumnAt(table, column).name;
}

const Site* Analysis::SiteOf(TableIndex table, ColumnIndex column) const {
  size_t at = site_of_[table][column];
  return at == 0 || sites_[at - 1].root() == nullptr ? nullptr : &sites_[at - 1];
}

void Analysis::AddSite(Site site) {
  if (site.formula.empty()) return;
  if (site.bound == nullptr) {
    TableIndex home = site.kind == Site::Kind::kDefault ? kNone : site.table;
    site.bound = std::make_shared<formula::Bound>(formula::Bind(site.formula.text, {&catalog(), home, {}}));
  }
  sites_.push_back(std::move(site));
}

void Analysis::ListSites() {
  const auto& tables = blueprint().tables;
  site_of_.resize(tables.size());
  for (TableIndex t = 0; t < tables.size(); ++t) {
    const blueprint::Table& table = tables[t];
    site_of_[t].resize(table.columns.size());
    for (ColumnIndex c = 0; c < table.columns.size(); ++c) {
      const blueprint::Column& column = table.columns[c];
      AddSite({Site::Kind::kDefault,
               t,
               c,
               column.default_value,
               column.name,
               fmt::format("the default of {}", column.name),
               nullptr,
               {},
               {}});
      if (!column.computed()) continue;
      AddSite({Site::Kind::kColumn,
               t,
               c,
               column.formula,
               column.name,
               fmt::format("the formula of {}", column.name),
               std::shared_ptr<const formula::Bound>(compiled_, &compiled_->formulas[t][c]),
               {},
               {}});
      site_of_[t][c] = sites_.size();
    }
    auto formats = [&](const std::vector<blueprint::ConditionalFormat>& list, const std::string& subject) {
      for (const blueprint::ConditionalFormat& format : list)
        AddSite({Site::Kind::kFormat, t, kNone, format.when, subject, "a format", nullptr, {}, {}});
    };
    formats(table.formats, "");
    for (const blueprint::View& view : table.views) {
      AddSite({Site::Kind::kFilter,
               t,
               kNone,
               view.filter,
               view.name,
               fmt::format("the filter of the view `{}`", view.name),
               nullptr,
               {},
               {}});
      formats(view.formats, view.name);
    }
  }
  for (size_t i = 0; i < blueprint().formulas.size(); ++i) {
    const blueprint::NamedFormula& named = blueprint().formulas[i];
    AddSite({Site::Kind::kNamed,
             kNone,
             kNone,
             named.formula,
             named.name,
             fmt::format("the named formula {}", named.name),
             std::shared_ptr<const formula::Bound>(compiled_, &compiled_->named[i]),
             {},
             {}});
  }
  for (const blueprint::Control& control : blueprint().controls)
    AddSite({Site::Kind::kControl,
             kNone,
             kNone,
             control.default_value,
             control.name,
             fmt::format("the default of the control {}", control.name),
             nullptr,
             {},
             {}});
  for (const PartUse& part : parts_) {
    for (const PartFormula& use : part.formulas)
      AddSite({Site::Kind::kPart,
               blueprint().FindTable(use.table).value_or(kNone),
               kNone,
               use.formula,
               part.Label(),
               part.Label(),
               nullptr,
               {},
               {}});
  }
}

// What a column holds by its type, whatever its formula.
Abstract Analysis::Declared(TableIndex table, ColumnIndex index) const {
  const blueprint::Column& column = ColumnAt(table, index);
  Abstract value = Abstract::Of(catalog().tables[table].columns[index].type);
  if (column.type == nullptr || column.computed()) return value;
  std::string_view type = column.type->name;
  if (column.required || type == "created-at" || type == "modified-at") value.blank = false;
  if (column.type->storage == Storage::kNumber) {
    if (type == "percent") value.number = {0, 100};
    if (type == "currency") value.number = {0, kInfinity};  // money owed is rare; `min` says otherwise
    if (column.limits.min) value.number.lo = *column.limits.min;
    if (column.limits.max) value.number.hi = *column.limits.max;
    value.number.nonzero = !value.number.Contains(0);
  }
  if (column.type->has_options && !column.options.empty()) {
    value.any_text = false;
    for (const blueprint::Option& option : column.options) value.texts.insert(option.name);
  }
  return value;
}

void Analysis::Interpret() {
  const auto& tables = blueprint().tables;
  world_.columns.resize(tables.size());
  for (TableIndex t = 0; t < tables.size(); ++t) {
    for (ColumnIndex c = 0; c < tables[t].columns.size(); ++c) world_.columns[t].push_back(Declared(t, c));
  }
  for (const formula::CatalogName& name : catalog().names) world_.names.push_back(Abstract::Of(name.type));
  auto run = [&](Site& site) {
    if (site.root() == nullptr) return;
    site.value = Interpreter(world_, &site.facts).Run(*site.root());
  };
  for (const formula::ColumnRead& at : compiled_->order) {
    size_t index = site_of_[at.table][at.column];
    if (index == 0 || sites_[index - 1].root() == nullptr) continue;
    run(sites_[index - 1]);
    world_.columns[at.table][at.column] = sites_[index - 1].value;
  }
  for (Site& site : sites_) {
    if (site.kind != Site::Kind::kColumn) run(site);
  }
}

std::optional<Interval> Analysis::ScaleOf(const Node& node) const {
  return ScaleOf(node, 0);
}

std::optional<Interval> Analysis::ScaleOf(const Node& node, int depth) const {
  constexpr int kDeepest = 32;  // columns that are computed from columns
  Abstract value = ValueOf(node);
  if (value.numeric && value.number.bounded()) return value.number;
  if (depth > kDeepest) return std::nullopt;
  if (node.kind == NodeKind::kColumn) {
    const blueprint::Column& column = ColumnAt(node.table, node.column);
    if (column.suffix == "%") return Interval{0, 100};
    const Site* site = SiteOf(node.table, node.column);
    return site == nullptr ? std::nullopt : ScaleOf(*site->root(), depth + 1);
  }
  // An average, a least, a first one is on the scale of its items.
  static constexpr std::string_view kSameScale[] = {"Average", "Median", "Min",   "Max",
                                                    "First",   "Last",   "Round", "Filter"};
  if (node.kind == NodeKind::kCall && node.function != nullptr && node.args.size() >= 1 &&
      std::find(std::begin(kSameScale), std::end(kSameScale), node.function->name) != std::end(kSameScale))
    return ScaleOf(*node.args[0], depth + 1);
  return std::nullopt;
}

bool Analysis::Reads(TableIndex table, ColumnIndex column, formula::ColumnRead other) const {
  std::set<formula::ColumnRead> seen;
  std::vector<formula::ColumnRead> open = {{table, column}};
  while (!open.empty()) {
    formula::ColumnRead at = open.back();
    open.pop_back();
    for (const formula::ColumnRead& read : compiled_->formulas[at.table][at.column].reads) {
      if (read == other) return true;
      if (seen.insert(read).second) open.push_back(read);
    }
  }
  return false;
}

}  // namespace csip::check
