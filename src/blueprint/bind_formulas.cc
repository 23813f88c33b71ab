#include "blueprint/bind_formulas.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "blueprint/catalog.h"
#include "blueprint/layout/walk.h"

namespace csip::blueprint {
namespace {

using formula::Base;
using formula::Bound;
using formula::Diagnostic;
using formula::Type;

// Entries of Catalog::names that the tree reads.
void CollectNamed(const formula::Node& node, std::vector<uint32_t>* out) {
  if (node.kind == formula::NodeKind::kNamed) out->push_back(node.name_index);
  for (const auto& arg : node.args) CollectNamed(*arg, out);
}

class FormulaBinder {
 public:
  explicit FormulaBinder(Compiled* compiled) : out_(*compiled), blueprint_(compiled->blueprint) {}

  std::vector<base::Error> Run() {
    out_.catalog = MakeCatalog(blueprint_);
    ListNodes();
    SettleTypes();
    LearnInputs();
    for (size_t i = 0; i < graph_.nodes.size(); ++i) ReportNode(graph_.nodes[i], inputs_[i]);
    ReportCycles();
    FillStorage();
    for (TableIndex t = 0; t < blueprint_.tables.size(); ++t) {
      CheckDefaults(t);
      CheckConditions(t);
    }
    CheckControls();
    CheckSettingFormulas();
    return std::move(errors_);
  }

 private:
  void ListNodes() {
    out_.formulas.resize(blueprint_.tables.size());
    for (TableIndex t = 0; t < blueprint_.tables.size(); ++t) {
      const Table& table = blueprint_.tables[t];
      out_.formulas[t].resize(table.columns.size());
      for (ColumnIndex c = 0; c < table.columns.size(); ++c) {
        if (table.columns[c].computed()) graph_.nodes.push_back({false, t, c});
      }
    }
    out_.named.resize(blueprint_.formulas.size());
    for (uint32_t i = 0; i < blueprint_.formulas.size(); ++i) graph_.nodes.push_back({true, kNone, i});
    graph_.reads.resize(graph_.nodes.size());
  }

  const Formula& FormulaOf(const FormulaNode& node) const {
    return node.named ? blueprint_.formulas[node.column].formula
                      : blueprint_.tables[node.table].columns[node.column].formula;
  }
  Bound& BoundOf(const FormulaNode& node) {
    return node.named ? out_.named[node.column] : out_.formulas[node.table][node.column];
  }
  Type& TypeOf(const FormulaNode& node) {
    return node.named ? out_.catalog.names[node.column].type
                      : out_.catalog.tables[node.table].columns[node.column].type;
  }
  std::string NameOf(const FormulaNode& node) const {
    if (node.named) return blueprint_.formulas[node.column].name;
    const Table& table = blueprint_.tables[node.table];
    return table.name + "." + table.columns[node.column].name;
  }

  // Binds until no type changes any more: a formula that was bound before one it reads may learn its type a
  // round later.
  void SettleTypes() {
    std::vector<size_t> order(graph_.nodes.size());
    for (size_t i = 0; i < order.size(); ++i) order[i] = i;
    for (size_t round = 0; round < graph_.nodes.size() + 2; ++round) {
      bool changed = false;
      for (size_t i : order) {
        const FormulaNode& node = graph_.nodes[i];
        Bound& bound = BoundOf(node);
        bound = formula::Bind(FormulaOf(node).text, {&out_.catalog, node.table, {}});
        Type type = SettledType(node, bound);
        changed = changed || type != TypeOf(node);
        TypeOf(node) = type;
      }
      LearnReads();
      order = SortByReads(graph_, [](const auto&) {});
      if (!changed) return;
    }
  }

  // The formula's own type where it says more than the column's.
  Type SettledType(const FormulaNode& node, const Bound& bound) const {
    Type declared = node.named ? Type() : DeclaredType(blueprint_, node.table, node.column);
    if (!bound.ok()) return declared;
    if (declared.base == Base::kAny) return bound.type;
    bool unknown = bound.type.base == Base::kAny || bound.type.base == Base::kBlank;
    if (unknown || !Fits(declared, bound.type)) return declared;
    Type type = bound.type;
    if (type.table == kNone) type.table = declared.table;
    if (type.option_table == kNone) {
      type.option_table = declared.option_table;
      type.option_column = declared.option_column;
    }
    return type;
  }

