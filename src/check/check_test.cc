// The checker on three blueprints: one with every class of defect planted, its twin without any, and the one that ships.
#include "check/check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "check/rule.h"

namespace csip::check {
namespace {

const std::string kSource = CSIP_SOURCE_DIR;
const std::string kData = kSource + "/src/check/testdata/";

std::vector<Finding> CheckFolder(const std::string& folder) {
  blueprint::ReadOutcome read = blueprint::ReadFolder(folder);
  return Check(read.blueprint, read.errors);
}

// "tables/van.yaml:7 scale-gap" for each finding.
std::vector<std::string> Places(const std::vector<Finding>& findings) {
  std::vector<std::string> places;
  for (const Finding& f : findings)
    places.push_back(f.place.file + ":" + std::to_string(f.place.line) + " " + std::string(f.rule));
  std::sort(places.begin(), places.end());
  return places;
}

// The same from the comments of the files: "# finds: scale-gap, unread-column".
std::vector<std::string> Announced(const std::string& folder) {
  namespace fs = std::filesystem;
  std::vector<std::string> places;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    std::ifstream in(entry.path());
    std::string line;
    for (int number = 1; entry.is_regular_file() && std::getline(in, line); ++number) {
      size_t at = line.find("# finds: ");
      if (at == std::string::npos) continue;
      std::stringstream rules(line.substr(at + 9));
      for (std::string rule; std::getline(rules >> std::ws, rule, ',');)
        places.push_back(fs::relative(entry.path(), folder).string() + ":" + std::to_string(number) + " " +
                         rule);
    }
  }
  return places;
}

TEST(Check, FindsEveryPlantedDefectAtItsPlaceAndNothingElse) {
  std::vector<std::string> wanted = Announced(kData + "planted");
  // A formula over several lines takes no comments.
  for (const char* rule : {"tables/van.yaml:30 missing-as-zero", "tables/van.yaml:30 weight-scale",
                           "tables/van.yaml:32 unbounded-part"})
    wanted.emplace_back(rule);
  std::sort(wanted.begin(), wanted.end());
  std::vector<Finding> findings = CheckFolder(kData + "planted");
  EXPECT_EQ(Places(findings), wanted) << ToText(findings);
}

TEST(Check, EveryRuleIsPlanted) {
  std::set<std::string> planted;
  for (const Finding& f : CheckFolder(kData + "planted")) planted.insert(std::string(f.rule));
  for (const Rule* rule : Rules()) EXPECT_TRUE(planted.contains(std::string(rule->id))) << rule->id;
}

TEST(Check, FindsNothingWhereNothingIsWrong) {
  EXPECT_EQ(ToText(CheckFolder(kData + "clean")), "");
}

TEST(Check, EveryFindingSaysWhatWhyAndWhatToDo) {
  for (const char* folder : {"planted", "literal"}) {
    for (const Finding& f : CheckFolder(kData + folder)) {
      EXPECT_FALSE(f.what.empty()) << f.rule;
      EXPECT_FALSE(f.why.empty()) << f.rule;
      EXPECT_FALSE(f.remedy.empty()) << f.rule;
      EXPECT_FALSE(f.place.file.empty()) << f.what;
      EXPECT_GT(f.place.line, 0) << f.what;
    }
  }
}

TEST(Check, SameFindingsInTheSameOrderEveryTime) {
  EXPECT_EQ(ToJson(CheckFolder(kData + "literal")), ToJson(CheckFolder(kData + "literal")));
}

}  // namespace
}  // namespace csip::check
