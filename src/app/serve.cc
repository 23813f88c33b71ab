// csip serve: the server of one data folder, until the process is told to end.
#include <fmt/format.h>
#include <pthread.h>
#include <signal.h>

#include <charconv>

#include "api/server.h"
#include "api/session.h"
#include "app/commands.h"
#include "app/open_workspace.h"
#include "base/log.h"

namespace csip::app {
namespace {

struct Address {
  std::string host;
  uint16_t port = 0;
};

// "127.0.0.1:8080", "[::1]:8080", "localhost:0".
base::Result<Address> ReadAddress(const std::string& text) {
  size_t colon = text.rfind(':');
  Address address;
  bool good = colon != std::string::npos && colon > 0 && colon + 1 < text.size();
  if (good) {
    const char* end = text.data() + text.size();
    auto read = std::from_chars(text.data() + colon + 1, end, address.port);
    good = read.ec == std::errc() && read.ptr == end;
  }
  if (!good)
    return base::Invalid(fmt::format("`{}` is no address to listen on; write it as 127.0.0.1:8080", text));
  address.host = text.substr(0, colon);
  if (address.host.starts_with('[') && address.host.ends_with(']')) {
    address.host = address.host.substr(1, address.host.size() - 2);
  }
  return address;
}

// Signals that end the process arrive where we wait for them, and nowhere else: threads started later inherit this.
sigset_t HoldEndingSignals() {
  sigset_t ending;
  sigemptyset(&ending);
  sigaddset(&ending, SIGTERM);
  sigaddset(&ending, SIGINT);
  pthread_sigmask(SIG_BLOCK, &ending, nullptr);
  signal(SIGPIPE, SIG_IGN);
  return ending;
}

}  // namespace

base::Status Serve(const ServeOptions& options) {
  CSIP_ASSIGN_OR_RETURN(Address address, ReadAddress(options.listen));
  sigset_t ending = HoldEndingSignals();
  std::shared_ptr<base::Clock> clock;
  std::shared_ptr<base::TestClock> test_clock;
  CSIP_ASSIGN_OR_RETURN(clock, MakeClock(options.clock));
  if (options.test_clock) clock = test_clock = std::make_shared<base::TestClock>(clock->Now());
  CSIP_ASSIGN_OR_RETURN(std::unique_ptr<workspace::Workspace> workspace, OpenWorkspace(options.data, clock));
  api::ServerOptions wanted;
  wanted.data = options.data;
  wanted.host = address.host;
  wanted.port = address.port;
  std::string host = address.host.find(':') == std::string::npos ? address.host : "[" + address.host + "]";
  wanted.local_session = api::IsLoopbackHost(host) && !options.no_local_session;
  wanted.test_clock = test_clock.get();
  wanted.version = CSIP_VERSION;
  CSIP_ASSIGN_OR_RETURN(std::unique_ptr<api::Server> server, api::Server::Start(wanted, *workspace));
  fmt::print("csip is at http://{}:{}\n", host, server->port());
  std::fflush(stdout);
  int signal_number = 0;
  sigwait(&ending, &signal_number);
  base::Log(base::LogLevel::kInfo, "stopping", {{"signal", signal_number == SIGINT ? "SIGINT" : "SIGTERM"}});
  server->Stop();
  return {};
}

}  // namespace csip::app
