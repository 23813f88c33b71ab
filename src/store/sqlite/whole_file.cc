#include "store/sqlite/whole_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <vector>

namespace csip::store::sqlite {

using base::Code;
using base::Error;

namespace {

Error FailedOn(const std::string& path, const char* verb) {
  int reason = errno;
  if (reason == ENOSPC || reason == EDQUOT) {
    return {Code::kUnavailable,
            fmt::format("cannot {} `{}`: the disk is full; free some space", verb, path),
            {},
            true};
  }
  Code code = reason == ENOENT ? Code::kNotFound : reason == EEXIST ? Code::kConflict : Code::kUnavailable;
  return {code, fmt::format("cannot {} `{}`: {}", verb, path, std::strerror(reason))};
}

}  // namespace

Error WholeFile::Failed(const char* verb) const {
  return FailedOn(path_, verb);
}

base::Result<WholeFile> WholeFile::Create(const std::string& path) {
  int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) return FailedOn(path, "write");
  return WholeFile(path, file);
}

base::Result<WholeFile> WholeFile::Open(const std::string& path) {
  int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return FailedOn(path, "read");
  return WholeFile(path, file);
}

WholeFile::~WholeFile() {
  if (file_ >= 0) close(file_);
}

base::Result<int64_t> WholeFile::Size() const {
  struct stat info{};
  if (fstat(file_, &info) != 0) return Failed("read");
  return static_cast<int64_t>(info.st_size);
}

base::Result<size_t> WholeFile::Read(char* to, size_t size) {
  size_t got = 0;
  while (got < size) {
    ssize_t part = read(file_, to + got, size - got);
    if (part < 0 && errno == EINTR) continue;
    if (part < 0) return Failed("read");
    if (part == 0) break;
    got += static_cast<size_t>(part);
  }
  return got;
}

base::Status WholeFile::Write(std::string_view bytes) {
  while (!bytes.empty()) {
    ssize_t part = write(file_, bytes.data(), bytes.size());
    if (part < 0 && errno == EINTR) continue;
    if (part < 0) return Failed("write");
    bytes.remove_prefix(static_cast<size_t>(part));
  }
  return {};
}

base::Status WholeFile::CopyTo(WholeFile& to, int64_t size) {
  std::vector<char> piece(size_t{1} << 20);
  while (size > 0) {
    size_t wanted = static_cast<size_t>(std::min<int64_t>(size, static_cast<int64_t>(piece.size())));
    CSIP_ASSIGN_OR_RETURN(size_t got, Read(piece.data(), wanted));
    if (got < wanted) return Error{Code::kCorrupt, fmt::format("`{}` ends too early", path_)};
    CSIP_RETURN_IF_ERROR(to.Write({piece.data(), got}));
    size -= static_cast<int64_t>(got);
  }
  return {};
}

base::Status WholeFile::Sync() {
  if (fsync(file_) != 0) return Failed("save");
  return {};
}

base::Status SyncFolder(const std::string& folder) {
  int file = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return FailedOn(folder, "open");
  bool ok = fsync(file) == 0;
  Error error = ok ? Error{} : FailedOn(folder, "save");
  close(file);
  if (!ok) return error;
  return {};
}

}  // namespace csip::store::sqlite
