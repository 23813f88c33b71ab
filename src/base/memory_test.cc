#include "base/memory.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace csip::base {
namespace {

TEST(MemoryTest, WhatIsInLargePagesIsWhatItWasAndMayBeWritten) {
  std::vector<std::vector<uint32_t>> blocks;
  for (uint32_t i = 0; i < 2'000; ++i) blocks.emplace_back(4'096, i);
  std::atomic<bool> end = false;
  std::thread writer([&] {
    for (uint32_t n = 0; !end; ++n) blocks[n % 1'000][n % 4'096] = n % 1'000;
  });
  UseLargePages();
  end = true;
  writer.join();
  for (uint32_t i = 0; i < blocks.size(); ++i) EXPECT_EQ(blocks[i], std::vector<uint32_t>(4'096, i)) << i;
}

}  // namespace
}  // namespace csip::base
