// Random identifiers, token hashes, constant-time comparison. Thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace csip::base {

// `bytes` random bytes as lower-case hexadecimal digits.
std::string RandomHex(size_t bytes);

// 16 hexadecimal digits that are most likely nobody else's. Quick, and no secret: who knows one may know the next.
std::string RandomId();

// A random UUID of version 4.
std::string RandomUuid();

// SHA-256 as 64 hexadecimal digits.
std::string Sha256Hex(std::string_view data);

// Ten characters [A-Za-z0-9] that follow from the seed alone: stable identifiers for things known by name.
std::string StableId(std::string_view seed);

bool EqualsConstantTime(std::string_view a, std::string_view b);

}  // namespace csip::base
