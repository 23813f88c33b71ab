#include "workspace/schema/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "blueprint/amendment.h"
#include "blueprint/change/version.h"
#include "workspace/schema/impact.h"
#include "workspace/schema/restore.h"

namespace csip::workspace {

using base::Status;
using blueprint::Blueprint;
using value::ColumnIndex;
using value::kNone;
using value::TableIndex;
using value::Value;

namespace {

constexpr size_t kMadeOptions = 200;  // options made of the values of a column that becomes a select

class Planner {
 public:
  Planner(const engine::Engine& engine, const Ledger& ledger, store::Store& store,
          const SchemaRequest& request, base::Micros now)
      : engine_(engine),
        ledger_(ledger),
        store_(store),
        request_(request),
        now_(now),
        before_(CurrentBlueprint(engine)) {}

  base::Result<SchemaPlan> Run() {
    CSIP_RETURN_IF_ERROR(MakeTarget());
    MakeOptions();
    blueprint::CompileOutcome outcome = blueprint::CompileToInspect(target_);
    for (const base::Error& error : outcome.errors) {
      report().obstacles.push_back(
          {.kind = Obstacle::Kind::kInvalid, .path = error.place.ToString(), .message = error.message});
    }
    report().changes = blueprint::FindDifferences(before_, outcome.compiled->blueprint);
    report().dependents = FindDependents(engine_.compiled(), *outcome.compiled, report().changes);
    if (!outcome.errors.empty()) return std::move(plan_);
    if (report().changes.empty() && fills_.empty()) {
      report().possible = report().obstacles.empty();
      return std::move(plan_);
    }
    CSIP_RETURN_IF_ERROR(Carry(outcome.compiled));
    return std::move(plan_);
  }

 private:
  SchemaReport& report() { return plan_.report; }

  std::function<bool(const std::string&)> Held() {
    return [this](const std::string& id) {
      auto held = store_.EverHeld(id);
      return held.ok() && *held;
    };
  }

  bool InUse(TableIndex t, ColumnIndex c, const std::string& option) const {
    Value wanted = Value::Text(option);
    auto rows = engine_.Rows(t);
    return std::any_of(rows.begin(), rows.end(), [&](value::RowSlot row) {
      Value cell = engine_.Get(t, c, row);
      auto items = value::AsItems(cell);
      return std::find(items.begin(), items.end(), wanted) != items.end();
    });
  }

  Status MakeTarget() {
    if (request_.version != nullptr) {
      auto in_use = [this](TableIndex t, ColumnIndex c, const std::string& option) {
        return InUse(t, c, option);
      };
      blueprint::Version version = blueprint::Reconcile(before_, *request_.version, in_use, Held());
      target_ = std::move(version.blueprint);
      renamed_ = std::move(version.renamed_options);
      return {};
    }
    if (!request_.restore.empty()) {
      CSIP_ASSIGN_OR_RETURN(Restored restored, Restore(store_, before_, request_.restore));
      target_ = std::move(restored.blueprint);
      restored_values_ = std::move(restored.values);
      return {};
    }
    if (!request_.amendments.empty()) {
      std::set<std::string> on = blueprint::AmendmentsOn(before_);
      for (const auto& [id, wanted] : request_.amendments) {
        CSIP_RETURN_IF_ERROR(
            blueprint::FindAmendment(before_, id));  // an unknown one is told of when it is to be off, too
        if (wanted)
          on.insert(id);
        else
          on.erase(id);
      }
      CSIP_ASSIGN_OR_RETURN(target_, blueprint::SwitchAmendments(before_, on));
      return {};
    }
    blueprint::SchemaDraft draft(before_, Held());
    for (const blueprint::SchemaChange& change : request_.changes) CSIP_RETURN_IF_ERROR(draft.Apply(change));
    AddUses(draft.Finish());
    target_ = draft.blueprint();
    renamed_ = draft.renamed_options();
    fills_ = draft.fills();
    return {};
  }

  // One obstacle for each removed part.
  void AddUses(const std::vector<blueprint::Use>& uses) {
    std::vector<std::string> seen;
    for (const blueprint::Use& use : uses) {
      if (std::find(seen.begin(), seen.end(), use.what) != seen.end()) continue;
      seen.push_back(use.what);
      std::vector<std::string> where;
      for (const blueprint::Use& other : uses) {
        if (other.what == use.what) where.push_back(other.where);
      }
      Obstacle obstacle{.kind = Obstacle::Kind::kUsed,
                        .path = use.what,
                        .confirmed = request_.force,
                        .count = where.size()};
      constexpr size_t kShown = 8;
      size_t more = where.size() - std::min(where.size(), kShown);
      if (more > 0) where.resize(kShown);
      obstacle.message =
          fmt::format("{} is used by {}{}; change them first, or force it", use.what, fmt::join(where, ", "),
                      more > 0 ? fmt::format(" and {} more", more) : "");
      report().obstacles.push_back(std::move(obstacle));
    }
  }

  // A column that becomes a select without options has those that its values are.
  void MakeOptions() {
    for (blueprint::Table& table : target_.tables) {
      for (blueprint::Column& column : table.columns) {
        if (column.type == nullptr || !column.type->has_options || !column.options.empty() ||
            column.computed())
          continue;
        for (TableIndex t = 0; t < before_.tables.size(); ++t) {
          auto c = before_.tables[t].FindColumn(column.id);
          if (!c || before_.tables[t].columns[*c].id != column.id) continue;
          if (!before_.tables[t].columns[*c].type->has_options) AddOptions(t, *c, &column);
        }
      }
    }
  }

