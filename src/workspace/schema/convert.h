// Values of an old column as values of what it has become.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "blueprint/change/draft.h"
#include "blueprint/compile.h"
#include "engine/engine.h"
#include "workspace/cell_input.h"
#include "workspace/schema/map.h"

namespace csip::workspace {

struct Converted {
  value::Value value;  // rows by their number
  bool exact = true;   // false: the value, or a part of it, is lost
};

// For one change; what it is given outlives it. Belongs to one thread.
class Converter {
 public:
  Converter(const engine::Engine& old, const blueprint::Compiled& after, const SchemaMap& map,
            const std::vector<blueprint::RenamedOption>& renamed);

  // How the cells of a column come about.
  enum class How : uint8_t {
    kNothing,    // blank, or computed
    kCopy,       // as they are, rows and options by their new names
    kConvert,    // read as values of the new type
    kCreatedAt,  // a new automatic column: what the row says
    kModifiedAt
  };
  How HowOf(value::TableIndex t, value::ColumnIndex c) const;  // of the new blueprint

  // The old value, rows by slot, as one of the new column, rows by number.
  Converted Copy(value::TableIndex t, value::ColumnIndex c, const value::Value& v) const;
  Converted Convert(value::TableIndex t, value::ColumnIndex c, const value::Value& v) const;

  std::string TextOf(const value::Value& v) const;  // of the old engine

 private:
  const blueprint::Column& OldColumn(value::TableIndex t, value::ColumnIndex c) const;
  bool FitsAsItIs(value::TableIndex t, value::ColumnIndex c) const;
  const std::string& Renamed(const blueprint::Column& column, const std::string& option) const;
  Converted Option(const blueprint::Column& column, const value::Value& v) const;
  Converted Options(const blueprint::Column& column, const value::Value& v) const;
  Converted Row(value::TableIndex target, const value::Value& v) const;
  Converted Rows(value::TableIndex target, const value::Value& v) const;
  Converted Scalar(const blueprint::Column& column, const value::Value& v) const;

  const engine::Engine& old_;
  const blueprint::Compiled& after_;
  const SchemaMap& map_;
  std::map<std::string, std::map<std::string, std::string>> renamed_;  // by column id: from -> to
  mutable OptionCache cache_;
  CellReader reader_;
};

}  // namespace csip::workspace
