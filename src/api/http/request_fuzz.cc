// Bytes of a connection: the same requests come out whether they arrive at once or in pieces. Where a head is about as long as may
// be, the parser decides by how much of it has arrived: then one may refuse what the other takes.
#include "api/http/reader.h"
#include "api/http/uri.h"
#include "base/fuzz.h"

using csip::api::http::RequestReader;
using csip::base::MustHold;

namespace {

constexpr size_t kHeaderBytes = 1024;

// Everything that is known about the whole requests in the bytes, as a text to compare. What is refused may be refused
// earlier or later, and for another of its faults.
std::string Transcript(std::string_view bytes, size_t piece) {
  std::string seen;
  size_t at = 0;
  for (int request = 0; request < 8; ++request) {
    RequestReader reader({.header_bytes = kHeaderBytes, .body_bytes = 2048});
    size_t arrived = at;
    while (reader.state() != RequestReader::State::kDone && reader.state() != RequestReader::State::kFailed) {
      size_t end = std::min(bytes.size(), arrived + piece);
      size_t taken = reader.Feed(bytes.substr(at, end - at));
      MustHold(taken <= end - at, "no more is taken than there is");
      at += taken;
      if (reader.state() == RequestReader::State::kHeadDone && taken > 0) continue;
      if (end == arrived && taken == 0) return seen;
      arrived = end;
    }
    if (reader.state() == RequestReader::State::kFailed) {
      MustHold(reader.failure_status() >= 400 && !reader.failure().empty(),
               "a refusal has a status and words");
      return seen;
    }
    const auto& r = reader.request();
    seen += r.method + " " + r.path + "?" + r.query + (r.keep_alive ? " keep" : " close") + "\n";
    for (const auto& header : r.headers) seen += header.name + ": " + header.value + "\n";
    seen += r.body + "\n";
    MustHold(r.body.size() <= 2048, "a body is no longer than allowed");
  }
  return seen;
}

}  // namespace

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  csip::base::FuzzInput input(data, size);
  size_t piece = 1 + input.Byte() % 32;
  std::string whole = Transcript(input.Rest(), input.Rest().size() + 1);
  std::string pieces = Transcript(input.Rest(), piece);
  bool at_limit =
      input.Rest().size() >= kHeaderBytes && (whole.starts_with(pieces) || pieces.starts_with(whole));
  MustHold(whole == pieces || at_limit, "pieces make the same requests", whole + "--- in pieces:\n" + pieces);
  return 0;
}
