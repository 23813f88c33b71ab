#include "api/http/uri.h"

#include "api/http/gzip.h"

namespace csip::api::http {
namespace {

TEST(Uri, DecodesSegments) {
  auto path = ReadPath("/apis/v1/Risk%20%26%2FLevel/a+b/%C3%A6");
  ASSERT_TRUE(path.ok());
  EXPECT_EQ(*path, (std::vector<std::string>{"apis", "v1", "Risk &/Level", "a+b", "æ"}));
  EXPECT_TRUE(ReadPath("/")->empty());
}

TEST(Uri, RefusesBrokenEscapes) {
  for (const char* path :
       {"/%", "/%4", "/%zz", "/%C3", "/%00", "/%ff%fe", "/%ED%A0%80", "/%C0%AF", "/a/%4"}) {
    auto decoded = ReadPath(path);
    ASSERT_FALSE(decoded.ok()) << path;
    EXPECT_EQ(decoded.error().code, base::Code::kInvalid);
  }
  EXPECT_FALSE(Query::Read("a=%").ok());
  EXPECT_FALSE(Query::Read("%ff=1").ok());
}

TEST(Uri, EncodingIsUndoneByDecoding) {
  std::string text = "a/b c%æ\"+&=?#~";
  EXPECT_EQ(*DecodePercent(EncodePercent(text), false, "text"), text);
}

TEST(Uri, ReadsListsInEverySpelling) {
  for (const char* text :
       {"t=a,b", "t=a&t=b", "t[0]=a&t[1]=b", "t%5B0%5D=a&t%5B1%5D=b", "t[]=a&t[]=b", "t=a%2Cb"}) {
    auto query = Query::Read(text);
    ASSERT_TRUE(query.ok());
    EXPECT_EQ(query->All("t"), (std::vector<std::string>{"a", "b"})) << text;
  }
}

TEST(Uri, ReadsNumbersAndBooleans) {
  auto query = *Query::Read(
      "n=7&big=99999999999999999999&low=0&bad=7x&neg=-99999999999999999999&t=true&f=0&q=maybe&e=");
  EXPECT_EQ(*query.Integer("n", 25, 1, 500), 7);
  EXPECT_EQ(*query.Integer("big", 25, 1, 500), 500);
  EXPECT_EQ(*query.Integer("none", 25, 1, 500), 25);
  EXPECT_EQ(*query.Integer("e", 25, 1, 500), 25);
  EXPECT_FALSE(query.Integer("low", 25, 1, 500).ok());
  EXPECT_FALSE(query.Integer("bad", 25, 1, 500).ok());
  EXPECT_FALSE(query.Integer("neg", 25, 1, 500).ok());
  EXPECT_TRUE(*query.Bool("t", false));
  EXPECT_FALSE(*query.Bool("f", true));
  EXPECT_FALSE(query.Bool("q", true).ok());
}

TEST(Gzip, AcceptHeader) {
  EXPECT_TRUE(Accepts("gzip, deflate, br", "gzip"));
  EXPECT_TRUE(Accepts("br;q=1.0, GZIP;q=0.5", "gzip"));
  EXPECT_FALSE(Accepts("gzip;q=0, br", "gzip"));
  EXPECT_FALSE(Accepts("gzip;q=0.000", "gzip"));
  EXPECT_FALSE(Accepts("", "gzip"));
  EXPECT_FALSE(Accepts("xgzip", "gzip"));
  std::string packed = Gzip(std::string(5000, 'a'));
  EXPECT_LT(packed.size(), 200u);
  EXPECT_EQ(packed.substr(0, 2), "\x1f\x8b");
}

}  // namespace
}  // namespace csip::api::http
