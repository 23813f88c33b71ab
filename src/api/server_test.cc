#include "api/server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "access/tokens.h"
#include "api/http/raw_client.h"
#include "base/json.h"
#include "base/log.h"
#include "base/secret.h"
#include "blueprint/read.h"

namespace csip::api {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr const char* kBlueprint = R"(
name: small
title: A small one
tables:
  - table: Teams
    display: Name
    columns:
      - {name: Name, type: text, required: true, unique: true}
      - {name: Members, type: number, formula: 'CountIf([People], [Team] = thisRow)'}
  - table: People
    display: Name
    columns:
      - {name: Name, type: text, required: true}
      - {name: Team, type: relation, target: Teams}
      - {name: Age, type: number, min: 0}
    views:
      - {name: Adults, filter: '[Age] >= 18', sort: ["Age desc"]}
)";

class ServerTest : public testing::Test {
 protected:
  void SetUp() override {
    base::SetLogLevel(base::LogLevel::kOff);
    folder_ = std::filesystem::temp_directory_path() / ("csip-api-" + base::RandomHex(8));
    auto store = store::OpenSqlite({folder_.string()});
    ASSERT_TRUE(store.ok()) << store.error().ToString();
    auto read = blueprint::ReadText(kBlueprint);
    ASSERT_TRUE(read.ok()) << blueprint::Render(read.errors);
    workspace::Options options{std::move(*store), std::make_shared<base::SystemClock>()};
    auto made = workspace::Workspace::Create(std::move(options), std::move(read.blueprint));
    ASSERT_TRUE(made.ok()) << made.error().ToString();
    workspace_ = std::move(*made);
    write_ = *access::CreateToken(workspace_->store(), "w", access::Scope::kWrite, "", 0);
    read_ = *access::CreateToken(workspace_->store(), "r", access::Scope::kRead, "", 0);
    auto server = Server::Start({.data = folder_.string(), .port = 0}, *workspace_);
    ASSERT_TRUE(server.ok()) << server.error().ToString();
    server_ = std::move(*server);
  }
  ~ServerTest() override {
    server_.reset();
    workspace_.reset();
    std::filesystem::remove_all(folder_);
  }

  // Head and body of the answer.
  std::string Ask(const std::string& method, const std::string& path, const std::string& body = "",
                  const std::string& token = "") {
    http::RawClient client(server_->port());
    client.Send(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " +
                (token.empty() ? write_ : token) + "\r\nContent-Length: " + std::to_string(body.size()) +
                "\r\n\r\n" + body);
    return client.ReadAnswer(method != "HEAD");
  }

  std::filesystem::path folder_;
  std::unique_ptr<workspace::Workspace> workspace_;
  std::string write_, read_;
  std::unique_ptr<Server> server_;
};

constexpr const char* kRows = "/apis/v1/docs/csip/tables/People/rows";

TEST_F(ServerTest, ReadsWhatItWrote) {
  EXPECT_THAT(Ask("POST", "/apis/v1/docs/csip/tables/Teams/rows",
                  R"({"rows":[{"cells":[{"column":"Name","value":"Blue"}]}]})"),
              HasSubstr(R"("addedRowIds":["i-1"])"));
  EXPECT_THAT(Ask("POST", kRows,
                  R"({"rows":[{"cells":[{"column":"Name","value":"Ann"},{"column":"Team","value":"Blue"},)"
                  R"({"column":"Age","value":"17"}]},{"cells":[{"column":"Name","value":"Bo"},)"
                  R"({"column":"Age","value":40}]}]})"),
              StartsWith("HTTP/1.1 202"));
  EXPECT_THAT(Ask("GET", "/apis/v1/docs/csip/tables/Teams/rows/Blue?useColumnNames=true"),
              HasSubstr(R"("values":{"Name":"Blue","Members":1)"));
  std::string adults = Ask("GET", "/apis/v1/docs/csip/tables/Adults/rows?useColumnNames=true");
  EXPECT_THAT(adults, HasSubstr("\"Bo\""));
  EXPECT_THAT(adults, Not(HasSubstr("\"Ann\"")));
}

TEST_F(ServerTest, RightsFollowTheScope) {
  std::string body = R"({"rows":[{"cells":[{"column":"Name","value":"Ann"}]}]})";
  EXPECT_THAT(Ask("POST", kRows, body, read_), StartsWith("HTTP/1.1 403"));
  EXPECT_THAT(Ask("GET", kRows, "", read_), StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(Ask("GET", kRows, "", "nobody"), StartsWith("HTTP/1.1 401"));
  EXPECT_THAT(Ask("GET", "/api/health", "", "nobody"), StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(Ask("POST", "/api/test/clock", "{}"), StartsWith("HTTP/1.1 404")) << "there is no test clock";
}

TEST_F(ServerTest, RefusesInWords) {
  EXPECT_THAT(Ask("GET", "/apis/v1/docs/csip/tables/Peple"), HasSubstr("did you mean `People`"));
  EXPECT_THAT(Ask("PATCH", kRows), HasSubstr("Allow: GET, HEAD, POST, DELETE"));
  EXPECT_THAT(Ask("POST", kRows, R"({"rows":[{"cells":[{"column":"Age","value":1}]}]})"),
              StartsWith("HTTP/1.1 400"));
  EXPECT_THAT(Ask("GET", "/apis/v1/docs/%ff"), HasSubstr("not UTF-8"));
  EXPECT_THAT(Ask("GET", "/nothing"), StartsWith("HTTP/1.1 404"));
  EXPECT_THAT(Ask("HEAD", kRows), StartsWith("HTTP/1.1 200"));
}

TEST_F(ServerTest, EveryAnswerIsSafeToShow) {
  for (const char* path : {"/api/health", "/nothing", "/apis/v1/docs/%ff", kRows}) {
    std::string answer = Ask("GET", path);
    EXPECT_THAT(answer, HasSubstr("X-Content-Type-Options: nosniff")) << path;
    EXPECT_THAT(answer, HasSubstr("frame-ancestors 'none'")) << path;
  }
}

TEST_F(ServerTest, TheStreamTellsOfACommit) {
  http::RawClient client(server_->port());
  client.Send("GET /api/changes HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + read_ + "\r\n\r\n");
  EXPECT_THAT(client.ReadUntil(": listening\n\n"), HasSubstr("text/event-stream"));
  Ask("POST", kRows, R"({"rows":[{"cells":[{"column":"Name","value":"Ann"}]}]})");
  EXPECT_THAT(client.ReadUntil("}\n\n"), HasSubstr(R"("value":"Ann")"));
  server_->Stop();
  EXPECT_TRUE(client.IsClosed());
}

TEST_F(ServerTest, ALocalSessionIsForLoopbackOnly) {
  auto open = Server::Start({.data = folder_.string(), .host = "0.0.0.0", .port = 0, .local_session = true},
                            *workspace_);
  ASSERT_FALSE(open.ok());
  EXPECT_THAT(open.error().message, HasSubstr("loopback"));
}

}  // namespace
}  // namespace csip::api
