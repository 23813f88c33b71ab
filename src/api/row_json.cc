#include "api/row_json.h"

#include "api/value_json.h"
#include "value/display.h"
#include "workspace/actor_names.h"

namespace csip::api {

RowJson::RowJson(const workspace::Reader& reader, store::Store& store, const Place& place,
                 formula::Viewer viewer)
    : reader_(reader), store_(store), table_(place.table), painter_(reader, place, std::move(viewer)) {
  const blueprint::Table& table = reader.blueprint().tables[table_];
  for (value::ColumnIndex c = 0; c < table.columns.size(); ++c) {
    if (table.columns[c].overridable) overridable_.push_back(c);
  }
}

void RowJson::Write(value::RowSlot row, std::span<const value::ColumnIndex> columns, base::JsonWriter* out) {
  const blueprint::Table& table = reader_.blueprint().tables[table_];
  out->Field("id", workspace::RowId(reader_.engine().RowNumber(table_, row)));
  out->Field("name", reader_.engine().NameOf({table_, row})).Key("values").BeginObject();
  for (value::ColumnIndex column : columns) {
    if (table.columns[column].type->storage == value::Storage::kNone && !table.columns[column].computed())
      continue;
    WriteCell(reader_, table_, column, row, &out->Key(table.columns[column].id));
  }
  out->EndObject();
  painter_.Write(row, &out->Key("styles"));
  WriteOverrides(row, out);
  WriteComments(row, out);
}

void RowJson::WriteComments(value::RowSlot row, base::JsonWriter* out) const {
  if (comments_ == nullptr) return;
  auto found = comments_->find(reader_.engine().RowNumber(table_, row));
  if (found == comments_->end()) return;
  out->Field("comments", found->second.threads).Key("commented").BeginArray();
  for (const std::string& column : found->second.columns) out->Text(column);
  out->EndArray();
}

const store::Override* RowJson::FindOverride(value::ColumnIndex column, int64_t row) {
  // Of a past day the values are known; who set them, and why, is in the history.
  if (reader_.past() != nullptr) return nullptr;
  if (!overrides_) {
    auto all = store_.Overrides();
    overrides_ = all.ok() ? std::move(*all) : std::vector<store::Override>();
  }
  for (const store::Override& override : *overrides_) {
    if (override.table == table_ && override.column == column && override.row == row) return &override;
  }
  return nullptr;
}

void RowJson::WriteOverrides(value::RowSlot row, base::JsonWriter* out) {
  bool any = false;
  for (value::ColumnIndex column : overridable_) {
    auto shown = reader_.engine().FindOverride(table_, column, row);
    if (!shown) continue;
    if (!any) out->Key("overridden").BeginObject();
    any = true;
    out->Key(reader_.blueprint().tables[table_].columns[column].id).BeginObject();
    WriteValue(reader_, shown->computed, &out->Key("computed"));
    const store::Override* why = FindOverride(column, reader_.engine().RowNumber(table_, row));
    out->Field("reason", why != nullptr ? why->reason : "");
    out->Field("author", why != nullptr ? workspace::ActorNames(store_).Of(why->author) : "");
    if (why != nullptr && why->expires_at != 0)
      out->Field("expiresAt", value::FormatInstant(why->expires_at));
    out->EndObject();
  }
  if (any) out->EndObject();
}

}  // namespace csip::api
