// Names and texts as a formula writes them. The whole tree: Print in formula/parse.h.
#pragma once

#include <string>
#include <string_view>

namespace csip::formula {

// "text" with the quotes and escapes that the lexer undoes.
std::string QuoteText(std::string_view text);
// [name]
std::string BracketName(std::string_view name);
// [name], or name alone where it may stand bare and brackets are not asked for.
std::string WriteName(std::string_view name, bool bracketed);

}  // namespace csip::formula
