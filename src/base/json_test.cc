#include "base/json.h"

#include <gtest/gtest.h>

#include <cstring>
#include <random>

namespace csip::base {
namespace {

TEST(Json, NumbersReadBackExactly) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 20000; ++i) {
    uint64_t bits = random();
    double number = 0;
    std::memcpy(&number, &bits, sizeof number);
    if (!std::isfinite(number) || number == 0) continue;
    std::string text;
    AppendNumber(number, &text);
    auto json = ParseJson(text);
    ASSERT_TRUE(json.ok()) << text;
    EXPECT_EQ(json->number(), number) << text;
  }
}

TEST(Json, ReadsAndWritesDocuments) {
  std::string text = R"({"a":[1,-2.5,true,null,"x\"\n\u00e5😀"],"b":{"c":{}},"":[]})";
  auto json = ParseJson(" " + text + "\n ");
  ASSERT_TRUE(json.ok()) << json.error().ToString();
  EXPECT_EQ(json->ToString(), R"({"a":[1,-2.5,true,null,"x\"\nå😀"],"b":{"c":{}},"":[]})");
  EXPECT_EQ(ParseJson("18446744073709551615")->number(), 18446744073709551616.0);
  EXPECT_EQ(ParseJson(R"({"k":1,"k":2})")->Find("k")->number(), 2);
}

TEST(Json, RefusesWithAPlace) {
  for (const char* text :
       {"", "{", "[1,]", "{\"a\" 1}", "\"\xff\"", "nul", "[1] 2", "\"\\ud800\"", "01", "\"a"}) {
    EXPECT_FALSE(ParseJson(text).ok()) << text;
  }
  auto error = ParseJson("{\n  \"a\": tru }").error();
  EXPECT_EQ(error.place.line, 2);
  EXPECT_EQ(ParseJson(std::string(100'000, '[')).error().code, Code::kInvalid);
  EXPECT_EQ(ParseJson("[[1]]", {100, 1}).error().code, Code::kInvalid);
  EXPECT_EQ(ParseJson("[1,2,3]", {3, 5}).error().code, Code::kTooLarge);
}

}  // namespace
}  // namespace csip::base
