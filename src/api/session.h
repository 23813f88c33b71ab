// Who a request comes from: a bearer token, or the cookie of the page on this machine.
//
// The page of a server that listens on a loopback address acts for the local user without a login, with all rights: that
// user owns the data folder and could make an admin token with `csip token create`. Which person of the workspace that is,
// each browser says once (PersonCookie); it decides what CurrentUser() is, and no rights. Its cookie cannot be
// read by scripts (HttpOnly) nor sent by other sites (SameSite=Strict); a request with it must name a loopback host
// (against names that are made to point here) and, when it writes, come from the page itself.
// Thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "access/actor.h"
#include "api/http/message.h"
#include "base/result.h"
#include "store/store.h"

namespace csip::api {

// What a request proves itself with.
struct Credential {
  enum class Kind { kNone, kToken, kCookie };
  Kind kind = Kind::kNone;
  std::string secret;
  std::string person = {};  // with a cookie: who the page says it is, as PersonCookie signed it
};

class Sessions {
 public:
  // `local` lets the page of this machine in. Its key is kept by the store, so that a page survives a restart.
  static base::Result<Sessions> Open(store::Store& store, bool local);

  // A bearer token goes before a cookie.
  static Credential CredentialOf(const http::Request& request);
  // kUnauthenticated with words when nobody holds it.
  base::Result<access::Actor> Resolve(store::Store& store, const Credential& credential) const;
  // What a cookie's request must meet besides; kDenied with words.
  static base::Status CheckOrigin(const http::Request& request);

  // The Set-Cookie value for the page, or "" where the request must not get one.
  std::string CookieFor(const http::Request& request) const;
  // The Set-Cookie value by which this browser's page is a person from now on; "" is nobody in particular.
  std::string PersonCookie(const std::string& person) const;

 private:
  std::string Signed(const std::string& person) const;
  std::string PersonIn(const std::string& cookie) const;  // "" where the signature is not ours

  std::string cookie_;  // "": there is no local session
  std::string key_;     // what cookies are signed with
};

// Whether a Host header names this machine's loopback: localhost, 127.x.x.x or [::1], with or without a port.
bool IsLoopbackHost(std::string_view host);

}  // namespace csip::api
