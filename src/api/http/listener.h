// Listener: accepts connections, reads requests, runs the handler on worker threads, writes its answers.
//
// Threads: each connection lives on one event loop of `loops`; handlers run on `workers` threads and may
// block, or answer later without holding one (Response::later). Requests of one connection are answered one after the other, in order.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "api/http/message.h"
#include "api/http/reader.h"
#include "base/result.h"

namespace csip::api::http {

struct ListenOptions {
  std::string host = "127.0.0.1";  // an address or a name
  uint16_t port = 0;               // 0: any free one
  int loops = 2;
  int workers = 64;           // as many writes can wait for one group commit
  size_t connections = 4096;  // more are answered 503
  ReadLimits limits;
  // The handler waits for nothing then, and so runs on the event loop; empty: on a worker always.
  std::function<bool(const Request&)> prompt = nullptr;
  std::chrono::milliseconds header_deadline{
      10'000};  // from the first byte of a request to the end of its headers
  std::chrono::milliseconds body_deadline{30'000};
  std::chrono::milliseconds idle_deadline{60'000};  // between requests
  std::chrono::milliseconds write_deadline{
      30'000};  // for an answer of up to a megabyte; longer for larger ones
  std::chrono::milliseconds stream_idle{
      15'000};  // a stream that is silent this long is asked for a sign of life
};

// Answers a request. Must not throw.
using Handler = std::function<Response(const Request&)>;
// The answer to what is no valid request: `request` holds what is known of it, perhaps nothing.
using Refusal = std::function<Response(int status, const std::string& why, const Request& request)>;

class Listener {
 public:
  static base::Result<std::unique_ptr<Listener>> Start(ListenOptions options, Handler handler,
                                                       Refusal refusal);
  ~Listener();

  uint16_t port() const;
  // Takes no new connections, lets requests under way finish (up to five seconds), ends streams. Idempotent.
  void Stop();

 private:
  class Impl;
  explicit Listener(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace csip::api::http
