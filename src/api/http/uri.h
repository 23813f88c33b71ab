// Parts of an address: percent-encoding, path segments, query parameters. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace csip::api::http {

// "a%20b" to "a b"; `plus` also turns "+" into a space, as in queries. kInvalid for a broken escape, for a
// NUL and for bytes that are not UTF-8; `what` names the part in the message.
base::Result<std::string> DecodePercent(std::string_view text, bool plus, std::string_view what);

// Everything but letters, digits and -._~ as %XX.
std::string EncodePercent(std::string_view text);

// The decoded segments of a path: "/a/b%2Fc" is {"a", "b/c"}; "/" is {}.
base::Result<std::vector<std::string>> ReadPath(std::string_view path);

// Parameters of a query in order. A name may come several times; `name[0]=` and `name[]=` are the same name.
class Query {
 public:
  static base::Result<Query> Read(std::string_view text);

  // The last value with the name.
  std::optional<std::string> Find(std::string_view name) const;
  // All values, each also split at commas; empty items are left out.
  std::vector<std::string> All(std::string_view name) const;
  // Parameters whose names begin so, without that beginning.
  std::vector<std::pair<std::string, std::string>> Starting(std::string_view beginning) const;
  bool Has(std::string_view name) const { return Find(name).has_value(); }

  // Absent or empty gives `otherwise`. kInvalid for anything but true, false, 1 and 0.
  base::Result<bool> Bool(std::string_view name, bool otherwise) const;
  // kInvalid when it is no whole number or less than `least`; more than `most` is taken as `most`.
  base::Result<int64_t> Integer(std::string_view name, int64_t otherwise, int64_t least, int64_t most) const;

 private:
  std::vector<std::pair<std::string, std::string>> parameters_;
};

}  // namespace csip::api::http
