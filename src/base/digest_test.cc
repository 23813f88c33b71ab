#include "base/digest.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/secret.h"

namespace csip::base {
namespace {

TEST(DigestTest, IsTheDigestOfTheBytes) {
  auto path = std::filesystem::temp_directory_path() / ("csip-digest-" + RandomHex(6));
  std::string bytes(3'000'001, 'x');
  std::ofstream(path, std::ios::binary) << bytes;
  auto digest = DigestOfFile(path.string());
  std::filesystem::remove(path);
  ASSERT_TRUE(digest.ok());
  EXPECT_EQ(digest->bytes, 3'000'001);
  EXPECT_EQ(digest->sha256, Sha256Hex(bytes));
  EXPECT_FALSE(DigestOfFile(path.string()).ok());
}

}  // namespace
}  // namespace csip::base
