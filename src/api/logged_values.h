// Values of the change log as JSON: they name rows by number.
#pragma once

#include <string>

#include "base/json.h"
#include "value/display.h"
#include "value/file_link.h"
#include "workspace/workspace.h"

namespace csip::api {

// A row that is gone keeps its id as its name.
class LoggedValues {
 public:
  explicit LoggedValues(const workspace::Reader& reader) : reader_(reader) {}

  void Write(const value::Value& v, base::JsonWriter* out) const {
    if (v.is_list()) {
      out->BeginArray();
      for (const value::Value& item : v.items()) Write(item, out);
      out->EndArray();
    } else if (v.is_number()) {
      out->Number(v.number());
    } else if (v.is_bool()) {
      out->Bool(v.boolean());
    } else if (v.is_row()) {
      out->Text(NameOf(v.row()));
    } else {
      out->Text(
          value::ToText(v, reader_.engine().inputs().zone, [](value::RowRef) { return std::string(); }));
    }
  }

  // As a client writes it back: blank is null, a row has its id too.
  void WriteWhole(const value::Value& v, base::JsonWriter* out) const {
    if (v.is_blank()) {
      out->Null();
    } else if (v.is_list()) {
      out->BeginArray();
      for (const value::Value& item : v.items()) WriteWhole(item, out);
      out->EndArray();
    } else if (v.is_row()) {
      out->BeginObject()
          .Field("rowId", workspace::RowId(v.row().slot))
          .Field("name", NameOf(v.row()))
          .EndObject();
    } else {
      Write(v, out);
    }
  }

  // Files by their names.
  void WriteFileNames(const value::Value& v, base::JsonWriter* out) const {
    out->BeginArray();
    for (const value::Value& item : value::AsItems(v)) {
      auto link = item.is_text() ? value::FileLink::Read(item.text()) : std::nullopt;
      if (link) out->Text(link->name);
    }
    out->EndArray();
  }

  bool IsFiles(const std::string& table_id, const std::string& column_id) const {
    auto table = reader_.blueprint().FindTable(table_id);
    auto column = table ? reader_.blueprint().tables[*table].FindColumn(column_id) : std::nullopt;
    return column && reader_.blueprint().tables[*table].columns[*column].type->is_files;
  }

  std::string NameOf(value::RowRef row) const {
    if (row.table < reader_.blueprint().tables.size()) {
      if (auto slot = reader_.engine().FindRow(row.table, row.slot))
        return reader_.engine().NameOf({row.table, *slot});
    }
    return workspace::RowId(row.slot);
  }

 private:
  const workspace::Reader& reader_;
};

}  // namespace csip::api
