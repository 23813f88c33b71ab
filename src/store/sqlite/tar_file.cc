#include "store/sqlite/tar_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>

#include "store/sqlite/whole_file.h"

namespace csip::store::sqlite {
namespace {

constexpr size_t kBlock = 512;
constexpr int64_t kLargest = 077777777777;  // what the eleven octal digits of the format hold: 8 GiB

using Block = std::array<char, kBlock>;

struct Field {
  size_t at;
  size_t size;
};
constexpr Field kName{0, 100}, kMode{100, 8}, kUser{108, 8}, kGroup{116, 8}, kSize{124, 12}, kTime{136, 12},
    kSum{148, 8}, kMagic{257, 8};

void SetOctal(Block& block, Field field, int64_t number) {
  std::string digits = fmt::format("{:0{}o}", number, field.size - 1);
  std::memcpy(block.data() + field.at, digits.data(), digits.size());
}

int64_t SumOf(const Block& block) {
  int64_t sum = 0;
  for (size_t i = 0; i < kBlock; ++i) {
    bool own = i >= kSum.at && i < kSum.at + kSum.size;  // counts as blanks
    sum += own ? ' ' : static_cast<unsigned char>(block[i]);
  }
  return sum;
}

int64_t OctalOf(const Block& block, Field field) {
  const char* begin = block.data() + field.at;
  const char* end = std::find_if(begin, begin + field.size, [](char c) { return c == '\0' || c == ' '; });
  int64_t number = -1;
  auto [stop, failed] = std::from_chars(begin, end, number, 8);
  return failed == std::errc() && stop == end ? number : -1;
}

Block HeadOf(const std::string& name, int64_t size) {
  Block block{};
  std::memcpy(block.data(), name.data(), std::min(name.size(), kName.size - 1));
  SetOctal(block, kMode, 0600);
  SetOctal(block, kUser, 0);
  SetOctal(block, kGroup, 0);
  SetOctal(block, kSize, size);
  SetOctal(block, kTime, 0);
  block[156] = '0';  // a plain file
  std::memcpy(block.data() + kMagic.at,
              "ustar\0"
              "00",
              kMagic.size);
  SetOctal(block, {kSum.at, kSum.size - 1}, SumOf(block));  // six digits, then a NUL and a blank
  block[kSum.at + kSum.size - 2] = '\0';
  block[kSum.at + kSum.size - 1] = ' ';
  return block;
}

base::Error Damaged(const std::string& tar, const std::string& why) {
  return {base::Code::kCorrupt, fmt::format("the backup `{}` is damaged: {}", tar, why)};
}

}  // namespace

base::Status WriteTar(const std::string& folder, const std::vector<std::string>& names,
                      const std::string& tar) {
  CSIP_ASSIGN_OR_RETURN(WholeFile out, WholeFile::Create(tar));
  const Block zeros{};
  for (const std::string& name : names) {
    CSIP_ASSIGN_OR_RETURN(WholeFile in, WholeFile::Open(folder + "/" + name));
    CSIP_ASSIGN_OR_RETURN(int64_t size, in.Size());
    if (size > kLargest) {
      return base::Error{base::Code::kTooLarge,
                         fmt::format("`{}` is too large for a .tar; back up to a folder instead", name)};
    }
    Block head = HeadOf(name, size);
    CSIP_RETURN_IF_ERROR(out.Write({head.data(), kBlock}));
    CSIP_RETURN_IF_ERROR(in.CopyTo(out, size));
    size_t rest = static_cast<size_t>(size) % kBlock;
    if (rest > 0) CSIP_RETURN_IF_ERROR(out.Write({zeros.data(), kBlock - rest}));
  }
  CSIP_RETURN_IF_ERROR(out.Write({zeros.data(), kBlock}));
  CSIP_RETURN_IF_ERROR(out.Write({zeros.data(), kBlock}));
  return out.Sync();
}

base::Status ReadTar(const std::string& tar, const std::function<bool(const std::string&)>& known,
                     const std::string& folder) {
  CSIP_ASSIGN_OR_RETURN(WholeFile in, WholeFile::Open(tar));
  while (true) {
    Block head{};
    CSIP_ASSIGN_OR_RETURN(size_t got, in.Read(head.data(), kBlock));
    if (got < kBlock) return Damaged(tar, "it ends too early");
    if (std::all_of(head.begin(), head.end(), [](char c) { return c == '\0'; })) return {};
    int64_t size = OctalOf(head, kSize);
    if (OctalOf(head, kSum) != SumOf(head) || size < 0)
      return Damaged(tar, "the head of a file in it is wrong");
    std::string name(head.data(), strnlen(head.data(), kName.size));
    if (!known(name)) {
      return Damaged(tar, fmt::format("it holds `{}`, which no backup has", name));
    }
    CSIP_ASSIGN_OR_RETURN(WholeFile out, WholeFile::Create(folder + "/" + name));
    if (!in.CopyTo(out, size).ok()) return Damaged(tar, fmt::format("`{}` in it ends too early", name));
    CSIP_RETURN_IF_ERROR(out.Sync());
    size_t rest = static_cast<size_t>(size) % kBlock;
    char padding[kBlock];
    if (rest > 0) {
      CSIP_ASSIGN_OR_RETURN(size_t skipped, in.Read(padding, kBlock - rest));
      if (skipped < kBlock - rest) return Damaged(tar, "it ends too early");
    }
  }
}

}  // namespace csip::store::sqlite
