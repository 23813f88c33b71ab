#include "workspace/transition_cursor.h"

#include <fmt/format.h>

#include "base/json.h"

namespace csip::workspace {

using base::Code;
using base::Error;
using base::Result;
using base::Status;

namespace {

const std::string kPrefix = "transition cursor ";
constexpr size_t kLongestName = 64;

Status CheckName(const std::string& name) {
  bool good = !name.empty() && name.size() <= kLongestName &&
              name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-") ==
                  std::string::npos;
  if (good) return {};
  return base::Invalid(fmt::format(
      "the name of a cursor has 1 to {} letters, digits, dots, dashes and underscores", kLongestName));
}

std::string Write(const TransitionCursor& cursor) {
  std::string json;
  base::JsonWriter(&json)
      .BeginObject()
      .Field("next", cursor.next.ToString())
      .Field("movedAt", cursor.moved_at)
      .EndObject();
  return json;
}

Result<TransitionCursor> ReadCursor(const std::string& name, const std::string& text) {
  auto json = base::ParseJson(text);
  auto place = json.ok() && json->is_object() ? ReadTransitionPlace(json->TextOr("next")) : std::nullopt;
  if (!place) return Error{Code::kCorrupt, fmt::format("the cursor {} cannot be read; put it anew", name)};
  const base::Json* moved = json->Find("movedAt");
  return TransitionCursor{name, *place, moved != nullptr ? static_cast<base::Micros>(moved->number()) : 0};
}

}  // namespace

Result<TransitionCursor> TransitionCursors::Find(const std::string& name) const {
  CSIP_RETURN_IF_ERROR(CheckName(name));
  CSIP_ASSIGN_OR_RETURN(auto text, store_.Setting(kPrefix + name));
  if (!text) {
    return base::NotFound(
        fmt::format("there is no cursor {}; PUT /api/transition-cursors/{} makes one", name, name));
  }
  return ReadCursor(name, *text);
}

Result<TransitionCursor> TransitionCursors::Save(const std::string& name, TransitionPlace next,
                                                 base::Micros now) {
  TransitionCursor cursor{name, next, now};
  CSIP_RETURN_IF_ERROR(store_.SetSetting(kPrefix + name, Write(cursor)));
  return cursor;
}

Result<TransitionCursor> TransitionCursors::Get(const std::string& name) const {
  std::lock_guard lock(mutex_);
  return Find(name);
}

Result<std::vector<TransitionCursor>> TransitionCursors::List() const {
  std::lock_guard lock(mutex_);
  CSIP_ASSIGN_OR_RETURN(auto settings, store_.Settings(kPrefix));
  std::vector<TransitionCursor> out;
  for (const auto& [name, text] : settings) {
    auto cursor = ReadCursor(name.substr(kPrefix.size()), text);
    if (cursor.ok()) out.push_back(std::move(*cursor));
  }
  return out;
}

Result<TransitionCursor> TransitionCursors::Put(const std::string& name, TransitionPlace next,
                                                base::Micros now) {
  CSIP_RETURN_IF_ERROR(CheckName(name));
  std::lock_guard lock(mutex_);
  return Save(name, next, now);
}

Result<TransitionCursor> TransitionCursors::Acknowledge(const std::string& name, TransitionPlace next,
                                                        std::optional<TransitionPlace> after,
                                                        base::Micros now) {
  std::lock_guard lock(mutex_);
  CSIP_ASSIGN_OR_RETURN(TransitionCursor cursor, Find(name));
  if (after && *after != cursor.next) {
    return Error{
        Code::kConflict,
        fmt::format("the cursor {} is at {} and not at {} any more: it was moved by another reader, or by an "
                    "earlier attempt of yours; read on from where it is",
                    name, cursor.next.ToString(), after->ToString())};
  }
  if (next < cursor.next) {
    return Error{Code::kConflict,
                 fmt::format("the cursor {} is at {}, behind {} already: it does not go back", name,
                             cursor.next.ToString(), next.ToString())};
  }
  return Save(name, next, now);
}

Status TransitionCursors::Remove(const std::string& name) {
  std::lock_guard lock(mutex_);
  CSIP_ASSIGN_OR_RETURN(TransitionCursor cursor, Find(name));
  return store_.RemoveSetting(kPrefix + cursor.name);
}

}  // namespace csip::workspace
