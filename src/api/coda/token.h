// Page tokens and sync tokens: opaque to clients, plain positions to us. A token holds no right: it is read as strictly
// as any parameter.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace csip::api::coda {

// Where the next page begins, and the request it belongs to: with a page token every other parameter is ignored.
struct PageToken {
  std::string place;     // what is listed: "rows grid-..."
  std::string query;     // the query string of the first page
  int64_t offset = 0;    // items already given
  int64_t row = 0;       // number of the last row given
  int64_t key = 0;       // its sort key, when not the row number
  int64_t sequence = 0;  // of the first page: where a later sync begins
};

std::string WriteToken(const PageToken& token);
// kInvalid when it is no token of ours or belongs to another place.
base::Result<PageToken> ReadPageToken(std::string_view text, std::string_view place);

std::string WriteSyncToken(std::string_view place, int64_t sequence);
// The sequence number.
base::Result<int64_t> ReadSyncToken(std::string_view text, std::string_view place);

// Base64 with - and _ and without padding; nothing for what is none.
std::string EncodeBase64Url(std::string_view bytes);
base::Result<std::string> DecodeBase64Url(std::string_view text);

}  // namespace csip::api::coda
