#include "api/value_json.h"

#include "value/display.h"
#include "workspace/cell_json.h"

namespace csip::api {

using value::Kind;

void WriteValue(const workspace::Reader& reader, const value::Value& v, base::JsonWriter* out) {
  const engine::Engine& engine = reader.engine();
  switch (v.kind()) {
    case Kind::kBlank:
      out->Null();
      return;
    case Kind::kError:
      out->BeginObject()
          .Field("error", value::NameOf(v.error_code()))
          .Field("reason", v.error_reason())
          .EndObject();
      return;
    case Kind::kBool:
      out->Bool(v.boolean());
      return;
    case Kind::kNumber:
      out->Number(v.number());
      return;
    case Kind::kText:
      out->Text(v.text());
      return;
    case Kind::kDate:
    case Kind::kInstant:
      out->Text(value::ToText(v, engine.inputs().zone, nullptr));
      return;
    case Kind::kRow:
      out->BeginObject().Field("rowId", workspace::RowId(engine.RowNumber(v.row().table, v.row().slot)));
      out->Field("name", engine.NameOf(v.row())).EndObject();
      return;
    case Kind::kList:
      out->BeginArray();
      for (const value::Value& item : v.items()) WriteValue(reader, item, out);
      out->EndArray();
      return;
  }
}

void WriteCell(const workspace::Reader& reader, value::TableIndex table, value::ColumnIndex column,
               value::RowSlot row, base::JsonWriter* out) {
  value::Value v = reader.engine().Get(table, column, row);
  if (reader.blueprint().tables[table].columns[column].type->is_files) {
    WriteFiles(v, out);
  } else {
    WriteValue(reader, v, out);
  }
}

void WriteFiles(const value::Value& v, base::JsonWriter* out) {
  if (v.is_blank()) {
    out->Null();
  } else {
    out->Raw(workspace::FilesJson(v));
  }
}

}  // namespace csip::api
