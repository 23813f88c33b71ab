#include "base/digest.h"

#include <fmt/format.h>
#include <sodium.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <vector>

namespace csip::base {

Result<FileDigest> DigestOfFile(const std::string& path) {
  std::unique_ptr<FILE, int (*)(FILE*)> file(std::fopen(path.c_str(), "rbe"), std::fclose);
  if (file == nullptr) return NotFound(fmt::format("cannot read `{}`: {}", path, std::strerror(errno)));
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  FileDigest digest;
  std::vector<unsigned char> piece(size_t{1} << 20);
  while (size_t size = std::fread(piece.data(), 1, piece.size(), file.get())) {
    crypto_hash_sha256_update(&state, piece.data(), size);
    digest.bytes += static_cast<int64_t>(size);
  }
  if (std::ferror(file.get()) != 0) {
    return Error{
        Code::kUnavailable, fmt::format("cannot read `{}`: {}", path, std::strerror(errno)), {}, true};
  }
  unsigned char hash[crypto_hash_sha256_BYTES];
  crypto_hash_sha256_final(&state, hash);
  for (unsigned char byte : hash) digest.sha256 += fmt::format("{:02x}", byte);
  return digest;
}

}  // namespace csip::base
