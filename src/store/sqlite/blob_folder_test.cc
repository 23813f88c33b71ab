#include "store/blob_folder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/secret.h"
#include "store/contract_test.h"

namespace csip::store {
namespace {

namespace fs = std::filesystem;

TEST(BlobFolder, KeepsBytesOnceUnderTheirSum) {
  TestFolder data;
  auto blobs = BlobFolder::Open(data.path());
  ASSERT_TRUE(blobs.ok());
  std::string bytes("a\0b\xff", 4);
  ASSERT_EQ(*blobs->Put(bytes), base::Sha256Hex(bytes));
  ASSERT_EQ(*blobs->Put(bytes), base::Sha256Hex(bytes));
  EXPECT_EQ(*blobs->Read(base::Sha256Hex(bytes)), bytes);
  EXPECT_EQ(std::distance(fs::directory_iterator(data.path() + "/files"), {}), 1);
}

TEST(BlobFolder, RefusesNamesAndNoticesDamage) {
  TestFolder data;
  auto blobs = BlobFolder::Open(data.path());
  for (const char* name : {"", "../csip.db", "abc"})
    EXPECT_EQ(blobs->Read(name).error().code, base::Code::kNotFound);
  std::string sha256 = *blobs->Put("hello");
  std::ofstream(data.path() + "/files/" + sha256) << "hullo";
  EXPECT_EQ(blobs->Read(sha256).error().code, base::Code::kCorrupt);
}

TEST(BlobFolder, RemovesWhatIsHalfDone) {
  TestFolder data;
  ASSERT_TRUE(BlobFolder::Open(data.path()).ok());
  std::string half_done = data.path() + "/files/.partial-1234";
  std::ofstream(half_done) << "hal";
  ASSERT_TRUE(BlobFolder::Open(data.path()).ok());
  EXPECT_FALSE(fs::exists(half_done));
}

}  // namespace
}  // namespace csip::store
