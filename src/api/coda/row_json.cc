#include "api/coda/row_json.h"

#include <algorithm>

#include "api/coda/column_json.h"

namespace csip::api::coda {

RowWriter::RowWriter(const workspace::Reader& reader, const Links& links, const Place& place,
                     ValueFormat format, bool column_names, bool visible_only)
    : reader_(reader),
      links_(links),
      place_(place),
      cells_(reader, format, links),
      column_names_(column_names) {
  for (value::ColumnIndex column : ColumnsOf(reader, place, visible_only)) {
    // A button has no value.
    if (reader.blueprint().tables[place.table].columns[column].type->storage != value::Storage::kNone) {
      columns_.push_back(column);
    }
  }
}

void RowWriter::Head(const std::string& id, base::JsonWriter* out) const {
  const std::string& table = IdOf(reader_, place_);
  out->Field("id", id).Field("type", "row").Field("href", links_.Row(table, id));
  out->Field("browserLink", links_.BrowserRow(table, id));
}

void RowWriter::Row(value::RowSlot row, bool with_parent, base::JsonWriter* out) const {
  const engine::Engine& engine = reader_.engine();
  value::TableIndex table = place_.table;
  int64_t number = engine.RowNumber(table, row);
  std::span<const value::RowSlot> rows = engine.Rows(table);
  auto position = std::lower_bound(
      rows.begin(), rows.end(), number,
      [&](value::RowSlot slot, int64_t wanted) { return engine.RowNumber(table, slot) < wanted; });
  out->BeginObject();
  Head(workspace::RowId(number), out);
  out->Field("name", engine.NameOf({table, row}));
  out->Field("index", static_cast<int64_t>(position - rows.begin()));
  out->Field("createdAt", value::FormatInstant(engine.CreatedAt(table, row)));
  out->Field("updatedAt", value::FormatInstant(engine.ModifiedAt(table, row)));
  out->Key("values").BeginObject();
  for (value::ColumnIndex column : columns_) {
    const blueprint::Column& declared = reader_.blueprint().tables[table].columns[column];
    out->Key(column_names_ ? declared.name : declared.id);
    cells_.Cell(table, column, row, out);
  }
  out->EndObject();
  if (with_parent) {
    out->Key("parent");
    WriteTableReference(reader_, links_, place_, out);
  }
  out->EndObject();
}

void RowWriter::DeletedRow(int64_t number, base::Micros at, base::JsonWriter* out) const {
  std::string time = value::FormatInstant(at);
  out->BeginObject();
  Head(workspace::RowId(number), out);
  out->Field("name", "").Field("index", -1).Field("createdAt", time).Field("updatedAt", time);
  out->Key("values").BeginObject().EndObject().Field("deleted", true).EndObject();
}

}  // namespace csip::api::coda
