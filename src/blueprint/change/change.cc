#include "blueprint/change/change.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "base/text.h"

namespace csip::blueprint {

using Subject = SchemaChange::Subject;
using Verb = SchemaChange::Verb;

namespace {

constexpr const char* kSubjects[] = {"table", "column", "option", "view", "formula", "control"};
constexpr const char* kVerbs[] = {"add", "change", "remove"};

base::Result<size_t> ReadWord(const base::Json& json, const char* member,
                              std::span<const char* const> words) {
  std::string text = json.TextOr(member);
  for (size_t i = 0; i < words.size(); ++i) {
    if (text == words[i]) return i;
  }
  return base::Invalid(fmt::format("`{}` must be one of {}", member, fmt::join(words, ", ")));
}

}  // namespace

const char* NameOf(Subject subject) {
  return kSubjects[static_cast<size_t>(subject)];
}
const char* NameOf(Verb verb) {
  return kVerbs[static_cast<size_t>(verb)];
}

base::Result<SchemaChange> ReadSchemaChange(const base::Json& json) {
  if (!json.is_object()) return base::Invalid("a change must be an object");
  SchemaChange change;
  std::vector<std::string> known = {"verb", "subject", "table", "column", "name", "settings"};
  for (const auto& [name, value] : json.members()) {
    if (std::find(known.begin(), known.end(), name) == known.end())
      return base::Invalid(fmt::format("a change has no member `{}`{}", name, base::DidYouMean(name, known)));
    if (name != "settings" && !value.is_text())
      return base::Invalid(fmt::format("`{}` must be a text", name));
  }
  CSIP_ASSIGN_OR_RETURN(size_t verb, ReadWord(json, "verb", kVerbs));
  CSIP_ASSIGN_OR_RETURN(size_t subject, ReadWord(json, "subject", kSubjects));
  change.verb = static_cast<Verb>(verb);
  change.subject = static_cast<Subject>(subject);
  change.table = json.TextOr("table");
  change.column = json.TextOr("column");
  change.name = json.TextOr("name");
  auto need = [&](const std::string& text, const char* member) -> base::Status {
    if (!text.empty()) return {};
    return base::Invalid(
        fmt::format("to {} a {}, say its `{}`", NameOf(change.verb), NameOf(change.subject), member));
  };
  bool placed = change.subject == Subject::kColumn || change.subject == Subject::kView ||
                change.subject == Subject::kOption;
  if (placed) CSIP_RETURN_IF_ERROR(need(change.table, "table"));
  if (change.subject == Subject::kOption) CSIP_RETURN_IF_ERROR(need(change.column, "column"));
  if (change.verb != Verb::kAdd) CSIP_RETURN_IF_ERROR(need(change.name, "name"));
  if (change.verb == Verb::kRemove) return change;
  const base::Json* settings = json.Find("settings");
  if (settings == nullptr)
    return base::Invalid(
        fmt::format("to {} a {}, give its `settings`", NameOf(change.verb), NameOf(change.subject)));
  change.settings = *settings;
  return change;
}

}  // namespace csip::blueprint
