#include "workspace/what_if.h"

#include <fmt/format.h>

#include <map>
#include <set>

#include "base/text.h"
#include "blueprint/amendment.h"
#include "blueprint/change/draft.h"
#include "blueprint/compile.h"
#include "workspace/schema/carry.h"
#include "workspace/schema/convert.h"
#include "workspace/schema/plan.h"

namespace csip::workspace {

using base::Status;
using blueprint::Blueprint;
using blueprint::SchemaChange;
using value::ColumnIndex;
using value::TableIndex;
using value::Value;

namespace {

base::Error Within(const std::string& path, base::Error error) {
  error.path = error.path.empty() ? path : path + "." + error.path;
  return error;
}

class Supposer {
 public:
  Supposer(Branch branch, const access::Actor& actor, const WhatIf& what, base::Micros now)
      : base_(std::move(branch)), actor_(actor), what_(what), now_(now) {}

  base::Result<WhatIfOutcome> Run() {
    CSIP_RETURN_IF_ERROR(MakeBranch());
    EffectOptions watch;
    CSIP_RETURN_IF_ERROR(FindWatched(&watch));
    branch_->Begin();
    if (!what_.options.empty()) MoveOptions();
    WhatIfOutcome out{.sequence = base_.sequence, .compiled = base_.engine->shared_compiled()};
    OptionCache options;
    Applier applier(branch_.get(), &base_.ledger, &options, base_.files, actor_, now_);
    Request edits = what_.edits;
    for (Action& action : edits.actions) OverrideComputed(&action);
    CSIP_RETURN_IF_ERROR(applier.Apply(edits, &out.edits));
    engine::Changes changes = branch_->Finish(what_.deadline);
    if (what_.deadline != nullptr && what_.deadline->Passed()) {
      return base::Error{base::Code::kLimit,
                         "working out what would change takes too long; ask for less at a time"};
    }
    out.effect = EffectOf(*base_.engine, *branch_, changes, watch);
    return out;
  }

 private:
  const Blueprint& before() const { return base_.engine->compiled().blueprint; }

  Status MakeBranch() {
    if (what_.amendments.empty() && what_.options.empty() && what_.formulas.empty() &&
        what_.weights.empty()) {
      branch_ = base_.engine->Fork();
      return {};
    }
    Blueprint now = CurrentBlueprint(*base_.engine);
    CSIP_RETURN_IF_ERROR(SwitchAmendments(&now));
    blueprint::SchemaDraft draft(std::move(now), [](const std::string&) { return false; });
    for (size_t i = 0; i < what_.options.size(); ++i) {
      Status changed = draft.Apply(what_.options[i]);
      if (!changed.ok()) return Within(fmt::format("options[{}]", i), changed.error());
    }
    for (const WhatIf::Formula& formula : what_.formulas)
      CSIP_RETURN_IF_ERROR(ChangeFormula(formula.table, formula.column, formula.text, formula.path, &draft));
    CSIP_RETURN_IF_ERROR(ChangeWeights(&draft));
    draft.Finish();
    renamed_ = draft.renamed_options();
    blueprint::CompileOutcome outcome = blueprint::Compile(draft.blueprint());
    if (outcome.compiled == nullptr) return Blame(outcome.errors);
    compiled_ = outcome.compiled;
    branch_ = base_.engine->Fork(compiled_);
    return {};
  }

  Status SwitchAmendments(Blueprint* now) const {
    if (what_.amendments.empty()) return {};
    std::set<std::string> on = blueprint::AmendmentsOn(*now);
    for (size_t i = 0; i < what_.amendments.size(); ++i) {
      const auto& [id, wanted] = what_.amendments[i];
      auto found = blueprint::FindAmendment(*now, id);
      if (!found.ok()) return Within(fmt::format("amendments[{}]", i), found.error());
      if (wanted)
        on.insert(id);
      else
        on.erase(id);
    }
    auto switched = blueprint::SwitchAmendments(*now, on);
    if (!switched.ok()) return Within("amendments", switched.error());
    *now = std::move(*switched);
    return {};
  }

  base::Result<std::pair<TableIndex, ColumnIndex>> FindColumn(const Blueprint& blueprint,
                                                              const std::string& table,
                                                              const std::string& column,
                                                              const std::string& path) const {
    std::vector<std::string> names;
    auto t = blueprint.FindTable(table);
    if (!t) {
      for (const auto& known : blueprint.tables) names.push_back(known.name);
      return Within(path + ".table", base::NotFound(fmt::format("there is no table `{}`{}", table,
                                                                base::DidYouMean(table, names))));
    }
    auto c = blueprint.tables[*t].FindColumn(column);
    if (c) return std::pair(*t, *c);
    for (const auto& known : blueprint.tables[*t].columns) names.push_back(known.name);
    return Within(path + ".column",
                  base::NotFound(fmt::format("there is no column `{}` on {}{}", column,
                                             blueprint.tables[*t].name, base::DidYouMean(column, names))));
  }

