#include "workspace/logged_value.h"

namespace csip::workspace {

using value::Storage;
using value::TableIndex;
using value::Value;
using Fit = LoggedValue::Fit;

namespace {

bool Holds(Storage storage, const Value& v) {
  return (storage == Storage::kBool && v.is_bool()) || (storage == Storage::kNumber && v.is_number()) ||
         (storage == Storage::kDate && v.is_date()) || (storage == Storage::kInstant && v.is_instant()) ||
         (storage == Storage::kText && v.is_text());
}

LoggedValue RowFromLog(const engine::Engine& engine, const Value& logged, TableIndex target) {
  if (logged.row().table != target) return {{}, Fit::kOtherType};
  if (auto row = engine.FindRow(target, logged.row().slot)) return {Value::Row({target, *row})};
  return {{}, Fit::kRowGone, logged.row()};
}

}  // namespace

LoggedValue FromLog(const engine::Engine& engine, const Value& logged, TableIndex t, value::ColumnIndex c) {
  if (logged.is_blank() || logged.is_error()) return {logged};
  Storage storage = engine.compiled().storage[t][c];
  TableIndex target = engine.compiled().catalog.tables[t].columns[c].type.table;
  if (logged.is_row()) {
    bool rows = storage == Storage::kRow || storage == Storage::kRows;
    return rows ? RowFromLog(engine, logged, target) : LoggedValue{{}, Fit::kOtherType};
  }
  if (!logged.is_list())
    return Holds(storage, logged) ? LoggedValue{logged} : LoggedValue{{}, Fit::kOtherType};
  if (storage != Storage::kRows && storage != Storage::kTexts) return {{}, Fit::kOtherType};
  LoggedValue out;
  std::vector<Value> items;
  for (const Value& item : logged.items()) {
    LoggedValue own{item};
    if (item.is_row() != (storage == Storage::kRows)) {
      own = {{}, Fit::kOtherType};
    } else if (item.is_row()) {
      own = RowFromLog(engine, item, target);
    }
    if (own.fit == Fit::kWhole) {
      items.push_back(std::move(own.value));
    } else if (out.fit == Fit::kWhole) {
      out.fit = own.fit;
      out.gone = own.gone;
    }
  }
  out.value = Value::List(std::move(items));
  return out;
}

}  // namespace csip::workspace
