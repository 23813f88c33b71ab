// Rules of columns that their rows do not keep.
#include <fmt/format.h>

#include <unordered_map>

#include "workspace/cell_json.h"
#include "workspace/schema/carry.h"
#include "workspace/workspace.h"

namespace csip::workspace {

using value::ColumnIndex;
using value::kNone;
using value::RowSlot;
using value::TableIndex;
using value::Value;

namespace {

ValueSample SampleOf(const engine::Engine& engine, TableIndex t, RowSlot row, const Value& v) {
  std::string json = CellJson(engine, v);
  return {RowId(engine.RowNumber(t, row)), engine.NameOf({t, row}), json, json};
}

void FindBlanks(const engine::Engine& engine, TableIndex t, ColumnIndex c, const std::string& path,
                std::vector<Obstacle>* out) {
  Obstacle obstacle{.kind = Obstacle::Kind::kRequired, .path = path};
  for (RowSlot row : engine.Rows(t)) {
    Value v = engine.Get(t, c, row);
    if (!v.is_blank()) continue;
    if (++obstacle.count <= kSamples) obstacle.examples.push_back(SampleOf(engine, t, row, v));
  }
  if (obstacle.count == 0) return;
  obstacle.message = fmt::format(
      "{} of {} rows have no value of {}, which is required; fill them first, give a `fill`, or force it",
      obstacle.count, engine.RowCount(t), path);
  out->push_back(std::move(obstacle));
}

struct HashOf {
  size_t operator()(const Value& v) const { return v.Hash(); }
};

void FindTwins(const engine::Engine& engine, TableIndex t, ColumnIndex c, const std::string& path,
               std::vector<Obstacle>* out) {
  Obstacle obstacle{.kind = Obstacle::Kind::kUnique, .path = path};
  std::unordered_map<Value, RowSlot, HashOf> first;
  for (RowSlot row : engine.Rows(t)) {
    Value v = engine.Get(t, c, row);
    if (v.is_blank() || first.try_emplace(v, row).second) continue;
    if (++obstacle.count <= kSamples) obstacle.examples.push_back(SampleOf(engine, t, row, v));
  }
  if (obstacle.count == 0) return;
  obstacle.message = fmt::format(
      "{} rows have a value of {} that an earlier row has, and it must be unique; change them first",
      obstacle.count, path);
  out->push_back(std::move(obstacle));
}

}  // namespace

const char* NameOf(Obstacle::Kind kind) {
  switch (kind) {
    case Obstacle::Kind::kInvalid:
      return "invalid";
    case Obstacle::Kind::kUsed:
      return "used";
    case Obstacle::Kind::kUnconvertible:
      return "unconvertible";
    case Obstacle::Kind::kRequired:
      return "required";
    case Obstacle::Kind::kUnique:
      break;
  }
  return "unique";
}

std::vector<Obstacle> FindViolations(const engine::Engine& old, const engine::Engine& engine,
                                     const SchemaMap& map) {
  std::vector<Obstacle> out;
  const auto& before = old.compiled().blueprint;
  const auto& after = engine.compiled().blueprint;
  for (TableIndex t = 0; t < after.tables.size(); ++t) {
    if (map.old_table[t] == kNone) continue;
    for (ColumnIndex c = 0; c < after.tables[t].columns.size(); ++c) {
      const auto& column = after.tables[t].columns[c];
      ColumnIndex was = map.old_column[t][c];
      const blueprint::Column* old_column =
          was == kNone ? nullptr : &before.tables[map.old_table[t]].columns[was];
      bool same = old_column != nullptr && old_column->type == column.type;
      std::string path = after.tables[t].name + "." + column.name;
      if (column.required && !column.computed() && !(same && old_column->required))
        FindBlanks(engine, t, c, path, &out);
      if (column.unique && !(same && old_column->unique)) FindTwins(engine, t, c, path, &out);
    }
  }
  return out;
}

}  // namespace csip::workspace
