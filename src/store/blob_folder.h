// BlobFolder: bytes of any kind in the folder `files` of a data folder, each known by the SHA-256 of what it holds.
//
// A blob is written beside its name, synced, renamed, and the folder synced: when Put returns ok it survives kill -9 and power
// loss, and nothing is ever seen by half under its name. A blob never changes; the same bytes are kept once.
// Thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace csip::store {

class BlobFolder {
 public:
  static constexpr const char* kName = "files";

  // `data`: the data folder. What an earlier process left half done is removed.
  static base::Result<BlobFolder> Open(const std::string& data);

  // The SHA-256 of the bytes, which are kept now.
  base::Result<std::string> Put(std::string_view bytes) const;
  // kNotFound, or kCorrupt where the bytes are not those of the name any more.
  base::Result<std::string> Read(const std::string& sha256) const;

  // Whether a file of the folder is a blob by its name: 64 hexadecimal digits.
  static bool IsBlobName(std::string_view name);

 private:
  explicit BlobFolder(std::string folder) : folder_(std::move(folder)) {}
  std::string folder_;
};

}  // namespace csip::store
