// Values as JSON, in the three formats of Coda's API.
//
//   simple            texts, numbers, booleans; a row is its name; a list is its items joined by ","; a blank is ""
//   simpleWithArrays  the same, a list is an array; a blank in a column of lists is []
//   rich              text as Markdown (plain text between back-ticks), money, rows, people and links as JSON-LD
//
// A date is "2026-11-22", a time "2026-11-22T10:30:00+01:00" in the workspace's zone, an error its name ("#VALUE").
// Percentages are 0 to 100 and money is a number, not a formatted text. Valid while the reader lives.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "api/coda/links.h"
#include "base/json.h"
#include "workspace/workspace.h"

namespace csip::api::coda {

enum class ValueFormat { kSimple, kSimpleWithArrays, kRich };
// "simple", "simpleWithArrays", "rich"; nothing for other texts.
std::optional<ValueFormat> ReadValueFormat(std::string_view text);

class CellWriter {
 public:
  CellWriter(const workspace::Reader& reader, ValueFormat format, const Links& links)
      : reader_(reader), format_(format), links_(links) {}

  // The cell of the row.
  void Cell(value::TableIndex table, value::ColumnIndex column, value::RowSlot row,
            base::JsonWriter* out) const;
  // Any value; `column` says how rich text and money are to be taken, and may be null. `is_list` makes a blank [].
  void Write(const value::Value& v, const blueprint::Column* column, bool is_list,
             base::JsonWriter* out) const;
  // As `simple` text: what joins into a list.
  std::string Text(const value::Value& v) const;

 private:
  void Scalar(const value::Value& v, const blueprint::Column* column, base::JsonWriter* out) const;
  void Rich(const value::Value& v, const blueprint::Column* column, base::JsonWriter* out) const;
  void RichRow(value::RowRef row, const blueprint::Column* column, base::JsonWriter* out) const;

  const workspace::Reader& reader_;
  ValueFormat format_;
  const Links& links_;
};

// Plain text as Markdown that means just this text: between back-ticks, as many as it takes.
std::string Fence(std::string_view text);

// Coda's name of a column's kind: its type's, "person" where the system keeps a person, and of a computed column without
// a type of its own what its formula yields.
std::string_view FormatTypeOf(const workspace::Reader& reader, value::TableIndex table,
                              value::ColumnIndex column);

}  // namespace csip::api::coda
