// Connection: one client's socket. Inside the listener only (this header brings in Asio).
//
//   idle -> head -> body -> handling -> writing -> idle ...            keep-alive
//                                          |-> streaming -> lingering
//    \-------\-------\-> refusing -> lingering -> closed               whatever ends the connection
//
// Lingering: our side is shut, what the client still sends is read and thrown away for a moment, so that it
// sees the answer instead of a reset.
//
// All members are touched on the connection's event loop only; handlers and stream sources run on workers and
// post back.
#pragma once

#include <atomic>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "api/http/listener.h"
#include "api/http/worker_pool.h"

namespace csip::api::http {

// What connections share.
struct ListenerCore {
  ListenOptions options;
  Handler handler;
  Refusal refusal;
  std::unique_ptr<WorkerPool> pool;
  std::atomic<bool> stopping{false};
  std::atomic<size_t> connections{0};
  std::atomic<int> large_bodies{0};  // on their way or being handled
};

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  // `loop` keeps the event loop alive that the socket belongs to.
  Connection(std::shared_ptr<void> loop, boost::asio::ip::tcp::socket socket,
             std::shared_ptr<ListenerCore> core);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Each on the connection's event loop. `closed` is called once, when the socket is gone.
  void Start(std::function<void()> closed);
  void Drain();  // finish what is under way, then close
  void Close();

 private:
  enum class Stage { kIdle, kHead, kBody, kHandling, kWriting, kStreaming, kRefusing, kLingering, kClosed };
  struct Answer;

  void Arm(std::chrono::milliseconds time);
  void Wait();
  void Disarm();
  void OnDeadline();
  void Read();
  void Parse();
  bool TakeLargeSlot();
  void FreeLargeSlot();
  void SendContinue();
  void Dispatch();
  void Finish(const Request& request, Response response);
  void Refuse(int status, const std::string& why);
  void Write(std::shared_ptr<Answer> answer);
  void OnWritten(const Answer& answer);
  void NextRequest();
  void Linger();
  void Discard();
  void LogLine(const Answer& answer) const;

  void StartStream(std::shared_ptr<StreamSource> source);
  void Pull(bool idle);
  void OnPiece(std::optional<std::string> piece);
  void WritePiece(std::string piece, bool last);

  std::shared_ptr<void> loop_;  // first, so that it outlives the socket
  boost::asio::ip::tcp::socket socket_;
  std::shared_ptr<ListenerCore> core_;
  boost::asio::steady_timer timer_;
  uint64_t timer_turn_ = 0;
  bool waits_ = false;  // for the timer
  std::optional<std::chrono::steady_clock::time_point> deadline_;
  Stage stage_ = Stage::kIdle;
  bool counted_ = false;
  bool has_large_slot_ = false;
  bool discarding_ = false;
  std::unique_ptr<RequestReader> reader_;
  std::string unread_;  // bytes received and not yet taken by the reader
  std::string chunk_;
  std::shared_ptr<Request> request_;
  std::chrono::steady_clock::time_point started_;
  std::string peer_;
  std::function<void()> closed_;

  std::shared_ptr<StreamSource> source_;
  std::atomic<bool> woken_{false};
  bool pulling_ = false;  // a worker is asked for a piece, or a piece is being written
  bool pull_again_ = false;
  bool stream_chunked_ = false;
};

}  // namespace csip::api::http
