#include "api/http/listener.h"

#include <fmt/format.h>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>

#include "api/http/raw_client.h"
#include "base/log.h"

namespace csip::api::http {
namespace {

using std::chrono::milliseconds;

// A stream that tests push pieces into.
class TestSource : public StreamSource {
 public:
  void Start(std::function<void()> wake) override {
    std::lock_guard lock(mutex_);
    wake_ = std::move(wake);
    started_.notify_all();
  }
  std::optional<std::string> Next(bool idle) override {
    std::lock_guard lock(mutex_);
    if (!pieces_.empty()) {
      std::string piece = std::move(pieces_.front());
      pieces_.pop_front();
      return piece;
    }
    if (ended_) return std::nullopt;
    return idle ? ": alive\n\n" : "";
  }
  void Push(std::string piece) {
    Change([&] { pieces_.push_back(std::move(piece)); });
  }
  void End() {
    Change([&] { ended_ = true; });
  }

 private:
  template <typename F>
  void Change(F change) {
    std::unique_lock lock(mutex_);
    started_.wait_for(lock, std::chrono::seconds(5), [this] { return wake_ != nullptr; });
    change();
    auto wake = wake_;
    lock.unlock();
    if (wake) wake();
  }
  std::mutex mutex_;
  std::condition_variable started_;
  std::function<void()> wake_;
  std::deque<std::string> pieces_;
  bool ended_ = false;
};

class ListenerTest : public ::testing::Test {
 protected:
  void SetUp() override { base::SetLogLevel(base::LogLevel::kOff); }

  void Start(ListenOptions options = {}) {
    options.workers = 4;
    auto started =
        Listener::Start(options, [this](const Request& request) { return Answer(request); }, Refuse);
    ASSERT_TRUE(started.ok()) << started.error().message;
    listener_ = std::move(*started);
  }

