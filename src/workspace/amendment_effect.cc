#include "workspace/amendment_effect.h"

#include <map>

#include "blueprint/amendment.h"
#include "workspace/cell_json.h"

namespace csip::workspace {
namespace {

constexpr size_t kSamples = 5;
constexpr size_t kMostTiers = 12;  // a text with more values is no tier

std::vector<ColumnEffect::Tier> TiersOf(const engine::Engine& before, const engine::Engine& after,
                                        value::TableIndex t, value::ColumnIndex c) {
  std::map<std::string, ColumnEffect::Tier> tiers;
  for (value::RowSlot row : before.Rows(t)) {
    for (bool then : {false, true}) {
      value::Value v = (then ? after : before).Get(t, c, row);
      std::string text = v.is_text() ? std::string(v.text()) : "";
      ++(then ? tiers[text].after : tiers[text].before);
    }
    if (tiers.size() > kMostTiers) return {};
  }
  std::vector<ColumnEffect::Tier> out;
  for (auto& [text, tier] : tiers) {
    tier.text = text;
    out.push_back(tier);
  }
  return out;
}

}  // namespace

base::Result<AmendmentEffect> EffectOfAmendments(const Reader& reader, const std::set<std::string>& on) {
  CSIP_ASSIGN_OR_RETURN(blueprint::Blueprint amended, blueprint::SwitchAmendments(reader.blueprint(), on));
  blueprint::CompileOutcome outcome = blueprint::Compile(std::move(amended));
  if (outcome.compiled == nullptr) return outcome.errors.front();
  std::unique_ptr<engine::Engine> branch = reader.engine().Fork(outcome.compiled);
  branch->Begin();
  engine::Changes changes = branch->Finish();
  AmendmentEffect effect;
  effect.changed_values = changes.cells.size();
  std::map<std::pair<value::TableIndex, value::ColumnIndex>, ColumnEffect> columns;
  for (const engine::CellChange& cell : changes.cells) {
    ColumnEffect& column = columns[{cell.table, cell.column}];
    if (++column.count > kSamples) continue;
    column.samples.push_back({RowId(branch->RowNumber(cell.table, cell.row)),
                              branch->NameOf({cell.table, cell.row}), CellJson(reader.engine(), cell.before),
                              CellJson(*branch, cell.after)});
  }
  for (auto& [at, column] : columns) {
    const blueprint::Table& table = reader.blueprint().tables[at.first];
    column.table = table.name;
    column.column = table.columns[at.second].name;
    if (reader.compiled().storage[at.first][at.second] == value::Storage::kText)
      column.tiers = TiersOf(reader.engine(), *branch, at.first, at.second);
    effect.columns.push_back(std::move(column));
  }
  return effect;
}

base::Status Obstacles(const SchemaReport& report) {
  for (const Obstacle& obstacle : report.obstacles) {
    if (!obstacle.confirmed) return base::Error{base::Code::kConflict, obstacle.message};
  }
  return {};
}

}  // namespace csip::workspace
