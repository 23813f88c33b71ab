#include "workspace/person.h"

#include "workspace/workspace.h"

namespace csip::workspace {

using value::Value;

Value PersonOf(const engine::Engine& engine, const access::Actor& actor) {
  const auto& blueprint = engine.compiled().blueprint;
  auto people = blueprint.FindTable(blueprint.people_table);
  if (!people) return {};
  const blueprint::Table& table = blueprint.tables[*people];
  if (!actor.person.empty()) {
    auto number = ReadRowId(actor.person);
    auto row = number ? engine.FindRow(*people, *number) : std::nullopt;
    return row ? Value::Row({*people, *row}) : Value();
  }
  auto column = table.FindColumn(actor.email.empty() ? table.display : blueprint.people_email_column);
  const std::string& wanted = actor.email.empty() ? actor.name : actor.email;
  if (!column || wanted.empty()) return {};
  auto rows = engine.FindRows(*people, *column, Value::Text(wanted));
  if (rows.empty() || (actor.email.empty() && rows.size() > 1)) return {};
  return Value::Row({*people, rows[0]});
}

}  // namespace csip::workspace
