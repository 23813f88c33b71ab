// Who needs somebody today, and why: the rows of a scope, ranked by the rules of the home page. Works on a Reader.
//
// A rule is a condition on the rows of a table with the words why and a weight (1 where it gives none). Its rows speak for
// themselves, or, with `of`, for the row that this relation points to. Each row of the scope that a rule speaks for is one
// item: its reasons by falling weight, ranked by their sum. Thread-safe as Orders is.
#pragma once

#include <string>
#include <vector>

#include "view/rows.h"

namespace csip::view {

struct TodayReason {
  std::string text;
  value::RowRef row;  // that the rule holds for
  double weight = 1;
  std::string tone;  // a name of the palette, or ""
};

struct TodayItem {
  value::RowSlot subject = 0;  // of the scope's table
  std::vector<TodayReason> reasons;
  double weight = 0;
};

// The best `most` items. An error of a rule's formula is one reason less, never an error of the whole.
base::Result<std::vector<TodayItem>> RankToday(const workspace::Reader& reader, Orders& orders,
                                               const RowQuery& scope, size_t most);

}  // namespace csip::view
