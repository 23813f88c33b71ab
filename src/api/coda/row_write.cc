#include "api/coda/row_write.h"

#include <cmath>

namespace csip::api::coda {
namespace {

constexpr size_t kMostRows = 10'000;
constexpr size_t kMostDetails = 20;

using Errors = std::vector<ValidationError>;

void Complain(Errors* errors, std::string path, std::string message) {
  if (errors->size() < kMostDetails) errors->push_back({std::move(path), std::move(message)});
}

// Scalars, and lists of them to two levels; numbers a number can be.
bool CheckValue(const base::Json& value, const std::string& path, int depth, Errors* errors) {
  if (value.is_number() && !std::isfinite(value.number())) {
    Complain(errors, path, "is larger than a number can be");
    return false;
  }
  if (value.is_array()) {
    if (depth >= 2) {
      Complain(errors, path, "is a list in a list in a list");
      return false;
    }
    for (const base::Json& item : value.items()) {
      if (!CheckValue(item, path, depth + 1, errors)) return false;
    }
  }
  return true;
}

// Lists of lists, which clients may send, become one list.
base::Json Flatten(const base::Json& value) {
  if (!value.is_array()) return FromRich(value);
  std::vector<base::Json> items;
  for (const base::Json& item : value.items()) {
    base::Json flat = Flatten(item);
    if (flat.is_array()) {
      items.insert(items.end(), flat.items().begin(), flat.items().end());
    } else {
      items.push_back(std::move(flat));
    }
  }
  return base::Json::Array(std::move(items));
}

void CheckUnparsed(value::Storage storage, const base::Json& value, const std::string& path, Errors* errors) {
  bool needs_number = storage == value::Storage::kNumber && value.is_text();
  bool needs_bool = storage == value::Storage::kBool && !value.is_bool() && !value.is_null();
  if (!needs_number && !needs_bool) return;
  Complain(errors, path,
           needs_number ? "is a text where the column holds numbers, and disableParsing is set"
                        : "must be true or false while disableParsing is set");
}

std::vector<workspace::CellInput> ReadCells(const workspace::Reader& reader, value::TableIndex table,
                                            const base::Json& row, const std::string& path,
                                            bool disable_parsing, Errors* errors) {
  std::vector<workspace::CellInput> cells;
  const base::Json* list = row.is_object() ? row.Find("cells") : nullptr;
  if (list == nullptr || !list->is_array()) {
    Complain(errors, path, R"(must be an object with "cells", a list of {"column", "value"})");
    return cells;
  }
  for (size_t i = 0; i < list->items().size(); ++i) {
    const base::Json& cell = list->items()[i];
    std::string at = fmt::format("{}.cells[{}]", path, i);
    const base::Json* column = cell.is_object() ? cell.Find("column") : nullptr;
    const base::Json* value = cell.is_object() ? cell.Find("value") : nullptr;
    if (column == nullptr || !column->is_text() || value == nullptr) {
      Complain(errors, at, R"(must be an object with "column", a text, and "value")");
      continue;
    }
    auto found = FindColumn(reader.blueprint(), table, column->text());
    if (!found.ok()) {
      Complain(errors, at + ".column", found.error().message);
      continue;
    }
    size_t faults = errors->size();
    base::Json input = ReadValue(*value, at + ".value", errors);
    if (errors->size() > faults) continue;
    if (disable_parsing) CheckUnparsed(StorageOf(reader, table, *found), input, at + ".value", errors);
    cells.push_back({reader.blueprint().tables[table].columns[*found].id, std::move(input)});
  }
  return cells;
}

}  // namespace

base::Json ReadValue(const base::Json& value, const std::string& path, Errors* errors) {
  return CheckValue(value, path, 0, errors) ? Flatten(value) : base::Json();
}

base::Json FromRich(const base::Json& value) {
  if (!value.is_object()) return value;
  std::string type = value.TextOr("@type");
  if (type == "MonetaryAmount" && value.Find("amount") != nullptr) return *value.Find("amount");
  if ((type == "WebPage" || type == "ImageObject") && value.Find("url") != nullptr) return *value.Find("url");
  if (type == "Person") {
    std::string email = value.TextOr("email");
    return base::Json::Text(email.empty() ? value.TextOr("name") : email);
  }
  return value;
}

Checked<workspace::Action> ReadUpsert(const workspace::Reader& reader, value::TableIndex table,
                                      const base::Json& body, bool disable_parsing) {
  Checked<workspace::Action> checked;
  checked.value.table = reader.blueprint().tables[table].id;
  const base::Json* rows = body.is_object() ? body.Find("rows") : nullptr;
  if (rows == nullptr || !rows->is_array() || rows->items().empty()) {
    Complain(&checked.errors, "rows", R"(must be a list of at least one {"cells": [...]})");
    return checked;
  }
  if (rows->items().size() > kMostRows) {
    Complain(&checked.errors, "rows", fmt::format("has more than {} rows; send them in parts", kMostRows));
    return checked;
  }
  for (size_t i = 0; i < rows->items().size(); ++i) {
    workspace::RowInput row;
    row.cells = ReadCells(reader, table, rows->items()[i], fmt::format("rows[{}]", i), disable_parsing,
                          &checked.errors);
    checked.value.rows.push_back(std::move(row));
  }
  const base::Json* keys = body.Find("keyColumns");
  if (keys != nullptr && !keys->is_array() && !keys->is_null()) {
    Complain(&checked.errors, "keyColumns", "must be a list of column ids or names");
  }
  for (size_t i = 0; keys != nullptr && i < keys->items().size(); ++i) {
    const base::Json& key = keys->items()[i];
    std::string path = fmt::format("keyColumns[{}]", i);
    auto found =
        key.is_text() ? FindColumn(reader.blueprint(), table, key.text()) : base::Invalid("must be a text");
    if (!found.ok()) {
      Complain(&checked.errors, path, found.error().message);
    } else {
      checked.value.key_columns.push_back(reader.blueprint().tables[table].columns[*found].id);
    }
  }
  return checked;
}

Checked<workspace::Action> ReadUpdate(const workspace::Reader& reader, value::TableIndex table,
                                      std::string row_id, const base::Json& body, bool disable_parsing) {
  Checked<workspace::Action> checked;
  checked.value.table = reader.blueprint().tables[table].id;
  workspace::RowInput row;
  row.row = std::move(row_id);
  const base::Json* edit = body.is_object() ? body.Find("row") : nullptr;
  row.cells = ReadCells(reader, table, edit != nullptr ? *edit : base::Json(), "row", disable_parsing,
                        &checked.errors);
  checked.value.rows.push_back(std::move(row));
  return checked;
}

Checked<std::vector<std::string>> ReadRowIds(const base::Json& body) {
  Checked<std::vector<std::string>> checked;
  const base::Json* ids = body.is_object() ? body.Find("rowIds") : nullptr;
  if (ids == nullptr || !ids->is_array()) {
    Complain(&checked.errors, "rowIds", "must be a list of row ids");
    return checked;
  }
  for (size_t i = 0; i < ids->items().size(); ++i) {
    const base::Json& id = ids->items()[i];
    if (!id.is_text() || !workspace::ReadRowId(id.text())) {
      Complain(&checked.errors, fmt::format("rowIds[{}]", i), "must be a row id as in \"i-12\"");
    } else {
      checked.value.push_back(id.text());
    }
  }
  return checked;
}

}  // namespace csip::api::coda
