#include <fmt/format.h>

#include <charconv>

#include "workspace/workspace.h"

namespace csip::workspace {

std::string RowId(int64_t row_number) {
  return fmt::format("i-{}", row_number);
}

std::optional<int64_t> ReadRowId(std::string_view id) {
  if (!id.starts_with("i-") || id.size() < 3 || id.size() > 21) return std::nullopt;
  int64_t number = 0;
  auto [end, failed] = std::from_chars(id.data() + 2, id.data() + id.size(), number);
  if (failed != std::errc() || end != id.data() + id.size() || number <= 0) return std::nullopt;
  return number;
}

}  // namespace csip::workspace
