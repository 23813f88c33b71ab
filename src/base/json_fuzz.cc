// JSON of a stranger: what is read reads back the same, and any bytes can be quoted.
#include "base/fuzz.h"
#include "base/json.h"

using csip::base::Json;
using csip::base::MustHold;

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  auto json = csip::base::ParseJson(text, {.bytes = 65'536, .depth = 32});
  if (json.ok()) {
    std::string written = json->ToString();
    auto again = csip::base::ParseJson(written, {.bytes = written.size(), .depth = 32});
    MustHold(again.ok(), "what was written is JSON", written);
    MustHold(*again == *json, "what was written reads back the same", written);
  } else {
    MustHold(!json.error().ToString().empty(), "an error has words");
  }
  std::string quoted = csip::base::QuoteJson(text);
  auto back = csip::base::ParseJson(quoted, {.bytes = quoted.size(), .depth = 1});
  MustHold(back.ok() && back->is_text(), "any bytes can be quoted", quoted);
  return 0;
}
