// Finds, in the predicate of a Filter and its kind, the conditions that an index can answer.
//
// Filter(T, [Account].[Account_ID] = thisRow.[Account_ID] AND p) asks for the rows of T that point at the
// owning row: the links of T.[Account] answer that. [Key] = thisRow.[X] is answered by a hash index of
// T.[Key]. OR of such conditions is their union. What no index answers stays as a residual condition, checked
// row by row.
#pragma once

#include <vector>

#include "blueprint/compile.h"
#include "formula/ast.h"
#include "formula/function.h"

namespace csip::engine {

using blueprint::Compiled;
using formula::Node;
using value::ColumnIndex;
using value::kNone;
using value::TableIndex;

struct Probe {
  enum class Kind : uint8_t {
    kScan,   // every row of the table
    kLink,   // rows whose relation `column` points at the owning row
    kKey,    // rows whose `column` has the value of `owner`
    kUnion,  // rows of any of `parts`
  };
  Kind kind = Kind::kScan;
  TableIndex table = kNone;  // the candidates' table
  ColumnIndex column = kNone;
  const Node* owner = nullptr;       // kKey: does not depend on the candidate
  ColumnIndex owner_column = kNone;  // kKey: set when `owner` is a column of the owning row
  std::vector<Probe> parts;
  std::vector<const Node*> residual;  // conditions still to be checked, all of them
};

// `frame` is the frame the predicate binds, `table` its candidates' table, `owner_table` the formula's.
Probe FindProbe(const Compiled& compiled, const Node& predicate, uint32_t frame, TableIndex table,
                TableIndex owner_table);

// How a call's argument is taken: the kind of the parameter it fills.
formula::ParamKind ArgKind(const Node& call, size_t index);

// The parts of a condition joined by AND, in order.
void SplitConjunction(const Node& condition, std::vector<const Node*>* out);

}  // namespace csip::engine
