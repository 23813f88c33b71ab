#include "api/http/message.h"

#include <fmt/format.h>

#include <array>
#include <ctime>

#include "base/text.h"

namespace csip::api::http {
namespace {

struct StatusReason {
  int status;
  std::string_view reason;
};
constexpr std::array<StatusReason, 24> kReasons = {{
    {100, "Continue"},
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {304, "Not Modified"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {413, "Content Too Large"},
    {415, "Unsupported Media Type"},
    {417, "Expectation Failed"},
    {421, "Misdirected Request"},
    {422, "Unprocessable Content"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {503, "Service Unavailable"},
    {505, "HTTP Version Not Supported"},
}};

// "Sun, 06 Nov 1994 08:49:37 GMT", independent of the locale.
std::string HttpDate() {
  static constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::time_t now = std::time(nullptr);
  std::tm tm{};
  gmtime_r(&now, &tm);
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", kDays[tm.tm_wday], tm.tm_mday,
                     kMonths[tm.tm_mon], tm.tm_year + 1900, tm.tm_hour, tm.tm_min, tm.tm_sec);
}

void AppendHeader(std::string_view name, std::string_view value, std::string* out) {
  *out += name;
  *out += ": ";
  for (char c : value) *out += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
  *out += "\r\n";
}

}  // namespace

std::string_view Request::Find(std::string_view name) const {
  for (const Header& header : headers) {
    if (base::EqualsIgnoreCaseAscii(header.name, name)) return header.value;
  }
  return {};
}

Response& Response::Set(std::string name, std::string value) {
  for (Header& header : headers) {
    if (base::EqualsIgnoreCaseAscii(header.name, name)) {
      header.value = std::move(value);
      return *this;
    }
  }
  headers.push_back({std::move(name), std::move(value)});
  return *this;
}

bool Response::Has(std::string_view name) const {
  for (const Header& header : headers) {
    if (base::EqualsIgnoreCaseAscii(header.name, name)) return true;
  }
  return false;
}

std::string_view ReasonOf(int status) {
  for (const StatusReason& entry : kReasons) {
    if (entry.status == status) return entry.reason;
  }
  return "Unknown";
}

std::string WriteHead(const Response& response, bool http_1_1, bool close) {
  std::string out = fmt::format("HTTP/1.1 {} {}\r\n", response.status, ReasonOf(response.status));
  for (const Header& header : response.headers) AppendHeader(header.name, header.value, &out);
  AppendHeader("Date", HttpDate(), &out);
  if (response.stream != nullptr) {
    bool sized = response.Has("Content-Length");
    if (http_1_1 && !sized) AppendHeader("Transfer-Encoding", "chunked", &out);
  } else if (response.status != 204 && response.status != 304) {
    AppendHeader("Content-Length", std::to_string(response.bytes().size()), &out);
  }
  if (close) {
    AppendHeader("Connection", "close", &out);
  } else if (!http_1_1) {
    AppendHeader("Connection", "keep-alive", &out);
  }
  out += "\r\n";
  return out;
}

}  // namespace csip::api::http
