#include "base/secret.h"

#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "base/clock.h"

namespace csip::base {
namespace {

TEST(Secret, KnownHash) {
  EXPECT_EQ(Sha256Hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Secret, RandomIdentifiersHaveTheirShapeAndDiffer) {
  EXPECT_TRUE(std::regex_match(RandomHex(16), std::regex("[0-9a-f]{32}")));
  EXPECT_TRUE(std::regex_match(RandomId(), std::regex("[0-9a-f]{16}")));
  EXPECT_TRUE(std::regex_match(
      RandomUuid(), std::regex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")));
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    EXPECT_TRUE(seen.insert(RandomUuid()).second);
    EXPECT_TRUE(seen.insert(RandomId()).second);
  }
}

TEST(Secret, StableIdsFollowFromTheSeed) {
  EXPECT_EQ(StableId("table:Account_Master"), StableId("table:Account_Master"));
  EXPECT_NE(StableId("table:Account_Master"), StableId("table:Account_Masters"));
  EXPECT_TRUE(std::regex_match(StableId(""), std::regex("[A-Za-z0-9]{10}")));
}

TEST(Secret, Comparison) {
  EXPECT_TRUE(EqualsConstantTime("abc", "abc"));
  EXPECT_FALSE(EqualsConstantTime("abc", "abd"));
  EXPECT_FALSE(EqualsConstantTime("abc", "ab"));
  EXPECT_TRUE(EqualsConstantTime("", ""));
}

TEST(TestClock, RunsOnFromWhereItIsSet) {
  TestClock clock(1'000'000);
  EXPECT_GE(clock.Now(), 1'000'000);
  EXPECT_LT(clock.Now(), 1'000'000 + 60 * kMicrosPerSecond);
  clock.Set(5'000'000'000'000'000);
  EXPECT_GE(clock.Now(), 5'000'000'000'000'000);
  Micros before = clock.Now();
  EXPECT_GE(clock.Now(), before);
}

}  // namespace
}  // namespace csip::base
