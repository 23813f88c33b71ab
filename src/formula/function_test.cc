#include "formula/function.h"

#include <gtest/gtest.h>

#include "formula/test_world.h"

namespace csip::formula {
namespace {

TEST(Functions, EveryExampleGivesItsResult) {
  TestWorld world;
  int examples = 0;
  for (const Function* function : Functions()) {
    for (const Example& example : function->examples) {
      ++examples;
      std::string got = world.Show(example.formula);
      std::string want = example.result.empty()            ? "blank"
                         : example.result.starts_with('#') ? std::string(example.result)
                                                           : world.Show(example.result);
      if (example.result.empty() && got == "blank (division by zero)") got = "blank";
      EXPECT_EQ(got, want) << function->name << ": " << example.formula << " "
                           << (world.Run(example.formula).is_error()
                                   ? world.Run(example.formula).error_reason()
                                   : "");
    }
  }
  EXPECT_GT(examples, 200);
}

TEST(Functions, EachHasExamplesAndOneWithABlank) {
  for (const Function* function : Functions()) {
    EXPECT_GE(function->examples.size(), 2u) << function->name;
    EXPECT_FALSE(function->description.empty()) << function->name;
    bool blank = false;
    for (const Example& example : function->examples) {
      blank |= example.result.empty() || example.formula.find("\"\"") != std::string_view::npos;
    }
    EXPECT_TRUE(blank) << function->name << " has no example with a blank";
    EXPECT_NE(function->eval == nullptr, function->eval_lazy == nullptr) << function->name;
  }
}

TEST(Functions, NamesAreUniqueAndFoundInAnyCase) {
  std::set<std::string> seen;
  for (const Function* function : Functions()) {
    EXPECT_TRUE(seen.insert(std::string(function->name)).second) << function->name;
    for (std::string_view alias : function->aliases)
      EXPECT_TRUE(seen.insert(std::string(alias)).second) << alias;
  }
  EXPECT_EQ(FindFunction("COUNTIF"), FindFunction("CountIf"));
  EXPECT_EQ(FindFunction("user"), FindFunction("CurrentUser"));
  EXPECT_EQ(FindFunction("NoSuch"), nullptr);
}

}  // namespace
}  // namespace csip::formula
