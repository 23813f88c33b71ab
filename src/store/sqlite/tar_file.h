// A few files in one, as POSIX ustar: enough for what a backup holds, and `tar` reads it. No folders, no links.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace csip::store::sqlite {

// Writes the named files of the folder to a new file `tar`, and syncs it.
base::Status WriteTar(const std::string& folder, const std::vector<std::string>& names,
                      const std::string& tar);

// Unpacks into the folder, which must be there. Only the names given are taken; another one is an error, and so is a
// file that ends too early.
base::Status ReadTar(const std::string& tar, const std::vector<std::string>& names,
                     const std::string& folder);

}  // namespace csip::store::sqlite
