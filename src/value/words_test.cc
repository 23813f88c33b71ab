#include "value/words.h"

#include <gtest/gtest.h>

#include <string>

#include "value/cells.h"

namespace csip::value {
namespace {

TEST(Words, EachTextOnceInTheOrderInWhichTheyCame) {
  Words words;
  EXPECT_EQ(words.Find("a", base::HashText("a")), Words::kNone);
  for (int round = 0; round < 2; ++round) {
    for (uint32_t i = 0; i < 5000; ++i) EXPECT_EQ(words.Put("word " + std::to_string(i)), i);
  }
  EXPECT_EQ(words.size(), 5000u);
  EXPECT_EQ(words[4999].text(), "word 4999");
  EXPECT_EQ(words.hash(17), base::HashText("word 17"));
  EXPECT_EQ(words.Put(Value::Text("word 17")), 17u);
}

TEST(Words, TextsOfOneHashAreToldApart) {
  Words words;
  EXPECT_EQ(words.Add(Value::Text("one"), 7), 0u);
  EXPECT_EQ(words.Add(Value::Text("two"), 7), 1u);
  EXPECT_EQ(words.Find("one", 7), 0u);
  EXPECT_EQ(words.Find("two", 7), 1u);
  EXPECT_EQ(words.Find("three", 7), Words::kNone);
}

TEST(Words, HashesLookAtEveryByte) {
  std::string text(40, 'x');
  for (size_t size = 1; size <= text.size(); ++size) {
    std::string_view front(text.data(), size);
    uint32_t hash = base::HashText(front);
    EXPECT_NE(hash, base::HashText(front.substr(1)));
    for (size_t at = 0; at < size; ++at) {
      std::string other(front);
      other[at] = 'y';
      EXPECT_NE(base::HashText(other), hash) << size << " " << at;
    }
  }
}

TEST(Words, CellsOfWordsHoldWhatOthersHold) {
  Cells plain(Storage::kText), words(Storage::kText);
  words.KeepWords();
  for (Cells* cells : {&plain, &words}) {
    cells->Reserve(5);
    cells->AddText("a");
    cells->AddBlank();
    cells->Add(Value::Text("b"));
    cells->Add(Value::Number(3));
    cells->Add(Value::Text("a"));
  }
  ASSERT_EQ(words.size(), plain.size());
  for (size_t i = 0; i < words.size(); ++i) {
    EXPECT_EQ(words.state(i), plain.state(i));
    EXPECT_EQ(words.Get(i), plain.Get(i));
  }
  EXPECT_EQ(words.text(4), "a");
  EXPECT_EQ(words.word(4), words.word(0));
  EXPECT_EQ(words.words()->size(), 2u);
  words.Clear();
  EXPECT_EQ(words.size(), 0u);
  EXPECT_EQ(words.words()->size(), 0u);
}

}  // namespace
}  // namespace csip::value
