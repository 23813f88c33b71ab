#include "blueprint/blueprint.h"

#include <tuple>

namespace csip::blueprint {
namespace {

auto Tie(const Column& c) {
  return std::tie(c.id, c.name, c.title, c.description, c.section, c.type, c.required, c.unique, c.indexed,
                  c.default_value, c.formula, c.overridable, c.tracked, c.decimals, c.suffix, c.currency,
                  c.limits.min, c.limits.max, c.step, c.options, c.target, c.inverse, c.links_owner,
                  c.touched_by, c.action);
}

auto Tie(const View& v) {
  return std::tie(v.id, v.name, v.description, v.layout, v.filter, v.sort, v.group, v.columns, v.formats,
                  v.options, v.is_default);
}

auto Tie(const Table& t) {
  return std::tie(t.id, t.name, t.title, t.description, t.display, t.system, t.columns, t.views, t.formats,
                  t.options);
}

auto Tie(const NamedFormula& f) {
  return std::tie(f.id, f.name, f.description, f.formula);
}

auto Tie(const Control& c) {
  return std::tie(c.id, c.name, c.kind, c.target, c.options, c.default_value);
}

}  // namespace

base::Place Formula::At(size_t offset) const {
  base::Place at = place;
  size_t start = 0;
  for (const Piece& piece : pieces) {
    if (piece.offset > offset) break;
    start = piece.offset;
    at.line = piece.line;
    at.column = piece.column;
  }
  if (at.line > 0) at.column += static_cast<int>(offset - start);
  return at;
}

bool operator==(const Column& a, const Column& b) {
  return Tie(a) == Tie(b);
}
bool operator==(const View& a, const View& b) {
  return Tie(a) == Tie(b);
}
bool operator==(const Table& a, const Table& b) {
  return Tie(a) == Tie(b);
}
bool operator==(const NamedFormula& a, const NamedFormula& b) {
  return Tie(a) == Tie(b);
}
bool operator==(const Control& a, const Control& b) {
  return Tie(a) == Tie(b);
}

std::optional<ColumnIndex> Table::FindColumn(std::string_view name_or_id) const {
  for (size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].name == name_or_id) return static_cast<ColumnIndex>(i);
  }
  for (size_t i = 0; i < columns.size(); ++i) {
    if (!columns[i].id.empty() && columns[i].id == name_or_id) return static_cast<ColumnIndex>(i);
  }
  return std::nullopt;
}

std::optional<TableIndex> Blueprint::FindTable(std::string_view name_or_id) const {
  for (size_t i = 0; i < tables.size(); ++i) {
    if (tables[i].name == name_or_id) return static_cast<TableIndex>(i);
  }
  for (size_t i = 0; i < tables.size(); ++i) {
    if (!tables[i].id.empty() && tables[i].id == name_or_id) return static_cast<TableIndex>(i);
  }
  return std::nullopt;
}

}  // namespace csip::blueprint