  Response Answer(const Request& request) {
    Response response;
    response.Set("Content-Type", "text/plain");
    if (request.path == "/stream") {
      response.stream = source_;
      response.headers[0].value = "text/event-stream";
      return response;
    }
    if (request.path == "/sized") {
      response.stream = source_;
      response.Set("Content-Length", "10");
      return response;
    }
    if (request.path.starts_with("/later")) {
      response.later = [this](std::function<void(Response)> answer) {
        std::lock_guard lock(mutex_);
        waiting_.push_back(std::move(answer));
        asked_.notify_all();
      };
      return response;
    }
    if (request.path == "/large") {
      response.body = std::string(100'000, 'x');
      return response;
    }
    response.body = request.method + " " + request.path + " " + request.body;
    ++answered_;
    return response;
  }

  static Response Refuse(int status, const std::string& why, const Request&) {
    Response response;
    response.status = status;
    response.body = why;
    return response;
  }

  // Those who asked for /later, as soon as they are so many.
  std::vector<std::function<void(Response)>> TakeWaiting(size_t n) {
    std::unique_lock lock(mutex_);
    asked_.wait_for(lock, std::chrono::seconds(5), [&] { return waiting_.size() >= n; });
    return std::exchange(waiting_, {});
  }

  std::mutex mutex_;
  std::condition_variable asked_;
  std::vector<std::function<void(Response)>> waiting_;
  std::shared_ptr<TestSource> source_ = std::make_shared<TestSource>();
  std::atomic<int> answered_{0};
  std::unique_ptr<Listener> listener_;
};

TEST_F(ListenerTest, AnswersPipelinedRequestsInOrder) {
  Start();
  RawClient client(listener_->port());
  std::string many;
  for (int i = 0; i < 50; ++i) many += fmt::format("GET /{} HTTP/1.1\r\nHost: x\r\n\r\n", i);
  ASSERT_TRUE(client.Send("\r\n" + many));
  for (int i = 0; i < 50; ++i) {
    std::string answer = client.ReadAnswer();
    EXPECT_NE(answer.find(fmt::format("GET /{} ", i)), std::string::npos) << answer;
  }
}

TEST_F(ListenerTest, HeadHasTheLengthAndNoBody) {
  Start();
  RawClient client(listener_->port());
  client.Send("HEAD /large HTTP/1.1\r\nHost: x\r\n\r\nGET /after HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_NE(client.ReadAnswer(false).find("Content-Length: 100000"), std::string::npos);
  EXPECT_EQ(client.ReadAnswer().rfind("HTTP/1.1 200 OK", 0), 0u);
}

TEST_F(ListenerTest, SendsContinueOnlyToThoseWhoWait) {
  Start();
  RawClient client(listener_->port());
  client.Send("PUT /p HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
  EXPECT_EQ(client.ReadUntil("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  client.Send("hello");
  EXPECT_NE(client.ReadAnswer().find("PUT /p hello"), std::string::npos);
}

TEST_F(ListenerTest, RefusesAnOversizeBodyBeforeItIsSent) {
  Start({.limits = {.body_bytes = 10}});
  RawClient client(listener_->port());
  client.Send("PUT /p HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 11\r\n\r\n");
  EXPECT_EQ(client.ReadAnswer().rfind("HTTP/1.1 413", 0), 0u);
  EXPECT_TRUE(client.IsClosed());
}

TEST_F(ListenerTest, AClientThatKeepsSendingStillSeesTheRefusal) {
  Start({.limits = {.body_bytes = 1000}});
  RawClient client(listener_->port());
  client.Send("PUT /p HTTP/1.1\r\nHost: x\r\nContent-Length: 500000\r\n\r\n");
  client.Send(std::string(400'000, 'x'));
  EXPECT_EQ(client.ReadAnswer().rfind("HTTP/1.1 413", 0), 0u);
}

TEST_F(ListenerTest, SlowHeadersMeetTheirDeadline) {
  Start({.header_deadline = milliseconds(60)});
  RawClient client(listener_->port());
  client.Send("GET / HTTP/1.1\r\nHo");
  EXPECT_EQ(client.ReadAnswer().rfind("HTTP/1.1 408", 0), 0u);
  EXPECT_TRUE(client.IsClosed());
  EXPECT_EQ(answered_, 0);
}

TEST_F(ListenerTest, SlowBodiesMeetTheirDeadline) {
  Start({.body_deadline = milliseconds(60)});
  RawClient client(listener_->port());
  client.Send("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhel");
  EXPECT_EQ(client.ReadAnswer().rfind("HTTP/1.1 408", 0), 0u);
}

TEST_F(ListenerTest, IdleConnectionsAreClosedInSilence) {
  Start({.idle_deadline = milliseconds(60)});
  RawClient client(listener_->port());
  EXPECT_EQ(client.ReadAll(), "");
  EXPECT_TRUE(client.IsClosed(0));
}

TEST_F(ListenerTest, ClosesWhenAskedAndForOldClients) {
  Start();
  RawClient asked(listener_->port());
  asked.Send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_NE(asked.ReadAll().find("Connection: close"), std::string::npos);
  EXPECT_TRUE(asked.IsClosed(0));
  RawClient old(listener_->port());
  old.Send("GET / HTTP/1.0\r\n\r\n");
  EXPECT_NE(old.ReadAll().find("200 OK"), std::string::npos);
  EXPECT_TRUE(old.IsClosed(0));
}

TEST_F(ListenerTest, CompressesForThoseWhoCanRead) {
  Start();
  RawClient client(listener_->port());
  client.Send("GET /large HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n");
  std::string packed = client.ReadAnswer();
  EXPECT_NE(packed.find("Content-Encoding: gzip"), std::string::npos);
  EXPECT_LT(packed.size(), 2000u);
  client.Send("GET /large HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip;q=0\r\n\r\n");
  EXPECT_GT(client.ReadAnswer().size(), 100'000u);
}

TEST_F(ListenerTest, RefusesConnectionsOverTheLimit) {
  Start({.connections = 2});
  RawClient first(listener_->port()), second(listener_->port());
  first.Send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_NE(first.ReadAnswer(), "");
  second.Send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_NE(second.ReadAnswer(), "");
  RawClient third(listener_->port());
  EXPECT_EQ(third.ReadAnswer().rfind("HTTP/1.1 503", 0), 0u);
}

TEST_F(ListenerTest, StreamsPieceByPiece) {
  Start({.stream_idle = milliseconds(50)});
  RawClient client(listener_->port());
  client.Send("GET /stream HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_NE(client.ReadUntil("\r\n\r\n").find("Transfer-Encoding: chunked"), std::string::npos);
  source_->Push("data: 1\n\n");
  EXPECT_EQ(client.ReadUntil("data: 1\n\n\r\n"), "9\r\ndata: 1\n\n\r\n");
  EXPECT_EQ(client.ReadUntil(": alive\n\n\r\n"), "9\r\n: alive\n\n\r\n");
  source_->Push("data: 2\n\n");
  EXPECT_NE(client.ReadUntil("data: 2\n\n\r\n"), "");
  source_->End();
  EXPECT_NE(client.ReadUntil("0\r\n\r\n"), "");
  EXPECT_TRUE(client.IsClosed());
}

TEST_F(ListenerTest, SaysHowLongAStreamIsWhereThatIsKnown) {
  Start();
  RawClient client(listener_->port());
  client.Send("GET /sized HTTP/1.1\r\nHost: x\r\n\r\n");
  std::string head = client.ReadUntil("\r\n\r\n");
  EXPECT_NE(head.find("Content-Length: 10\r\n"), std::string::npos) << head;
  EXPECT_EQ(head.find("chunked"), std::string::npos) << head;
  source_->Push("01234");
  source_->Push("56789");
  source_->End();
  EXPECT_EQ(client.ReadUntil("9"), "0123456789");
  EXPECT_TRUE(client.IsClosed()) << "nothing behind the bytes";
}

TEST_F(ListenerTest, LeavesNobodyBehindWhenItStops) {
  Start();
  RawClient idle(listener_->port()), streaming(listener_->port());
  streaming.Send("GET /stream HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_NE(streaming.ReadUntil("\r\n\r\n"), "");
  listener_->Stop();
  EXPECT_TRUE(idle.IsClosed());
  EXPECT_TRUE(streaming.IsClosed());
}

TEST_F(ListenerTest, AnswersThatComeLaterHoldNoWorker) {
  for (bool prompt : {false, true}) {
    Start({.prompt = [prompt](const Request& request) { return prompt && request.path == "/later"; }});
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 10; ++i) {  // more than workers
      clients.push_back(std::make_unique<RawClient>(listener_->port()));
      clients.back()->Send("GET /later HTTP/1.1\r\nHost: x\r\n\r\nGET /after HTTP/1.1\r\nHost: x\r\n\r\n");
    }
    auto waiting = TakeWaiting(clients.size());
    ASSERT_EQ(waiting.size(), clients.size());
    RawClient other(listener_->port());
    other.Send("GET /other HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_NE(other.ReadAnswer().find("GET /other"), std::string::npos);
    for (auto& answer : waiting) {
      Response response;
      response.body = "at last";
      answer(std::move(response));
    }
    for (auto& client : clients) {
      EXPECT_NE(client->ReadAnswer().find("at last"), std::string::npos);
      EXPECT_NE(client->ReadAnswer().find("GET /after"), std::string::npos);
    }
    listener_->Stop();
  }
}

TEST_F(ListenerTest, WaitsForAnswersThatComeLaterBeforeItStops) {
  Start();
  RawClient client(listener_->port());
  client.Send("GET /later HTTP/1.1\r\nHost: x\r\n\r\n");
  auto waiting = TakeWaiting(1);
  ASSERT_EQ(waiting.size(), 1u);
  std::thread stop([this] { listener_->Stop(); });
  Response response;
  response.body = "at last";
  waiting[0](std::move(response));
  EXPECT_NE(client.ReadAnswer().find("at last"), std::string::npos);
  EXPECT_TRUE(client.IsClosed());
  waiting.clear();
  stop.join();
}

TEST_F(ListenerTest, SaysWhyItCannotListen) {
  Start();
  ListenOptions taken;
  taken.port = listener_->port();
  auto second = Listener::Start(taken, {}, {});
  ASSERT_FALSE(second.ok());
  EXPECT_NE(second.error().message.find("another program"), std::string::npos);
}

}  // namespace
}  // namespace csip::api::http
