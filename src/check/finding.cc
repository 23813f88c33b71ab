#include "check/finding.h"

namespace csip::check {

std::string_view NameOf(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return "error";
    case Severity::kWarning:
      return "warning";
    case Severity::kNote:
      break;
  }
  return "note";
}

std::string Finding::Subject() const {
  return table.empty() || column.empty() ? table + column : table + "." + column;
}

}  // namespace csip::check
