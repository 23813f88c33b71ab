// Runs every line of the tables in docs/formula-semantics.md.
#include <gtest/gtest.h>

#include <fstream>

#include "formula/test_world.h"

namespace csip::formula {
namespace {

struct Line {
  int number = 0;
  std::string formula;
  std::string result;
};

// The texts in the first two pairs of backticks of each line that begins with "| `".
std::vector<Line> TableLines() {
  std::ifstream file(std::string(CSIP_SOURCE_DIR) + "/docs/formula-semantics.md");
  std::vector<Line> lines;
  int number = 0;
  for (std::string text; std::getline(file, text);) {
    ++number;
    if (!text.starts_with("| `")) continue;
    size_t end = text.find("` | `", 3);
    size_t close = text.rfind('`');
    EXPECT_TRUE(end != std::string::npos && close > end + 4) << "line " << number;
    lines.push_back({number, text.substr(3, end - 3), text.substr(end + 5, close - end - 5)});
  }
  return lines;
}

TEST(Semantics, EveryLineOfTheTruthTablesHolds) {
  TestWorld world;
  std::vector<Line> lines = TableLines();
  EXPECT_GT(lines.size(), 150u);
  for (const Line& line : lines) {
    std::string got = world.Show(line.formula);
    if (got.starts_with("blank")) got = "blank";
    bool literal = line.result == "blank" || line.result.starts_with('#');
    EXPECT_EQ(got, literal ? line.result : world.Show(line.result))
        << "line " << line.number << ": " << line.formula
        << (world.Run(line.formula).is_error() ? " " + std::string(world.Run(line.formula).error_reason())
                                               : "");
  }
}

}  // namespace
}  // namespace csip::formula
