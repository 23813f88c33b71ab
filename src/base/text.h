// Text in UTF-8: checks, normal form, case, suggestions. Pure functions, safe on any thread.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace csip::base {

bool IsUtf8(std::string_view text);

// Unicode normal form C. Text that is not UTF-8 has each wrong byte replaced by U+FFFD first.
std::string ToNfc(std::string_view text);
// Whether the text is UTF-8 in normal form C already.
bool IsNfc(std::string_view text);

// Number of code points.
size_t CodePoints(std::string_view text);
// The byte offset of the code point with this index (0-based); text.size() when there are fewer.
size_t ByteOffset(std::string_view text, size_t code_point);

std::string ToLower(std::string_view text);  // full Unicode, locale-independent
std::string ToUpper(std::string_view text);
std::string ToLowerAscii(std::string_view text);
bool EqualsIgnoreCaseAscii(std::string_view a, std::string_view b);

// As a search compares texts: without case and accents ("Ångström" as "angstrom").
std::string FoldForSearch(std::string_view text);

std::string_view Trim(std::string_view text);  // ASCII white space at both ends
std::vector<std::string_view> Split(std::string_view text, char separator);

// Text with every `from` replaced by `to`; unchanged when `from` is empty.
std::string ReplaceAll(std::string_view text, std::string_view from, std::string_view to);

// Of the candidates, the one nearest to the name as written (case and underscores weigh little), or "" when none is near.
std::string NearestName(std::string_view name, std::span<const std::string> candidates);

// "; did you mean `X`?", or "" when no candidate is near.
std::string DidYouMean(std::string_view name, std::span<const std::string> candidates);

}  // namespace csip::base
