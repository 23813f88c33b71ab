#include "api/session.h"

#include "access/tokens.h"
#include "base/secret.h"
#include "base/text.h"

namespace csip::api {
namespace {

constexpr std::string_view kCookieName = "csip_session";
constexpr std::string_view kPersonCookie = "csip_person";
constexpr const char* kKeySetting = "local_session_key";

std::string CookieOf(std::string_view header, std::string_view name = kCookieName) {
  for (std::string_view part : base::Split(header, ';')) {
    part = base::Trim(part);
    if (part.size() > name.size() && part.starts_with(name) && part[name.size()] == '=') {
      return std::string(part.substr(name.size() + 1));
    }
  }
  return {};
}

base::Error Denied(std::string message) {
  return {base::Code::kDenied, std::move(message)};
}

}  // namespace

base::Result<Sessions> Sessions::Open(store::Store& store, bool local) {
  Sessions sessions;
  if (!local) return sessions;
  CSIP_ASSIGN_OR_RETURN(auto key, store.Setting(kKeySetting));
  if (!key) {
    key = base::RandomHex(32);
    CSIP_RETURN_IF_ERROR(store.SetSetting(kKeySetting, *key));
  }
  sessions.cookie_ = base::Sha256Hex("csip local session " + *key);
  sessions.key_ = *key;
  return sessions;
}

Credential Sessions::CredentialOf(const http::Request& request) {
  std::string_view authorization = request.Find("Authorization");
  if (!authorization.empty()) {
    constexpr std::string_view kBearer = "bearer ";
    bool bearer = base::EqualsIgnoreCaseAscii(authorization.substr(0, kBearer.size()), kBearer);
    std::string_view secret = bearer ? base::Trim(authorization.substr(kBearer.size())) : std::string_view();
    return {Credential::Kind::kToken, std::string(secret)};
  }
  std::string cookie = CookieOf(request.Find("Cookie"));
  if (!cookie.empty()) {
    return {Credential::Kind::kCookie, std::move(cookie), CookieOf(request.Find("Cookie"), kPersonCookie)};
  }
  return {};
}

base::Result<access::Actor> Sessions::Resolve(store::Store& store, const Credential& credential) const {
  if (credential.kind == Credential::Kind::kToken) return access::Authenticate(store, credential.secret);
  if (credential.kind == Credential::Kind::kCookie && !cookie_.empty() &&
      base::EqualsConstantTime(credential.secret, cookie_)) {
    return access::Actor{"local", "local user", "", access::Scope::kAdmin, PersonIn(credential.person)};
  }
  return base::Error{base::Code::kUnauthenticated,
                     "a token is needed: Authorization: Bearer <token>; `csip token create` makes one"};
}

base::Status Sessions::CheckOrigin(const http::Request& request) {
  std::string_view host = request.Find("Host");
  if (!IsLoopbackHost(host)) {
    return Denied("the page's session works on this machine only; elsewhere use a token");
  }
  std::string_view site = request.Find("Sec-Fetch-Site");
  if (!site.empty() && site != "same-origin" && site != "none") {
    return Denied("a request with the page's session must come from the page itself");
  }
  std::string_view origin = request.Find("Origin");
  if (!origin.empty() && origin != "http://" + std::string(host) &&
      origin != "https://" + std::string(host)) {
    return Denied("a request with the page's session must come from the page itself");
  }
  bool reads = request.method == "GET" || request.method == "HEAD";
  if (!reads && origin.empty() && site != "same-origin") {
    return Denied("a write with the page's session must say where it comes from (Origin or Sec-Fetch-Site)");
  }
  return {};
}

std::string Sessions::Signed(const std::string& person) const {
  return person + "." + base::Sha256Hex("csip person " + person + " " + key_);
}

std::string Sessions::PersonIn(const std::string& cookie) const {
  std::string person = cookie.substr(0, cookie.find('.'));
  return !person.empty() && base::EqualsConstantTime(cookie, Signed(person)) ? person : "";
}

std::string Sessions::PersonCookie(const std::string& person) const {
  constexpr int kYear = 365 * 24 * 3600;
  return fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict; Max-Age={}", kPersonCookie,
                     person.empty() ? "" : Signed(person), person.empty() ? 0 : kYear);
}

std::string Sessions::CookieFor(const http::Request& request) const {
  if (cookie_.empty() || !IsLoopbackHost(request.Find("Host"))) return {};
  if (base::EqualsConstantTime(CookieOf(request.Find("Cookie")), cookie_)) return {};
  return fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict", kCookieName, cookie_);
}

bool IsLoopbackHost(std::string_view host) {
  if (host.starts_with("[")) return host.substr(0, host.find(']') + 1) == "[::1]";
  std::string_view name = host.substr(0, host.find(':'));
  if (base::EqualsIgnoreCaseAscii(name, "localhost")) return true;
  // Four numbers, so that 127.evil.example is not taken for an address.
  auto parts = base::Split(name, '.');
  if (parts.size() != 4 || parts[0] != "127") return false;
  for (std::string_view part : parts) {
    if (part.empty() || part.size() > 3 || part.find_first_not_of("0123456789") != std::string_view::npos)
      return false;
  }
  return true;
}

}  // namespace csip::api
