#include "workspace/cell_input.h"

#include <fmt/format.h>

#include <charconv>

#include "base/text.h"
#include "workspace/workspace.h"

namespace csip::workspace {

using base::Json;
using base::Result;
using value::ColumnIndex;
using value::kNone;
using value::RowSlot;
using value::Storage;
using value::TableIndex;
using value::Value;

namespace {

bool IsBlankInput(const Json& input) {
  if (input.is_null()) return true;
  if (input.is_text()) return base::Trim(input.text()).empty();
  return input.is_array() && input.items().empty();
}

std::string TextOf(const Json& input) {
  if (input.is_text()) return std::string(base::Trim(input.text()));
  if (input.is_number()) return value::FormatNumber(input.number());
  if (input.is_bool()) return input.boolean() ? "true" : "false";
  return "";
}

// 17 of "ACC-00017"; 0, which no row has, when there is none.
int64_t NumberAtEnd(std::string_view text) {
  size_t digits = text.find_last_not_of("0123456789") + 1;
  int64_t number = 0;
  auto [end, failed] = std::from_chars(text.data() + digits, text.data() + text.size(), number);
  return failed == std::errc() ? number : 0;
}

}  // namespace

Result<Value> CellReader::Read(TableIndex t, ColumnIndex c, const Json& input, bool trusted) const {
  const auto& compiled = engine_->compiled();
  const auto& column = compiled.blueprint.tables[t].columns[c];
  if (column.computed()) {
    return base::Invalid(fmt::format("{} is computed by a formula and cannot be written{}", column.name,
                                     column.overridable ? "; set an override with a reason instead" : ""));
  }
  if (column.type->automatic && !trusted) {
    return base::Invalid(fmt::format("{} is written by the system and cannot be set", column.name));
  }
  Storage storage = compiled.storage[t][c];
  if (storage == Storage::kNone)
    return base::Invalid(fmt::format("{} is a button and holds no value", column.name));
  if (IsBlankInput(input)) return Value();
  TableIndex target = compiled.catalog.tables[t].columns[c].type.table;
  if (storage == Storage::kRow) return ReadRow(target, input);
  if (storage == Storage::kRows) return ReadRows(target, input);
  if (column.type->is_files) return ReadFiles(input);
  if (storage == Storage::kTexts) return ReadList(t, c, input);
  const Json* scalar = &input;
  if (input.is_array()) {
    if (input.items().size() != 1)
      return base::Invalid(fmt::format("{} takes one value, not a list", column.name));
    scalar = &input.items()[0];
  }
  if (column.type->has_options) return ReadOption(t, c, *scalar);
  if (column.type->automatic && storage == Storage::kInstant) {
    return value::FindColumnType("date-time")->read(*scalar, column.limits, engine_->inputs().zone);
  }
  return column.type->read(*scalar, column.limits, engine_->inputs().zone);
}

Result<Value> CellReader::ReadOption(TableIndex t, ColumnIndex c, const Json& input) const {
  const auto& column = engine_->compiled().blueprint.tables[t].columns[c];
  std::string text = TextOf(input);
  if (text.empty())
    return base::Invalid(
        fmt::format("{} takes the name of an option, not {}", column.name, input.ToString()));
  std::vector<std::string> names;
  const std::string* similar = nullptr;
  text = base::ToNfc(text);
  for (const auto& option : options_->Of(*engine_, t, c)) {
    if (option.name == text) return Value::Text(text);
    if (base::EqualsIgnoreCaseAscii(option.name, text)) similar = &option.name;
    names.push_back(option.name);
  }
  if (similar != nullptr) return Value::Text(*similar);
  std::string hint = base::DidYouMean(text, names);
  if (hint.empty()) hint = fmt::format("; the options are {}", fmt::join(names, ", "));
  return base::Invalid(fmt::format("`{}` is not an option of {}{}", text, column.name, hint));
}

// Of a file only its id counts, or a text with its JSON: the rest is what the workspace knows of it.
Result<Value> CellReader::ReadFiles(const Json& input) const {
  if (files_ == nullptr) return base::Invalid("files cannot be attached here");
  std::vector<Value> items;
  for (const Json& item : input.is_array() ? input.items() : std::vector<Json>{input}) {
    if (IsBlankInput(item)) continue;
    std::string text = TextOf(item);
    auto named = item.is_object() ? value::FileLink::Read(item) : value::FileLink::Read(text);
    std::string id = named ? named->id : text;
    if (id.empty()) return base::Invalid("a file is written as {\"id\": …}, the answer of POST /api/files");
    auto found = files_->Find(id);
    if (!found.ok())
      return found.error().code == base::Code::kNotFound ? base::Invalid(found.error().message)
                                                         : found.error();
    Value link = Value::Text(found->ToText());
    if (std::find(items.begin(), items.end(), link) == items.end()) items.push_back(std::move(link));
  }
  if (items.size() > Files::kMostInCell)
    return base::Invalid(fmt::format("a cell holds at most {} files", Files::kMostInCell));
  return Value::List(std::move(items));
}

Result<Value> CellReader::ReadList(TableIndex t, ColumnIndex c, const Json& input) const {
  const auto& column = engine_->compiled().blueprint.tables[t].columns[c];
  std::vector<Value> items;
  auto add = [&](const Json& item) -> base::Status {
    if (IsBlankInput(item)) return {};
    if (column.type->has_options) {
      CSIP_ASSIGN_OR_RETURN(Value v, ReadOption(t, c, item));
      items.push_back(std::move(v));
    } else {
      items.push_back(Value::Text(TextOf(item)));
    }
    return {};
  };
  if (input.is_array()) {
    for (const Json& item : input.items()) CSIP_RETURN_IF_ERROR(add(item));
    return Value::List(std::move(items));
  }
  // A text is one item, or several with commas between them.
  if (add(input).ok()) return Value::List(std::move(items));
  items.clear();
  std::string text = TextOf(input);
  for (std::string_view part : base::Split(text, ',')) {
    CSIP_RETURN_IF_ERROR(add(Json::Text(std::string(base::Trim(part)))));
  }
  return Value::List(std::move(items));
}

Result<RowSlot> CellReader::FindRow(TableIndex table, const std::string& text) const {
  const auto& compiled = engine_->compiled();
  if (auto named = named_.find(text); named != named_.end()) {
    if (named->second.table == table && engine_->IsAlive(table, named->second.slot))
      return named->second.slot;
    return base::Invalid(fmt::format("`{}` is a new row of {}, and a row of {} is needed here", text,
                                     compiled.blueprint.tables[named->second.table].name,
                                     compiled.blueprint.tables[table].name));
  }
  if (auto number = ReadRowId(text)) {
    if (auto row = engine_->FindRow(table, *number)) return *row;
  }
  Value wanted = Value::Text(text);
  const auto& columns = compiled.catalog.tables[table].columns;
  for (ColumnIndex c = 0; c < columns.size(); ++c) {
    if (!columns[c].row_id || columns[c].type.base != formula::Base::kText) continue;
    auto rows = engine_->FindRows(table, c, wanted);
    if (rows.size() == 1) return rows[0];
    // A row of this very request has its id only when the request is done; the number in the text leads to it.
    auto row = engine_->FindRow(table, NumberAtEnd(text));
    if (row && engine_->Evaluate(compiled.formulas[table][c], {table, *row}, Value()) == wanted) return *row;
  }
  ColumnIndex display = compiled.catalog.tables[table].display;
  std::vector<RowSlot> rows;
  if (display != kNone && columns[display].type.base == formula::Base::kText)
    rows = engine_->FindRows(table, display, wanted);
  if (rows.size() == 1) return rows[0];
  const std::string& name = compiled.blueprint.tables[table].name;
  if (rows.size() > 1) {
    return base::Error{
        base::Code::kConflict,
        fmt::format("{} rows of {} are called `{}`; name the row by its id", rows.size(), name, text)};
  }
  return base::NotFound(fmt::format("no row `{}` in {}", text, name));
}

Result<Value> CellReader::ReadRow(TableIndex target, const Json& input) const {
  if (target == kNone) return base::Invalid("the relation has no table to look in");
  if (input.is_array()) {
    if (input.items().size() == 1) return ReadRow(target, input.items()[0]);
    return base::Invalid("the column takes one row, not a list");
  }
  std::string text =
      input.is_object() ? input.TextOr("rowId", input.TextOr("id", input.TextOr("name"))) : TextOf(input);
  if (text.empty())
    return base::Invalid("a row is named by its id or its name, not by " + input.ToString().substr(0, 60));
  auto found = FindRow(target, text);
  if (!found.ok()) return base::Invalid(found.error().message);
  return Value::Row({target, *found});
}

Result<Value> CellReader::ReadRows(TableIndex target, const Json& input) const {
  std::vector<Value> rows;
  auto add = [&](const Json& item) -> base::Status {
    if (IsBlankInput(item)) return {};
    CSIP_ASSIGN_OR_RETURN(Value row, ReadRow(target, item));
    for (const Value& there : rows) {
      if (there == row) return {};  // a row is linked once
    }
    rows.push_back(std::move(row));
    return {};
  };
  if (input.is_array()) {
    for (const Json& item : input.items()) CSIP_RETURN_IF_ERROR(add(item));
    return Value::List(std::move(rows));
  }
  base::Status whole = add(input);
  if (whole.ok()) return Value::List(std::move(rows));
  if (!input.is_text() || input.text().find(',') == std::string::npos) return whole.error();
  for (std::string_view part : base::Split(input.text(), ',')) {
    CSIP_RETURN_IF_ERROR(add(Json::Text(std::string(base::Trim(part)))));
  }
  return Value::List(std::move(rows));
}

}  // namespace csip::workspace
