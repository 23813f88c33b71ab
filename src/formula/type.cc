#include "formula/type.h"

#include "base/text.h"

namespace csip::formula {
namespace {

// The index of the entry with this name: exactly, else ignoring case where only one entry matches.
template <typename Entries>
std::optional<size_t> FindByName(const Entries& entries, const NameIndex& index, std::string_view name) {
  uint32_t at = index.Find(name);
  if (at < entries.size() && base::EqualsIgnoreCaseAscii(entries[at].name, name)) return at;
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

void NameIndex::Add(const std::string& name, uint32_t position) {
  exact_.emplace(name, position);
  auto [at, added] = loose_.emplace(base::ToLowerAscii(name), position);
  if (!added) at->second = kNone;
}

uint32_t NameIndex::Find(std::string_view name) const {
  if (exact_.empty()) return kNone;
  if (auto at = exact_.find(std::string(name)); at != exact_.end()) return at->second;
  auto at = loose_.find(base::ToLowerAscii(name));
  return at == loose_.end() ? kNone : at->second;
}

void Catalog::IndexNames() {
  table_index = {};
  name_index = {};
  for (uint32_t n = 0; n < names.size(); ++n) name_index.Add(names[n].name, n);
  for (uint32_t t = 0; t < tables.size(); ++t) {
    table_index.Add(tables[t].name, t);
    tables[t].column_index = {};
    for (uint32_t c = 0; c < tables[t].columns.size(); ++c)
      tables[t].column_index.Add(tables[t].columns[c].name, c);
  }
}

std::optional<TableIndex> Catalog::FindTable(std::string_view name) const {
  auto at = FindByName(tables, table_index, name);
  return at ? std::optional(static_cast<TableIndex>(*at)) : std::nullopt;
}

std::optional<ColumnIndex> Catalog::FindColumn(TableIndex table, std::string_view name) const {
  if (table >= tables.size()) return std::nullopt;
  auto at = FindByName(tables[table].columns, tables[table].column_index, name);
  return at ? std::optional(static_cast<ColumnIndex>(*at)) : std::nullopt;
}

std::optional<size_t> Catalog::FindName(std::string_view name) const {
  return FindByName(names, name_index, name);
}

}  // namespace csip::formula
