#include "base/text.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace csip::base {
namespace {

// Bytes of ASCII at the front: all of them when nothing else follows, else those that come eight at a time.
size_t AsciiPrefix(std::string_view text) {
  size_t at = 0;
  for (; at + sizeof(uint64_t) <= text.size(); at += sizeof(uint64_t)) {
    uint64_t eight;
    std::memcpy(&eight, text.data() + at, sizeof(eight));
    if ((eight & 0x8080808080808080ULL) != 0) return at;
  }
  if (at > 0 && at < text.size()) {  // what is left, and some of what was looked at
    uint64_t eight;
    std::memcpy(&eight, text.data() + text.size() - sizeof(eight), sizeof(eight));
    if ((eight & 0x8080808080808080ULL) == 0) return text.size();
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at;
}

bool IsAscii(std::string_view text) {
  return AsciiPrefix(text) == text.size();
}

icu::UnicodeString ToIcu(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

char LowerAscii(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// The name without case, spaces and underscores: how a person remembers it.
std::string Skeleton(std::string_view name) {
  std::string out;
  for (char c : name) {
    if (c != '_' && c != ' ' && c != '-') out += LowerAscii(c);
  }
  return out;
}

size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<size_t> before(b.size() + 1), row(b.size() + 1), next(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    next[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      size_t cost = a[i - 1] == b[j - 1] ? 0 : 1;
      next[j] = std::min({row[j] + 1, next[j - 1] + 1, row[j - 1] + cost});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        next[j] = std::min(next[j], before[j - 2] + 1);
      }
    }
    before.swap(row);
    row.swap(next);
  }
  return row[b.size()];
}

}  // namespace

bool IsUtf8(std::string_view text) {
  while (true) {
    text.remove_prefix(AsciiPrefix(text));
    if (text.empty()) return true;
    const auto* s = reinterpret_cast<const uint8_t*>(text.data());
    auto length = static_cast<int32_t>(std::min<size_t>(text.size(), U8_MAX_LENGTH));
    int32_t i = 0;
    UChar32 c;
    U8_NEXT(s, i, length, c);
    if (c < 0) return false;
    text.remove_prefix(static_cast<size_t>(i));
  }
}

bool IsNfc(std::string_view text) {
  if (IsAscii(text)) return true;
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  bool normal = nfc->isNormalizedUTF8({text.data(), static_cast<int32_t>(text.size())}, status);
  return U_SUCCESS(status) && normal && IsUtf8(text);
}

std::string ToNfc(std::string_view text) {
  if (IsAscii(text)) return std::string(text);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  // Nearly every text is in this form already.
  icu::StringPiece piece(text.data(), static_cast<int32_t>(text.size()));
  if (IsUtf8(text) && nfc->isNormalizedUTF8(piece, status) && U_SUCCESS(status)) return std::string(text);
  icu::UnicodeString source = ToIcu(text);
  icu::UnicodeString result = nfc->normalize(source, status);
  std::string out;
  (U_SUCCESS(status) ? result : source).toUTF8String(out);
  return out;
}

size_t CodePoints(std::string_view text) {
  return static_cast<size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

size_t ByteOffset(std::string_view text, size_t code_point) {
  size_t seen = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) continue;
    if (seen == code_point) return i;
    ++seen;
  }
  return text.size();
}

std::string ToLower(std::string_view text) {
  if (IsAscii(text)) return ToLowerAscii(text);
  std::string out;
  ToIcu(text).toLower(icu::Locale::getRoot()).toUTF8String(out);
  return out;
}

std::string ToUpper(std::string_view text) {
  std::string out;
  ToIcu(text).toUpper(icu::Locale::getRoot()).toUTF8String(out);
  return out;
}

std::string FoldForSearch(std::string_view text) {
  if (IsAscii(text)) return ToLowerAscii(text);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* decompose = icu::Normalizer2::getNFKDInstance(status);
  icu::UnicodeString apart = U_SUCCESS(status) ? decompose->normalize(ToIcu(text), status) : ToIcu(text);
  icu::UnicodeString bare;
  for (int32_t at = 0; at < apart.length(); at = apart.moveIndex32(at, 1)) {
    UChar32 c = apart.char32At(at);
    if (u_charType(c) != U_NON_SPACING_MARK) bare.append(c);
  }
  std::string out;
  bare.foldCase().toUTF8String(out);
  return out;
}

std::string ToLowerAscii(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), LowerAscii);
  return out;
}

bool EqualsIgnoreCaseAscii(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                            [](char x, char y) { return LowerAscii(x) == LowerAscii(y); });
}

std::string_view Trim(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n\f\v";
  size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  while (true) {
    size_t at = text.find(separator);
    out.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return out;
    text.remove_prefix(at + 1);
  }
}

std::string ReplaceAll(std::string_view text, std::string_view from, std::string_view to) {
  if (from.empty()) return std::string(text);
  std::string out;
  while (true) {
    size_t at = text.find(from);
    out += text.substr(0, at);
    if (at == std::string_view::npos) return out;
    out += to;
    text.remove_prefix(at + from.size());
  }
}

std::string NearestName(std::string_view name, std::span<const std::string> candidates) {
  std::string wanted = Skeleton(name);
  if (wanted.empty() || wanted.size() > 200) return "";
  size_t best = std::max<size_t>(1, wanted.size() / 3) + 1;
  std::string nearest;
  for (const std::string& candidate : candidates) {
    std::string have = Skeleton(candidate);
    if (have.size() > wanted.size() + best || wanted.size() > have.size() + best) continue;
    size_t distance = EditDistance(wanted, have);
    if (distance < best) {
      best = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

std::string DidYouMean(std::string_view name, std::span<const std::string> candidates) {
  std::string nearest = NearestName(name, candidates);
  return nearest.empty() ? "" : "; did you mean `" + nearest + "`?";
}

}  // namespace csip::base
