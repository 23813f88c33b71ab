#include "transfer/import_rows.h"

#include <fmt/format.h>

namespace csip::transfer {
namespace {
constexpr size_t kShown = 100;
}

void Problems::Add(const std::string& file, int line, std::string message) {
  if (++count_ <= kShown) first_.push_back(base::Invalid(std::move(message), {file, line, 0}));
}

void Problems::Add(const Problems& more) {
  count_ += more.count_;
  for (const base::Error& error : more.first_) {
    if (first_.size() < kShown) first_.push_back(error);
  }
}

std::string Problems::Render() const {
  std::string out;
  for (const base::Error& error : first_) out += error.ToString() + "\n";
  if (count_ > kShown) out += fmt::format("... and {} more\n", count_ - kShown);
  return out;
}

size_t ImportedTable::Find(value::ColumnIndex column) const {
  return static_cast<size_t>(std::find(columns.begin(), columns.end(), column) - columns.begin());
}

}  // namespace csip::transfer
