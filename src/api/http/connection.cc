#include "api/http/connection.h"

#include <array>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

#include "api/http/gzip.h"
#include "base/log.h"
#include "base/secret.h"

namespace csip::api::http {

namespace asio = boost::asio;
using ErrorCode = boost::system::error_code;

namespace {
constexpr size_t kReadChunk = 16 * 1024;
constexpr size_t kMaxUnread =
    64 * 1024;                     // a chunk's header or a trailer that does not end within this is refused
constexpr int kLargeBodies = 16;   // at a time
constexpr int kLargeBodyTime = 4;  // times the usual deadline
constexpr size_t kWorthCompressing = 1400;
constexpr std::chrono::milliseconds kLingerTime{2'000};

bool IsCompressible(const Response& response) {
  for (const Header& header : response.headers) {
    if (header.name != "Content-Type") continue;
    return header.value.rfind("text/", 0) == 0 || header.value.rfind("application/json", 0) == 0 ||
           header.value.rfind("application/javascript", 0) == 0 || header.value.rfind("image/svg", 0) == 0;
  }
  return false;
}
}  // namespace

// An answer ready for the wire.
struct Connection::Answer {
  std::string head;
  Response response;
  bool with_body = true;
  bool close = false;
};

Connection::Connection(std::shared_ptr<void> loop, asio::ip::tcp::socket socket,
                       std::shared_ptr<ListenerCore> core)
    : loop_(std::move(loop)),
      socket_(std::move(socket)),
      core_(std::move(core)),
      timer_(socket_.get_executor()) {}

Connection::~Connection() {
  FreeLargeSlot();
  if (counted_) --core_->connections;
}

void Connection::Start(std::function<void()> closed) {
  ++core_->connections;
  counted_ = true;
  closed_ = std::move(closed);
  ErrorCode ignored;
  socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
  auto endpoint = socket_.remote_endpoint(ignored);
  if (!ignored) peer_ = endpoint.address().to_string();
  chunk_.resize(kReadChunk);
  if (core_->connections > core_->options.connections) {
    reader_ = std::make_unique<RequestReader>(core_->options.limits);
    started_ = std::chrono::steady_clock::now();
    Refuse(503, "too many connections; try again in a moment");
    return;
  }
  NextRequest();
}

// A request moves the deadline several times; the timer, which costs a call of the system each time, is set anew only when
// it would come too late. One that comes too early waits for the rest.
void Connection::Arm(std::chrono::milliseconds time) {
  deadline_ = std::chrono::steady_clock::now() + time;
  if (!waits_ || timer_.expiry() > *deadline_) Wait();
}

void Connection::Wait() {
  waits_ = true;
  timer_.expires_at(*deadline_);
  timer_.async_wait([self = shared_from_this(), turn = ++timer_turn_](ErrorCode error) {
    if (turn != self->timer_turn_) return;
    self->waits_ = false;
    if (error || !self->deadline_) return;
    if (std::chrono::steady_clock::now() < *self->deadline_) return self->Wait();
    self->deadline_.reset();
    self->OnDeadline();
  });
}

void Connection::Disarm() {
  deadline_.reset();
}

void Connection::OnDeadline() {
  switch (stage_) {
    case Stage::kHead:
      return Refuse(408, "the request's headers took too long to arrive");
    case Stage::kBody:
      return Refuse(408, "the request's body took too long to arrive");
    case Stage::kStreaming:
      return pulling_ ? Close() : Pull(true);
    default:
      return Close();
  }
}

void Connection::NextRequest() {
  FreeLargeSlot();
  if (core_->stopping) return Close();
  stage_ = Stage::kIdle;
  reader_ = std::make_unique<RequestReader>(core_->options.limits);
  Arm(core_->options.idle_deadline);
  Parse();
}

void Connection::Read() {
  socket_.async_read_some(asio::buffer(chunk_), [self = shared_from_this()](ErrorCode error, size_t n) {
    if (self->stage_ != Stage::kIdle && self->stage_ != Stage::kHead && self->stage_ != Stage::kBody) return;
    if (error) return self->Close();
    self->unread_.append(self->chunk_, 0, n);
    self->Parse();
  });
}

void Connection::Parse() {
  if (stage_ == Stage::kIdle && !unread_.empty()) {
    stage_ = Stage::kHead;
    started_ = std::chrono::steady_clock::now();
    Arm(core_->options.header_deadline);
  }
  unread_.erase(0, reader_->Feed(unread_));
  if (reader_->state() == RequestReader::State::kHeadDone) {
    stage_ = Stage::kBody;
    if (reader_->is_large() && !TakeLargeSlot())
      return Refuse(503, "many large bodies are being sent already; try again in a moment");
    Arm(core_->options.body_deadline * (reader_->is_large() ? kLargeBodyTime : 1));
    if (reader_->wants_continue() && unread_.empty()) return SendContinue();
    unread_.erase(0, reader_->Feed(unread_));
  }
  if (reader_->state() == RequestReader::State::kDone) return Dispatch();
  if (reader_->state() == RequestReader::State::kFailed) {
    return Refuse(reader_->failure_status(), reader_->failure());
  }
  if (unread_.size() > std::max(kMaxUnread, core_->options.limits.header_bytes)) {
    return Refuse(400, "a part of the request does not end");
  }
  Read();
}

// Whoever sends a large body makes the server hold it, before it is known who that is.
bool Connection::TakeLargeSlot() {
  if (has_large_slot_) return true;
  if (++core_->large_bodies > kLargeBodies) {
    --core_->large_bodies;
    return false;
  }
  has_large_slot_ = true;
  return true;
}

void Connection::FreeLargeSlot() {
  if (std::exchange(has_large_slot_, false)) --core_->large_bodies;
}

void Connection::SendContinue() {
  static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
  asio::async_write(socket_, asio::buffer(kContinue), [self = shared_from_this()](ErrorCode error, size_t) {
    if (self->stage_ != Stage::kBody) return;
    if (error) return self->Close();
    self->Read();
  });
}

void Connection::Dispatch() {
  stage_ = Stage::kHandling;
  Disarm();
  request_ = std::make_shared<Request>(std::move(reader_->request()));
  request_->id = base::RandomId();
  request_->peer = peer_;
  auto handle = [self = shared_from_this(), request = request_] {
    Response response = self->core_->handler(*request);
    if (response.later == nullptr) return self->Finish(*request, std::move(response));
    // The loop runs until the answer is on it.
    response.later(
        [self, request, work = asio::make_work_guard(self->socket_.get_executor())](Response answer) mutable {
          self->Finish(*request, std::move(answer));
          work.reset();
        });
  };
  const auto& prompt = core_->options.prompt;
  if (prompt != nullptr && prompt(*request_)) return handle();
  core_->pool->Post(std::move(handle));
}

// On any thread.
void Connection::Finish(const Request& request, Response response) {
  if (response.stream == nullptr && !response.Has("Content-Encoding") && IsCompressible(response) &&
      response.bytes().size() >= kWorthCompressing) {
    response.Set("Vary", "Accept-Encoding");
    std::string packed =
        Accepts(request.Find("Accept-Encoding"), "gzip") ? Gzip(response.bytes()) : std::string();
    if (!packed.empty()) {
      response.body = std::move(packed);
      response.static_body = {};
      response.Set("Content-Encoding", "gzip");
    }
  }
  auto answer = std::make_shared<Answer>();
  answer->with_body = request.method != "HEAD";
  answer->close = !request.keep_alive || core_->stopping || response.stream != nullptr;
  answer->head = WriteHead(response, request.http_1_1, answer->close);
  answer->response = std::move(response);
  asio::post(socket_.get_executor(), [self = shared_from_this(), answer] { self->Write(answer); });
}

// Answers what cannot be read as a request, and ends the connection.
void Connection::Refuse(int status, const std::string& why) {
  if (stage_ == Stage::kClosed) return;
  stage_ = Stage::kRefusing;
  ErrorCode ignored;
  socket_.cancel(ignored);
  request_ = std::make_shared<Request>(std::move(reader_->request()));
  request_->id = base::RandomId();
  request_->peer = peer_;
  auto answer = std::make_shared<Answer>();
  answer->response = core_->refusal(status, why, *request_);
  answer->close = true;
  answer->with_body = request_->method != "HEAD";
  answer->head = WriteHead(answer->response, true, true);
  Write(std::move(answer));
}

void Connection::Write(std::shared_ptr<Answer> answer) {
  if (stage_ == Stage::kClosed) return;
  stage_ = Stage::kWriting;
  std::string_view body = answer->with_body ? answer->response.bytes() : std::string_view();
  Arm(core_->options.write_deadline * static_cast<int>(1 + (body.size() >> 20)));
  std::array<asio::const_buffer, 2> buffers = {asio::buffer(answer->head), asio::buffer(body)};
  asio::async_write(socket_, buffers, [self = shared_from_this(), answer](ErrorCode error, size_t) {
    if (self->stage_ == Stage::kClosed) return;
    self->LogLine(*answer);
    if (error) return self->Close();
    self->OnWritten(*answer);
  });
}

void Connection::OnWritten(const Answer& answer) {
  if (answer.response.stream != nullptr && answer.with_body) {
    stream_chunked_ = request_->http_1_1 && !answer.response.Has("Content-Length");
    return StartStream(answer.response.stream);
  }
  if (answer.close) return Linger();
  NextRequest();
}

void Connection::LogLine(const Answer& answer) const {
  auto spent = std::chrono::steady_clock::now() - started_;
  double milliseconds = std::chrono::duration<double, std::milli>(spent).count();
  base::Log(base::LogLevel::kInfo, "request",
            {{"id", request_->id},
             {"method", request_->method},
             {"path", request_->path},
             {"status", std::to_string(answer.response.status)},
             {"bytes", std::to_string(answer.response.bytes().size())},
             {"ms", fmt::format("{:.2f}", milliseconds)},
             {"peer", request_->peer},
             {"actor", answer.response.actor}});
}

void Connection::Linger() {
  stage_ = Stage::kLingering;
  ErrorCode ignored;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  Arm(core_->stopping ? kLingerTime / 10 : kLingerTime);
  Discard();
}

// Reads and forgets, and so notices a client that leaves. Only one read at a time: Asio wakes just one of
// several at the end of the stream.
void Connection::Discard() {
  if (discarding_) return;
  discarding_ = true;
  socket_.async_read_some(asio::buffer(chunk_), [self = shared_from_this()](ErrorCode error, size_t) {
    self->discarding_ = false;
    if (self->stage_ != Stage::kStreaming && self->stage_ != Stage::kLingering) return;
    if (error) return self->Close();
    self->Discard();
  });
}

void Connection::Drain() {
  if (stage_ == Stage::kIdle || stage_ == Stage::kHead || stage_ == Stage::kBody) return Close();
  if (stage_ == Stage::kStreaming && !pulling_) return WritePiece({}, true);
}

void Connection::Close() {
  if (stage_ == Stage::kClosed) return;
  stage_ = Stage::kClosed;
  Disarm();
  timer_.cancel();
  ErrorCode ignored;
  socket_.close(ignored);
  source_.reset();
  if (closed_) std::exchange(closed_, nullptr)();
}

}  // namespace csip::api::http
