#include "transfer/csv_preview.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "transfer/csv_reader.h"
#include "transfer/csv_writer.h"

namespace csip::transfer {
namespace {

constexpr size_t kShownRows = 5;

// A number, a date, a sum of money: digits and what stands between them.
bool LooksLikeValue(std::string_view text) {
  auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return std::ranges::any_of(text, digit) &&
         text.find_first_not_of("0123456789 .,:/+-%$") == std::string_view::npos;
}

base::Status ReadHeaders(const std::vector<std::string_view>& fields, int line, CsvPreview* out) {
  std::set<std::string> seen;
  for (std::string_view field : fields) {
    std::string header(base::Trim(UnguardCell(field)));
    if (!header.empty() && !seen.insert(header).second) {
      return base::Invalid(
          fmt::format("there are two columns `{}`; give each a name of its own, or take one out", header),
          {"", line});
    }
    if (LooksLikeValue(header)) {
      out->problems.Add(
          "", line,
          fmt::format("the first line should hold the names of the columns, and `{}` looks like a value; "
                      "put a line with the names above it",
                      header));
    }
    out->headers.push_back(std::move(header));
  }
  if (seen.empty()) {
    return base::Invalid("no column has a name; put a line with the names of the columns at the top",
                         {"", line});
  }
  return {};
}

}  // namespace

base::Result<CsvPreview> PreviewCsv(std::string_view csv) {
  CsvPreview out;
  CsvReader reader(csv);
  out.separator = reader.separator();
  std::vector<std::string_view> fields;
  while (true) {
    CSIP_ASSIGN_OR_RETURN(bool more, reader.Next(&fields));
    if (!more) break;
    if (out.headers.empty()) {
      CSIP_RETURN_IF_ERROR(ReadHeaders(fields, reader.line(), &out));
      continue;
    }
    ++out.lines;
    if (fields.size() != out.headers.size()) {
      out.problems.Add("", reader.line(), WrongWidth(fields.size(), out.headers.size(), out.separator));
    } else if (out.rows.size() < kShownRows) {
      out.rows.emplace_back(fields.begin(), fields.end());
    }
  }
  if (out.headers.empty()) {
    return base::Invalid("the file is empty; its first line should hold the names of the columns", {"", 1});
  }
  if (out.lines == 0) {
    out.problems.Add("", 1, "there is no line below the names of the columns; nothing would be imported");
  }
  return out;
}

}  // namespace csip::transfer
