#include "view/search.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "blueprint/read.h"

namespace csip::view {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<Match> MatchesOf(const std::vector<std::string>& texts, std::string_view sought) {
  engine::Interner interner;
  for (const std::string& text : texts) interner.Intern(value::Value::Text(text));
  std::vector<Match> matches = FoldedTexts().Find(interner, sought);
  matches.erase(matches.begin());  // of no text
  return matches;
}

TEST(FoldedTextsTest, TellsBeginningWordAndWithin) {
  EXPECT_THAT(MatchesOf({"Gard AS", "Sea Gard", "Asgard", "nothing"}, "gard"),
              ElementsAre(Match::kStart, Match::kWordStart, Match::kWithin, Match::kNone));
  EXPECT_THAT(MatchesOf({"asgard gard", "a", "gard"}, "gard"),
              ElementsAre(Match::kWordStart, Match::kNone, Match::kStart));
  EXPECT_THAT(MatchesOf({"aaaa"}, "aa"), ElementsAre(Match::kStart));
}

TEST(FoldedTextsTest, CaseAndAccentsDoNotCount) {
  EXPECT_THAT(MatchesOf({"Ångström", "angstrom", "ＡＮＧ", "Straße"}, "ang"),
              ElementsAre(Match::kStart, Match::kStart, Match::kStart, Match::kNone));
  EXPECT_THAT(MatchesOf({"Strasse", "Straße"}, "strasse"), ElementsAre(Match::kStart, Match::kStart));
}

TEST(FoldedTextsTest, TextsDoNotRunIntoEachOther) {
  EXPECT_THAT(MatchesOf({"ab", "cd"}, "bc"), ElementsAre(Match::kNone, Match::kNone));
  EXPECT_THAT(MatchesOf({"ab"}, ""), ElementsAre(Match::kNone));
  EXPECT_THAT(MatchesOf({"ab"}, std::string_view("\0", 1)), ElementsAre(Match::kNone));
}

TEST(FoldedTextsTest, FollowsWhatIsAddedAndOtherInterners) {
  FoldedTexts texts;
  engine::Interner interner;
  interner.Intern(value::Value::Text("one"));
  EXPECT_EQ(texts.Find(interner, "one").size(), 2U);
  engine::Interner before(interner);
  interner.Intern(value::Value::Text("two one"));
  EXPECT_THAT(texts.Find(interner, "one"), ElementsAre(Match::kNone, Match::kStart, Match::kWordStart));
  EXPECT_THAT(texts.Find(before, "one"), ElementsAre(Match::kNone, Match::kStart));
  before.Intern(value::Value::Text("none"));
  EXPECT_THAT(texts.Find(before, "one"), ElementsAre(Match::kNone, Match::kStart, Match::kWithin));
  EXPECT_THAT(texts.Find(interner, "one"), ElementsAre(Match::kNone, Match::kStart, Match::kWordStart));
}

}  // namespace
}  // namespace csip::view
