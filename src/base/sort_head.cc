#include "base/sort_head.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <string>

#include "base/collate.h"

namespace csip::base {
namespace {

constexpr size_t kHead = sizeof(SortHead);
constexpr size_t kShort = 64;  // bytes of a text whose key is made as a whole

std::string_view FirstLevel(std::string_view key) {
  return key.substr(0, key.find('\x01'));  // which separates levels, and is no byte of any
}

// What ICU makes of one code point, where that does not depend on those beside it.
struct Letter {
  uint8_t size = 0;  // 0: it does
  std::array<char, 4> bytes{};
};

// The letters of Latin scripts, punctuation, and numbers: what nearly all texts consist of. All is learned from the collator.
class PlainLetters {
 public:
  static constexpr uint32_t kCodePoints = 0x180;

  PlainLetters() {
    for (uint32_t c = 1; c < kCodePoints; ++c) {
      // Without the ones from 0x80 to 0xbf: the dot in the middle of `l·l` belongs to the letter before it.
      if ((c >= '0' && c <= '9') || (c >= 0x80 && c < 0xc0)) continue;
      std::string text =
          c < 0x80 ? std::string(1, static_cast<char>(c))
                   : std::string{static_cast<char>(0xc0 | (c >> 6)), static_cast<char>(0x80 | (c & 0x3f))};
      std::string alone(FirstLevel(SortKey(text)));
      std::string a(FirstLevel(SortKey("a")));
      // Lead bytes that ICU leaves out when they repeat make no plain letters.
      if (alone.empty() || alone.size() > 4 || FirstLevel(SortKey(text + text)) != alone + alone ||
          FirstLevel(SortKey("a" + text + "a")) != a + alone + a) {
        continue;
      }
      letters_[c].size = static_cast<uint8_t>(alone.size());
      std::copy(alone.begin(), alone.end(), letters_[c].bytes.begin());
    }
    std::string zero = SortKey("0");
    number_lead_ = zero.empty() ? '\0' : zero[0];
    for (uint32_t number : {0U, 73U, 74U, 9'999U, 10'233U, 10'234U, 123'456U, kMostNumber - 1}) {
      char bytes[4];
      std::string_view made(bytes, WriteNumber(number, bytes));
      numbers_ &= made == FirstLevel(SortKey(std::to_string(number)));
    }
  }

  // Writes at least kHead bytes of the first level, or all there are, behind the parts before; false when the text has
  // other letters up to there. `out` has room for kHead + 8 bytes.
  bool Write(std::string_view text, size_t part, char* out, size_t* size) const {
    size_t n = 0;
    for (size_t i = 0; i < text.size();) {
      if (n >= kHead && part > 0) {
        n -= kHead;
        --part;
        std::memcpy(out, out + kHead, 8);
      }
      auto c = static_cast<unsigned char>(text[i]);
      if (c >= '0' && c <= '9') {
        uint32_t number = 0;
        for (; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i) {
          number = number * 10 + static_cast<uint32_t>(text[i] - '0');
          if (number >= kMostNumber) return false;
        }
        if (!numbers_) return false;
        if (n < kHead) n += WriteNumber(number, out + n);
        continue;
      }
      uint32_t letter = c;
      if (c >= 0x80) {
        if (c < 0xc3 || c > 0xc5 || i + 1 == text.size()) return false;
        letter = (c & 0x1fU) << 6 | (static_cast<unsigned char>(text[i + 1]) & 0x3fU);
        ++i;
      }
      ++i;
      // The one behind the head is looked at, too: a mark over the letter before would belong to it.
      if (letters_[letter].size == 0) return false;
      if (n >= kHead) break;
      std::memcpy(out + n, letters_[letter].bytes.data(), 4);
      n += letters_[letter].size;
    }
    *size = part == 0 ? n : part == 1 && n > kHead ? n - kHead : 0;
    if (part == 1 && n > kHead) std::memcpy(out, out + kHead, 8);
    return true;
  }

 private:
  static constexpr uint32_t kTwoBytes = 74;
  static constexpr uint32_t kThreeBytes = 40 * 254;
  static constexpr uint32_t kMostNumber = 1'000'000;

  // Collation Root elements of numbers: the longer the number, the higher its first byte.
  size_t WriteNumber(uint32_t number, char* out) const {
    out[0] = number_lead_;
    if (number < kTwoBytes) {
      out[1] = static_cast<char>(2 + number);
      return 2;
    }
    number -= kTwoBytes;
    if (number < kThreeBytes) {
      out[1] = static_cast<char>(2 + kTwoBytes + number / 254);
      out[2] = static_cast<char>(2 + number % 254);
      return 3;
    }
    number -= kThreeBytes;
    out[1] = static_cast<char>(2 + kTwoBytes + 40 + number / (254 * 254));
    out[2] = static_cast<char>(2 + number / 254 % 254);
    out[3] = static_cast<char>(2 + number % 254);
    return 4;
  }

  std::array<Letter, kCodePoints> letters_{};
  char number_lead_ = '\0';
  bool numbers_ = true;  // are made as ICU makes them
};

// The beginning of a long text that sorts by itself as it does in the whole: up to a space behind a letter, where nothing
// that belongs together (a number, a letter with its marks) is cut.
std::string_view BeginningOf(std::string_view text) {
  for (size_t i = kShort * 3 / 4; i < std::min(text.size(), 2 * kShort); ++i) {
    char before = text[i - 1];
    bool letter = (before >= 'a' && before <= 'z') || (before >= 'A' && before <= 'Z');
    if (text[i] == ' ' && letter) return text.substr(0, i);
  }
  return text;
}

SortHead HeadOf(std::string_view level) {
  std::array<char, kHead> bytes{};
  std::copy_n(level.begin(), std::min(level.size(), kHead), bytes.begin());
  auto head = std::bit_cast<SortHead>(bytes);
  if constexpr (std::endian::native == std::endian::little) {
    for (uint64_t& part : head) part = __builtin_bswap64(part);
  }
  return head;
}

}  // namespace

SortHead SortHeadOf(std::string_view text, size_t part) {
  static const PlainLetters letters;
  char bytes[kHead + 8] = {};
  size_t size = 0;
  if (letters.Write(text, part, bytes, &size)) return HeadOf({bytes, size});
  if (text.size() > kShort && part == 0) {
    std::string_view beginning = BeginningOf(text);
    std::string key = SortKey(beginning);
    std::string_view level = FirstLevel(key);
    if (beginning.size() == text.size() || level.size() >= kHead) return HeadOf(level);
  }
  std::string key = SortKey(text);
  std::string_view level = FirstLevel(key);
  return HeadOf(level.substr(std::min(level.size(), part * kHead)));
}

}  // namespace csip::base
