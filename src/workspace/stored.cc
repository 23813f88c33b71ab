#include "workspace/stored.h"

namespace csip::workspace {

using value::Value;

Value Stored(const engine::Engine& engine, const Value& v) {
  if (v.is_row()) {
    auto number = static_cast<value::RowSlot>(engine.RowNumber(v.row().table, v.row().slot));
    return Value::Row({v.row().table, number});
  }
  if (!v.is_list()) return v;
  std::vector<Value> items;
  for (const Value& item : v.items()) items.push_back(Stored(engine, item));
  return Value::List(std::move(items));
}

}  // namespace csip::workspace
