// Formulas of a stranger, evaluated over a tiny workspace: whatever binds ends within its budget, twice with the same
// value.
#include "base/fuzz.h"
#include "formula/parse.h"
#include "formula/test_world.h"

using csip::base::MustHold;
using csip::formula::Evaluation;
using csip::formula::TestWorld;

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size > 2000) return 0;
  static const TestWorld world;
  std::string_view text(reinterpret_cast<const char*>(data), size);
  csip::formula::Bound bound = world.BindHere(text);
  if (!bound.ok()) {
    MustHold(!bound.diagnostics.empty(), "a formula that does not bind has an error", text);
    return 0;
  }
  std::string shown[2];
  for (std::string& show : shown) {
    Evaluation evaluation(world.catalog, world, world.inputs,
                          {.steps = 100'000, .bytes = 1 << 20, .depth = 256});
    csip::value::Value v = evaluation.Run(*bound.root, {0, 0});
    show = world.Show(v);
  }
  MustHold(shown[0] == shown[1], "a formula has one value", shown[0] + "\n" + shown[1]);
  // What is printed means the same to the binder, too.
  std::string printed = csip::formula::Print(*csip::formula::Parse(text).root);
  csip::formula::Bound again = world.BindHere(printed);
  MustHold(again.ok(), "a printed formula binds", printed);
  Evaluation evaluation(world.catalog, world, world.inputs,
                        {.steps = 100'000, .bytes = 1 << 20, .depth = 256});
  std::string show = world.Show(evaluation.Run(*again.root, {0, 0}));
  MustHold(show == shown[0], "a printed formula has the same value", printed + "\n" + shown[0] + "\n" + show);
  return 0;
}
