#include "api/http/gzip.h"

#include <zlib.h>

#include "base/text.h"

namespace csip::api::http {

bool Accepts(std::string_view accept_encoding, std::string_view coding) {
  for (std::string_view item : base::Split(accept_encoding, ',')) {
    size_t semicolon = item.find(';');
    if (!base::EqualsIgnoreCaseAscii(base::Trim(item.substr(0, semicolon)), coding)) continue;
    if (semicolon == std::string_view::npos) return true;
    std::string_view quality = base::Trim(item.substr(semicolon + 1));
    // "q=0", "q=0.000": refused.
    return !(quality.size() >= 3 && (quality[0] == 'q' || quality[0] == 'Q') &&
             quality.substr(2).find_first_not_of("0.") == std::string_view::npos);
  }
  return false;
}

std::string Gzip(std::string_view data) {
  z_stream stream{};
  constexpr int kGzipWindow = 15 + 16;
  if (deflateInit2(&stream, 4, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK) return {};
  std::string out(deflateBound(&stream, data.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(data.data()));
  stream.avail_in = static_cast<uInt>(data.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  int outcome = deflate(&stream, Z_FINISH);
  out.resize(outcome == Z_STREAM_END ? stream.total_out : 0);
  deflateEnd(&stream);
  return out;
}

}  // namespace csip::api::http
