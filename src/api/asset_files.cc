#include "api/asset_files.h"

#include <algorithm>

#include "api/assets.h"
#include "api/http/gzip.h"
#include "base/text.h"

namespace csip::api {
namespace {

constexpr const char* kPagePolicy =
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src "
    "'self' data:; "
    "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

// Of scripts: a shared worker is bound by the policy that its own file came with. It may ask this server, and nobody else.
constexpr const char* kScriptPolicy =
    "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'";

const Asset* FindAsset(std::string_view path) {
  auto assets = Assets();
  auto found =
      std::lower_bound(assets.begin(), assets.end(), path,
                       [](const Asset& asset, std::string_view wanted) { return asset.path < wanted; });
  return found != assets.end() && found->path == path ? &*found : nullptr;
}

// Several tags may be listed; a weak one equals its strong one.
bool HasTag(std::string_view if_none_match, std::string_view etag) {
  if (base::Trim(if_none_match) == "*") return true;
  for (std::string_view item : base::Split(if_none_match, ',')) {
    item = base::Trim(item);
    if (item.starts_with("W/")) item.remove_prefix(2);
    if (item == etag) return true;
  }
  return false;
}

http::Response Serve(const Asset& asset, const http::Request& request) {
  http::Response response;
  response.Set("ETag", std::string(asset.etag));
  bool never_changes = asset.path.starts_with("/assets/");
  response.Set("Cache-Control", never_changes ? "public, max-age=31536000, immutable" : "no-cache");
  if (!asset.br.empty() || !asset.gz.empty()) response.Set("Vary", "Accept-Encoding");
  // Also with a 304: the browser replaces the policy it kept by the one of the newest answer.
  if (asset.content_type.starts_with("text/html")) response.Set("Content-Security-Policy", kPagePolicy);
  if (asset.content_type.find("javascript") != std::string_view::npos)
    response.Set("Content-Security-Policy", kScriptPolicy);
  if (HasTag(request.Find("If-None-Match"), asset.etag)) {
    response.status = 304;
    return response;
  }
  response.Set("Content-Type", std::string(asset.content_type));
  std::string_view accepts = request.Find("Accept-Encoding");
  if (!asset.br.empty() && http::Accepts(accepts, "br")) {
    response.static_body = asset.br;
    response.Set("Content-Encoding", "br");
  } else if (!asset.gz.empty() && http::Accepts(accepts, "gzip")) {
    response.static_body = asset.gz;
    response.Set("Content-Encoding", "gzip");
  } else {
    response.static_body = asset.bytes;
  }
  return response;
}

}  // namespace

std::optional<http::Response> ServeAsset(const http::Request& request, const Sessions& sessions) {
  if (request.method != "GET" && request.method != "HEAD") return std::nullopt;
  const Asset* asset = FindAsset(request.path);
  bool document = asset == nullptr && (request.path == "/" ||
                                       (request.Find("Accept").find("text/html") != std::string_view::npos &&
                                        !request.path.starts_with("/assets/")));
  if (document) asset = FindAsset("/index.html");
  if (asset == nullptr) return std::nullopt;
  http::Response response = Serve(*asset, request);
  if (asset->path == "/index.html") {
    std::string cookie = sessions.CookieFor(request);
    if (!cookie.empty()) response.Set("Set-Cookie", cookie);
  }
  return response;
}

void AddSafetyHeaders(http::Response* response) {
  response->Set("X-Content-Type-Options", "nosniff");
  response->Set("Referrer-Policy", "no-referrer");
  response->Set("Cross-Origin-Resource-Policy", "same-origin");
  if (!response->Has("Content-Security-Policy")) {
    response->Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  }
  if (!response->Has("Cache-Control")) response->Set("Cache-Control", "no-cache");
}

}  // namespace csip::api
