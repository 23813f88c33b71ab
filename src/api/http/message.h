// Request and Response: HTTP messages as values, without a socket in sight.
//
// A body is either bytes or a StreamSource, which is asked for pieces as fast as the client takes them. A whole answer may
// come later than the handler returns.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace csip::api::http {

struct Header {
  std::string name;
  std::string value;
};

struct Request {
  std::string method;  // "GET"
  std::string path;    // as sent, still percent-encoded, without the query
  std::string query;   // as sent, without "?"
  std::vector<Header> headers;
  std::string body;
  std::string id;    // random; stands in the log line and in the answer to a failure of ours
  std::string peer;  // address of the client
  bool http_1_1 = true;
  bool keep_alive = true;

  // The first header with this name, ignoring case; "" when there is none.
  std::string_view Find(std::string_view name) const;
};

// A body without an end, or a large one: the connection pulls, so a slow client never makes the server hold
// more than one piece. With a Content-Length a client notices when it breaks off.
class StreamSource {
 public:
  virtual ~StreamSource() = default;
  // Called once, before Next. `wake` says that Next may have something; any thread may call it, also later
  // than the source lives.
  virtual void Start(std::function<void()> wake) = 0;
  // The next bytes; "" when there is nothing to send now; nothing at the end. `idle` asks for a sign of life
  // because nothing was sent for a while. One call at a time, on a worker thread.
  virtual std::optional<std::string> Next(bool idle) = 0;
};

struct Response {
  // Set: nothing else counts, and this is the answer once `answer` is called with it: from any thread, exactly once.
  std::function<void(std::function<void(Response)> answer)> later;
  int status = 200;
  std::vector<Header> headers;  // without Transfer-Encoding, Connection, Date; Content-Length: streams only
  std::string body;
  std::string_view static_body;          // instead of `body`: bytes that live as long as the program
  std::shared_ptr<StreamSource> stream;  // instead of a body
  std::string actor;                     // for the log line

  Response& Set(std::string name, std::string value);
  bool Has(std::string_view name) const;
  std::string_view bytes() const { return static_body.empty() ? std::string_view(body) : static_body; }
};

// "Not Found".
std::string_view ReasonOf(int status);

// Status line and headers with the blank line behind them. `close` ends the connection after this answer.
// Control characters in header values become spaces.
std::string WriteHead(const Response& response, bool http_1_1, bool close);

}  // namespace csip::api::http
