// Writers that do not wait for the commit thread.
#include <signal.h>
#include <sys/resource.h>

#include <future>
#include <latch>
#include <set>

#include "workspace/shop_fixture.h"

namespace csip::workspace {
namespace {

using base::Json;
using Answer = std::future<base::Result<Outcome>>;

class CommitLaterTest : public ShopTest {
 protected:
  void SetUp() override {
    ShopTest::SetUp();
    ASSERT_TRUE(Write("Account", {Row({{"Name", Json::Text("Gard")}, {"Value", Json::Number(0)}})}).ok());
  }

  static Request SetOf(Cells cells) {
    Request request;
    request.actions.emplace_back();
    request.actions[0].table = "Account";
    request.actions[0].rows.push_back(Row(std::move(cells), "i-1"));
    return request;
  }

  Answer Later(const access::Actor& actor, Workspace::Make make) {
    auto promise = std::make_shared<std::promise<base::Result<Outcome>>>();
    w_->CommitLater(actor, std::move(make),
                    [promise](base::Result<Outcome> outcome) { promise->set_value(std::move(outcome)); });
    return promise->get_future();
  }
  Answer Later(Cells cells) {
    return Later(actor_, [cells](const Reader&) -> base::Result<Request> { return SetOf(cells); });
  }
  // Keeps the commit thread busy until `go`, so that what is asked meanwhile becomes one group.
  Answer Hold(std::shared_future<void> go) {
    auto held = std::make_shared<std::promise<void>>();
    Answer answer = Later(actor_, [go, held](const Reader&) -> base::Result<Request> {
      held->set_value();
      go.wait();
      return base::Invalid("no change");
    });
    held->get_future().wait();
    return answer;
  }
};

TEST_F(CommitLaterTest, EachSeesWhatThoseBeforeItLeave) {
  constexpr int kWriters = 300;
  auto value = [](const Reader& reader) {
    value::TableIndex table = *reader.blueprint().FindTable("Account");
    return reader.engine()
        .Get(table, *reader.blueprint().tables[table].FindColumn("Value"), *reader.engine().FindRow(table, 1))
        .number();
  };
  std::mutex mutex;
  std::set<int64_t> sequences;
  std::latch answered(kWriters);
  for (int i = 0; i < kWriters; ++i) {
    w_->CommitLater(
        actor_,
        [&](const Reader& reader) -> base::Result<Request> {
          return SetOf({{"Value", Json::Number(value(reader) + 1)}});
        },
        [&](const base::Result<Outcome>& outcome) {
          EXPECT_TRUE(outcome.ok());
          Reader reader = w_->Read();
          EXPECT_GE(reader.sequence(), outcome->sequence) << "answered before it was stored";
          EXPECT_GE(reader.sequence(), outcome->present);
          {
            std::lock_guard lock(mutex);
            sequences.insert(outcome->sequence);
          }
          answered.count_down();
        });
  }
  answered.wait();
  EXPECT_EQ(value(w_->Read()), kWriters);
  EXPECT_EQ(sequences.size(), size_t{kWriters});
  Reopen();
  EXPECT_EQ(Text("Account", "Value", 1), "300");
}

TEST_F(CommitLaterTest, SaysWhatStandsInTheWay) {
  access::Actor reads = actor_;
  reads.scope = access::Scope::kRead;
  auto make = [](const Reader&) -> base::Result<Request> { return base::Invalid("there is no such thing"); };
  EXPECT_EQ(Later(reads, make).get().error().code, base::Code::kDenied);
  EXPECT_EQ(Later(actor_, make).get().error().message, "there is no such thing");
  EXPECT_FALSE(Later({{"Value", Json::Number(-1)}}).get().ok());
  int64_t sequence = w_->Read().sequence();
  auto same = Later(actor_, [](const Reader&) -> base::Result<Request> { return Request(); }).get();
  ASSERT_TRUE(same.ok()) << same.error().message;
  EXPECT_EQ(same->sequence, 0);
  EXPECT_EQ(same->present, sequence);
}

TEST_F(CommitLaterTest, WhoeverAsksBeforeTheEndIsAnswered) {
  std::promise<void> go;
  Answer held = Hold(go.get_future().share());
  Answer last = Later({{"Value", Json::Number(7)}});
  std::thread end([&] { w_.reset(); });
  go.set_value();
  end.join();
  EXPECT_FALSE(held.get().ok());
  EXPECT_TRUE(last.get().ok());
  Reopen();
  EXPECT_EQ(Text("Account", "Value", 1), "7");
}

// Who asks for what another in the group has just set changes nothing, and is not to hear that before it is stored.
TEST_F(CommitLaterTest, WhatChangesNothingIsRefusedWithTheChangeItSaw) {
  std::promise<void> go;
  Answer held = Hold(go.get_future().share());
  Answer first = Later({{"Note", Json::Text(std::string(400'000, 'x'))}});
  Answer second = Later({{"Note", Json::Text(std::string(400'000, 'x'))}});
  signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  rlimit tight = before;
  tight.rlim_cur = 300'000;  // as on a full disk
  setrlimit(RLIMIT_FSIZE, &tight);
  go.set_value();
  EXPECT_FALSE(held.get().ok());
  EXPECT_FALSE(first.get().ok());
  EXPECT_FALSE(second.get().ok());
  setrlimit(RLIMIT_FSIZE, &before);
  EXPECT_EQ(Text("Account", "Note", 1), "");
}

}  // namespace
}  // namespace csip::workspace
