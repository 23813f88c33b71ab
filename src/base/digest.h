// SHA-256 of files. Thread-safe.
#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"

namespace csip::base {

struct FileDigest {
  int64_t bytes = 0;
  std::string sha256;  // 64 hexadecimal digits
};

// Reads the file to its end, in pieces.
Result<FileDigest> DigestOfFile(const std::string& path);

}  // namespace csip::base
