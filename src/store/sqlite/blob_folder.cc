#include "store/blob_folder.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "base/secret.h"
#include "store/sqlite/whole_file.h"

namespace csip::store {

using base::Code;
using base::Error;
using sqlite::WholeFile;

namespace fs = std::filesystem;

namespace {
constexpr std::string_view kHalfDone = ".partial-";
}

bool BlobFolder::IsBlobName(std::string_view name) {
  return name.size() == 64 && name.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

base::Result<BlobFolder> BlobFolder::Open(const std::string& data) {
  std::string folder = data + "/" + kName;
  if (mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) {
    return Error{Code::kUnavailable, fmt::format("cannot make `{}`: {}", folder, std::strerror(errno))};
  }
  CSIP_RETURN_IF_ERROR(sqlite::SyncFolder(data));
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(folder, failed)) {
    if (entry.path().filename().string().starts_with(kHalfDone)) fs::remove(entry.path(), failed);
  }
  return BlobFolder(std::move(folder));
}

base::Result<std::string> BlobFolder::Put(std::string_view bytes) const {
  std::string sha256 = base::Sha256Hex(bytes);
  std::string path = folder_ + "/" + sha256;
  if (access(path.c_str(), F_OK) == 0) {
    // Whoever put it there first may not have come to the sync of the folder yet.
    CSIP_RETURN_IF_ERROR(sqlite::SyncFolder(folder_));
    return sha256;
  }
  std::string half_done = fmt::format("{}/{}{}", folder_, kHalfDone, base::RandomHex(8));
  base::Status written = [&]() -> base::Status {
    CSIP_ASSIGN_OR_RETURN(WholeFile file, WholeFile::Create(half_done));
    CSIP_RETURN_IF_ERROR(file.Write(bytes));
    CSIP_RETURN_IF_ERROR(file.Sync());
    if (std::rename(half_done.c_str(), path.c_str()) == 0) return sqlite::SyncFolder(folder_);
    return Error{
        Code::kUnavailable, fmt::format("cannot make `{}`: {}", path, std::strerror(errno)), {}, true};
  }();
  if (!written.ok()) {
    unlink(half_done.c_str());
    return written.error();
  }
  return sha256;
}

base::Result<std::string> BlobFolder::Read(const std::string& sha256) const {
  if (!IsBlobName(sha256)) return base::NotFound(fmt::format("`{}` names no file", sha256));
  CSIP_ASSIGN_OR_RETURN(WholeFile file, WholeFile::Open(folder_ + "/" + sha256));
  CSIP_ASSIGN_OR_RETURN(int64_t size, file.Size());
  std::string bytes(static_cast<size_t>(size), '\0');
  CSIP_ASSIGN_OR_RETURN(size_t got, file.Read(bytes.data(), bytes.size()));
  bytes.resize(got);
  if (base::Sha256Hex(bytes) != sha256) {
    return Error{
        Code::kCorrupt,
        fmt::format("the file {}/{} of the data folder is damaged; restore it from a backup", kName, sha256)};
  }
  return bytes;
}

}  // namespace csip::store
