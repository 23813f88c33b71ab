// CSV that spreadsheets cannot be tricked by: a text that a spreadsheet would take for a formula gets an apostrophe in
// front; reading takes it off again, so that a round trip changes nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace csip::transfer {

// The text as it is written. Formulas begin with = + - @, a tab or a line end, also in their wide forms; real numbers like
// -12.5 are left alone.
std::string GuardCell(std::string_view text);
// What GuardCell made, undone; any other text as it is.
std::string_view UnguardCell(std::string_view text);  // a part of the text

// One record with CRLF at its end. Fields are guarded and, where needed, quoted.
void AppendCsvRecord(const std::vector<std::string>& fields, std::string* out);

}  // namespace csip::transfer
