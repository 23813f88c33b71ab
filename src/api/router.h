// Router: method and path to an endpoint. Immutable once built: threads share it.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/endpoint.h"

namespace csip::api {

class Router {
 public:
  explicit Router(std::span<const Endpoint* const> endpoints);

  struct Match {
    const Endpoint* endpoint = nullptr;                          // null: nothing here answers this method
    std::map<std::string, std::string, std::less<>> parameters;  // of the path
    std::vector<std::string_view> allowed;  // methods the path knows; empty: no such path
  };
  // `segments` are decoded (http::ReadPath). HEAD is answered by GET. A literal segment goes before a parameter.
  Match Find(std::string_view method, std::span<const std::string> segments) const;

  // Some endpoint of this method waits for nothing.
  bool HasPrompt(std::string_view method) const;

  const std::vector<const Endpoint*>& endpoints() const { return endpoints_; }

 private:
  struct Route {
    const Endpoint* endpoint;
    std::vector<std::string> segments;  // "{name}" is a parameter
  };
  std::vector<const Endpoint*> endpoints_;
  std::vector<Route> routes_;  // those with earlier literal segments first
};

}  // namespace csip::api