  Status ChangeFormula(const std::string& table, const std::string& column, const std::string& text,
                       const std::string& path, blueprint::SchemaDraft* draft) {
    CSIP_ASSIGN_OR_RETURN(auto at, FindColumn(draft->blueprint(), table, column, path));
    const auto& there = draft->blueprint().tables[at.first].columns[at.second];
    if (!there.computed() || base::Trim(text).empty()) {
      return Within(path,
                    base::Invalid(there.computed()
                                      ? "the formula may not be empty"
                                      : fmt::format("{} has no formula: people write it. Say what its cells "
                                                    "hold in `edits`",
                                                    there.name)));
    }
    SchemaChange change{.verb = SchemaChange::Verb::kChange,
                        .subject = SchemaChange::Subject::kColumn,
                        .table = draft->blueprint().tables[at.first].id,
                        .name = there.id,
                        .settings = base::Json::Object({{"formula", base::Json::Text(text)}})};
    paths_[{draft->blueprint().tables[at.first].name, there.name}] = path;
    Status changed = draft->Apply(change);
    if (!changed.ok()) return Within(path, changed.error());
    return {};
  }

  // All weights of a formula are found in it as it was.
  Status ChangeWeights(blueprint::SchemaDraft* draft) {
    std::map<std::pair<TableIndex, ColumnIndex>, std::vector<formula::NumberEdit>> edits;
    for (const WhatIf::Weight& weight : what_.weights) {
      CSIP_ASSIGN_OR_RETURN(auto at,
                            FindColumn(draft->blueprint(), weight.table, weight.column, weight.path));
      edits[at].push_back(weight.edit);
    }
    for (const auto& [at, numbers] : edits) {
      const auto& column = draft->blueprint().tables[at.first].columns[at.second];
      CSIP_ASSIGN_OR_RETURN(std::string text, formula::ReplaceNumbers(column.formula.text, numbers));
      CSIP_RETURN_IF_ERROR(ChangeFormula(draft->blueprint().tables[at.first].name, column.name, text,
                                         numbers.front().path, draft));
    }
    return {};
  }

  // The error of the compiler, at the part of the request that brought the formula.
  base::Error Blame(const std::vector<base::Error>& errors) const {
    base::Error error = errors.front();
    for (const auto& [place, path] : paths_) {
      if (error.place.file.find(place.first + "." + place.second) != std::string::npos ||
          paths_.size() == 1) {
        error.path = path;
        break;
      }
    }
    return error;
  }

  // Cells follow the options of their column: to a new name, or they lose what is no option any more.
  void MoveOptions() {
    const Blueprint& after = compiled_->blueprint;
    SchemaMap map(before(), after);
    SyncOptions(before(), map, renamed_, now_, branch_.get(), &base_.ledger);
    Converter converter(*base_.engine, *compiled_, map, renamed_);
    for (const SchemaChange& change : what_.options) {
      auto t = after.FindTable(change.table);
      auto c = t ? after.tables[*t].FindColumn(change.column) : std::nullopt;
      if (!c || after.tables[*t].columns[*c].computed()) continue;
      Converter::How how = converter.HowOf(*t, *c);
      for (value::RowSlot row : base_.engine->Rows(*t)) {
        Value v = base_.engine->Get(*t, *c, row);
        if (v.is_blank()) continue;
        Value now =
            (how == Converter::How::kConvert ? converter.Convert(*t, *c, v) : converter.Copy(*t, *c, v))
                .value;
        if (!(now == v)) branch_->SetCell(*t, *c, row, now);
      }
    }
  }

  void OverrideComputed(Action* action) const {
    bool cell = action->kind == Action::Kind::kWriteRows && action->rows.size() == 1 &&
                !action->rows[0].row.empty() && action->rows[0].cells.size() == 1;
    auto t = cell ? before().FindTable(action->table) : std::nullopt;
    auto c = t ? before().tables[*t].FindColumn(action->rows[0].cells[0].column) : std::nullopt;
    if (!c || !before().tables[*t].columns[*c].computed() || !before().tables[*t].columns[*c].overridable)
      return;
    action->kind = Action::Kind::kSetOverride;
    action->column = before().tables[*t].columns[*c].id;
    action->row_ids = {action->rows[0].row};
    action->value = action->rows[0].cells[0].value;
    action->override_reason = "what if";
  }

  Status FindWatched(EffectOptions* out) {
    out->values = what_.values;
    for (size_t i = 0; i < what_.watch.columns.size(); ++i) {
      const auto& [table, column] = what_.watch.columns[i];
      CSIP_ASSIGN_OR_RETURN(auto at,
                            FindColumn(before(), table, column, fmt::format("watch.columns[{}]", i)));
      out->columns.push_back(at);
    }
    OptionCache cache;
    CellReader reader(base_.engine.get(), &cache);
    for (size_t i = 0; i < what_.watch.rows.size(); ++i) {
      const auto& [table, row] = what_.watch.rows[i];
      std::string path = fmt::format("watch.rows[{}]", i);
      auto t = before().FindTable(table);
      if (!t) return Within(path + ".table", base::NotFound(fmt::format("there is no table `{}`", table)));
      auto slot = reader.FindRow(*t, row);
      if (!slot.ok()) return Within(path + ".row", slot.error());
      out->rows.push_back({*t, *slot});
    }
    return {};
  }

  Branch base_;
  const access::Actor& actor_;
  const WhatIf& what_;
  const base::Micros now_;
  std::shared_ptr<const blueprint::Compiled> compiled_;  // null: the formulas are as they were
  std::vector<blueprint::RenamedOption> renamed_;
  std::map<std::pair<std::string, std::string>, std::string> paths_;  // of changed formulas
  std::unique_ptr<engine::Engine> branch_;
};

}  // namespace

base::Result<WhatIfOutcome> Suppose(Branch branch, const access::Actor& actor, const WhatIf& what,
                                    base::Micros now) {
  return Supposer(std::move(branch), actor, what, now).Run();
}

}  // namespace csip::workspace
