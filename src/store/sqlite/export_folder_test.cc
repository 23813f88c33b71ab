#include "store/export_folder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "store/contract_test.h"

namespace csip::store {
namespace {

namespace fs = std::filesystem;

TEST(ExportFolder, HoldsAFileAsLongAsItIsHeld) {
  TestFolder data;
  auto folder = ExportFolder::Open(data.path());
  ASSERT_TRUE(folder.ok());
  EXPECT_FALSE(fs::exists(data.path() + "/exports")) << "made with the first export";
  auto file = *folder->Create("job-1.csv");
  std::string path = data.path() + "/exports/job-1.csv";
  EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  ASSERT_TRUE(file->Append("a,b\r\n").ok());
  EXPECT_EQ(fs::file_size(path), 5u) << "written as it goes";
  ASSERT_TRUE(file->Append("1,2\r\n").ok());
  file->Finish();
  auto reader = file->Open();
  ASSERT_TRUE(reader.ok());
  EXPECT_EQ(reader->size(), 10);
  EXPECT_EQ(*reader->Next(6), "a,b\r\n1");
  file.reset();
  EXPECT_FALSE(fs::exists(path));
  EXPECT_EQ(*reader->Next(6), ",2\r\n") << "whoever fetches it gets it to the end";
  EXPECT_EQ(*reader->Next(6), "");
}

TEST(ExportFolder, RemovesWhatAnEarlierProcessLeft) {
  TestFolder data;
  fs::create_directory(data.path() + "/exports");
  std::ofstream(data.path() + "/exports/job-1.csv") << "old";
  ASSERT_TRUE(ExportFolder::Open(data.path()).ok());
  EXPECT_FALSE(fs::exists(data.path() + "/exports/job-1.csv"));
}

TEST(ExportFolder, BoundsAFileAndAllOfThem) {
  TestFolder data;
  auto folder = ExportFolder::Open(data.path(), 10, 15);
  auto first = *folder->Create("1.csv");
  ASSERT_TRUE(first->Append("0123456789").ok());
  EXPECT_EQ(first->Append("x").error().code, base::Code::kTooLarge);
  auto second = *folder->Create("2.csv");
  ASSERT_TRUE(second->Append("01234").ok());
  base::Status full = second->Append("5");
  EXPECT_EQ(full.error().code, base::Code::kUnavailable);
  EXPECT_TRUE(full.error().retryable);
  first.reset();
  EXPECT_TRUE(second->Append("5").ok());
}

TEST(ExportFolder, SaysThatAFileIsGone) {
  TestFolder data;
  auto folder = ExportFolder::Open(data.path());
  auto file = *folder->Create("1.csv");
  file->Finish();
  fs::remove(data.path() + "/exports/1.csv");
  EXPECT_EQ(file->Open().error().code, base::Code::kNotFound);
}

}  // namespace
}  // namespace csip::store
