// A folder to read a blueprint from: one that the user named, or the program's own, unpacked for a while.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "blueprint/compile.h"

namespace csip::app {

class BlueprintFolder {
 public:
  // `folder` empty: the blueprint the program was built with.
  static base::Result<std::unique_ptr<BlueprintFolder>> Open(const std::string& folder);
  // Removes what was unpacked.
  ~BlueprintFolder();
  BlueprintFolder(const BlueprintFolder&) = delete;
  BlueprintFolder& operator=(const BlueprintFolder&) = delete;

  const std::string& path() const { return path_; }

 private:
  BlueprintFolder() = default;
  base::Status Unpack();

  std::string path_;
  std::string unpacked_;  // to be removed; "" when the user's folder is read
};

// Reads and compiles the folder; all its errors, one a line, in the message.
base::Result<std::shared_ptr<const blueprint::Compiled>> CompileFolder(const std::string& folder);

}  // namespace csip::app
