// The lock of a data folder: one process at a time has it, and the kernel gives it back when the process
// ends, however.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"

namespace csip::store::sqlite {

class LockFile {
 public:
  // Takes `folder`/csip.lock and writes our process id into it; an error that names the holder when it is
  // taken.
  static base::Result<std::unique_ptr<LockFile>> Take(const std::string& folder);
  ~LockFile();
  LockFile(const LockFile&) = delete;
  LockFile& operator=(const LockFile&) = delete;

 private:
  explicit LockFile(int file) : file_(file) {}
  int file_;
};

}  // namespace csip::store::sqlite
