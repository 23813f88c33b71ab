// What happens in memory when the store refuses a commit.
#include <signal.h>
#include <sys/resource.h>

#include <future>

#include "workspace/shop_fixture.h"

namespace csip::workspace {
namespace {

using base::Json;
using ::testing::HasSubstr;

// While it lives, files cannot grow beyond some size: as on a full disk.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) {
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before_);
    rlimit tight = before_;
    tight.rlim_cur = bytes;
    setrlimit(RLIMIT_FSIZE, &tight);
  }
  ~FullDisk() { setrlimit(RLIMIT_FSIZE, &before_); }

 private:
  rlimit before_{};
};

TEST_F(ShopTest, AFullDiskTakesBackWhatItRefusedAndHealsByItself) {
  ASSERT_TRUE(Write(ann_, "Person", {Row({{"Name", Json::Text("Ann")}})}).ok());
  ASSERT_TRUE(
      Write(ann_, "Account",
            {Row({{"Name", Json::Text("Gard")}, {"Value", Json::Number(5)}, {"Owner", Json::Text("Ann")}})})
          .ok());
  const engine::Engine* engine = &w_->Read().engine();
  int64_t sequence = w_->Read().sequence();
  std::string edited = Text("Account", "Edited", 1);
  {
    FullDisk full(300'000);
    clock_->Set(clock_->Now() + base::kMicrosPerSecond);
    Json big = Json::Text(std::string(400'000, 'x'));
    std::vector<std::future<base::Result<Outcome>>> writers;
    for (int i = 0; i < 4; ++i) {
      writers.push_back(std::async(std::launch::async, [&, i] {
        return Write(ann_, "Account",
                     {Row({{"Value", Json::Number(20 + i)}, {"Note", big}, {"Owner", Json()}}, "i-1"),
                      Row({{"Name", Json::Text("New " + std::to_string(i))}})});
      }));
    }
    for (auto& writer : writers) {
      auto done = writer.get();
      ASSERT_FALSE(done.ok());
      EXPECT_EQ(done.error().code, base::Code::kUnavailable);
      EXPECT_THAT(done.error().message, HasSubstr("nothing was saved"));
    }
    EXPECT_EQ(Text("Account", "Level", 1), "Low") << "reads go on, with what is stored";
    EXPECT_EQ(Text("Account", "Edited", 1), edited);
    EXPECT_EQ(Text("Person", "Accounts", 1), "Gard");
    EXPECT_EQ(Text("Account", "Name", 2), "(no row)");
    EXPECT_EQ(w_->Read().sequence(), sequence);
  }
  auto done = Write(ann_, "Account",
                    {Row({{"Value", Json::Number(20)}}, "i-1"), Row({{"Name", Json::Text("Next")}})});
  ASSERT_TRUE(done.ok()) << done.error().message;
  EXPECT_EQ(&w_->Read().engine(), engine) << "nothing was loaded again";
  EXPECT_THAT(done->inserted, ::testing::ElementsAre("i-2")) << "no number was used up";
  EXPECT_EQ(done->sequence, sequence + 1);
  EXPECT_EQ(Text("Account", "Level", 1), "High");
  Reopen();
  EXPECT_EQ(Text("Account", "Level", 1), "High");
  EXPECT_EQ(Text("Account", "Name", 2), "Next");
}

TEST_F(ShopTest, DeletionsAndOverridesOfARefusedCommitAreTakenBack) {
  ASSERT_TRUE(Write(ann_, "Account",
                    {Row({{"Name", Json::Text("Gard")}, {"Value", Json::Number(5)}}),
                     Row({{"Name", Json::Text("Ask")}})})
                  .ok());
  Action set;
  set.kind = Action::Kind::kSetOverride;
  set.table = "Account";
  set.row_ids = {"i-1"};
  set.column = "Level";
  set.value = Json::Text("Middle");
  set.override_reason = "agreed";
  ASSERT_TRUE(Commit(ann_, set).ok());
  {
    FullDisk full(0);  // not even room to find out what became of the commit
    auto refused = Delete(ann_, "Account", {"i-1", "i-2"});
    ASSERT_FALSE(refused.ok());
    EXPECT_THAT(refused.error().message, HasSubstr("look whether the change was saved after all"));
    EXPECT_FALSE(Delete(ann_, "Account", {"i-1"}).ok()) << "still no room";
    EXPECT_EQ(Text("Account", "Level", 1), "Middle");
  }
  ASSERT_TRUE(Delete(ann_, "Account", {"i-2"}).ok());
  Action clear = set;
  clear.kind = Action::Kind::kClearOverride;
  ASSERT_TRUE(Commit(ann_, clear).ok()) << "the override is still known";
  EXPECT_EQ(Text("Account", "Level", 1), "Low");
}

}  // namespace
}  // namespace csip::workspace
