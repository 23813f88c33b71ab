#include "bench/http_load.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <thread>

namespace csip::bench {
namespace {

using SteadyClock = std::chrono::steady_clock;

[[noreturn]] void Fail(const std::string& words) {
  fmt::print(stderr, "csip_bench: {}\n", words);
  std::exit(1);
}

sockaddr_in Loopback(uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

uint16_t FreePort() {
  int probe = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = Loopback(0);
  socklen_t size = sizeof address;
  bool ok = bind(probe, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
            getsockname(probe, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  close(probe);
  if (!ok) Fail("no free port");
  return ntohs(address.sin_port);
}

int Connect(uint16_t port) {
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = Loopback(port);
  if (connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    close(fd);
    return -1;
  }
  int on = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return fd;
}

struct Client {
  int fd = -1;
  std::string answer;
  SteadyClock::time_point sent;
};

// The size of the answer that starts `text`; 0 while its head is not whole.
size_t AnswerSize(std::string_view text) {
  size_t head = text.find("\r\n\r\n");
  if (head == std::string_view::npos) return 0;
  size_t at = text.substr(0, head).find("Content-Length: ");
  size_t body = at == std::string_view::npos ? 0 : std::strtoul(text.data() + at + 16, nullptr, 10);
  return head + 4 + body;
}

class Driver {
 public:
  Driver(uint16_t port, int connections, size_t requests, const std::function<std::string(size_t)>& make)
      : make_(make),
        requests_(requests),
        clients_(static_cast<size_t>(connections)),
        poll_(epoll_create1(0)) {
    for (Client& client : clients_) {
      client.fd = Connect(port);
      if (client.fd < 0) Fail("the server takes no connection");
      epoll_event event{.events = EPOLLIN, .data = {.ptr = &client}};
      epoll_ctl(poll_, EPOLL_CTL_ADD, client.fd, &event);
    }
  }
  ~Driver() {
    for (Client& client : clients_) close(client.fd);
    close(poll_);
  }

  Load Run() {
    auto start = SteadyClock::now();
    for (Client& client : clients_) Send(client);
    std::vector<epoll_event> events(clients_.size());
    while (under_way_ > 0) {
      int ready = epoll_wait(poll_, events.data(), static_cast<int>(events.size()), 30'000);
      if (ready <= 0) Fail("the server does not answer");
      for (int i = 0; i < ready; ++i) Receive(*static_cast<Client*>(events[static_cast<size_t>(i)].data.ptr));
    }
    load_.seconds = std::chrono::duration<double>(SteadyClock::now() - start).count();
    return std::move(load_);
  }

 private:
  void Send(Client& client) {
    if (sent_ == requests_) return;
    std::string text = make_(sent_++);
    client.answer.clear();
    client.sent = SteadyClock::now();
    if (send(client.fd, text.data(), text.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(text.size())) {
      Fail("the server ended a connection");
    }
    ++under_way_;
  }

  void Receive(Client& client) {
    char part[65536];
    ssize_t size = recv(client.fd, part, sizeof part, 0);
    if (size <= 0) Fail("the server ended a connection");
    client.answer.append(part, static_cast<size_t>(size));
    size_t whole = AnswerSize(client.answer);
    if (whole == 0 || client.answer.size() < whole) return;
    --under_way_;
    if (client.answer.compare(9, 1, "2") == 0) {
      ++load_.answered;
      load_.latencies_ms.push_back(
          std::chrono::duration<double, std::milli>(SteadyClock::now() - client.sent).count());
    } else if (++load_.refused == 1) {
      load_.first_refusal = client.answer;
    }
    Send(client);
  }

  const std::function<std::string(size_t)>& make_;
  size_t requests_;
  std::vector<Client> clients_;
  int poll_;
  size_t sent_ = 0;
  size_t under_way_ = 0;
  Load load_;
};

}  // namespace

ServerProcess::ServerProcess(const std::string& binary, const std::string& data, const std::string& clock)
    : port_(FreePort()) {
  std::string listen = fmt::format("127.0.0.1:{}", port_);
  process_ = fork();
  if (process_ == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);  // a measurement that fails leaves no server behind
    int nowhere = open("/dev/null", O_RDWR);
    dup2(nowhere, STDIN_FILENO);
    dup2(nowhere, STDOUT_FILENO);
    dup2(nowhere, STDERR_FILENO);
    execl(binary.c_str(), binary.c_str(), "serve", "--data", data.c_str(), "--listen", listen.c_str(),
          "--clock", clock.c_str(), nullptr);
    _exit(127);
  }
  auto end = SteadyClock::now() + std::chrono::seconds(60);
  while (true) {
    int fd = Connect(port_);
    if (fd >= 0) {
      close(fd);
      return;
    }
    if (waitpid(process_, nullptr, WNOHANG) != 0) Fail(fmt::format("`{} serve` ended at once", binary));
    if (SteadyClock::now() > end) Fail("the server does not start");
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

ServerProcess::~ServerProcess() {
  kill(process_, SIGTERM);
  waitpid(process_, nullptr, 0);
}

Load Drive(uint16_t port, int connections, size_t requests,
           const std::function<std::string(size_t n)>& make) {
  return Driver(port, connections, requests, make).Run();
}

}  // namespace csip::bench
