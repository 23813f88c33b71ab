#include "api/author.h"

#include "workspace/person.h"

namespace csip::api {
namespace {

constexpr std::string_view kPerson = "person:";

}  // namespace

Author AuthorOf(const workspace::Reader& reader, const access::Actor& actor) {
  value::Value person = workspace::PersonOf(reader.engine(), actor);
  if (!person.is_row()) return {actor.id, actor.name};
  int64_t number = reader.engine().RowNumber(person.row().table, person.row().slot);
  return {std::string(kPerson) + workspace::RowId(number), reader.engine().NameOf(person.row())};
}

bool IsAuthor(const workspace::Reader& reader, const access::Actor& actor, const std::string& key) {
  return key == actor.id || key == AuthorOf(reader, actor).key;
}

std::string NameOfAuthor(const workspace::Reader& reader, const std::string& key, const std::string& name) {
  if (!key.starts_with(kPerson)) return name;
  const blueprint::Blueprint& blueprint = reader.blueprint();
  auto people = blueprint.FindTable(blueprint.people_table);
  auto number = workspace::ReadRowId(std::string_view(key).substr(kPerson.size()));
  auto row = people && number ? reader.engine().FindRow(*people, *number) : std::nullopt;
  return row ? reader.engine().NameOf({*people, *row}) : name;
}

}  // namespace csip::api
