#include "base/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace csip::base {
namespace {

using testing::ElementsAre;

TEST(Utf8, IsChecked) {
  EXPECT_TRUE(IsUtf8(""));
  EXPECT_TRUE(IsUtf8("Arendal, Ærøy, 🔴"));
  EXPECT_FALSE(IsUtf8("\xff"));
  EXPECT_FALSE(IsUtf8("\xc3"));              // cut off
  EXPECT_FALSE(IsUtf8("\xc0\xaf"));          // overlong
  EXPECT_FALSE(IsUtf8("\xed\xa0\x80"));      // a surrogate
  EXPECT_FALSE(IsUtf8("\xf4\x90\x80\x80"));  // above U+10FFFF
}

TEST(Nfc, ComposesAndRepairs) {
  EXPECT_EQ(ToNfc("plain"), "plain");
  EXPECT_EQ(ToNfc("A\u030angstro\u0308m"), "\u00c5ngstr\u00f6m");
  EXPECT_EQ(ToNfc("\u1112\u1161\u11ab"), "\ud55c");  // Hangul
  EXPECT_EQ(ToNfc("a\xff"), "a\uFFFD");
  EXPECT_EQ(ToNfc("\u212b"), "\u00c5");  // the angstrom sign is the letter
  EXPECT_EQ(ToNfc(ToNfc("e\u0301\u0323")), ToNfc("e\u0301\u0323"));
}

TEST(CodePoints, CountAndFind) {
  EXPECT_EQ(CodePoints("aé🔴"), 3u);
  EXPECT_EQ(ByteOffset("aé🔴b", 0), 0u);
  EXPECT_EQ(ByteOffset("aé🔴b", 2), 3u);
  EXPECT_EQ(ByteOffset("aé🔴b", 3), 7u);
  EXPECT_EQ(ByteOffset("aé🔴b", 9), 8u);
}

TEST(Case, IsUnicodeAndWithoutLocale) {
  EXPECT_EQ(ToLower("ÆRØY I"), "ærøy i");
  EXPECT_EQ(ToUpper("straße"), "STRASSE");
  EXPECT_EQ(ToLowerAscii("ÆA"), "Æa");
  EXPECT_TRUE(EqualsIgnoreCaseAscii("Filter", "FILTER"));
  EXPECT_FALSE(EqualsIgnoreCaseAscii("Filter", "Filters"));
}

TEST(Pieces, TrimSplitReplace) {
  EXPECT_EQ(Trim(" \t a b \r\n"), "a b");
  EXPECT_EQ(Trim("  "), "");
  EXPECT_THAT(Split("a,,b,", ','), ElementsAre("a", "", "b", ""));
  EXPECT_THAT(Split("", ','), ElementsAre(""));
  EXPECT_EQ(ReplaceAll("aaa", "aa", "b"), "ba");
  EXPECT_EQ(ReplaceAll("abc", "", "x"), "abc");
  EXPECT_EQ(ReplaceAll("a.b.c", ".", ""), "abc");
}

TEST(Suggestions, FindWhatWasMeant) {
  std::vector<std::string> columns = {"Health_Score", "Health_Score_Trend_30d", "Renewal_Date", "ARR", "ACV",
                                      "Status"};
  EXPECT_EQ(NearestName("Helth_Score", columns), "Health_Score");
  EXPECT_EQ(NearestName("healthscore", columns), "Health_Score");
  EXPECT_EQ(NearestName("Renewal Date", columns), "Renewal_Date");
  EXPECT_EQ(NearestName("Stauts", columns), "Status");  // two letters swapped
  EXPECT_EQ(NearestName("AR", columns), "ARR");
  EXPECT_EQ(NearestName("Weather", columns), "");
  EXPECT_EQ(NearestName("", columns), "");
  EXPECT_EQ(NearestName(std::string(10'000, 'x'), columns), "");
  EXPECT_EQ(DidYouMean("Helth_Score", columns), "; did you mean `Health_Score`?");
  EXPECT_EQ(DidYouMean("Weather", columns), "");
}

}  // namespace
}  // namespace csip::base
