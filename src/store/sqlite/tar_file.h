// Files in one, as POSIX ustar: enough for what a backup holds, and `tar` reads it. No links; a name may have a folder, which is
// not stored itself.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"

namespace csip::store::sqlite {

// Writes the named files of the folder to a new file `tar`, and syncs it.
base::Status WriteTar(const std::string& folder, const std::vector<std::string>& names,
                      const std::string& tar);

// Unpacks into the folder; it, and the folders of the names, must be there. Only names that are `known` are taken; another one is
// an error, and so is a file that ends too early.
base::Status ReadTar(const std::string& tar, const std::function<bool(const std::string&)>& known,
                     const std::string& folder);

}  // namespace csip::store::sqlite