  void AddOptions(TableIndex t, ColumnIndex c, blueprint::Column* column) {
    auto namer = [this](value::RowRef row) { return engine_.NameOf(row); };
    for (value::RowSlot row : engine_.Rows(t)) {
      Value cell = engine_.Get(t, c, row);
      for (const Value& item : value::AsItems(cell)) {
        std::string text(base::Trim(value::ToText(item, engine_.inputs().zone, namer)));
        if (text.empty() || item.is_error()) continue;
        bool known = std::any_of(column->options.begin(), column->options.end(),
                                 [&](const blueprint::Option& o) { return o.name == text; });
        if (!known) column->options.push_back({.name = text, .color = {}});
        if (column->options.size() <= kMadeOptions) continue;
        column->options.clear();
        report().obstacles.push_back(
            {.kind = Obstacle::Kind::kInvalid,
             .path = before_.tables[t].name + "." + column->name,
             .message =
                 fmt::format("{}.{} has more than {} different values; say which are to be its `options`",
                             before_.tables[t].name, column->name, kMadeOptions)});
        return;
      }
    }
  }

  Status Carry(const std::shared_ptr<const blueprint::Compiled>& after) {
    SchemaMap map(before_, after->blueprint);
    std::vector<RestoredRow> restored;
    for (const RestoredValues& values : restored_values_) Place(values, after->blueprint, map, &restored);
    CarryInput input{&engine_, &ledger_, after, &renamed_, &fills_, &restored, now_};
    CSIP_ASSIGN_OR_RETURN(Carried carried, CarryOver(input, map));
    for (ColumnLoss& loss : carried.losses) AddLoss(after->blueprint, std::move(loss));
    for (Obstacle& obstacle : FindViolations(engine_, *carried.engine, map)) {
      obstacle.confirmed = request_.force && obstacle.kind == Obstacle::Kind::kRequired;
      report().obstacles.push_back(std::move(obstacle));
    }
    report().possible = std::all_of(report().obstacles.begin(), report().obstacles.end(),
                                    [](const Obstacle& o) { return o.confirmed; });
    Impact impact = Compare(engine_, *carried.engine, map, report().possible && !request_.dry_run);
    report().values = std::move(impact.values);
    report().changed_values = impact.changed_values;
    report().changed_rows = impact.changed_rows;
    report().removed_rows = impact.removed_rows;
    if (!report().possible) return {};
    plan_.transaction.rows_before = std::move(impact.rows_before);
    plan_.transaction.rows = std::move(impact.rows);
    plan_.transaction.blueprint = std::make_shared<Blueprint>(after->blueprint);
    ClearOverrides(map, carried.ledger);
    for (TableIndex t = 0; t < map.old_table.size(); ++t) {
      if (map.old_table[t] == kNone) plan_.new_tables.push_back(t);
    }
    plan_.engine = std::move(carried.engine);
    plan_.ledger = std::move(carried.ledger);
    return {};
  }

  void AddLoss(const Blueprint& after, ColumnLoss loss) {
    const blueprint::Table& table = after.tables[loss.table];
    const blueprint::Column& column = table.columns[loss.column];
    Obstacle obstacle{.kind = Obstacle::Kind::kUnconvertible,
                      .path = table.name + "." + column.name,
                      .confirmed = request_.blank_unconvertible,
                      .count = loss.count,
                      .examples = std::move(loss.examples)};
    const char* why =
        column.computed() ? "are replaced by what its formula gives" : "do not fit what it becomes";
    obstacle.message = fmt::format(
        "{} values of {} {} and would be lost; change them first, or let them go with "
        "`onUnconvertible`: `blank`",
        loss.count, obstacle.path, why);
    report().obstacles.push_back(std::move(obstacle));
  }

  // Overrides that are not carried over, where their column stays; with other columns the store drops them.
  void ClearOverrides(const SchemaMap& map, const Ledger& now) {
    for (store::Override o : ledger_.overrides) {
      TableIndex t = map.new_table[o.table];
      ColumnIndex c = t == kNone ? kNone : map.new_column[o.table][o.column];
      if (c == kNone || now.FindOverride(t, c, o.row) != nullptr) continue;
      o.table = t;
      o.column = c;
      plan_.transaction.overrides_cleared.push_back(std::move(o));
    }
  }

  const engine::Engine& engine_;
  const Ledger& ledger_;
  store::Store& store_;
  const SchemaRequest& request_;
  const base::Micros now_;
  const Blueprint before_;
  Blueprint target_;
  std::vector<blueprint::RenamedOption> renamed_;
  std::map<std::string, blueprint::Formula> fills_;
  std::vector<RestoredValues> restored_values_;
  SchemaPlan plan_;
};

}  // namespace

base::Result<SchemaPlan> PlanSchema(const engine::Engine& engine, const Ledger& ledger, store::Store& store,
                                    const SchemaRequest& request, base::Micros now) {
  return Planner(engine, ledger, store, request, now).Run();
}

Blueprint CurrentBlueprint(const engine::Engine& engine) {
  Blueprint now = engine.compiled().blueprint;
  if (!OptionsTable::Of(now).exists()) return now;
  for (TableIndex t = 0; t < now.tables.size(); ++t) {
    for (ColumnIndex c = 0; c < now.tables[t].columns.size(); ++c) {
      if (now.tables[t].columns[c].type->has_options)
        now.tables[t].columns[c].options = OptionsOf(engine, t, c);
    }
  }
  return now;
}

}  // namespace csip::workspace
