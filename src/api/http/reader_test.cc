#include "api/http/reader.h"

#include <fmt/format.h>

namespace csip::api::http {
namespace {

struct Outcome {
  RequestReader::State state;
  int status;
  Request request;
  std::string rest;
};

// Feeds the text in pieces of `step` bytes, as a connection would.
Outcome ReadText(std::string_view text, size_t step = std::string_view::npos, ReadLimits limits = {}) {
  RequestReader reader(limits);
  std::string unread;
  size_t sent = 0;
  while (true) {
    unread.erase(0, reader.Feed(unread));
    if (reader.state() == RequestReader::State::kHeadDone) unread.erase(0, reader.Feed(unread));
    if (reader.state() == RequestReader::State::kDone || reader.state() == RequestReader::State::kFailed)
      break;
    if (sent >= text.size()) break;
    std::string_view piece = text.substr(sent, step);
    sent += piece.size();
    unread += piece;
  }
  if (sent < text.size()) unread += text.substr(sent);
  return {reader.state(), reader.failure_status(), reader.request(), unread};
}

int RefusalOf(std::string_view text) {
  Outcome whole = ReadText(text);
  Outcome bytewise = ReadText(text, 1);
  EXPECT_EQ(whole.status, bytewise.status) << text;
  return whole.status;
}

TEST(RequestReader, ReadsARequestHoweverItIsCut) {
  std::string text = "POST /a/b?c=d HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nX-Y: z \r\n\r\nhelloGET";
  for (size_t step : {1u, 2u, 7u, 30u, 1000u}) {
    Outcome out = ReadText(text, step);
    ASSERT_EQ(out.state, RequestReader::State::kDone) << step;
    EXPECT_EQ(out.request.method, "POST");
    EXPECT_EQ(out.request.path, "/a/b");
    EXPECT_EQ(out.request.query, "c=d");
    EXPECT_EQ(out.request.Find("x-y"), "z");
    EXPECT_EQ(out.request.body, "hello");
    EXPECT_EQ(out.rest, "GET");
  }
}

TEST(RequestReader, ReadsChunksAndKeepsTrailersOut) {
  Outcome out = ReadText(
      "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\n2\r\nde\r\n0\r\nHost: "
      "evil\r\n"
      "Authorization: Bearer t\r\n\r\n",
      1);
  ASSERT_EQ(out.state, RequestReader::State::kDone);
  EXPECT_EQ(out.request.body, "abcde");
  EXPECT_EQ(out.request.Find("Host"), "x");
  EXPECT_EQ(out.request.Find("Authorization"), "");
}

TEST(RequestReader, RefusesWhatTwoReadersCouldReadDifferently) {
  const char* kBodies[] = {
      "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
      "Transfer-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc",
      "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
      "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
      "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
      "Transfer-Encoding: identity\r\n\r\n",
      "Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n",
      "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
      "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
      "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
      "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
      "Content-Length: +3\r\n\r\nabc",
      "Content-Length: -1\r\n\r\n",
      "Content-Length: 0x3\r\n\r\nabc",
      "Content-Length: 3, 3\r\n\r\nabc",
      "Content-Length:\r\n\r\n",
      "Content-Length: 99999999999999999999999\r\n\r\n",
      "X: a\r\n folded\r\n\r\n",
      "X: a\r\n\tfolded\r\n\r\n",
      "Host: y\r\n\r\n",
      "X\r\n\r\n",
      ": empty\r\n\r\n",
      "X Y: z\r\n\r\n",
      "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n",
      "Transfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n",
      "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nabc\r\n0\r\n\r\n",
      "Transfer-Encoding: chunked\r\n\r\n-3\r\nabc\r\n0\r\n\r\n",
  };
  for (const char* body : kBodies) {
    int status = RefusalOf(std::string("POST / HTTP/1.1\r\nHost: x\r\n") + body);
    EXPECT_TRUE(status == 400 || status == 413) << status << " for " << body;
  }
  constexpr std::string_view kNul("POST / HTTP/1.1\r\nHost: x\r\nX: a\0b\r\n\r\n", 36);
  EXPECT_EQ(RefusalOf(kNul), 400);
  EXPECT_EQ(RefusalOf("POST / HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 400);
}

TEST(RequestReader, RefusesBadRequestLines) {
  for (const char* line :
       {"GET  / HTTP/1.1", "GET /", "GET / HTTP/1.1 x", "G@T\x01 / HTTP/1.1", " GET / HTTP/1.1",
        "GET x HTTP/1.1", "GET http://other/ HTTP/1.1", "GET / http/1.1", "GET /\x01 HTTP/1.1"}) {
    EXPECT_EQ(RefusalOf(std::string(line) + "\r\nHost: x\r\n\r\n"), 400) << line;
  }
  EXPECT_EQ(RefusalOf("GET / HTTP/1.1\r\n\r\n"), 400) << "no Host";
  int version = RefusalOf("GET / HTTP/9.9\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(version == 505 || version == 400);
  EXPECT_EQ(RefusalOf("GET / HTTP/1.1\nHost: x\n\n"), 400) << "bare line feeds";
}

TEST(RequestReader, TakesTheAbsoluteFormOfTheSameHost) {
  Outcome out = ReadText("GET http://x:80/p?q HTTP/1.1\r\nHost: x:80\r\n\r\n");
  ASSERT_EQ(out.state, RequestReader::State::kDone);
  EXPECT_EQ(out.request.path, "/p");
  EXPECT_EQ(out.request.query, "q");
}

TEST(RequestReader, HoldsItsLimits) {
  ReadLimits limits{.header_bytes = 200, .body_bytes = 10};
  EXPECT_EQ(ReadText("GET / HTTP/1.1\r\nHost: x\r\nX: " + std::string(300, 'a'), 50, limits).status, 431);
  EXPECT_EQ(ReadText("GET /" + std::string(300, 'a'), 50, limits).status, 431);
  EXPECT_EQ(ReadText("POST /p HTTP/1.1\r\nHost: x\r\nContent-Length: 11\r\n\r\n", 50, limits).status, 413);
  Outcome chunked = ReadText(
      "POST /p HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: "
      "chunked\r\n\r\n6\r\nabcdef\r\n6\r\nabcdef\r\n0\r\n\r\n",
      5, limits);
  EXPECT_EQ(chunked.status, 413);
  EXPECT_EQ(chunked.request.path, "/p");
}

TEST(RequestReader, SomeRequestsMayBeLarger) {
  ReadLimits limits{.body_bytes = 10, .body_bytes_of = [](std::string_view method, std::string_view path) {
                      return method == "POST" && path == "/large" ? size_t{20} : size_t{0};
                    }};
  auto status = [&](const std::string& head, size_t size) {
    return ReadText(fmt::format("{} HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n{}", head, size,
                                std::string(size, 'a')),
                    7, limits)
        .status;
  };
  EXPECT_EQ(status("POST /large?a=b", 20), 0);
  EXPECT_EQ(status("POST /large", 21), 413);
  EXPECT_EQ(status("PUT /large", 11), 413);
  EXPECT_EQ(status("POST /other", 11), 413);
  EXPECT_EQ(ReadText("POST /large HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                     "8\r\nabcdefgh\r\n8\r\nabcdefgh\r\n8\r\nabcdefgh\r\n0\r\n\r\n",
                     5, limits)
                .status,
            413);
}

TEST(RequestReader, KnowsWhoWaitsForContinue) {
  RequestReader reader({});
  reader.Feed("PUT / HTTP/1.1\r\nHost: x\r\nExpect: 100-Continue\r\nContent-Length: 2\r\n\r\n");
  EXPECT_EQ(reader.state(), RequestReader::State::kHeadDone);
  EXPECT_TRUE(reader.wants_continue());
  EXPECT_EQ(RefusalOf("PUT / HTTP/1.1\r\nHost: x\r\nExpect: tea\r\nContent-Length: 2\r\n\r\n"), 417);
}

}  // namespace
}  // namespace csip::api::http
