// Assets: the files of the web page, embedded in the binary at build time.
//
// Threads. The list is constant data: any thread may read it, at any time. Ownership. The views live as long
// as the process. A build without the page (CSIP_WEB=OFF), and every test binary, has an empty list.
#pragma once

#include <span>
#include <string_view>

namespace csip::api {

struct Asset {
  std::string_view path;          // absolute, as in the URL: "/index.html", "/assets/index-3fK2.js"
  std::string_view content_type;  // "text/html; charset=utf-8"
  std::string_view bytes;         // the file as it is
  std::string_view etag;          // with its quotes, made from the content: "\"9f86d081884c7d65\""
  std::string_view br;  // the same, compressed with Brotli; empty when that does not make it smaller
  std::string_view gz;  // the same, compressed with gzip; empty when that does not make it smaller
};

// Every embedded file, sorted by path. Files under /assets/ carry their content's hash in the name and never
// change; all others may change with the next version. "/index.html" is the page itself.
std::span<const Asset> Assets();

}  // namespace csip::api
