#include "engine/steps.h"

#include <gtest/gtest.h>

#include <atomic>
#include <random>
#include <stdexcept>

namespace csip::engine {
namespace {

TEST(StepsTest, EachIsDoneOnceAndAfterThoseItWaitsFor) {
  std::mt19937 random(7);
  for (size_t workers : {1, 2, 4}) {
    Followers followers(300);
    std::vector<std::vector<uint32_t>> before(followers.size());
    for (uint32_t step = 1; step < followers.size(); ++step) {
      for (int k = 0; k < 3; ++k) {
        auto first = static_cast<uint32_t>(random() % step);
        followers[first].push_back(step);  // the same may come twice
        before[step].push_back(first);
      }
    }
    std::vector<std::atomic<int>> done(followers.size());
    std::vector<int> at_work(workers, 0);
    std::atomic<int> wrong = 0;
    RunSteps(followers, workers, [&](size_t worker, uint32_t step) {
      if (++at_work[worker] != 1) ++wrong;  // nobody else has this worker: no lock is needed
      for (uint32_t first : before[step]) {
        if (done[first] != 1) ++wrong;
      }
      ++done[step];
      --at_work[worker];
    });
    EXPECT_EQ(wrong, 0);
    for (const auto& times : done) EXPECT_EQ(times, 1);
  }
}

TEST(StepsTest, WhatAStepThrowsEndsTheRun) {
  for (size_t workers : {1, 3}) {
    Followers followers(100);
    for (uint32_t step = 0; step + 1 < followers.size(); ++step) followers[step].push_back(step + 1);
    std::atomic<int> begun = 0;
    auto work = [&](size_t, uint32_t step) {
      ++begun;
      if (step == 40) throw std::runtime_error("no more");
    };
    EXPECT_THROW(RunSteps(followers, workers, work), std::runtime_error);
    EXPECT_EQ(begun, 41);
  }
}

TEST(StepsTest, NoneAreDoneAtOnce) {
  RunSteps({}, 3, [](size_t, uint32_t) { FAIL(); });
}

}  // namespace
}  // namespace csip::engine
