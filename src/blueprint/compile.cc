#include "blueprint/compile.h"

#include "blueprint/bind_formulas.h"
#include "blueprint/check/check.h"
#include "blueprint/check/complete.h"

namespace csip::blueprint {

CompileOutcome CompileToInspect(Blueprint blueprint) {
  auto compiled = std::make_shared<Compiled>();
  compiled->blueprint = std::move(blueprint);
  Complete(&compiled->blueprint);
  CompileOutcome outcome;
  outcome.errors = Check(compiled->blueprint);
  for (base::Error& error : BindFormulas(compiled.get())) outcome.errors.push_back(std::move(error));
  outcome.compiled = std::move(compiled);
  return outcome;
}

CompileOutcome Compile(Blueprint blueprint) {
  CompileOutcome outcome = CompileToInspect(std::move(blueprint));
  if (!outcome.errors.empty()) outcome.compiled = nullptr;
  return outcome;
}

}  // namespace csip::blueprint
