#include "api/http/listener.h"

#include <sys/resource.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <unordered_set>

#include "api/http/connection.h"
#include "base/log.h"

namespace csip::api::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using ErrorCode = boost::system::error_code;

namespace {

// Each connection takes a file descriptor, and the store and the outside world need some too. Raises the process's soft
// limit where the system allows it, and returns how many connections fit.
size_t MakeRoomFor(size_t connections) {
  constexpr rlim_t kOthers = 256;
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return connections;
  rlim_t wanted = connections + kOthers;
  if (limit.rlim_cur < wanted) {
    limit.rlim_cur = std::min(wanted, limit.rlim_max);
    setrlimit(RLIMIT_NOFILE, &limit);
    getrlimit(RLIMIT_NOFILE, &limit);
  }
  if (limit.rlim_cur >= wanted) return connections;
  return std::max<size_t>(16, limit.rlim_cur > kOthers ? limit.rlim_cur - kOthers : 16);
}

}  // namespace

class Listener::Impl {
 public:
  Impl(ListenOptions options, Handler handler, Refusal refusal) : core_(std::make_shared<ListenerCore>()) {
    core_->options = std::move(options);
    core_->handler = std::move(handler);
    core_->refusal = std::move(refusal);
  }
  ~Impl() { Stop(); }

  base::Status Open();
  uint16_t port() const { return port_; }
  void Stop();

 private:
  // An event loop and the connections that live on it; the set is touched on its thread only.
  struct Loop {
    asio::io_context context{1};
    asio::executor_work_guard<asio::io_context::executor_type> work{context.get_executor()};
    std::unordered_set<std::shared_ptr<Connection>> connections;
    std::thread thread;
  };

  void Accept();
  void Adopt(Loop& loop, std::shared_ptr<Connection> connection);
  void Leave();

  std::shared_ptr<ListenerCore> core_;
  std::vector<std::shared_ptr<Loop>> loops_;
  std::unique_ptr<tcp::acceptor> acceptor_;
  std::unique_ptr<asio::steady_timer> pause_;
  size_t next_loop_ = 0;
  uint16_t port_ = 0;
  std::mutex mutex_;
  std::condition_variable left_;
  size_t open_ = 0;  // connections in any loop's set
};

base::Status Listener::Impl::Open() {
  const ListenOptions& options = core_->options;
  core_->options.connections = MakeRoomFor(options.connections);
  for (int i = 0; i < std::max(1, options.loops); ++i) loops_.push_back(std::make_shared<Loop>());
  asio::io_context& first = loops_[0]->context;
  std::string where = fmt::format("{}:{}", options.host, options.port);
  ErrorCode error;
  tcp::resolver resolver(first);
  auto found = resolver.resolve(options.host, std::to_string(options.port), tcp::resolver::passive, error);
  if (error || found.empty()) {
    return base::Invalid(
        fmt::format("cannot listen on {}: there is no such address ({})", where, error.message()));
  }
  tcp::endpoint endpoint = found.begin()->endpoint();
  acceptor_ = std::make_unique<tcp::acceptor>(first);
  pause_ = std::make_unique<asio::steady_timer>(first);
  acceptor_->open(endpoint.protocol(), error);
  if (!error) acceptor_->set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor_->bind(endpoint, error);
  if (!error) acceptor_->listen(asio::socket_base::max_listen_connections, error);
  if (error == asio::error::address_in_use) {
    return base::Error{base::Code::kConflict,
                       fmt::format("cannot listen on {}: another program does; choose another port", where)};
  }
  if (error) return base::Invalid(fmt::format("cannot listen on {}: {}", where, error.message()));
  port_ = acceptor_->local_endpoint(error).port();
  core_->pool = std::make_unique<WorkerPool>(std::max(1, options.workers));
  Accept();
  for (auto& loop : loops_) {
    loop->thread = std::thread([&context = loop->context] { context.run(); });
  }
  return {};
}

void Listener::Impl::Accept() {
  size_t at = next_loop_++ % loops_.size();
  Loop& loop = *loops_[at];
  acceptor_->async_accept(loop.context, [this, at, &loop](ErrorCode error, tcp::socket socket) {
    if (core_->stopping || error == asio::error::operation_aborted) return;
    if (error) {
      // Out of file descriptors, most likely: wait until some connection has ended.
      base::Log(base::LogLevel::kWarning, "accept failed", {{"error", error.message()}});
      pause_->expires_after(std::chrono::milliseconds(100));
      pause_->async_wait([this](ErrorCode stopped) {
        if (!stopped && !core_->stopping) Accept();
      });
      return;
    }
    auto connection = std::make_shared<Connection>(loops_[at], std::move(socket), core_);
    {
      std::lock_guard lock(mutex_);
      ++open_;
    }
    asio::post(loop.context, [this, &loop, connection] { Adopt(loop, connection); });
    Accept();
  });
}

void Listener::Impl::Adopt(Loop& loop, std::shared_ptr<Connection> connection) {
  loop.connections.insert(connection);
  connection->Start([this, &loop, weak = std::weak_ptr(connection)] {
    if (auto gone = weak.lock()) loop.connections.erase(gone);
    Leave();
  });
}

void Listener::Impl::Leave() {
  std::lock_guard lock(mutex_);
  --open_;
  left_.notify_all();
}

void Listener::Impl::Stop() {
  if (core_->stopping.exchange(true) || loops_.empty()) return;
  if (loops_[0]->thread.joinable()) {
    asio::post(loops_[0]->context, [this] {
      ErrorCode ignored;
      acceptor_->close(ignored);
      pause_->cancel();
    });
    auto each = [this](void (Connection::*act)()) {
      for (auto& loop : loops_) {
        asio::post(loop->context, [&loop = *loop, act] {
          auto connections = loop.connections;
          for (const auto& connection : connections) (connection.get()->*act)();
        });
      }
    };
    each(&Connection::Drain);
    {
      std::unique_lock lock(mutex_);
      left_.wait_for(lock, std::chrono::seconds(5), [this] { return open_ == 0; });
    }
    each(&Connection::Close);
  }
  if (core_->pool) core_->pool->Stop();
  for (auto& loop : loops_) {
    loop->work.reset();  // every operation of a closed connection has ended or is about to: the loop runs dry
    if (loop->thread.joinable()) loop->thread.join();
  }
  for (auto& loop : loops_) loop->connections.clear();
}

Listener::Listener(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Listener::~Listener() = default;
uint16_t Listener::port() const {
  return impl_->port();
}
void Listener::Stop() {
  impl_->Stop();
}

base::Result<std::unique_ptr<Listener>> Listener::Start(ListenOptions options, Handler handler,
                                                        Refusal refusal) {
  auto impl = std::make_unique<Impl>(std::move(options), std::move(handler), std::move(refusal));
  CSIP_RETURN_IF_ERROR(impl->Open());
  return std::unique_ptr<Listener>(new Listener(std::move(impl)));
}

}  // namespace csip::api::http
