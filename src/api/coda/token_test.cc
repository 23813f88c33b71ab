#include "api/coda/token.h"

namespace csip::api::coda {
namespace {

TEST(Token, Base64UrlIsUndone) {
  std::string bytes;
  for (int i = 0; i < 300; ++i) {
    auto decoded = DecodeBase64Url(EncodeBase64Url(bytes));
    ASSERT_TRUE(decoded.ok());
    EXPECT_EQ(*decoded, bytes);
    bytes += static_cast<char>(i * 7);
  }
  EXPECT_EQ(EncodeBase64Url("\xfb\xff\xfe"), "-__-");
}

TEST(Token, PageTokenKeepsItsPosition) {
  PageToken token{.place = "rows grid-a",
                  .query = "limit=2&query=%22A%22:1",
                  .offset = 7,
                  .row = 12,
                  .key = 1764000000123456,
                  .sequence = 99};
  auto read = ReadPageToken(WriteToken(token), "rows grid-a");
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->query, token.query);
  EXPECT_EQ(read->offset, 7);
  EXPECT_EQ(read->row, 12);
  EXPECT_EQ(read->key, 1764000000123456);
  EXPECT_EQ(read->sequence, 99);
}

TEST(Token, WhatIsNoTokenIsRefused) {
  std::string good = WriteToken({.place = "rows grid-a"});
  EXPECT_FALSE(ReadPageToken(good, "rows grid-b").ok());
  EXPECT_FALSE(ReadSyncToken(good, "rows grid-a").ok());
  for (std::string text :
       {std::string(), std::string("x"), std::string("%%%"), good + "=", good + "x", good.substr(3),
        EncodeBase64Url("[]"), EncodeBase64Url("{\"p\":\"rows grid-a\",\"q\":\"\",\"o\":-1}"),
        EncodeBase64Url("{\"p\":\"rows grid-a\",\"o\":1e300,\"r\":0,\"k\":0,\"s\":0}"),
        EncodeBase64Url("{\"p\":\"rows grid-a\",\"o\":0.5,\"r\":0,\"k\":0,\"s\":0}"),
        std::string(100'000, 'A')}) {
    EXPECT_FALSE(ReadPageToken(text, "rows grid-a").ok()) << text.substr(0, 40);
  }
  EXPECT_EQ(*ReadSyncToken(WriteSyncToken("t", 5), "t"), 5);
}

}  // namespace
}  // namespace csip::api::coda
