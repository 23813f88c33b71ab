// What a client wrote into a cell, as a value of the column: options by name, rows by id or name, the rest by
// the type.
#pragma once

#include <map>
#include <string>

#include "base/json.h"
#include "base/result.h"
#include "engine/engine.h"
#include "workspace/files.h"
#include "workspace/options.h"

namespace csip::workspace {

class CellReader {
 public:
  // Without `files` no file can be attached.
  CellReader(const engine::Engine* engine, OptionCache* options, const Files* files = nullptr)
      : engine_(engine), options_(options), files_(files) {}

  // The value, or what is wrong with it and what would be right. `trusted`: automatic columns are taken as
  // given.
  base::Result<value::Value> Read(value::TableIndex t, value::ColumnIndex c, const base::Json& input,
                                  bool trusted) const;

  // A name for a row that is new in this request; it goes before ids and names.
  void Name(const std::string& name, value::RowRef row) { named_[name] = row; }

  // A row of the table by its id ("i-12"), its row-id column, or its name; an error when there is none or
  // several.
  base::Result<value::RowSlot> FindRow(value::TableIndex table, const std::string& text) const;

 private:
  base::Result<value::Value> ReadOption(value::TableIndex t, value::ColumnIndex c,
                                        const base::Json& input) const;
  base::Result<value::Value> ReadRow(value::TableIndex target, const base::Json& input) const;
  base::Result<value::Value> ReadRows(value::TableIndex target, const base::Json& input) const;
  base::Result<value::Value> ReadFiles(const base::Json& input) const;
  base::Result<value::Value> ReadList(value::TableIndex t, value::ColumnIndex c,
                                      const base::Json& input) const;

  const engine::Engine* engine_;
  OptionCache* options_;
  const Files* files_;
  std::map<std::string, value::RowRef> named_;
};

}  // namespace csip::workspace
