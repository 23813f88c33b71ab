#include "api/coda/token.h"

#include <fmt/format.h>

#include <cmath>

#include "base/json.h"

namespace csip::api::coda {
namespace {

constexpr char kDigits64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr size_t kMaxToken = 16 * 1024;

base::Error BadToken(std::string_view what) {
  return base::Invalid(
      fmt::format("this {} is not one that was given for this list; start again without it", what));
}

// Times in microseconds and row numbers are exact in a double up to 2^53.
bool ReadWhole(const base::Json& json, std::string_view name, int64_t* out) {
  const base::Json* found = json.Find(name);
  if (found == nullptr || !found->is_number()) return false;
  double number = found->number();
  if (!(number >= 0 && number <= 9007199254740992.0) || number != std::floor(number)) return false;
  *out = static_cast<int64_t>(number);
  return true;
}

base::Result<base::Json> ReadEnvelope(std::string_view text, std::string_view place, std::string_view what) {
  if (text.size() > kMaxToken) return BadToken(what);
  auto bytes = DecodeBase64Url(text);
  if (!bytes.ok()) return BadToken(what);
  auto json = base::ParseJson(*bytes, {.bytes = kMaxToken, .depth = 4});
  if (!json.ok() || !json->is_object() || json->TextOr("p") != place) return BadToken(what);
  return std::move(*json);
}

}  // namespace

std::string EncodeBase64Url(std::string_view bytes) {
  std::string out;
  uint32_t buffer = 0;
  int bits = 0;
  for (char c : bytes) {
    buffer = buffer << 8 | static_cast<unsigned char>(c);
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      out += kDigits64[buffer >> bits & 63];
    }
  }
  if (bits > 0) out += kDigits64[buffer << (6 - bits) & 63];
  return out;
}

base::Result<std::string> DecodeBase64Url(std::string_view text) {
  std::string out;
  uint32_t buffer = 0;
  int bits = 0;
  for (char c : text) {
    const char* digit = c == '\0' ? nullptr : std::char_traits<char>::find(kDigits64, 64, c);
    if (digit == nullptr) return base::Invalid("not base64");
    buffer = (buffer << 6 | static_cast<uint32_t>(digit - kDigits64)) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out += static_cast<char>(buffer >> bits & 255);
    }
  }
  if (bits >= 6 || (buffer & ((1U << bits) - 1)) != 0) return base::Invalid("not base64");
  return out;
}

std::string WriteToken(const PageToken& token) {
  std::string json;
  base::JsonWriter(&json)
      .BeginObject()
      .Field("p", token.place)
      .Field("q", token.query)
      .Field("o", token.offset)
      .Field("r", token.row)
      .Field("k", token.key)
      .Field("s", token.sequence)
      .EndObject();
  return EncodeBase64Url(json);
}

base::Result<PageToken> ReadPageToken(std::string_view text, std::string_view place) {
  CSIP_ASSIGN_OR_RETURN(base::Json json, ReadEnvelope(text, place, "pageToken"));
  PageToken token;
  token.place = place;
  token.query = json.TextOr("q");
  if (!ReadWhole(json, "o", &token.offset) || !ReadWhole(json, "r", &token.row) ||
      !ReadWhole(json, "k", &token.key) || !ReadWhole(json, "s", &token.sequence)) {
    return BadToken("pageToken");
  }
  return token;
}

std::string WriteSyncToken(std::string_view place, int64_t sequence) {
  std::string json;
  base::JsonWriter(&json).BeginObject().Field("p", place).Field("sync", sequence).EndObject();
  return EncodeBase64Url(json);
}

base::Result<int64_t> ReadSyncToken(std::string_view text, std::string_view place) {
  CSIP_ASSIGN_OR_RETURN(base::Json json, ReadEnvelope(text, place, "syncToken"));
  int64_t sequence = 0;
  if (!ReadWhole(json, "sync", &sequence)) return BadToken("syncToken");
  return sequence;
}

}  // namespace csip::api::coda
