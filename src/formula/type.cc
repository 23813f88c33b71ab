#include "formula/type.h"

#include "base/text.h"

namespace csip::formula {
namespace {

// The index of the entry with this name: exactly, else ignoring case where only one entry matches.
template <typename Entries>
std::optional<size_t> FindByName(const Entries& entries, std::string_view name) {
  std::optional<size_t> loose;
  bool ambiguous = false;
  for (size_t i = 0; i < entries.size(); ++i) {
    if (entries[i].name == name) return i;
    if (!base::EqualsIgnoreCaseAscii(entries[i].name, name)) continue;
    ambiguous = loose.has_value();
    loose = i;
  }
  return ambiguous ? std::nullopt : loose;
}

std::string ItemName(const Type& type, const Catalog& catalog) {
  switch (type.base) {
    case Base::kAny:
      return "any value";
    case Base::kBlank:
      return "blank";
    case Base::kBool:
      return "true or false";
    case Base::kNumber:
      return "number";
    case Base::kText:
      return "text";
    case Base::kDate:
      return "date";
    case Base::kInstant:
      return "date and time";
    case Base::kRow:
      return type.table < catalog.tables.size() ? "row of " + catalog.tables[type.table].name : "row";
  }
  return "value";
}

}  // namespace

std::string NameOf(const Type& type, const Catalog& catalog) {
  if (!type.list) return ItemName(type, catalog);
  switch (type.base) {
    case Base::kNumber:
      return "list of numbers";
    case Base::kDate:
      return "list of dates";
    case Base::kInstant:
      return "list of dates and times";
    case Base::kRow:
      return type.table < catalog.tables.size() ? "list of rows of " + catalog.tables[type.table].name
                                                : "list of rows";
    case Base::kAny:
    case Base::kBlank:
      return "list";
    default:
      return "list of " + ItemName(type, catalog);
  }
}

std::optional<TableIndex> Catalog::FindTable(std::string_view name) const {
  auto at = FindByName(tables, name);
  return at ? std::optional(static_cast<TableIndex>(*at)) : std::nullopt;
}

std::optional<ColumnIndex> Catalog::FindColumn(TableIndex table, std::string_view name) const {
  if (table >= tables.size()) return std::nullopt;
  auto at = FindByName(tables[table].columns, name);
  return at ? std::optional(static_cast<ColumnIndex>(*at)) : std::nullopt;
}

std::optional<size_t> Catalog::FindName(std::string_view name) const {
  return FindByName(names, name);
}

}  // namespace csip::formula
