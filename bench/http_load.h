// A csip server of its own, and clients that put load on it over HTTP: one thread, plain sockets, kept-alive connections.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace csip::bench {

// `csip serve` on a data folder, as its own process; killed when it goes out of scope.
class ServerProcess {
 public:
  // Waits until it answers; exits the program with words when it does not.
  ServerProcess(const std::string& binary, const std::string& data, const std::string& clock);
  ~ServerProcess();
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  uint16_t port() const { return port_; }

 private:
  pid_t process_ = 0;
  uint16_t port_ = 0;
};

struct Load {
  size_t answered = 0;  // with a 2xx status
  size_t refused = 0;   // with another one
  double seconds = 0;
  std::vector<double> latencies_ms;  // of the answered ones
  std::string first_refusal;

  double per_second() const { return seconds > 0 ? static_cast<double>(answered) / seconds : 0; }
};

// Keeps one request under way on each of `connections` until `requests` were sent. `make` gives the whole text of the
// n-th request, which must keep the connection alive.
Load Drive(uint16_t port, int connections, size_t requests, const std::function<std::string(size_t n)>& make);

}  // namespace csip::bench
