// RequestReader: bytes of a connection to requests, strictly.
//
// Beast's push parser does the grammar; this closes what it leaves open: exactly one Host, Transfer-Encoding
// only when it is exactly `chunked` and never beside Content-Length, no folded headers, no other versions, no
// trailers taken for headers. Whatever is refused ends the connection, because nobody knows where the next
// request would begin.
//
// One reader reads one request. Not thread-safe.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "api/http/message.h"

namespace csip::api::http {

struct ReadLimits {
  size_t header_bytes = size_t{16} << 10;  // request line and headers together
  size_t body_bytes = size_t{8} << 20;
  // More for some requests, by method and path as sent; empty: `body_bytes` for all. 0 is `body_bytes`.
  std::function<size_t(std::string_view method, std::string_view path)> body_bytes_of = nullptr;
};

class RequestReader {
 public:
  enum class State {
    kHead,      // wants more bytes of the head
    kHeadDone,  // the head has just ended: call Feed again, after "100 Continue" when the client waits for it
    kBody,      // wants more bytes of the body
    kDone,
    kFailed,
  };

  explicit RequestReader(ReadLimits limits);
  ~RequestReader();

  // Takes from the front of `bytes` and returns how many. Bytes not taken must come again, with more behind
  // them, unless the state is kDone: then they belong to the next request.
  size_t Feed(std::string_view bytes);

  State state() const { return state_; }
  bool wants_continue() const { return wants_continue_; }
  // kFailed: the status to answer with, and why.
  // From kHeadDone on: the body may be larger than `body_bytes`.
  bool is_large() const { return is_large_; }
  int failure_status() const { return failure_status_; }
  const std::string& failure() const { return failure_; }
  // What is known of the request from kHeadDone on; whole at kDone.
  Request& request() { return request_; }

 private:
  struct Parser;
  void Fail(int status, std::string why);
  void ReadHead(std::string_view head);
  bool CheckFraming();
  bool CheckLength();
  bool ReadTarget(std::string target);

  ReadLimits limits_;
  std::unique_ptr<Parser> parser_;
  State state_ = State::kHead;
  Request request_;
  std::string head_;  // raw, to see what the parser smooths over
  bool wants_continue_ = false;
  bool is_large_ = false;
  int failure_status_ = 0;
  std::string failure_;
};

}  // namespace csip::api::http
