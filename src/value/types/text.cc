#include <fmt/format.h>

#include "base/text.h"
#include "value/types/all.h"
#include "value/types/reading.h"

namespace csip::value {
namespace {

base::Result<Value> ReadEmail(const base::Json& input, const TypeLimits&, const Zone&) {
  CSIP_ASSIGN_OR_RETURN(std::string text, ReadScalar(input));
  if (text.empty()) return Value();
  size_t at = text.find('@');
  bool good = at != std::string::npos && at > 0 && text.find('@', at + 1) == std::string::npos &&
              text.find('.', at) != std::string::npos && text.back() != '.' &&
              text.find_first_of(" \t\r\n<>,;") == std::string::npos;
  if (!good)
    return base::Invalid(
        fmt::format("`{}` is not an e-mail address; it should look like name@example.com", text));
  return Value::Text(text);
}

base::Result<Value> ReadLink(const base::Json& input, const TypeLimits&, const Zone&) {
  CSIP_ASSIGN_OR_RETURN(std::string text, ReadScalar(input));
  if (text.empty()) return Value();
  bool good = (text.starts_with("https://") || text.starts_with("http://") || text.starts_with("mailto:")) &&
              text.find_first_of(" \t\r\n\"<>") == std::string::npos;
  if (!good)
    return base::Invalid(
        fmt::format("`{}` is not a link; it should begin with https://, http:// or mailto:", text));
  return Value::Text(text);
}

// The workspace reads files, which knows them; a type sees none.
base::Result<Value> ReadNoFile(const base::Json& input, const TypeLimits&, const Zone&) {
  bool blank = input.is_null() || (input.is_text() && base::Trim(input.text()).empty());
  if (!blank) return base::Invalid("files are attached, not written as text");
  return Value();
}

}  // namespace

const ColumnType kTextType = {.name = "text",
                              .description = "A line of text.",
                              .coda = "text",
                              .storage = Storage::kText,
                              .read = ReadPlainText};
const ColumnType kCanvasType = {.name = "canvas",
                                .description = "Rich text in Markdown.",
                                .coda = "canvas",
                                .storage = Storage::kText,
                                .read = ReadPlainText};
const ColumnType kEmailType = {.name = "email",
                               .description = "An e-mail address.",
                               .coda = "email",
                               .storage = Storage::kText,
                               .read = ReadEmail};
const ColumnType kLinkType = {.name = "link",
                              .description = "A web address.",
                              .coda = "link",
                              .storage = Storage::kText,
                              .read = ReadLink};
const ColumnType kPhoneType = {.name = "phone",
                               .description = "A telephone number, as written.",
                               .coda = "text",
                               .storage = Storage::kText,
                               .read = ReadPlainText};
const ColumnType kFilesType = {.name = "files",
                               .description = "Attached files.",
                               .coda = "attachments",
                               .storage = Storage::kTexts,
                               .is_files = true,
                               .read = ReadNoFile};

}  // namespace csip::value
