#include "api/router.h"

#include <algorithm>

#include "base/text.h"

namespace csip::api {
namespace {

bool IsParameter(std::string_view segment) {
  return segment.size() > 2 && segment.front() == '{';
}

bool Fits(std::span<const std::string> route, std::span<const std::string> segments) {
  if (route.size() != segments.size()) return false;
  for (size_t i = 0; i < route.size(); ++i) {
    if (IsParameter(route[i]) ? segments[i].empty() : route[i] != segments[i]) return false;
  }
  return true;
}

}  // namespace

Router::Router(std::span<const Endpoint* const> endpoints) : endpoints_(endpoints.begin(), endpoints.end()) {
  for (const Endpoint* endpoint : endpoints) {
    Route route{endpoint, {}};
    for (std::string_view part : base::Split(endpoint->path.substr(1), '/'))
      route.segments.emplace_back(part);
    routes_.push_back(std::move(route));
  }
  std::stable_sort(routes_.begin(), routes_.end(), [](const Route& a, const Route& b) {
    if (a.segments.size() != b.segments.size()) return a.segments.size() < b.segments.size();
    for (size_t i = 0; i < a.segments.size(); ++i) {
      bool first = IsParameter(a.segments[i]), second = IsParameter(b.segments[i]);
      if (first != second) return second;
    }
    return false;
  });
}

Router::Match Router::Find(std::string_view method, std::span<const std::string> segments) const {
  Match match;
  std::string_view wanted = method == "HEAD" ? "GET" : method;
  for (const Route& route : routes_) {
    if (!Fits(route.segments, segments)) continue;
    match.allowed.push_back(route.endpoint->method);
    if (route.endpoint->method != wanted || match.endpoint != nullptr) continue;
    match.endpoint = route.endpoint;
    for (size_t i = 0; i < segments.size(); ++i) {
      const std::string& part = route.segments[i];
      if (IsParameter(part)) match.parameters.emplace(part.substr(1, part.size() - 2), segments[i]);
    }
  }
  return match;
}

bool Router::HasPrompt(std::string_view method) const {
  return std::any_of(endpoints_.begin(), endpoints_.end(), [&](const Endpoint* endpoint) {
    return endpoint->prompt && endpoint->method == method;
  });
}

}  // namespace csip::api
