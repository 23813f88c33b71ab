// A plain socket client for tests: sends bytes as they are, reads what comes back, judges nothing.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

namespace csip::api::http {

class RawClient {
 public:
  explicit RawClient(uint16_t port) : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }
  ~RawClient() { ::close(fd_); }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  bool connected() const { return connected_; }

  bool Send(std::string_view bytes) {
    while (!bytes.empty()) {
      ssize_t n = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (n <= 0) return false;
      bytes.remove_prefix(static_cast<size_t>(n));
    }
    return true;
  }

  // Everything until the server closes, or until nothing came for `patience_ms`.
  std::string ReadAll(int patience_ms = 5000) {
    while (Fill(patience_ms)) {
    }
    return std::exchange(read_, {});
  }

  // Bytes up to and including `mark`; "" when the connection ends before it.
  std::string ReadUntil(std::string_view mark, int patience_ms = 5000) {
    size_t at;
    while ((at = read_.find(mark)) == std::string::npos) {
      if (!Fill(patience_ms)) return {};
    }
    std::string out = read_.substr(0, at + mark.size());
    read_.erase(0, at + mark.size());
    return out;
  }

  // One answer: its head and the body its Content-Length announces. "" when there is none.
  std::string ReadAnswer(bool with_body = true) {
    std::string head = ReadUntil("\r\n\r\n");
    size_t at = head.find("Content-Length: ");
    size_t length =
        with_body && at != std::string::npos ? std::strtoul(head.c_str() + at + 16, nullptr, 10) : 0;
    while (read_.size() < length && Fill(5000)) {
    }
    std::string body = read_.substr(0, length);
    read_.erase(0, length);
    return head + body;
  }

  // Whether the server has closed the connection, waiting at most this long for it.
  bool IsClosed(int patience_ms = 5000) {
    while (Fill(patience_ms)) {
    }
    return ended_;
  }

 private:
  bool Fill(int patience_ms) {
    pollfd wait{fd_, POLLIN, 0};
    if (ended_ || ::poll(&wait, 1, patience_ms) <= 0) return false;
    char buffer[16384];
    ssize_t n = ::recv(fd_, buffer, sizeof buffer, 0);
    if (n <= 0) {
      ended_ = true;
      return false;
    }
    read_.append(buffer, static_cast<size_t>(n));
    return true;
  }

  int fd_;
  bool connected_ = false;
  bool ended_ = false;
  std::string read_;
};

}  // namespace csip::api::http
