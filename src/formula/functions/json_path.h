// Paths into JSON: $.a.b[0]['c d'][*][1:3]..e[?(@.x > 1)].
//
// `$` may be left out. Positions count from 0, negative ones from the end. A filter compares a path under @ with a
// number, a text in quotes, true, false or null, or asks whether it is there.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"

namespace csip::formula {

struct JsonMatches {
  std::vector<const base::Json*> found;  // in the order of the document
  bool single = true;                    // the path can name one value only: no *, no .., no slice, no filter
};

// `pay` is asked before each value that is looked at; where it says no, the walk ends and what was found so far is
// worthless. An error names the place in the path.
base::Result<JsonMatches> FindInJson(const base::Json& root, std::string_view path,
                                     const std::function<bool()>& pay);

}  // namespace csip::formula
