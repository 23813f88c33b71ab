#include "base/collate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace csip::base {
namespace {

TEST(CollateTest, SortsAsPeopleExpect) {
  std::vector<std::string> names = {"v10", "Zürich", "v2", "ærlig", "apple", "Banana", "Æsop", "Zebra", "Ål"};
  std::sort(names.begin(), names.end(), [](const auto& a, const auto& b) { return SortKey(a) < SortKey(b); });
  EXPECT_EQ(names, (std::vector<std::string>{"ærlig", "Æsop", "Ål", "apple", "Banana", "v2", "v10", "Zebra",
                                             "Zürich"}));
}

TEST(CollateTest, TakesTextsOfAnyLength) {
  EXPECT_LT(SortKey(std::string(5000, 'a')), SortKey(std::string(5000, 'b')));
  EXPECT_FALSE(SortKey("").size() > 5);
}

}  // namespace
}  // namespace csip::base
