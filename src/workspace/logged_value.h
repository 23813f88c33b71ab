// Values of the change log, whose rows are row numbers, on their way back into an engine.
#pragma once

#include "engine/engine.h"

namespace csip::workspace {

struct LoggedValue {
  enum class Fit : uint8_t {
    kWhole,
    kRowGone,   // a row it names is not there: `value` is what is left of it
    kOtherType  // the column holds something else now: `value` is blank
  };
  value::Value value;  // rows by slot
  Fit fit = Fit::kWhole;
  value::RowRef gone{};  // kRowGone: the first such row, by number
};

// As a value of the column.
LoggedValue FromLog(const engine::Engine& engine, const value::Value& logged, value::TableIndex t,
                    value::ColumnIndex c);

}  // namespace csip::workspace
