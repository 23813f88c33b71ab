#include "api/session.h"

#include <gtest/gtest.h>

namespace csip::api {
namespace {

http::Request RequestWith(std::string method, std::vector<http::Header> headers) {
  http::Request request;
  request.method = std::move(method);
  request.headers = std::move(headers);
  return request;
}

TEST(Session, KnowsLoopbackHosts) {
  for (const char* host :
       {"localhost", "LOCALHOST:80", "127.0.0.1", "127.0.0.1:8080", "127.255.3.4", "[::1]", "[::1]:80"}) {
    EXPECT_TRUE(IsLoopbackHost(host)) << host;
  }
  for (const char* host :
       {"", "example.com", "localhost.example.com", "127.0.0.1.example.com", "127.evil.example.1", "127.0.0",
        "128.0.0.1", "10.0.0.1", "0.0.0.0", "[::2]", "[::1", "127.0.0.1234", "xlocalhost"}) {
    EXPECT_FALSE(IsLoopbackHost(host)) << host;
  }
}

TEST(Session, ATokenGoesBeforeACookie) {
  auto both = Sessions::CredentialOf(
      RequestWith("GET", {{"Authorization", "bearer  abc "}, {"Cookie", "csip_session=x"}}));
  EXPECT_EQ(both.kind, Credential::Kind::kToken);
  EXPECT_EQ(both.secret, "abc");
  auto basic = Sessions::CredentialOf(
      RequestWith("GET", {{"Authorization", "Basic abc"}, {"Cookie", "csip_session=x"}}));
  EXPECT_EQ(basic.kind, Credential::Kind::kToken)
      << "an attempt with something else must not fall back to the cookie";
  EXPECT_EQ(basic.secret, "");
  auto cookie = Sessions::CredentialOf(
      RequestWith("GET", {{"Cookie", "a=b; xcsip_session=no; csip_session=yes; c=d"}}));
  EXPECT_EQ(cookie.kind, Credential::Kind::kCookie);
  EXPECT_EQ(cookie.secret, "yes");
  EXPECT_EQ(Sessions::CredentialOf(RequestWith("GET", {})).kind, Credential::Kind::kNone);
}

TEST(Session, OnlyThePageItselfMayUseItsCookie) {
  const std::string host = "127.0.0.1:8080", own = "http://127.0.0.1:8080";
  auto allowed = [&](const char* method, std::vector<http::Header> headers) {
    headers.push_back({"Host", host});
    return Sessions::CheckOrigin(RequestWith(method, std::move(headers))).ok();
  };
  EXPECT_TRUE(allowed("GET", {}));
  EXPECT_TRUE(allowed("GET", {{"Sec-Fetch-Site", "none"}}));
  EXPECT_TRUE(allowed("POST", {{"Origin", own}}));
  EXPECT_TRUE(allowed("POST", {{"Sec-Fetch-Site", "same-origin"}}));
  EXPECT_FALSE(allowed("POST", {}));
  EXPECT_FALSE(allowed("DELETE", {{"Sec-Fetch-Site", "none"}}));
  EXPECT_FALSE(allowed("POST", {{"Origin", "null"}}));
  EXPECT_FALSE(allowed("POST", {{"Origin", "http://127.0.0.1:80800"}}));
  EXPECT_FALSE(allowed("POST", {{"Origin", "http://127.0.0.1"}}));
  EXPECT_FALSE(allowed("GET", {{"Sec-Fetch-Site", "cross-site"}}));
  EXPECT_FALSE(allowed("GET", {{"Origin", "http://evil.example"}}));
  EXPECT_FALSE(Sessions::CheckOrigin(RequestWith("GET", {{"Host", "evil.example"}})).ok());
}

}  // namespace
}  // namespace csip::api
