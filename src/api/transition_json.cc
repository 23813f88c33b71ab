#include "api/transition_json.h"

#include "api/logged_values.h"
#include "value/civil.h"
#include "workspace/transition.h"

namespace csip::api {

void WriteTransition(const workspace::Reader& reader, const store::Change& change, base::JsonWriter* out) {
  LoggedValues values(reader);
  const auto& tables = reader.blueprint().tables;
  out->BeginObject().Field("sequence", change.sequence).Field("time", value::FormatInstant(change.time));
  workspace::TransitionPlace place{change.sequence, change.place};
  out->Field("place", place.ToString()).Field("actor", change.actor).Field("cause", change.cause);
  out->Field("table", change.table).Field("row", workspace::RowId(change.row)).Field("column", change.column);
  if (auto t = reader.blueprint().FindTable(change.table)) {
    out->Field("tableName", tables[*t].name);
    out->Field("rowName", values.NameOf({*t, static_cast<value::RowSlot>(change.row)}));
    auto c = tables[*t].FindColumn(change.column);
    if (c) out->Field("columnName", tables[*t].columns[*c].name);
  }
  values.Write(change.before, &out->Key("before"));
  values.Write(change.after, &out->Key("after"));
  out->EndObject();
}

}  // namespace csip::api
