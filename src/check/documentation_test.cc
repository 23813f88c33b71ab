#include "check/documentation.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace csip::check {
namespace {

// CSIP_UPDATE_DOCS=1 writes the page instead of comparing it.
TEST(Documentation, ThePageIsWhatTheRulesSay) {
  std::string path = std::string(CSIP_SOURCE_DIR) + "/docs/checker.md";
  if (std::getenv("CSIP_UPDATE_DOCS") != nullptr) std::ofstream(path) << CheckerDocumentation();
  std::ostringstream page;
  page << std::ifstream(path).rdbuf();
  EXPECT_EQ(page.str(), CheckerDocumentation()) << "run the test with CSIP_UPDATE_DOCS=1 to write the page";
}

}  // namespace
}  // namespace csip::check
