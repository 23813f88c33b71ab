#include "formula/documentation.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace csip::formula {
namespace {

// CSIP_UPDATE_DOCS=1 writes the page instead of comparing it.
TEST(Documentation, ThePageIsWhatTheFunctionsSay) {
  std::string path = std::string(CSIP_SOURCE_DIR) + "/docs/formulas.md";
  if (std::getenv("CSIP_UPDATE_DOCS") != nullptr) std::ofstream(path) << FormulaDocumentation();
  std::ostringstream page;
  page << std::ifstream(path).rdbuf();
  EXPECT_EQ(page.str(), FormulaDocumentation()) << "run the test with CSIP_UPDATE_DOCS=1 to write the page";
}

}  // namespace
}  // namespace csip::formula
