#include "api/coda/cell.h"

#include "api/lookup.h"
#include "value/display.h"

namespace csip::api::coda {

using value::Value;

std::optional<ValueFormat> ReadValueFormat(std::string_view text) {
  if (text == "simple") return ValueFormat::kSimple;
  if (text == "simpleWithArrays") return ValueFormat::kSimpleWithArrays;
  if (text == "rich") return ValueFormat::kRich;
  return std::nullopt;
}

void CellWriter::Cell(value::TableIndex table, value::ColumnIndex column, value::RowSlot row,
                      base::JsonWriter* out) const {
  value::Storage storage = StorageOf(reader_, table, column);
  bool is_list = storage == value::Storage::kTexts || storage == value::Storage::kRows;
  Write(reader_.engine().Get(table, column, row), &reader_.blueprint().tables[table].columns[column], is_list,
        out);
}

void CellWriter::Write(const Value& v, const blueprint::Column* column, bool is_list,
                       base::JsonWriter* out) const {
  if (format_ == ValueFormat::kSimple) {
    if (v.is_list()) {
      out->Text(Text(v));
    } else {
      Scalar(v, column, out);
    }
    return;
  }
  if (!v.is_list() && !(is_list && !v.is_error())) {
    Scalar(v, column, out);
    return;
  }
  out->BeginArray();
  for (const Value& item : value::AsItems(v)) Write(item, column, false, out);
  out->EndArray();
}

std::string CellWriter::Text(const Value& v) const {
  if (v.is_list()) {
    std::string joined;
    for (const Value& item : v.items()) {
      if (&item != v.items().data()) joined += ',';
      joined += Text(item);
    }
    return joined;
  }
  const engine::Engine& engine = reader_.engine();
  return value::ToText(v, engine.inputs().zone, [&engine](value::RowRef row) { return engine.NameOf(row); });
}

void CellWriter::Scalar(const Value& v, const blueprint::Column* column, base::JsonWriter* out) const {
  if (v.is_number() && format_ != ValueFormat::kRich) {
    out->Number(v.number());
  } else if (v.is_bool()) {
    out->Bool(v.boolean());
  } else if (format_ == ValueFormat::kRich) {
    Rich(v, column, out);
  } else {
    out->Text(Text(v));
  }
}

void CellWriter::Rich(const Value& v, const blueprint::Column* column, base::JsonWriter* out) const {
  std::string_view type = column != nullptr ? column->type->coda : std::string_view();
  if (v.is_number()) {
    if (type != "currency") {
      out->Number(v.number());
      return;
    }
    out->BeginObject().Field("@context", "http://schema.org").Field("@type", "MonetaryAmount");
    out->Field("currency", column->currency.empty() ? reader_.blueprint().currency : column->currency);
    out->Field("amount", v.number()).EndObject();
  } else if (v.is_row()) {
    RichRow(v.row(), column, out);
  } else if (v.is_text() && type == "link") {
    out->BeginObject().Field("@context", "http://schema.org").Field("@type", "WebPage");
    out->Field("url", v.text()).Field("name", v.text()).EndObject();
  } else if (v.is_text() && type != "canvas") {
    out->Text(Fence(v.text()));
  } else {
    out->Text(Text(v));
  }
}

void CellWriter::RichRow(value::RowRef row, const blueprint::Column* column, base::JsonWriter* out) const {
  const engine::Engine& engine = reader_.engine();
  const blueprint::Blueprint& blueprint = reader_.blueprint();
  out->BeginObject().Field("@context", "http://schema.org");
  bool author = column != nullptr && column->type->automatic && column->type->has_target;
  if (author) {
    out->Field("@type", "Person").Field("name", engine.NameOf(row));
    if (auto email = blueprint.tables[row.table].FindColumn(blueprint.people_email_column)) {
      out->Field("email", Text(engine.Get(row.table, *email, row.slot)));
    }
  } else {
    const std::string& table = blueprint.tables[row.table].id;
    std::string id = workspace::RowId(engine.RowNumber(row.table, row.slot));
    out->Field("@type", "StructuredValue").Field("additionalType", "row").Field("name", engine.NameOf(row));
    out->Field("rowId", id).Field("tableId", table);
    out->Field("tableUrl", links_.BrowserTable(table)).Field("url", links_.BrowserRow(table, id));
  }
  out->EndObject();
}

std::string Fence(std::string_view text) {
  size_t longest = 2, run = 0;
  for (char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  std::string ticks(longest + 1, '`');
  // A tick at either end would lengthen the fence.
  bool apart = !text.empty() && (text.front() == '`' || text.back() == '`');
  return ticks + (apart ? " " : "") + std::string(text) + (apart ? " " : "") + ticks;
}

std::string_view FormatTypeOf(const workspace::Reader& reader, value::TableIndex table,
                              value::ColumnIndex column) {
  const blueprint::Column& declared = reader.blueprint().tables[table].columns[column];
  if (declared.type->automatic && declared.type->has_target) return "person";
  if (declared.type->coda != "other") return declared.type->coda;
  switch (StorageOf(reader, table, column)) {
    case value::Storage::kBool:
      return "checkbox";
    case value::Storage::kNumber:
      return "number";
    case value::Storage::kDate:
      return "date";
    case value::Storage::kInstant:
      return "dateTime";
    case value::Storage::kRow:
    case value::Storage::kRows:
      return "lookup";
    default:
      return "text";
  }
}

}  // namespace csip::api::coda
