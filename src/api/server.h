// Server: a workspace over HTTP: Coda's API v1, our own API, the live stream and the web page.
//
// Start listens and answers from its own threads; the workspace must outlive the server. Stop (or the destructor) lets
// requests under way finish. Handlers may throw only for bugs of ours: the door catches, logs and answers 500 with an id.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "workspace/workspace.h"

namespace csip::api {

struct ServerOptions {
  std::string data;  // the data folder, where files lie that jobs make
  std::string host = "127.0.0.1";
  uint16_t port = 8080;  // 0: any free one
  int threads = 2;       // event loops
  bool local_session =
      false;  // the page acts for the local user without a login; for loopback addresses only
  base::TestClock* test_clock = nullptr;  // not null: POST /api/test/clock exists and sets it
  std::string version = "0.1.0";
};

class Server {
 public:
  // kConflict when the port is taken, kInvalid when the address is no address, or a local session is asked for on an
  // address that other machines reach.
  static base::Result<std::unique_ptr<Server>> Start(ServerOptions options, workspace::Workspace& workspace);
  ~Server();

  uint16_t port() const;
  void Stop();

 private:
  class Impl;
  explicit Server(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace csip::api