  void LearnReads() {
    std::map<std::pair<TableIndex, ColumnIndex>, size_t> columns;
    std::vector<size_t> named(blueprint_.formulas.size());
    for (size_t i = 0; i < graph_.nodes.size(); ++i) {
      const FormulaNode& node = graph_.nodes[i];
      if (node.named)
        named[node.column] = i;
      else
        columns[{node.table, node.column}] = i;
    }
    for (size_t i = 0; i < graph_.nodes.size(); ++i) {
      const Bound& bound = BoundOf(graph_.nodes[i]);
      std::vector<size_t>& reads = graph_.reads[i];
      reads.clear();
      for (const formula::ColumnRead& read : bound.reads) {
        if (auto found = columns.find({read.table, read.column}); found != columns.end())
          reads.push_back(found->second);
      }
      std::vector<uint32_t> names;
      if (bound.ok()) CollectNamed(*bound.root, &names);
      for (uint32_t name : names) {
        if (name < named.size()) reads.push_back(named[name]);
      }
    }
  }

  void Fail(base::Place place, std::string message) {
    errors_.push_back(base::Invalid(std::move(message), std::move(place)));
  }

  // False when the formula does not bind; then it has been reported.
  bool ReportDiagnostics(const Bound& bound, const Formula& formula, const std::string& what) {
    for (const Diagnostic& diagnostic : bound.diagnostics) {
      if (diagnostic.severity != Diagnostic::Severity::kError) continue;
      Fail(formula.At(diagnostic.span.begin), fmt::format("{} ({})", diagnostic.message, what));
    }
    return bound.ok();
  }

  void ReportNode(const FormulaNode& node, const formula::Inputs& inputs) {
    const Formula& formula = FormulaOf(node);
    const Bound& bound = BoundOf(node);
    std::string what = (node.named ? "the named formula " : "the formula of ") + NameOf(node);
    if (!ReportDiagnostics(bound, formula, what) || node.named) return;
    const Column& column = blueprint_.tables[node.table].columns[node.column];
    CheckType(DeclaredType(blueprint_, node.table, node.column), bound.type, column, formula, what);
    if (inputs.user) {
      Fail(formula.At(0),
           fmt::format("a column has one value for everybody, so its formula cannot ask who is looking; use "
                       "CurrentUser() in a view's filter ({})",
                       what));
    }
    if (inputs.random) {
      Fail(formula.At(0),
           fmt::format("a column's value must follow from its inputs, so its formula cannot be random ({})",
                       what));
    }
  }

  void CheckType(const Type& want, const Type& got, const Column& column, const Formula& formula,
                 const std::string& what) {
    if (Fits(want, got)) return;
    Fail(formula.At(0), fmt::format("the formula gives {}, but `{}` is a {} column, which holds {} ({})",
                                    formula::NameOf(got, out_.catalog), column.name, column.type->name,
                                    formula::NameOf(want, out_.catalog), what));
  }

  // What each formula asks for itself or by way of named formulas: those a formula reads come before it.
  void LearnInputs() {
    inputs_.resize(graph_.nodes.size());
    for (size_t i : SortByReads(graph_, [](const auto&) {})) {
      inputs_[i] = BoundOf(graph_.nodes[i]).inputs;
      for (size_t read : graph_.reads[i]) {
        if (!graph_.nodes[read].named) continue;
        inputs_[i].user |= inputs_[read].user;
        inputs_[i].random |= inputs_[read].random;
      }
    }
  }

  // "A.X -> A.Y -> A.X"; of a long ring its begin and its end.
  std::string PathOf(const std::vector<size_t>& nodes) const {
    constexpr size_t kShown = 6;
    std::vector<std::string> names;
    for (size_t i = 0; i < nodes.size(); ++i) {
      bool shown = i < kShown || i + kShown >= nodes.size();
      if (shown) names.push_back(NameOf(graph_.nodes[nodes[i]]));
      if (!shown && i == kShown) names.push_back(fmt::format("({} more)", nodes.size() - 2 * kShown));
    }
    return fmt::format("{}", fmt::join(names, " -> "));
  }

  void ReportCycles() {
    constexpr size_t kMost = 20;
    size_t found = 0;
    std::vector<size_t> order = SortByReads(graph_, [&](const std::vector<size_t>& nodes) {
      if (++found > kMost) return;
      Fail(FormulaOf(graph_.nodes[nodes.front()]).At(0),
           nodes.size() == 2 ? fmt::format("{} is computed from itself", NameOf(graph_.nodes[nodes.front()]))
                             : fmt::format("columns are computed from each other: {}", PathOf(nodes)));
    });
    if (found > kMost)
      Fail({}, fmt::format("columns are computed from each other in {} ways: these, and more", found));
    for (size_t i : order) {
      const FormulaNode& node = graph_.nodes[i];
      if (!node.named) out_.order.push_back({node.table, node.column});
    }
  }

