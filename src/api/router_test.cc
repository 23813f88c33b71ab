#include "api/router.h"

#include "api/failure.h"
#include "api/http/uri.h"

namespace csip::api {
namespace {

base::Result<http::Response> Nothing(const Call&) {
  return http::Response();
}

const Endpoint kOne = {.id = "one", .method = "GET", .path = "/t/{table}/rows/{row}", .handle = Nothing};
const Endpoint kSet = {.id = "set", .method = "PUT", .path = "/t/{table}/rows/{row}", .handle = Nothing};
const Endpoint kAll = {.id = "all", .method = "GET", .path = "/t/{table}/rows", .handle = Nothing};
const Endpoint kOwn = {.id = "own", .method = "GET", .path = "/t/{table}/rows/own", .handle = Nothing};
const Endpoint* const kList[] = {&kOne, &kSet, &kAll, &kOwn};

Router::Match FindPath(const Router& router, std::string_view method, std::string_view path) {
  auto segments = http::ReadPath(path);
  return router.Find(method, *segments);
}

TEST(Router, FindsByMethodAndPath) {
  Router router(kList);
  Router::Match match = FindPath(router, "PUT", "/t/a%2Fb/rows/x%20y");
  ASSERT_EQ(match.endpoint, &kSet);
  EXPECT_EQ(match.parameters["table"], "a/b");
  EXPECT_EQ(match.parameters["row"], "x y");
  EXPECT_EQ(FindPath(router, "HEAD", "/t/a/rows").endpoint, &kAll);
  EXPECT_EQ(FindPath(router, "GET", "/t/a/rows/own").endpoint, &kOwn);
}

TEST(Router, TellsAWrongMethodFromAWrongPath) {
  Router router(kList);
  Router::Match wrong_method = FindPath(router, "DELETE", "/t/a/rows/b");
  EXPECT_EQ(wrong_method.endpoint, nullptr);
  EXPECT_EQ(wrong_method.allowed, (std::vector<std::string_view>{"GET", "PUT"}));
  for (const char* path : {"/", "/t", "/t//rows", "/t/a/rows/", "/t/a/rows/b/c", "/T/a/rows"}) {
    Router::Match none = FindPath(router, "GET", path);
    EXPECT_EQ(none.endpoint, nullptr) << path;
    EXPECT_TRUE(none.allowed.empty()) << path;
  }
}

TEST(Failure, HasCodasShape) {
  http::Response response = InvalidBody({{"rows[0]", "must be an \"object\""}, {"rows[1]", "also"}});
  EXPECT_EQ(response.status, 400);
  auto json = base::ParseJson(response.body);
  ASSERT_TRUE(json.ok());
  EXPECT_EQ(json->Find("statusCode")->number(), 400);
  EXPECT_EQ(json->TextOr("statusMessage"), "Bad Request");
  EXPECT_EQ(json->TextOr("message"), "rows[0]: must be an \"object\" (and 1 more)");
  const auto& errors = json->Find("codaDetail")->Find("validationErrors")->items();
  ASSERT_EQ(errors.size(), 2u);
  EXPECT_EQ(errors[1].TextOr("path"), "rows[1]");
}

TEST(Failure, NoInputErrorIsTheServersFault) {
  for (base::Code code :
       {base::Code::kInvalid, base::Code::kNotFound, base::Code::kConflict, base::Code::kTooLarge,
        base::Code::kLimit, base::Code::kUnsupported, base::Code::kDenied}) {
    for (bool coda : {false, true}) {
      EXPECT_GE(StatusOf(code, coda), 400);
      EXPECT_LT(StatusOf(code, coda), 500);
    }
  }
  EXPECT_EQ(StatusOf(base::Code::kTooLarge, true), 400);
  EXPECT_EQ(StatusOf(base::Code::kConflict, true), 400);
}

}  // namespace
}  // namespace csip::api
