#include "api/jobs/jobs.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <stdexcept>
#include <thread>

#include "base/secret.h"

namespace csip::api::jobs {
namespace {

namespace fs = std::filesystem;

class JobFiles : public ::testing::Test {
 protected:
  JobFiles() : data_((fs::temp_directory_path() / ("csip-jobs-" + base::RandomHex(8))).string()) {
    fs::create_directories(data_);
  }
  ~JobFiles() override { fs::remove_all(data_); }

  base::Result<std::string> Export(Control& control) {
    auto file = *control.MakeFile(".csv");
    EXPECT_TRUE(file->Append("a,b\r\n").ok());
    control.Keep({"rows.csv", "text/csv", std::move(file)});
    return std::string("{}");
  }
  Status Submit(Work work) { return *jobs_.Submit("export", "Export", access::Actor::System(), work); }
  State Over(const std::string& id) {
    while (!jobs_.Find(id)->over()) std::this_thread::yield();
    return jobs_.Find(id)->state;
  }
  bool IsThere(const std::string& id) { return fs::exists(data_ + "/exports/" + id + ".csv"); }

  std::string data_;
  base::TestClock clock_{1'700'000'000 * base::kMicrosPerSecond};
  Notices notices_;
  Jobs jobs_{&notices_, &clock_, *store::ExportFolder::Open(data_)};
};

TEST_F(JobFiles, AreForgottenWithTheJob) {
  Status job = Submit([this](Control& control) { return Export(control); });
  ASSERT_EQ(Over(job.id), State::kDone);
  EXPECT_EQ(jobs_.File(job.id)->name, "rows.csv");
  EXPECT_TRUE(IsThere(job.id));
  clock_.Set(clock_.Now() + Jobs::kKept + 1);
  EXPECT_EQ(jobs_.File(job.id).error().code, base::Code::kNotFound);
  EXPECT_FALSE(IsThere(job.id));
}

TEST_F(JobFiles, AreThereForTheLatestHundred) {
  Status first = Submit([this](Control& control) { return Export(control); });
  ASSERT_EQ(Over(first.id), State::kDone);
  for (size_t i = 0; i < Jobs::kMostKept; ++i)
    Over(Submit([](Control&) { return base::Result<std::string>(std::string("{}")); }).id);
  EXPECT_FALSE(jobs_.Find(first.id).ok());
  EXPECT_FALSE(IsThere(first.id));
}

TEST_F(JobFiles, GoWhenTheJobFailsOrIsCancelled) {
  Status failing = Submit([this](Control& control) {
    EXPECT_TRUE(Export(control).ok());
    return base::Result<std::string>(base::Invalid("no"));
  });
  EXPECT_EQ(Over(failing.id), State::kFailed);
  EXPECT_FALSE(IsThere(failing.id));
  Status breaking = Submit([this](Control& control) -> base::Result<std::string> {
    EXPECT_TRUE(Export(control).ok());
    throw std::runtime_error("a bug");
  });
  EXPECT_EQ(Over(breaking.id), State::kFailed);
  EXPECT_FALSE(IsThere(breaking.id));
  Status cancelled = Submit([this](Control& control) {
    while (!control.cancelled()) std::this_thread::yield();
    return Export(control);
  });
  EXPECT_EQ(jobs_.File(cancelled.id).error().code, base::Code::kNotFound);
  ASSERT_TRUE(jobs_.Cancel(cancelled.id).ok());
  EXPECT_EQ(Over(cancelled.id), State::kCancelled);
  EXPECT_FALSE(IsThere(cancelled.id));
  EXPECT_EQ(jobs_.File(cancelled.id).error().message, "the job is cancelled and has no file");
}

}  // namespace
}  // namespace csip::api::jobs
