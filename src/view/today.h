// Who needs somebody today, and why: the rows of a scope, ranked by the rules of the home page. Works on a Reader.
//
// A rule is a condition on the rows of a table with the words why and a weight (1 where it gives none). Its rows speak for
// themselves, or, with `of`, for the row that this relation points to. Each row of the scope that a rule speaks for is one
// item: its reasons by falling weight, ranked by their sum. Thread-safe; waits only for others who ask the same of a rule.
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

class Today {
 public:
  // `orders` must outlive it.
  explicit Today(Orders* orders, size_t bytes = size_t{64} << 20) : orders_(*orders), rules_(bytes) {}

  // The best `most` items. An error of a rule's formula is one reason less, never an error of the whole. What rules hold for
  // which rows, and how much that weighs, is kept as long as it is so; the words are made for the items that are given.
  base::Result<std::vector<TodayItem>> Rank(const workspace::Reader& reader, const RowQuery& scope,
                                            size_t most);

 private:
  friend class Ranking;
  // The rows that a rule holds for; beside each whom it speaks for, and its weight.
  struct RuleRows {
    std::vector<value::RowSlot> rows, subjects;
    std::vector<double> weights;
  };

  Orders& orders_;
  StampedCache<RuleRows> rules_;
};

}  // namespace csip::view
