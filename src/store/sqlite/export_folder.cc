#include "store/export_folder.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "store/sqlite/whole_file.h"

namespace csip::store {

using base::Code;
using base::Error;
using sqlite::WholeFile;

namespace fs = std::filesystem;

ExportReader::ExportReader(std::unique_ptr<WholeFile> file, int64_t size)
    : file_(std::move(file)), size_(size) {}
ExportReader::ExportReader(ExportReader&&) noexcept = default;
ExportReader::~ExportReader() = default;

base::Result<std::string> ExportReader::Next(size_t most) {
  std::string bytes(most, '\0');
  CSIP_ASSIGN_OR_RETURN(size_t got, file_->Read(bytes.data(), most));
  bytes.resize(got);
  return bytes;
}

ExportFile::ExportFile(std::string path, std::unique_ptr<WholeFile> file,
                       std::shared_ptr<std::atomic<int64_t>> in_all, int64_t most_bytes, int64_t most_in_all)
    : path_(std::move(path)),
      file_(std::move(file)),
      in_all_(std::move(in_all)),
      most_bytes_(most_bytes),
      most_in_all_(most_in_all) {}

ExportFile::~ExportFile() {
  file_.reset();
  unlink(path_.c_str());
  *in_all_ -= size_;
}

base::Status ExportFile::Append(std::string_view bytes) {
  auto more = static_cast<int64_t>(bytes.size());
  if (size_ + more > most_bytes_) {
    return Error{Code::kTooLarge,
                 fmt::format("the file would have more than {} bytes; leave out columns or filter the rows",
                             most_bytes_)};
  }
  if (*in_all_ + more > most_in_all_) {
    return Error{
        Code::kUnavailable,
        fmt::format("the exports that are kept would have more than {} bytes; each goes an hour after it "
                    "was made: try again then",
                    most_in_all_),
        {},
        true};
  }
  size_ += more;
  *in_all_ += more;
  return file_->Write(bytes);
}

void ExportFile::Finish() {
  file_.reset();
}

base::Result<ExportReader> ExportFile::Open() const {
  CSIP_ASSIGN_OR_RETURN(WholeFile file, WholeFile::Open(path_));
  CSIP_ASSIGN_OR_RETURN(int64_t size, file.Size());
  return ExportReader(std::make_unique<WholeFile>(std::move(file)), size);
}

base::Result<ExportFolder> ExportFolder::Open(const std::string& data, int64_t most_bytes,
                                              int64_t most_in_all) {
  std::string folder = data + "/" + kName;
  std::error_code failed;
  fs::remove_all(folder, failed);
  if (failed) {
    return Error{Code::kUnavailable,
                 fmt::format("cannot delete old exports in `{}`: {}", folder, failed.message())};
  }
  return ExportFolder(std::move(folder), most_bytes, most_in_all);
}

base::Result<std::shared_ptr<ExportFile>> ExportFolder::Create(const std::string& name) const {
  if (mkdir(folder_.c_str(), 0700) != 0 && errno != EEXIST) {
    return Error{Code::kUnavailable, fmt::format("cannot make `{}`: {}", folder_, std::strerror(errno))};
  }
  std::string path = folder_ + "/" + name;
  CSIP_ASSIGN_OR_RETURN(WholeFile file, WholeFile::Create(path));
  return std::shared_ptr<ExportFile>(
      new ExportFile(path, std::make_unique<WholeFile>(std::move(file)), in_all_, most_bytes_, most_in_all_));
}

}  // namespace csip::store
