#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "value/column_type.h"
#include "value/display.h"

namespace csip::value {
namespace {

using base::Json;
using testing::HasSubstr;

// The value as text, or "error: " and the message.
std::string Read(const char* type, const Json& input, TypeLimits limits = {},
                 const char* zone = "Europe/Oslo") {
  auto read = FindColumnType(type)->read(input, limits, *Zone::Find(zone));
  if (!read.ok()) return "error: " + read.error().message;
  return ToText(*read, Zone(), nullptr);
}
std::string Read(const char* type, const char* text) {
  return Read(type, Json::Text(text));
}

TEST(ColumnTypes, AreNamedOnceAndDescribed) {
  std::set<std::string_view> names;
  for (const ColumnType* type : ColumnTypes()) {
    EXPECT_TRUE(names.insert(type->name).second) << type->name;
    EXPECT_EQ(FindColumnType(type->name), type);
    EXPECT_FALSE(type->description.empty() || type->coda.empty()) << type->name;
    bool scalar = type->storage <= Storage::kText && type->storage != Storage::kNone;
    EXPECT_TRUE(!scalar || type->read != nullptr) << type->name;
  }
  EXPECT_EQ(names.size(), 28u);
  EXPECT_EQ(FindColumnType("currencies"), nullptr);
}

TEST(ColumnTypes, BlankTextIsBlankEverywhere) {
  for (const ColumnType* type : ColumnTypes()) {
    if (type->read == nullptr || (type->automatic && type->name != "row-id")) continue;
    for (const Json& blank : {Json(), Json::Text("")}) {
      auto read = type->read(blank, {}, Zone());
      ASSERT_TRUE(read.ok()) << type->name;
      EXPECT_TRUE(read->is_blank()) << type->name;
    }
  }
}

TEST(ColumnTypes, ListsAndObjectsAreRefusedBySingleValues) {
  for (const ColumnType* type : ColumnTypes()) {
    if (type->read == nullptr) continue;
    EXPECT_FALSE(type->read(Json::Array({Json::Number(1)}), {}, Zone()).ok()) << type->name;
    EXPECT_FALSE(type->read(Json::Object({{"a", Json()}}), {}, Zone()).ok()) << type->name;
  }
}

TEST(NumberType, AsPeopleTypeThem) {
  EXPECT_EQ(Read("number", "12"), "12");
  EXPECT_EQ(Read("number", " -1.5 "), "-1.5");
  EXPECT_EQ(Read("number", "+.5"), "0.5");
  EXPECT_EQ(Read("number", "1,234.5"), "1234.5");
  EXPECT_EQ(Read("number", "1,234,567"), "1234567");
  EXPECT_EQ(Read("currency", "€ 12 000"), "12000");
  EXPECT_EQ(Read("currency", "12\u00a0000,000"),
            "error: `12\u00a0000,000` is not a number; write decimals with a point: 1.5");
  EXPECT_EQ(Read("currency", "-$1,000"), "-1000");
  EXPECT_EQ(Read("currency", "1'000'000 €"), "1000000");
  EXPECT_EQ(Read("number", "\u22125"), "-5");
  EXPECT_EQ(Read("percent", "75 %"), "75");
  EXPECT_EQ(Read("number", "1e3"), "1000");
  EXPECT_EQ(Read("number", "   "), "");
  EXPECT_EQ(Read("number", Json::Number(2.5)), "2.5");
}

TEST(NumberType, WhatIsNoNumber) {
  for (const char* text : {"abc", "1.2.3", "1 2", "12,34", "1,5", "1,2345", ",5", "--5", "+-5", "0x10", "nan",
                           "inf", "%", "5 apples", "1,234 567", "1e"}) {
    EXPECT_THAT(Read("number", text), HasSubstr("is not a number")) << text;
  }
  EXPECT_EQ(Read("number", "1e999"), "error: the number is too large");
  EXPECT_THAT(Read("number", Json::Bool(true)), HasSubstr("expected a number, found true"));
}

TEST(NumberType, Limits) {
  TypeLimits limits{1, 10};
  EXPECT_EQ(Read("slider", Json::Number(1), limits), "1");
  EXPECT_EQ(Read("slider", Json::Number(0.5), limits), "error: 0.5 is below the least value, 1");
  EXPECT_EQ(Read("slider", Json::Text("11"), limits), "error: 11 is above the greatest value, 10");
}

TEST(DateType, Reads) {
  EXPECT_EQ(Read("date", "2026-11-22"), "2026-11-22");
  EXPECT_EQ(Read("date", "2026-11-22T23:30:00"), "2026-11-22");
  EXPECT_EQ(Read("date", "2026-11-22T23:30:00Z"), "2026-11-23");  // in Oslo
  EXPECT_EQ(Read("date", "2026-11-22T23:30:00z"), "2026-11-23");
  EXPECT_EQ(Read("date", "2026-11-22T00:30:00+03:00"), "2026-11-21");
  EXPECT_THAT(Read("date", "22.11.2026"), HasSubstr("write it as 2026-11-22"));
  EXPECT_THAT(Read("date", "2026-02-29"), HasSubstr("is not a date"));
  EXPECT_THAT(Read("date", Json::Number(45000)), HasSubstr("is not a date"));
}

TEST(DateTimeType, Reads) {
  EXPECT_EQ(Read("date-time", "2026-11-22T10:00"), "2026-11-22T09:00:00+00:00");
  EXPECT_EQ(Read("date-time", "2026-11-22T10:00:00Z"), "2026-11-22T10:00:00+00:00");
  EXPECT_THAT(Read("date-time", "soon"), HasSubstr("is not a date and time"));
}

TEST(CheckboxType, Reads) {
  EXPECT_EQ(Read("checkbox", "Yes"), "true");
  EXPECT_EQ(Read("checkbox", "FALSE"), "false");
  EXPECT_EQ(Read("checkbox", Json::Bool(false)), "false");
  EXPECT_EQ(Read("checkbox", Json::Number(1)), "true");
  EXPECT_THAT(Read("checkbox", "maybe"), HasSubstr("neither true nor false"));
}

TEST(EmailType, Reads) {
  EXPECT_EQ(Read("email", " ingrid.solheim@example.com "), "ingrid.solheim@example.com");
  for (const char* text : {"a", "a@b", "@example.com", "a@b@c.com", "a b@example.com", "a@example.com.",
                           "a@example.com,b@example.com", "a\u037eb@example.com"}) {
    EXPECT_THAT(Read("email", text), HasSubstr("is not an e-mail address")) << text;
  }
}

TEST(LinkType, Reads) {
  EXPECT_EQ(Read("link", "https://example.com/a?b=c"), "https://example.com/a?b=c");
  EXPECT_EQ(Read("link", "mailto:a@example.com"), "mailto:a@example.com");
  for (const char* text :
       {"javascript:alert(1)", "example.com", "https://a b", "data:text/html,x", "https://a\"onclick=\"b"}) {
    EXPECT_THAT(Read("link", text), HasSubstr("is not a link")) << text;
  }
}

TEST(TextType, KeepsWhatIsWritten) {
  EXPECT_EQ(Read("text", "  two\n lines "), "  two\n lines ");
  EXPECT_EQ(Read("text", Json::Number(47)), "47");
  EXPECT_EQ(Read("phone", "+47 370 00 000"), "+47 370 00 000");
  EXPECT_THAT(Read("text", Json::Text(std::string("a\0b", 3))), HasSubstr("NUL"));
}

TEST(AutomaticTypes, RefuseWrites) {
  for (const char* type : {"created-at", "created-by", "modified-at", "modified-by", "button"}) {
    EXPECT_THAT(Read(type, "x"), HasSubstr("cannot be set")) << type;
  }
}

}  // namespace
}  // namespace csip::value
