#include "api/coda/cell.h"

#include <gtest/gtest.h>

#include "api/coda/row_write.h"

namespace csip::api::coda {
namespace {

TEST(Cell, PlainTextIsFencedSoThatItMeansItself) {
  EXPECT_EQ(Fence("plain"), "```plain```");
  EXPECT_EQ(Fence("a ``` b"), "````a ``` b````");
  EXPECT_EQ(Fence("`x`"), "``` `x` ```");
  EXPECT_EQ(Fence(""), "``````");
}

TEST(Cell, RichValuesComeBackAsWhatTheyStandFor) {
  auto from = [](const char* json) { return FromRich(*base::ParseJson(json)).ToString(); };
  EXPECT_EQ(from(R"({"@type":"MonetaryAmount","currency":"USD","amount":12.5})"), "12.5");
  EXPECT_EQ(from(R"({"@type":"WebPage","url":"https://x.no","name":"x"})"), R"("https://x.no")");
  EXPECT_EQ(from(R"({"@type":"Person","name":"Ann","email":"ann@x.no"})"), R"("ann@x.no")");
  EXPECT_EQ(from(R"({"@type":"Person","name":"Ann"})"), R"("Ann")");
  EXPECT_EQ(from(R"({"@type":"StructuredValue","rowId":"i-7"})"),
            R"({"@type":"StructuredValue","rowId":"i-7"})");
  EXPECT_EQ(from("12"), "12");
}

}  // namespace
}  // namespace csip::api::coda
