// Files: what was uploaded to a workspace. The bytes lie in the data folder (store/blob_folder.h), what else is known of a file
// in a setting of the store. Files stay: an undo, a version of the past and a backup may need them.
// Thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "access/actor.h"
#include "base/clock.h"
#include "base/result.h"
#include "store/store.h"
#include "value/file_link.h"

namespace csip::workspace {

class Files {
 public:
  static constexpr size_t kMostBytes = size_t{25} << 20;
  static constexpr size_t kMostInCell = 100;

  explicit Files(store::Store* store) : store_(*store) {}

  // Keeps the bytes; durable when it returns. `name` may be anything: control characters and folders are taken out of it. A
  // `type` that is no media type becomes application/octet-stream.
  base::Result<value::FileLink> Add(const access::Actor& actor, std::string_view name, std::string_view type,
                                    std::string_view bytes, base::Micros now);
  // kNotFound with words when there is none.
  base::Result<value::FileLink> Find(const std::string& id) const;
  base::Result<std::string> Read(const std::string& id) const;

 private:
  base::Result<base::Json> Lookup(const std::string& id) const;
  store::Store& store_;
};

// The last part of a path without what a file name cannot hold: control characters and marks that turn the direction of a text;
// at most 200 bytes, its ending kept. "file" where nothing is left.
std::string CleanFileName(std::string_view name);
// In lower case and without parameters; application/octet-stream where it is none.
std::string CleanMediaType(std::string_view type);

}  // namespace csip::workspace
