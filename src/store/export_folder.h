// ExportFolder: files in the folder `exports` of a data folder that are made to be fetched soon and then forgotten. They are no
// part of the workspace: in no backup, not synced, and all gone when the data folder is opened the next time.
//
// Threads: the folder may be used from any. An ExportFile is written by one thread; once it is finished, any may open it.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace csip::store {

namespace sqlite {
class WholeFile;
}

// A file that is read from its beginning to its end; also when it was deleted meanwhile.
class ExportReader {
 public:
  ExportReader(ExportReader&&) noexcept;
  ~ExportReader();

  int64_t size() const { return size_; }  // bytes
  // The next bytes, at most `most`; "" at the end.
  base::Result<std::string> Next(size_t most);

 private:
  friend class ExportFile;
  ExportReader(std::unique_ptr<sqlite::WholeFile> file, int64_t size);
  std::unique_ptr<sqlite::WholeFile> file_;
  int64_t size_;
};

// One file, readable by its owner only. It is deleted with this object.
class ExportFile {
 public:
  ExportFile(const ExportFile&) = delete;
  ExportFile& operator=(const ExportFile&) = delete;
  ~ExportFile();

  // kTooLarge over the bound of a file; kUnavailable when the disk is full, or all the exports together are too large.
  base::Status Append(std::string_view bytes);
  void Finish();  // nothing is appended any more
  int64_t size() const { return size_; }
  // kNotFound when somebody took it away.
  base::Result<ExportReader> Open() const;

 private:
  friend class ExportFolder;
  ExportFile(std::string path, std::unique_ptr<sqlite::WholeFile> file,
             std::shared_ptr<std::atomic<int64_t>> in_all, int64_t most_bytes, int64_t most_in_all);
  std::string path_;
  std::unique_ptr<sqlite::WholeFile> file_;  // null when finished
  std::shared_ptr<std::atomic<int64_t>> in_all_;
  int64_t most_bytes_, most_in_all_;
  int64_t size_ = 0;
};

class ExportFolder {
 public:
  static constexpr const char* kName = "exports";
  static constexpr int64_t kMostBytes = int64_t{512} << 20;  // of a file
  static constexpr int64_t kMostInAll = int64_t{4} << 30;    // bytes of all files that are there together

  // `data`: the data folder. What an earlier process left is removed.
  static base::Result<ExportFolder> Open(const std::string& data, int64_t most_bytes = kMostBytes,
                                         int64_t most_in_all = kMostInAll);

  // A new file; `name` is a plain one and not taken.
  base::Result<std::shared_ptr<ExportFile>> Create(const std::string& name) const;

 private:
  ExportFolder(std::string folder, int64_t most_bytes, int64_t most_in_all)
      : folder_(std::move(folder)), most_bytes_(most_bytes), most_in_all_(most_in_all) {}
  std::string folder_;
  int64_t most_bytes_, most_in_all_;
  std::shared_ptr<std::atomic<int64_t>> in_all_ = std::make_shared<std::atomic<int64_t>>(0);
};

}  // namespace csip::store
