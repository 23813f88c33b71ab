// Conditional formats, bound once for a page of rows. Those of the table come first; where several paint a cell, the last
// one does. Lives as long as the reader.
#pragma once

#include <string>
#include <vector>

#include "api/lookup.h"
#include "base/json.h"
#include "formula/bind.h"
#include "workspace/workspace.h"

namespace csip::api {

class Painter {
 public:
  Painter(const workspace::Reader& reader, const Place& place, formula::Viewer viewer);

  // Rules besides those of the table and the view.
  void Add(const std::vector<blueprint::ConditionalFormat>& formats);

  // {"<column id>": {"color", "background", "bold"}, "*": the whole row}
  void Write(value::RowSlot row, base::JsonWriter* out) const;

 private:
  struct Rule {
    formula::Bound when;
    std::vector<std::string> columns;
    const blueprint::Style* style;
  };

  const workspace::Reader& reader_;
  Place place_;
  formula::Viewer viewer_;
  std::vector<Rule> rules_;
  // Of all cells of the page; those beyond it are not painted.
  mutable formula::SharedBudget budget_ = {.steps = 20'000'000, .bytes = int64_t{64} << 20};
};

}  // namespace csip::api
