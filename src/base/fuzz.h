// For fuzz targets (*_fuzz.cc) only: how a target says that a property does not hold, and how it takes its input apart.
//
// A target is LLVMFuzzerTestOneInput over bytes of a stranger. With clang and -fsanitize=fuzzer libFuzzer drives it; in
// every other build tests/fuzz/replay.cc does, over the kept corpus.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace csip::base {

// Ends the process when the property does not hold: the input that is being tried breaks it.
inline void MustHold(bool holds, std::string_view what, std::string_view detail = "") {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %.*s\n%.*s\n", static_cast<int>(what.size()), what.data(),
               static_cast<int>(detail.size()), detail.data());
  std::abort();
}

// The bytes of an input, piece by piece.
class FuzzInput {
 public:
  FuzzInput(const uint8_t* data, size_t size) : rest_(reinterpret_cast<const char*>(data), size) {}

  uint8_t Byte() {
    if (rest_.empty()) return 0;
    auto byte = static_cast<uint8_t>(rest_[0]);
    rest_.remove_prefix(1);
    return byte;
  }
  // Up to and without the next line end.
  std::string_view Line() {
    size_t end = rest_.find('\n');
    std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    return line;
  }
  std::string_view Rest() const { return rest_; }
  bool empty() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

}  // namespace csip::base

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
