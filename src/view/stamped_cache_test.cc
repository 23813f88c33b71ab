#include "view/stamped_cache.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace csip::view {
namespace {

using Cache = StampedCache<std::string>;

size_t Kilobyte(const std::string&) {
  return 1024;
}

TEST(StampedCacheTest, KeepsWhatHoldsAndDerivesWhatDoesNot) {
  Cache cache(1 << 20);
  int made = 0;
  std::string before_was;
  auto get = [&](const std::string& key, Basis basis) {
    auto make = [&](const std::string* before) -> Cache::Made {
      before_was = before == nullptr ? "" : *before;
      return std::make_shared<const std::string>(key + std::to_string(++made));
    };
    return **cache.Get(key, basis, make, Kilobyte);
  };
  auto rules = std::make_shared<int>(1), others = std::make_shared<int>(1);
  EXPECT_EQ(get("a", {{1, 2}, rules}), "a1");
  EXPECT_EQ(get("a", {{1, 2}, rules}), "a1");
  EXPECT_EQ(get("b", {{1, 2}, rules}), "b2");
  EXPECT_EQ(before_was, "");
  EXPECT_EQ(get("a", {{1, 3}, rules}), "a3");
  EXPECT_EQ(before_was, "a1");
  EXPECT_EQ(get("a", {{1, 3}, others}), "a4");  // another blueprint, the same stamps
  EXPECT_EQ(get("a", {{1, 3}, others}), "a4");
}

TEST(StampedCacheTest, ForgetsWhatWasNotAskedForLongest) {
  Cache cache(4 * 1024);
  int made = 0;
  auto get = [&](const std::string& key) {
    auto make = [&](const std::string*) -> Cache::Made {
      return std::make_shared<const std::string>(std::to_string(++made));
    };
    return **cache.Get(key, {{1}, nullptr}, make, Kilobyte);
  };
  EXPECT_EQ(get("a"), "1");
  EXPECT_EQ(get("b"), "2");
  EXPECT_EQ(get("a"), "1");
  EXPECT_EQ(get("c"), "3");
  EXPECT_EQ(get("d"), "4");  // b goes
  EXPECT_LE(cache.bytes(), 4U * 1024);
  EXPECT_EQ(get("a"), "1");
  EXPECT_EQ(get("b"), "5");
}

TEST(StampedCacheTest, ErrorsAreNotKept) {
  Cache cache(1 << 20);
  auto fails = [](const std::string*) -> Cache::Made { return base::Invalid("no"); };
  EXPECT_FALSE(cache.Get("a", {{1}, nullptr}, fails, Kilobyte).ok());
  auto works = [](const std::string*) -> Cache::Made { return std::make_shared<const std::string>("x"); };
  EXPECT_EQ(**cache.Get("a", {{1}, nullptr}, works, Kilobyte), "x");
}

TEST(StampedCacheTest, ManyWhoAskForTheSameDeriveItOnce) {
  Cache cache(1 << 20);
  std::atomic<int> made{0};
  auto make = [&](const std::string*) -> Cache::Made {
    ++made;
    return std::make_shared<const std::string>("x");
  };
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 200; ++i) {
        std::string key = "k" + std::to_string((i + t) % 3);
        EXPECT_EQ(**cache.Get(key, {{1}, nullptr}, make, Kilobyte), "x");
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(made, 3);
}

}  // namespace
}  // namespace csip::view
