#include "store/sqlite/lock_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/text.h"

namespace csip::store::sqlite {
namespace {

// The process id that the holder wrote; empty when it has not yet.
std::string ReadHolder(int file) {
  char text[32] = {};
  ssize_t size = pread(file, text, sizeof text - 1, 0);
  return size > 0 ? std::string(base::Trim(std::string_view(text, static_cast<size_t>(size)))) : "";
}

}  // namespace

base::Result<std::unique_ptr<LockFile>> LockFile::Take(const std::string& folder) {
  std::string path = folder + "/csip.lock";
  int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) {
    return base::Error{base::Code::kUnavailable,
                       fmt::format("cannot write `{}`: {}", path, std::strerror(errno))};
  }
  std::unique_ptr<LockFile> lock(new LockFile(file));
  if (flock(file, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) {
      return base::Error{base::Code::kUnavailable,
                         fmt::format("cannot lock `{}`: {}", path, std::strerror(errno))};
    }
    std::string holder = ReadHolder(file);
    return base::Error{
        base::Code::kConflict,
        fmt::format("the data folder `{}` is in use by {}; stop it first, or choose another folder", folder,
                    holder.empty() ? "another process" : "process " + holder)};
  }
  std::string own = fmt::format("{}\n", getpid());
  // The id is for people only; without it the lock still holds.
  if (ftruncate(file, 0) == 0 && pwrite(file, own.data(), own.size(), 0) < 0) errno = 0;
  return lock;
}

LockFile::~LockFile() {
  close(file_);
}

}  // namespace csip::store::sqlite
