// Site: a formula of a blueprint, where it stands and what was learnt of it.
#pragma once

#include <string>

#include "blueprint/blueprint.h"
#include "check/interpret.h"
#include "formula/bind.h"

namespace csip::check {

struct Site {
  enum class Kind : uint8_t { kColumn, kDefault, kFilter, kFormat, kNamed, kControl, kPart };
  Kind kind = Kind::kColumn;
  value::TableIndex table = value::kNone;
  value::ColumnIndex column = value::kNone;  // kColumn, kDefault
  blueprint::Formula formula;
  std::string subject;  // the column, view or part it belongs to, for findings
  std::string what;     // "the filter of the view `Open`"
  std::shared_ptr<const formula::Bound> bound;
  Facts facts;
  Abstract value;

  const Node* root() const { return bound->root.get(); }
  std::string Text(const Node& node) const { return Written(node, formula.text); }
};

}  // namespace csip::check
