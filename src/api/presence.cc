#include "api/presence.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "base/json.h"

namespace csip::api {
namespace {

// A clock may be set, also back.
bool IsPast(base::Micros then, base::Micros now, base::Micros time) {
  return std::abs(now - then) > time;
}

}  // namespace

base::Status Presence::Count(const std::string& actor, base::Micros now) {
  std::erase_if(beats_, [&](const auto& of) { return IsPast(of.second.back(), now, kBeatsTime); });
  std::deque<base::Micros>& times = beats_[actor];
  while (!times.empty() && IsPast(times.front(), now, kBeatsTime)) times.pop_front();
  if (times.size() >= kMostBeats) {
    return base::Error{base::Code::kLimit,
                       fmt::format("more than {} messages in {} seconds; every 20 seconds is enough",
                                   kMostBeats, kBeatsTime / base::kMicrosPerSecond)};
  }
  times.push_back(now);
  return {};
}

base::Status Presence::Beat(const std::string& actor, const std::string& client, Place place,
                            base::Micros now) {
  std::lock_guard lock(mutex_);
  CSIP_RETURN_IF_ERROR(Count(actor, now));
  bool changed = Forget(now);
  auto [page, added] = pages_.try_emplace({actor, client});
  if (added) {
    auto own = std::count_if(pages_.begin(), pages_.end(),
                             [&](const auto& each) { return each.first.first == actor; });
    if (static_cast<size_t>(own) > kMostPages) {
      pages_.erase(page);
      if (changed) Tell();
      return base::Error{base::Code::kLimit, fmt::format("more than {} pages are open", kMostPages)};
    }
  }
  changed = changed || added || page->second.place != place;
  page->second = {std::move(place), now};
  if (changed) Tell();
  return {};
}

base::Status Presence::Leave(const std::string& actor, const std::string& client, base::Micros now) {
  std::lock_guard lock(mutex_);
  CSIP_RETURN_IF_ERROR(Count(actor, now));
  bool gone = pages_.erase({actor, client}) > 0;
  if (Forget(now) || gone) Tell();
  return {};
}

void Presence::Expire(base::Micros now) {
  std::lock_guard lock(mutex_);
  if (Forget(now)) Tell();
}

bool Presence::Forget(base::Micros now) {
  return std::erase_if(pages_, [&](const auto& each) { return IsPast(each.second.seen, now, kForgotten); }) >
         0;
}

void Presence::Tell() {
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject().Key("people").BeginArray();
  for (const auto& [key, page] : pages_) {
    out.BeginObject().Field("client", key.second).Field("name", page.place.name);
    out.Field("table", page.place.table).Field("row", page.place.row);
    if (!page.place.column.empty()) out.Field("column", page.place.column);
    out.Field("editing", page.place.editing).EndObject();
  }
  out.EndArray().EndObject();
  notices_.Post("presence", "presence", json);
}

}  // namespace csip::api
