// A fast hash of texts, for tables in memory: another build may have another one, so it is never stored.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace csip::base {

// Multiplies to 128 bits and folds them (as wyhash does), sixteen bytes at a time.
inline uint64_t HashTextLong(std::string_view text) {
  __extension__ using Wide = unsigned __int128;
  auto mix = [](uint64_t a, uint64_t b) {
    Wide product = static_cast<Wide>(a) * b;
    return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
  };
  auto load = [](const char* at, auto bytes) {
    std::memcpy(&bytes, at, sizeof bytes);
    return static_cast<uint64_t>(bytes);
  };
  constexpr uint64_t kFirst = 0xa0761d6478bd642fULL, kSecond = 0xe7037ed1a0b428dbULL;
  const char* at = text.data();
  size_t left = text.size();
  uint64_t seed = kFirst;
  for (; left > 16; left -= 16, at += 16)
    seed = mix(load(at, uint64_t{}) ^ kSecond, load(at + 8, uint64_t{}) ^ seed);
  uint64_t a = 0, b = 0;
  if (left >= 8) {
    a = load(at, uint64_t{});
    b = load(at + left - 8, uint64_t{});
  } else if (left >= 4) {
    a = load(at, uint32_t{});
    b = load(at + left - 4, uint32_t{});
  } else if (left > 0) {
    a = load(at, uint8_t{}) << 16 | load(at + left / 2, uint8_t{}) << 8 | load(at + left - 1, uint8_t{});
  }
  return mix(kSecond ^ text.size(), mix(a ^ kSecond, b ^ seed));
}

inline uint32_t HashText(std::string_view text) {
  uint64_t hash = HashTextLong(text);
  return static_cast<uint32_t>(hash ^ (hash >> 32));
}

}  // namespace csip::base
