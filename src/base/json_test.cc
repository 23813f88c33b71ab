#include "base/json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <random>

namespace csip::base {
namespace {

using testing::HasSubstr;

std::string ErrorOf(std::string_view text, JsonLimits limits = {}) {
  auto json = ParseJson(text, limits);
  return json.ok() ? "no error" : json.error().ToString();
}

TEST(ParseJson, RoundTrips) {
  for (const char* text :
       {"null", "true", "false", "0", "-1.5", "\"a\"", "[]", "{}", "[1,[2,{\"a\":null}],\"x\"]",
        "{\"b\":1,\"a\":{\"c\":[true,false]}}", "\"\\\"\\\\\\n\\r\\t\\u0001\"", "\"é🔴\"", "1e+300"}) {
    auto json = ParseJson(text);
    ASSERT_TRUE(json.ok()) << text << ": " << json.error().ToString();
    EXPECT_EQ(json->ToString(), text);
    EXPECT_EQ(*ParseJson(json->ToString()), *json);
  }
  EXPECT_EQ(ParseJson(" [ 1 , 2 ] ")->ToString(), "[1,2]");
  EXPECT_EQ(ParseJson("\"\\ud83d\\udd34\"")->text(), "🔴");
  EXPECT_EQ(ParseJson("18446744073709551615")->number(), 18446744073709551616.0);
  EXPECT_EQ(ParseJson("1e-999")->number(), 0);
}

TEST(ParseJson, EveryNumberReadsBackAsTheSameDouble) {
  std::mt19937_64 random(5);
  for (int i = 0; i < 20'000; ++i) {
    auto n = std::bit_cast<double>(uint64_t{random()});
    if (!std::isfinite(n)) continue;
    if (i % 2 == 0) n = std::round(std::fmod(n, 1e12) * 100) / 100;  // as amounts of money are
    if (!std::isfinite(n)) continue;
    std::string text;
    AppendNumber(n, &text);
    auto json = ParseJson(text);
    ASSERT_TRUE(json.ok()) << text;
    ASSERT_EQ(json->number(), n) << text;
  }
  // Longer than a double is: the nearest double counts.
  for (const char* text :
       {"0.1000000000000000055511151231257827", "9007199254740993", "123456789012345678901234567890",
        "2.2250738585072014e-308", "4.9e-324", "1.7976931348623157e308", "0.3", "1e23", "8.41e21"}) {
    auto json = ParseJson(text);
    ASSERT_TRUE(json.ok()) << text;
    EXPECT_EQ(json->number(), std::strtod(text, nullptr)) << text;
  }
}

TEST(ParseJson, ErrorsNameLineAndColumn) {
  EXPECT_THAT(ErrorOf(""), HasSubstr("not valid JSON"));
  EXPECT_THAT(ErrorOf("{\n  \"a\": 1,\n  \"b\" 2\n}"), testing::StartsWith("3:7: not valid JSON"));
  EXPECT_THAT(ErrorOf("[1,]"), testing::StartsWith("1:4: not valid JSON"));
  EXPECT_THAT(ErrorOf("[1,\n1e999]"), testing::StartsWith("2:"));
  EXPECT_THAT(ErrorOf("1e999"), HasSubstr("the number is too large"));
  EXPECT_THAT(ErrorOf("[1] x"), HasSubstr("not valid JSON"));
  EXPECT_THAT(ErrorOf("[1"), HasSubstr("not valid JSON"));
  for (const char* text :
       {"nul",     "01",          "+1",         "1.",       ".5",           "'a'",
        "{a:1}",   "[1 2]",       "\"\n\"",     "\"\\x\"",  "NaN",          "Infinity",
        "// c\n1", "\"\\ud800\"", "{\"a\":1,}", "\"\xff\"", "\"\xc0\xaf\"", "\"\xed\xa0\x80\"",
        "1e999",   "-1e999"}) {
    EXPECT_NE(ErrorOf(text), "no error") << text;
  }
}

TEST(ParseJson, LimitsComeFirst) {
  std::string deep = std::string(65, '[') + std::string(65, ']');
  EXPECT_THAT(ErrorOf(deep), HasSubstr("nested deeper than 64 levels"));
  EXPECT_EQ(ErrorOf(deep, {.depth = 65}), "no error");
  EXPECT_THAT(ErrorOf(std::string(1'000'000, '[')), HasSubstr("nested deeper"));
  EXPECT_THAT(ErrorOf(std::string(1'000'000, '{')), HasSubstr("not valid JSON"));
  auto large = ParseJson("[1,2,3]", {.bytes = 6});
  ASSERT_FALSE(large.ok());
  EXPECT_EQ(large.error().code, Code::kTooLarge);
  EXPECT_EQ(ErrorOf("[1,2,3]", {.bytes = 7}), "no error");
}

TEST(Json, MembersAreFoundAndTheLastOfEqualNamesCounts) {
  Json json = *ParseJson("{\"a\":1,\"b\":\"x\",\"n\":null}");
  EXPECT_EQ(json.Find("a")->number(), 1);
  EXPECT_EQ(json.Find("c"), nullptr);
  EXPECT_EQ(json.TextOr("b", "y"), "x");
  EXPECT_EQ(json.TextOr("a", "y"), "y");
  EXPECT_EQ(json.TextOr("c", "y"), "y");
  EXPECT_TRUE(json.Find("n")->is_null());
  EXPECT_EQ(ParseJson("{\"a\":1,\"a\":2}")->Find("a")->number(), 2);
  EXPECT_EQ(Json::Object({{"a", Json::Number(1)}, {"a", Json::Number(2)}}).Find("a")->number(), 2);
  EXPECT_EQ(Json().Find("a"), nullptr);
}

TEST(JsonWriter, PutsCommasAndEscapes) {
  std::string out;
  JsonWriter json(&out);
  json.BeginObject();
  json.Field("a", "x\"y").Field("b", 1.5).Field("c", 7).Field("d", true).Key("e").BeginArray();
  json.Number(1).Null().BeginObject().EndObject().BeginArray().EndArray().Raw("{\"z\":0}").EndArray();
  json.Key("f").Value(Json::Array({Json::Text("\x01\x7f"), Json::Bool(false)})).EndObject();
  EXPECT_EQ(out,
            R"({"a":"x\"y","b":1.5,"c":7,"d":true,"e":[1,null,{},[],{"z":0}],"f":["\u0001\u007f",false]})");
}

TEST(JsonWriter, NeverWritesWhatIsNoJson) {
  EXPECT_EQ(QuoteJson("a\xff"), "\"a\uFFFD\"");
  std::string out;
  AppendNumber(std::numeric_limits<double>::infinity(), &out);
  AppendNumber(std::nan(""), &out);
  AppendNumber(-0.0, &out);
  EXPECT_EQ(out, "nullnull0");
}

}  // namespace
}  // namespace csip::base
