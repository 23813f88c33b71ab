// A table of small numbers by hash, beside a plain map; copies keep what they held.
#include "engine/cow_hash.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace csip::engine {
namespace {

using Wanted = std::multimap<uint32_t, uint32_t>;

// The values with a hash, found one by one.
std::vector<uint32_t> With(const CowHash& table, uint32_t hash) {
  std::vector<uint32_t> out;
  auto is_new = [&](uint32_t v) { return std::find(out.begin(), out.end(), v) == out.end(); };
  for (size_t at = table.Find(hash, is_new); at != CowHash::kNowhere; at = table.Find(hash, is_new))
    out.push_back(table.value(at));
  std::sort(out.begin(), out.end());
  return out;
}

void ExpectHolds(const CowHash& table, const Wanted& wanted, uint32_t hashes) {
  EXPECT_EQ(table.size(), wanted.size());
  for (uint32_t hash = 0; hash < hashes; ++hash) {
    std::vector<uint32_t> values;
    auto [begin, end] = wanted.equal_range(hash);
    for (auto at = begin; at != end; ++at) values.push_back(at->second);
    std::sort(values.begin(), values.end());
    ASSERT_EQ(With(table, hash), values) << hash;
  }
}

TEST(CowHash, HoldsWhatIsAddedAndNotErased) {
  constexpr uint32_t kHashes = 400;  // few: several values have the same one
  std::mt19937 random(7);
  CowHash table, copy;
  Wanted wanted, copied;
  for (uint32_t step = 1; step <= 6000; ++step) {
    uint32_t hash = random() % kHashes;
    auto there = wanted.find(hash);
    if (there != wanted.end() && random() % 5 < 2) {
      uint32_t value = there->second;
      size_t at = table.Find(hash, [&](uint32_t v) { return v == value; });
      ASSERT_NE(at, CowHash::kNowhere);
      if (random() % 4 == 0) {
        table.Set(at, step);
        there->second = step;
      } else {
        table.Erase(at);
        wanted.erase(there);
      }
    } else {
      table.Add(hash, step);
      wanted.emplace(hash, step);
    }
    if (step == 3000) {
      copy = table;
      copied = wanted;
    }
  }
  ExpectHolds(table, wanted, kHashes);
  ExpectHolds(copy, copied, kHashes);
}

}  // namespace
}  // namespace csip::engine
