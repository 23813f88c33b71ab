#include "api/coda/row_query.h"

#include <fmt/format.h>

#include <cmath>

#include "base/text.h"
#include "value/display.h"

namespace csip::api::coda {
namespace {

constexpr const char* kHowTo =
    "write <column id>:<JSON value> or \"<column name>\":<JSON value>, as in \"Name\":\"Apple\"";

// The end of the quoted name that begins the text, behind its closing quote; npos when it does not end.
size_t EndOfQuoted(const std::string& text) {
  for (size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      return i + 1;
    }
  }
  return std::string::npos;
}

bool HoldsText(const workspace::Reader& reader, const value::Value& cell, const std::string& wanted) {
  const engine::Engine& engine = reader.engine();
  if (cell.is_row()) {
    return wanted == engine.NameOf(cell.row()) ||
           wanted == workspace::RowId(engine.RowNumber(cell.row().table, cell.row().slot));
  }
  std::string text =
      value::ToText(cell, engine.inputs().zone, [&](value::RowRef row) { return engine.NameOf(row); });
  if (cell.is_instant()) {
    auto instant = value::ReadInstant(wanted, engine.inputs().zone);
    return instant && *instant == cell.instant();
  }
  if (cell.is_date()) {
    auto date = value::ReadDate(wanted);
    return date && *date == cell.date();
  }
  return text == wanted;
}

}  // namespace

base::Result<Condition> ReadCondition(const workspace::Reader& reader, value::TableIndex table,
                                      const std::string& text) {
  size_t colon;
  std::string name;
  if (!text.empty() && text[0] == '"') {
    size_t end = EndOfQuoted(text);
    if (end == std::string::npos)
      return base::Invalid(fmt::format("the query's column name does not end: {}", kHowTo));
    auto quoted = base::ParseJson(std::string_view(text).substr(0, end));
    if (!quoted.ok())
      return base::Invalid(fmt::format("the query's column name is no JSON text: {}", kHowTo));
    name = quoted->text();
    colon = end;
  } else {
    colon = text.find(':');
    if (colon != std::string::npos) name = text.substr(0, colon);
  }
  if (colon >= text.size() || text[colon] != ':') {
    return base::Invalid(fmt::format("the query lacks its colon: {}", kHowTo));
  }
  auto wanted = base::ParseJson(std::string_view(text).substr(colon + 1), {.bytes = 65'536, .depth = 4});
  if (!wanted.ok() || wanted->is_array() || wanted->is_object()) {
    return base::Invalid(
        fmt::format("the query's value is no JSON text, number, boolean or null: {}", kHowTo));
  }
  auto column = FindColumn(reader.blueprint(), table, name);
  if (!column.ok()) return base::Invalid("the query cannot be run: " + column.error().message);
  return Condition{*column, std::move(*wanted)};
}

bool Holds(const workspace::Reader& reader, const value::Value& cell, const base::Json& wanted) {
  if (cell.is_list()) {
    for (const value::Value& item : cell.items()) {
      if (Holds(reader, item, wanted)) return true;
    }
    return false;
  }
  switch (wanted.kind()) {
    case base::Json::Kind::kNull:
      return cell.is_blank();
    case base::Json::Kind::kBool:
      return cell.is_bool() ? cell.boolean() == wanted.boolean() : cell.is_blank() && !wanted.boolean();
    case base::Json::Kind::kNumber:
      return cell.is_number() ? cell.number() == wanted.number()
                              : cell.is_text() && cell.text() == value::FormatNumber(wanted.number());
    case base::Json::Kind::kText:
      return HoldsText(reader, cell, base::ToNfc(wanted.text()));
    default:
      return false;
  }
}

std::vector<value::RowSlot> Select(const workspace::Reader& reader, value::TableIndex table,
                                   const Condition& condition) {
  const engine::Engine& engine = reader.engine();
  value::Storage storage = StorageOf(reader, table, condition.column);
  const base::Json& wanted = condition.wanted;
  if (storage == value::Storage::kText && wanted.is_text() && !wanted.text().empty()) {
    return engine.FindRows(table, condition.column, value::Value::Text(base::ToNfc(wanted.text())));
  }
  if (storage == value::Storage::kNumber && wanted.is_number() && std::isfinite(wanted.number())) {
    return engine.FindRows(table, condition.column, value::Value::Number(wanted.number()));
  }
  std::vector<value::RowSlot> found;
  for (value::RowSlot row : engine.Rows(table)) {
    if (Holds(reader, engine.Get(table, condition.column, row), wanted)) found.push_back(row);
  }
  return found;
}

}  // namespace csip::api::coda
