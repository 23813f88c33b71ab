#include "view/row_sort.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <numeric>
#include <random>

#include "base/collate.h"
#include "view/collation.h"
#include "view/ranks.h"

namespace csip::view {
namespace {

std::vector<value::RowSlot> Naive(const std::vector<SortColumn>& by, size_t n) {
  std::vector<value::RowSlot> rows(n);
  std::iota(rows.begin(), rows.end(), 0);
  std::stable_sort(rows.begin(), rows.end(), [&](value::RowSlot a, value::RowSlot b) {
    for (const SortColumn& column : by) {
      uint64_t ka = column.keys[a], kb = column.keys[b];
      if (ka == kb) continue;
      if (ka >= kLastKeys || kb >= kLastKeys) return ka < kb;
      return column.descending ? ka > kb : ka < kb;
    }
    return false;
  });
  return rows;
}

TEST(RowSortTest, SortsAsAComparisonWould) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 300; ++round) {
    size_t n = round % 100 == 99 ? 70'000 : random() % 3000;
    std::vector<SortColumn> by(random() % 4);
    for (SortColumn& column : by) {
      column.descending = random() % 2 == 0;
      uint64_t kind = random() % 6;
      bool blanks = random() % 2 == 0;
      for (size_t i = 0; i < n; ++i) {
        uint64_t key = random() % 5;              // many alike
        if (kind == 1) key = random() % 100'000;  // ranks
        if (kind == 2)
          key = std::bit_cast<uint64_t>(static_cast<double>(random() % 50) + 0.1);  // numbers, low bits too
        if (kind == 3) key = (uint64_t{1} << 63) | random();                        // anything
        if (kind == 4) key = random();                                              // anything with signs
        if (kind == 5) key = 7;                                                     // all the same
        if (blanks && random() % 20 == 0) key = kBlankKey;
        if (blanks && random() % 40 == 0) key = kLastKeys + random() % 3;
        column.keys.push_back(std::min(key, kBlankKey));
      }
    }
    std::vector<value::RowSlot> rows(n);
    std::iota(rows.begin(), rows.end(), 0);
    std::vector<value::RowSlot> expected = Naive(by, n);
    SortRows(by, &rows);
    ASSERT_EQ(rows, expected) << "round " << round;
  }
}

std::string AnyText(std::mt19937_64& random) {
  static const std::vector<std::string> kWords = {
      "Anypoint", "anypoint", "Ål",   "al",    "v2",  "v02",   "v10", "Zürich", "zurich",
      "é",        "e\u0301x", "the",  "RENEW", "ß",   "ss",    "12",  "3.5",    "日本",
      "—",        "Ω",        "risk", "Risk",  "the", "quite", "long"};
  std::string text;
  for (uint64_t words = 1 + random() % 25; words > 0; --words) {
    if (!text.empty()) text += random() % 10 == 0 ? "-" : " ";
    text += kWords[random() % (random() % 3 == 0 ? kWords.size() : 4)];
  }
  return text;
}

// Texts are first told apart by their beginnings, and many of them by two threads: that must not show.
TEST(CollationTest, SortsAsWholeSortKeysWould) {
  std::mt19937_64 random(11);
  for (int round = 0; round < 40; ++round) {
    std::vector<std::string> texts;
    for (int i = round == 0 ? 25'000 : 400; i > 0; --i) {
      texts.push_back(i % 7 == 0 ? "one and the same beginning of the text: " + AnyText(random)
                                 : AnyText(random));
    }
    Collation collation;
    for (uint32_t i = 0; i < texts.size(); ++i) collation.Add(texts[i], texts[i], i);
    std::vector<std::string> keys;
    for (const std::string& text : texts) keys.push_back(base::SortKey(text));
    std::vector<uint32_t> expected(texts.size());
    std::iota(expected.begin(), expected.end(), 0);
    std::sort(expected.begin(), expected.end(), [&](uint32_t a, uint32_t b) {
      return std::tie(keys[a], texts[a], a) < std::tie(keys[b], texts[b], b);
    });
    std::vector<uint32_t> owners = collation.Finish();
    ASSERT_EQ(owners, expected) << "round " << round;
    for (size_t i = 1; i < owners.size(); ++i) {
      TextPlace before(texts[owners[i - 1]]), after(texts[owners[i]]);
      ASSERT_FALSE(after.Before(before));
    }
  }
}

}  // namespace
}  // namespace csip::view
