// A blueprint of a stranger: read, or refused with words; what is read is written as a text that reads the same.
#include "base/fuzz.h"
#include "blueprint/compile.h"
#include "blueprint/read.h"

using csip::base::MustHold;

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size > 16'384) return 0;
  auto read = csip::blueprint::ReadText(std::string(reinterpret_cast<const char*>(data), size));
  for (const csip::base::Error& error : read.errors)
    MustHold(!error.ToString().empty(), "an error has words");
  if (!read.ok()) return 0;
  std::string written = csip::blueprint::WriteText(read.blueprint);
  auto again = csip::blueprint::ReadText(written);
  MustHold(again.ok(), "a written blueprint is a blueprint", csip::blueprint::Render(again.errors) + written);
  MustHold(csip::blueprint::WriteText(again.blueprint) == written, "a blueprint is always written the same",
           written);
  auto compiled = csip::blueprint::Compile(read.blueprint);
  MustHold((compiled.compiled != nullptr) == compiled.errors.empty(), "a blueprint compiles or has errors",
           written);
  return 0;
}
