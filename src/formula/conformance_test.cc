// Runs the cases of testdata/conformance: files of sections "## Function" with lines "formula => what it gives".
//
// What it gives is `blank`, `blank: division by zero`, an error's name (`#VALUE`, with words of its reason behind a colon
// where they matter), `~number` (within 1e-9 of it, relative where it is large), or another formula with the same value.
// Lines beginning with # are comments; `@zone NAME`, `@now INSTANT` and `@user SLOT` hold up to the end of the section.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>

#include "base/text.h"
#include "formula/test_world.h"

namespace csip::formula {
namespace {

struct Case {
  std::string file;
  int line = 0;
  std::string function;
  std::string formula;
  std::string result;
  EvalInputs inputs;
};

class CaseReader {
 public:
  explicit CaseReader(std::vector<Case>* cases) : cases_(cases) {}

  void ReadFile(const std::filesystem::path& path) {
    file_ = path.string();
    line_ = 0;
    function_.clear();
    std::ifstream file(path);
    for (std::string text; std::getline(file, text);) {
      ++line_;
      ReadLine(text);
    }
  }

 private:
  void ReadLine(const std::string& text) {
    size_t arrow = text.rfind(" => ");
    if (text.starts_with("## ")) {
      function_ = text.substr(3);
      inputs_ = TestWorld().inputs;
    } else if (text.starts_with("@")) {
      ReadSetting(text);
    } else if (arrow != std::string::npos && !function_.empty()) {
      cases_->push_back({file_, line_, function_, std::string(base::Trim(text.substr(0, arrow))),
                         std::string(base::Trim(text.substr(arrow + 4))), inputs_});
    } else if (!text.empty() && !text.starts_with("#")) {
      ADD_FAILURE_AT(file_.c_str(), line_) << "neither a section, a setting, a comment nor a case: " << text;
    }
  }

  void ReadSetting(const std::string& text) {
    size_t space = text.find(' ');
    std::string name = text.substr(0, space);
    std::string argument = text.substr(std::min(space, text.size() - 1) + 1);
    if (name == "@zone") {
      inputs_.zone = value::Zone::Find(argument).value();
    } else if (name == "@now") {
      inputs_.now = value::ReadInstant(argument, value::Zone()).value();
    } else if (name == "@user") {
      inputs_.user = value::Value::Row({2, static_cast<value::RowSlot>(std::stoul(argument))});
    } else {
      ADD_FAILURE_AT(file_.c_str(), line_) << "no such setting: " << name;
    }
    inputs_.today = inputs_.zone.DateOf(inputs_.now);
  }

  std::vector<Case>* cases_;
  std::string file_;
  int line_ = 0;
  std::string function_;
  EvalInputs inputs_;
};

std::vector<Case> AllCases() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(CSIP_SOURCE_DIR) +
                                                               "/src/formula/testdata/conformance")) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<Case> cases;
  CaseReader reader(&cases);
  for (const auto& file : files) reader.ReadFile(file);
  return cases;
}

bool IsNear(double got, double want) {
  return std::fabs(got - want) <= 1e-9 * std::max(1.0, std::fabs(want));
}

// What the formula gave, as the file writes it; "" when that is what the case wants.
std::string Mismatch(const Case& c) {
  TestWorld world;
  world.inputs = c.inputs;
  value::Value got = world.Run(c.formula);
  std::string shown = world.Show(got);
  std::string_view want = c.result;
  if (want.starts_with('~')) {
    return got.is_number() && IsNear(got.number(), std::stod(std::string(want.substr(1)))) ? "" : shown;
  }
  if (want == "blank") return got.is_blank() && got.blank_reason() == value::BlankReason::kNone ? "" : shown;
  if (want == "blank: division by zero") return shown == "blank (division by zero)" ? "" : shown;
  if (!want.starts_with('#')) {
    std::string other = world.Show(std::string_view(want));
    return shown == other ? "" : shown + " instead of " + other;
  }
  std::string_view name = want.substr(0, want.find(':'));
  std::string_view words = name.size() < want.size() ? base::Trim(want.substr(name.size() + 1)) : "";
  bool same = shown == name && got.error_reason().find(words) != std::string_view::npos &&
              !got.error_reason().starts_with("does not bind");
  return same ? "" : shown;
}

TEST(Conformance, EveryCaseHolds) {
  std::vector<Case> cases = AllCases();
  EXPECT_GT(cases.size(), 1300u);
  for (const Case& c : cases) {
    std::string mismatch = Mismatch(c);
    if (mismatch.empty()) continue;
    TestWorld world;
    world.inputs = c.inputs;
    value::Value got = world.Run(c.formula);
    ADD_FAILURE_AT(c.file.c_str(), c.line) << c.formula << " gives " << mismatch
                                           << (got.is_error() ? ", " + std::string(got.error_reason()) : "");
  }
}

bool Calls(const Node& node, const Function* function) {
  if (node.function == function) return true;
  return std::any_of(node.args.begin(), node.args.end(),
                     [&](const auto& arg) { return Calls(*arg, function); });
}

// At least so many cases for each function, a blank and more than one outcome among them.
TEST(Conformance, EveryFunctionHasCases) {
  constexpr int kLeast = 5;
  std::map<const Function*, std::vector<const Case*>> by_function;
  std::vector<Case> cases = AllCases();
  TestWorld world;
  for (const Case& c : cases) {
    const Function* function = FindFunction(c.function);
    if (function == nullptr) {
      ADD_FAILURE_AT(c.file.c_str(), c.line) << "there is no function " << c.function;
      continue;
    }
    Bound bound = world.BindHere(c.formula);
    bool literal = function->name == "True" || function->name == "False";
    if (bound.ok() && (literal || Calls(*bound.root, function))) by_function[function].push_back(&c);
  }
  for (const Function* function : Functions()) {
    const auto& own = by_function[function];
    EXPECT_GE(static_cast<int>(own.size()), kLeast) << function->name << " has too few cases";
    std::set<std::string> results;
    for (const Case* c : own) results.insert(c->result);
    EXPECT_GE(results.size(), 2u) << function->name << " always gives the same in its cases";
  }
}

}  // namespace
}  // namespace csip::formula
