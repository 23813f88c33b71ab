// A file that is written or read from its beginning to its end, and synced. Errors name the file and the reason; a full
// disk is said in words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace csip::store::sqlite {

class WholeFile {
 public:
  // A new file for its owner only; it must not be there.
  static base::Result<WholeFile> Create(const std::string& path);
  static base::Result<WholeFile> Open(const std::string& path);
  WholeFile(WholeFile&& other) noexcept : path_(std::move(other.path_)), file_(other.file_) {
    other.file_ = -1;
  }
  WholeFile& operator=(WholeFile&&) = delete;
  ~WholeFile();

  base::Result<int64_t> Size() const;
  // Fewer bytes than asked for only at the end.
  base::Result<size_t> Read(char* to, size_t size);
  base::Status Write(std::string_view bytes);
  // The next `size` bytes; an error when there are fewer.
  base::Status CopyTo(WholeFile& to, int64_t size);
  base::Status Sync();

 private:
  WholeFile(std::string path, int file) : path_(std::move(path)), file_(file) {}
  base::Error Failed(const char* verb) const;
  std::string path_;
  int file_;
};

// Makes the names in a folder durable.
base::Status SyncFolder(const std::string& folder);

}  // namespace csip::store::sqlite
