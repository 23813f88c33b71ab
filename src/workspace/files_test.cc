#include "workspace/files.h"

#include <gtest/gtest.h>

namespace csip::workspace {
namespace {

TEST(FileName, LosesWhatANameCannotHold) {
  EXPECT_EQ(CleanFileName("report.pdf"), "report.pdf");
  EXPECT_EQ(CleanFileName("../../etc/passwd"), "passwd");
  EXPECT_EQ(CleanFileName("C:\\temp\\a.txt"), "a.txt");
  EXPECT_EQ(CleanFileName("a\r\nb\x7f.txt"), "ab.txt");
  EXPECT_EQ(CleanFileName("annexe\u202efdp.exe"), "annexefdp.exe");
  EXPECT_EQ(CleanFileName("Cafe\u0301.txt"), "Caf\u00e9.txt");
  for (const char* nothing : {"", " ", ".", "..", "a/", "\u200b"})
    EXPECT_EQ(CleanFileName(nothing), "file") << nothing;
}

TEST(FileName, IsCutBetweenCharactersAndKeepsItsEnding) {
  std::string long_name;
  for (int i = 0; i < 500; ++i) long_name += "\u5831";
  std::string clean = CleanFileName(long_name + ".pdf");
  EXPECT_LE(clean.size(), 200u);
  EXPECT_TRUE(clean.ends_with("\u5831.pdf"));
}

TEST(MediaType, IsAPlainTypeOrNone) {
  EXPECT_EQ(CleanMediaType("Text/HTML; charset=utf-8"), "text/html");
  EXPECT_EQ(CleanMediaType("image/svg+xml"), "image/svg+xml");
  for (const char* wrong : {"", "text", "/", "a/", "/b", "a/b/c", "a b/c", "a/b\r\nX: y", "a/<b>"}) {
    EXPECT_EQ(CleanMediaType(wrong), "application/octet-stream") << wrong;
  }
}

}  // namespace
}  // namespace csip::workspace
