#include "workspace/transition.h"

#include <fmt/format.h>

#include <charconv>

namespace csip::workspace {

std::string TransitionPlace::ToString() const {
  if (!within) return std::to_string(sequence);
  return fmt::format("{}.{}.{}", sequence, within->line, within->index);
}

std::strong_ordering operator<=>(const TransitionPlace& a, const TransitionPlace& b) {
  if (auto order = a.sequence <=> b.sequence; order != std::strong_ordering::equal) return order;
  if (a.within && b.within) return *a.within <=> *b.within;
  return b.within.has_value() <=> a.within.has_value();
}

std::optional<TransitionPlace> ReadTransitionPlace(std::string_view text) {
  std::vector<int64_t> numbers;
  const char *at = text.data(), *end = text.data() + text.size();
  while (true) {
    int64_t number = 0;
    auto [rest, failed] = std::from_chars(at, end, number);
    if (failed != std::errc() || number < 0) return std::nullopt;
    numbers.push_back(number);
    if (rest == end) break;
    if (*rest != '.' || numbers.size() == 3) return std::nullopt;
    at = rest + 1;
  }
  if (numbers.size() == 1) return TransitionPlace{numbers[0]};
  if (numbers.size() != 3) return std::nullopt;
  return TransitionPlace{numbers[0], store::LogPlace{numbers[1], numbers[2]}};
}

base::Result<TransitionPage> ReadTransitions(store::Store& store, const TransitionQuery& query,
                                             int64_t upto) {
  if (query.after.sequence > upto) {
    return base::Invalid(fmt::format("the place {} is newer than the data, whose last transaction is {}",
                                     query.after.ToString(), upto));
  }
  store::ChangeQuery wanted{
      .table = query.table,
      .column = query.column,
      .after_sequence = query.after.within ? query.after.sequence - 1 : query.after.sequence,
      .newest_first = false,
      .limit = query.limit + 1,
      .after = query.after.within,
      .until_sequence = upto,
      .computed_only = true};
  TransitionPage page;
  page.next.sequence = upto;
  if (upto == 0) return page;
  CSIP_ASSIGN_OR_RETURN(page.items, store.Changes(wanted));
  page.more = page.items.size() > query.limit;
  if (page.more) {
    page.items.pop_back();
    page.next = {page.items.back().sequence, page.items.back().place};
  }
  return page;
}

}  // namespace csip::workspace
