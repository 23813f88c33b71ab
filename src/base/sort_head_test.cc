#include "base/sort_head.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "base/collate.h"

namespace csip::base {
namespace {

SortHead Expected(const std::string& text, size_t part = 0) {
  std::string key = SortKey(text);
  key.resize(key.find('\x01'));
  key.erase(0, std::min(key.size(), part * sizeof(SortHead)));
  SortHead head{};
  for (size_t i = 0; i < sizeof head; ++i) {
    head[i / 8] = head[i / 8] << 8 | (i < key.size() ? static_cast<unsigned char>(key[i]) : 0);
  }
  return head;
}

std::string Utf8(uint32_t c) {
  if (c < 0x80) return std::string(1, static_cast<char>(c));
  if (c < 0x800) return {static_cast<char>(0xc0 | (c >> 6)), static_cast<char>(0x80 | (c & 0x3f))};
  return {static_cast<char>(0xe0 | (c >> 12)), static_cast<char>(0x80 | (c >> 6 & 0x3f)),
          static_cast<char>(0x80 | (c & 0x3f))};
}

TEST(SortHeadTest, IsTheBeginningOfTheKey) {
  for (uint32_t c = 1; c < 0x3000; ++c) {
    std::string text = Utf8(c);
    for (const std::string& t : {text, text + text, "l" + text, "a" + text + "b", "7" + text + "8"}) {
      ASSERT_EQ(SortHeadOf(t), Expected(t)) << "U+" << std::hex << c << " in " << t;
    }
  }
  EXPECT_EQ(SortHeadOf(""), SortHead{});
}

TEST(SortHeadTest, NumbersStandByTheirValue) {
  for (uint32_t n = 0; n < 70'000; ++n) {
    std::string text = std::to_string(n);
    ASSERT_EQ(SortHeadOf(text), Expected(text)) << text;
  }
  std::mt19937_64 random(3);
  for (int i = 0; i < 20'000; ++i) {
    std::string text = std::string(random() % 3, '0') + std::to_string(random() >> (random() % 64)) + "x007";
    ASSERT_EQ(SortHeadOf(text), Expected(text)) << text;
  }
}

TEST(SortHeadTest, HoldsForTextsOfAnyLettersAndLength) {
  static const std::vector<std::string> kParts = {
      "renewal ", "Ål ", "é",    "e\u0301", "x", "-", "l", "·", "ŀ", "2026-11-22", "v02.", "123456789012",
      "9",        "0",   "日本", "—",       "Ω", "ß", " ", "_", "æ", "Ø",          "ŋ",    "\t",
      "\x01",     "🔴 ", "!",    "ч"};
  std::mt19937_64 random(5);
  for (int i = 0; i < 60'000; ++i) {
    std::string text;
    uint64_t kinds = random() % 2 == 0 ? kParts.size() : 5;
    for (uint64_t words = random() % 30; words > 0; --words) text += kParts[random() % kinds];
    for (size_t part = 0; part < 5; ++part) {
      ASSERT_EQ(SortHeadOf(text, part), Expected(text, part)) << part << " of " << text;
    }
  }
}

}  // namespace
}  // namespace csip::base