  void FillStorage() {
    for (TableIndex t = 0; t < blueprint_.tables.size(); ++t) {
      std::vector<value::Storage>& storage = out_.storage.emplace_back();
      for (ColumnIndex c = 0; c < blueprint_.tables[t].columns.size(); ++c) {
        const Column& column = blueprint_.tables[t].columns[c];
        bool open = column.type == nullptr || (column.computed() && column.type->name == "computed");
        storage.push_back(open ? StorageOf(out_.catalog.tables[t].columns[c].type) : column.type->storage);
      }
    }
  }

  void CheckDefaults(TableIndex t) {
    const Table& table = blueprint_.tables[t];
    for (ColumnIndex c = 0; c < table.columns.size(); ++c) {
      const Column& column = table.columns[c];
      const Formula& formula = column.default_value;
      if (formula.empty() || column.type == nullptr) continue;
      std::string what = fmt::format("the default of {}.{}", table.name, column.name);
      Bound bound = formula::Bind(formula.text, {&out_.catalog, kNone, {}});
      if (!ReportDiagnostics(bound, formula, what)) continue;
      Type want = DeclaredType(blueprint_, t, c);
      Type got = bound.type;
      if (want.list && !got.list) got = got.ListOf();  // one value as a list of one
      CheckType(want, got, column, formula, what);
      CheckOption(*bound.root, column, formula, what);
    }
  }

  void CheckOption(const formula::Node& root, const Column& column, const Formula& formula,
                   const std::string& what) {
    if (!column.type->has_options || root.kind != formula::NodeKind::kLiteral || !root.value.is_text())
      return;
    std::vector<std::string> names;
    names.reserve(column.options.size());
    for (const Option& option : column.options) names.push_back(option.name);
    std::string text(root.value.text());
    if (std::find(names.begin(), names.end(), text) != names.end()) return;
    Fail(formula.At(0), fmt::format("`{}` is no option of `{}`{} ({})", text, column.name,
                                    base::DidYouMean(text, names), what));
  }

  void CheckConditions(TableIndex t) {
    const Table& table = blueprint_.tables[t];
    for (const View& view : table.views) {
      if (!view.filter.empty()) {
        CheckCondition(t, view.filter,
                       fmt::format("the filter of the view `{}` of {}", view.name, table.name));
      }
      for (const ConditionalFormat& format : view.formats) {
        CheckCondition(t, format.when, fmt::format("a format of the view `{}` of {}", view.name, table.name));
      }
    }
    for (const ConditionalFormat& format : table.formats)
      CheckCondition(t, format.when, "a format of " + table.name);
  }

  void CheckCondition(TableIndex table, const Formula& formula, const std::string& what) {
    if (formula.empty()) return;
    Bound bound = formula::Bind(formula.text, {&out_.catalog, table, {}});
    if (!ReportDiagnostics(bound, formula, what)) return;
    if (Fits(Type::Of(Base::kBool), bound.type)) return;
    Fail(formula.At(0), fmt::format("a condition must be true or false; this gives {} ({})",
                                    formula::NameOf(bound.type, out_.catalog), what));
  }

  void CheckControls() {
    for (const Control& control : blueprint_.controls) {
      const Formula& formula = control.default_value;
      if (formula.empty()) continue;
      std::string what = "the default of the control " + control.name;
      Bound bound = formula::Bind(formula.text, {&out_.catalog, kNone, {}});
      Type want = ControlType(blueprint_, control);
      if (!ReportDiagnostics(bound, formula, what) || Fits(want, bound.type)) continue;
      Fail(formula.At(0), fmt::format("the formula gives {}, but a {} holds {} ({})",
                                      formula::NameOf(bound.type, out_.catalog), control.kind,
                                      formula::NameOf(want, out_.catalog), what));
    }
  }

  void CheckSettingFormulas() {
    for (const SettingsRoot& root : SettingsRoots(blueprint_)) {
      std::string what = "in " + root.words;
      WalkSettings(blueprint_, root, [&](const Settings&, Setting& setting, const SettingScope& scope) {
        if (!HoldsFormula(*setting.key) || scope.unknown) return;
        if (setting.key->kind == KeyKind::kCondition)
          return CheckCondition(scope.table, setting.formula, what);
        Bound bound = formula::Bind(setting.formula.text, {&out_.catalog, RowOf(setting, scope), {}});
        ReportDiagnostics(bound, setting.formula, fmt::format("`{}` {}", setting.key->name, what));
      });
    }
  }

  Compiled& out_;
  const Blueprint& blueprint_;
  FormulaGraph graph_;
  std::vector<formula::Inputs> inputs_;  // of each node
  std::vector<base::Error> errors_;
};

}  // namespace

std::vector<base::Error> BindFormulas(Compiled* compiled) {
  return FormulaBinder(compiled).Run();
}

}  // namespace csip::blueprint
