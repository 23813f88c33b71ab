#include "api/http/reader.h"

#include <fmt/format.h>

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include "base/text.h"

namespace csip::api::http {

namespace beast = boost::beast;

struct RequestReader::Parser {
  beast::http::request_parser<beast::http::string_body> parser;
};

RequestReader::RequestReader(ReadLimits limits)
    : limits_(std::move(limits)), parser_(std::make_unique<Parser>()) {
  parser_->parser.header_limit(static_cast<uint32_t>(limits_.header_bytes));
  // Which limit it is is known behind the head.
  parser_->parser.body_limit(boost::none);
}

RequestReader::~RequestReader() = default;

namespace {

// Whether a line of the head, which begins in `before` and goes on in `bytes`, ends with a line feed alone.
bool HasBareLineFeed(std::string_view before, std::string_view bytes) {
  auto at = [&](size_t i) {  // i counts from 4 bytes before `bytes`
    if (i >= 4) return bytes[i - 4];
    return before.size() + i >= 4 ? before[before.size() + i - 4] : '\0';
  };
  for (size_t i = bytes.find('\n'); i != std::string_view::npos; i = bytes.find('\n', i + 1)) {
    if (at(i + 3) != '\r') return true;
    if (at(i + 2) == '\n' && at(i + 1) == '\r') return false;  // the end of the head
  }
  return false;
}

}  // namespace

void RequestReader::Fail(int status, std::string why) {
  state_ = State::kFailed;
  failure_status_ = status;
  failure_ = std::move(why);
}

size_t RequestReader::Feed(std::string_view bytes) {
  if (state_ == State::kDone || state_ == State::kFailed) return 0;
  auto& parser = parser_->parser;
  size_t taken = 0;
  // Clients may send empty lines between requests.
  while (head_.empty() && taken + 1 < bytes.size() && bytes[taken] == '\r' && bytes[taken + 1] == '\n')
    taken += 2;
  if (head_.empty() && taken < bytes.size() && bytes[taken] == '\r' && taken + 1 == bytes.size())
    return taken;
  if (state_ == State::kHeadDone) {
    state_ = State::kBody;
    parser.eager(true);
  }
  while (taken < bytes.size() || (state_ == State::kBody && !parser.is_done())) {
    boost::system::error_code error;
    std::string_view rest = bytes.substr(taken);
    if (state_ == State::kHead && HasBareLineFeed(head_, rest)) {
      Fail(400, "a line of the request ends with a line feed alone instead of CR LF");
      return taken;
    }
    size_t n = parser.put(boost::asio::const_buffer(rest.data(), rest.size()), error);
    if (state_ == State::kHead) head_.append(rest.substr(0, n));
    taken += n;
    if (error == beast::http::error::need_more) break;
    if (error == beast::http::error::header_limit) {
      Fail(431,
           "the request line and headers are larger than " + std::to_string(limits_.header_bytes) + " bytes");
      return taken;
    }
    if (error == beast::http::error::body_limit) {
      Fail(413, "request entity too large");
      return taken;
    }
    if (error) {
      Fail(400, "this is not a well-formed HTTP/1.1 request: " + error.message());
      return taken;
    }
    if (state_ == State::kHead && parser.is_header_done()) {
      ReadHead(head_);
      if (state_ == State::kFailed) return taken;
      state_ = State::kHeadDone;
      // A request without a body is whole at once.
      if (parser.is_done()) break;
      return taken;
    }
    if (n == 0 || parser.is_done()) break;
  }
  if (parser.is_done() && state_ != State::kFailed) {
    request_.body = std::move(parser.get().body());
    state_ = State::kDone;
  }
  return taken;
}

// The headers are copied before the body is read: trailers behind a chunked body must not become headers.
void RequestReader::ReadHead(std::string_view head) {
  const auto& message = parser_->parser.get();
  request_.method = std::string(message.method_string());
  for (const auto& field : message) {
    request_.headers.push_back({std::string(field.name_string()), std::string(field.value())});
  }
  request_.keep_alive = message.keep_alive();
  request_.http_1_1 = message.version() == 11;
  if (message.version() != 11 && message.version() != 10) {
    Fail(505, "only HTTP/1.1 and HTTP/1.0 are spoken here");
    return;
  }
  for (size_t at = head.find('\n'); at != std::string_view::npos; at = head.find('\n', at + 1)) {
    if (at + 1 < head.size() && (head[at + 1] == ' ' || head[at + 1] == '\t')) {
      Fail(400, "a header continues on the next line, which HTTP no longer allows");
      return;
    }
  }
  if (!CheckFraming() || !ReadTarget(std::string(message.target())) || !CheckLength()) return;
  std::string_view expect = request_.Find("Expect");
  if (!expect.empty()) {
    if (!base::EqualsIgnoreCaseAscii(expect, "100-continue")) {
      Fail(417, "the only expectation met here is 100-continue");
      return;
    }
    wants_continue_ = request_.http_1_1;
  }
}

bool RequestReader::CheckFraming() {
  int hosts = 0, encodings = 0, lengths = 0;
  for (const Header& header : request_.headers) {
    if (base::EqualsIgnoreCaseAscii(header.name, "Host")) ++hosts;
    if (base::EqualsIgnoreCaseAscii(header.name, "Transfer-Encoding")) {
      ++encodings;
      if (!base::EqualsIgnoreCaseAscii(header.value, "chunked")) {
        Fail(400, "Transfer-Encoding must be exactly `chunked`");
        return false;
      }
    }
    if (base::EqualsIgnoreCaseAscii(header.name, "Content-Length")) {
      ++lengths;
      if (header.value.empty() || header.value.find_first_not_of("0123456789") != std::string::npos) {
        Fail(400, "Content-Length must be a whole number");
        return false;
      }
    }
  }
  if (hosts > 1 || (hosts == 0 && request_.http_1_1)) {
    Fail(400, "a request must have exactly one Host header");
    return false;
  }
  if (encodings > 1 || lengths > 1 || (encodings > 0 && lengths > 0) ||
      (encodings > 0 && !request_.http_1_1)) {
    Fail(400, "the length of the body is given in more than one way");
    return false;
  }
  return true;
}

bool RequestReader::CheckLength() {
  size_t most = limits_.body_bytes_of ? limits_.body_bytes_of(request_.method, request_.path) : 0;
  if (most == 0) most = limits_.body_bytes;
  auto length = parser_->parser.content_length();
  if (length && *length > most) {
    Fail(413, fmt::format("request entity too large: {} bytes are the most here", most));
    return false;
  }
  parser_->parser.body_limit(most);
  is_large_ = most > limits_.body_bytes && (!length || *length > limits_.body_bytes);
  return true;
}

// Origin form "/path?query"; the absolute form is taken when it names the same host as the Host header.
bool RequestReader::ReadTarget(std::string target) {
  if (base::EqualsIgnoreCaseAscii(std::string_view(target).substr(0, 7), "http://")) {
    size_t slash = std::min(target.find_first_of("/?", 7), target.size());
    if (!base::EqualsIgnoreCaseAscii(std::string_view(target).substr(7, slash - 7), request_.Find("Host"))) {
      Fail(400, "the address in the request line and the Host header name different hosts");
      return false;
    }
    target.erase(0, slash);
    if (target.empty() || target[0] != '/') target.insert(0, "/");
  }
  if (target.empty() || (target[0] != '/' && target != "*")) {
    Fail(400, "the request line must name a path that begins with /");
    return false;
  }
  size_t fragment = target.find('#');
  if (fragment != std::string::npos) target.resize(fragment);
  size_t mark = target.find('?');
  request_.path = target.substr(0, mark);
  if (mark != std::string::npos) request_.query = target.substr(mark + 1);
  return true;
}

}  // namespace csip::api::http
