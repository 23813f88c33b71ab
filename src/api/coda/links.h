// Addresses of what the API shows: hrefs into /apis/v1 and links a browser can open. Pure.
#pragma once

#include <string>
#include <string_view>

namespace csip::api::coda {

// The one document of a server.
inline constexpr std::string_view kDocId = "csip";
inline constexpr std::string_view kPageId = "canvas-csip";

class Links {
 public:
  explicit Links(std::string origin) : origin_(std::move(origin)) {}

  std::string Api(std::string_view path) const { return origin_ + "/apis/v1" + std::string(path); }
  std::string Doc() const { return Api("/docs/" + std::string(kDocId)); }
  std::string Page() const { return Doc() + "/pages/" + std::string(kPageId); }
  std::string Table(std::string_view id) const { return Doc() + "/tables/" + std::string(id); }
  std::string Column(std::string_view table, std::string_view id) const {
    return Table(table) + "/columns/" + std::string(id);
  }
  std::string Row(std::string_view table, std::string_view id) const {
    return Table(table) + "/rows/" + std::string(id);
  }
  std::string Formula(std::string_view id) const { return Doc() + "/formulas/" + std::string(id); }
  std::string Control(std::string_view id) const { return Doc() + "/controls/" + std::string(id); }

  std::string BrowserDoc() const { return origin_ + "/"; }
  std::string BrowserTable(std::string_view id) const { return origin_ + "/tables/" + std::string(id); }
  std::string BrowserRow(std::string_view table, std::string_view id) const {
    return BrowserTable(table) + "/rows/" + std::string(id);
  }

 private:
  std::string origin_;
};

}  // namespace csip::api::coda
