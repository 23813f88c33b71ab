// The tree of a formula: made by Parse (formula/parse.h), given meaning in place by Bind (formula/bind.h).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "formula/type.h"
#include "value/value.h"

namespace csip::formula {

struct Function;  // formula/function.h

// Bytes [begin, end) of the formula's text.
struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;
};

enum class Op : uint8_t {
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kPower,
  kConcat,  // + - * / ^ &
  kEqual,
  kNotEqual,
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual,  // = != < <= > >=
  kAnd,
  kOr,  // AND && OR ||
  kNot,
  kNegate,   // unary
  kAddDays,  // + that Bind knows to have a date on one side: a blank date stays blank
};

enum class NodeKind : uint8_t {
  kLiteral,  // value
  kName,     // an unresolved name or [name]; Bind turns each into one of the kinds below
  kTable,    // all rows of `table`
  kThisRow,  // the row that owns the formula
  kCurrent,  // CurrentValue of the lambda in frame `frame`
  kLocal,    // a name bound by WithName, in frame `frame`
  kNamed,    // entry `name_index` of Catalog::names
  kColumn,   // args[0] is a row or a list of rows of `table`; its value of `column` (a list is projected, and
             // flattened)
  kUnary,    // op, args[0]
  kBinary,   // op, args[0], args[1]
  kCall,     // function, args
};

struct Node {
  NodeKind kind = NodeKind::kLiteral;
  Op op = Op::kAdd;
  Span span;
  Span name_span;          // kName and kCall: of the name alone, brackets included
  Type type;               // after Bind
  value::Value value;      // kLiteral
  std::string name;        // as written: kName, kCall (the function's spelling), kLocal
  bool bracketed = false;  // kName: written as [name]
  bool member =
      false;  // kCall: written as x.F(...), args[0] is x; kName: written behind a dot, args[0] is the row
  bool implicit_row = false;  // kColumn: args[0] was not written but is the row the scope gives
  const Function* function = nullptr;
  TableIndex table = kNone;    // kTable, kColumn
  ColumnIndex column = kNone;  // kColumn
  uint32_t frame = 0;  // kCurrent, kLocal: index into the evaluator's stack of frames, 0 is the outermost
  uint32_t name_index = 0;  // kNamed
  // kLiteral text that stands for an option of a select column (S12): the column, for renames and for the
  // checker.
  TableIndex option_table = kNone;
  ColumnIndex option_column = kNone;
  std::vector<std::unique_ptr<Node>> args;
};

using NodePtr = std::unique_ptr<Node>;

}  // namespace csip::formula
