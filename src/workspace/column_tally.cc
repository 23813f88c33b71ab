#include <algorithm>
#include <cmath>

#include "workspace/cell_json.h"
#include "workspace/effect.h"
#include "workspace/workspace.h"

namespace csip::workspace {

using value::ColumnIndex;
using value::kNone;
using value::RowSlot;
using value::Value;

namespace {

constexpr size_t kMostTiers = 12;  // a text with more values is no tier

// Money is what its type says is money.
bool IsMoney(const blueprint::Column& column) {
  return column.type->name == "currency";
}

std::string TextOf(const Value& v) {
  if (v.is_error()) return value::NameOf(v.error_code());
  return v.is_text() ? std::string(v.text()) : "";
}

double NumberOf(const ColumnPlace& place, ColumnIndex column, RowSlot row) {
  if (row == kNone) return 0;
  Value v = place.engine->Get(place.table, column, row);
  return v.is_number() ? v.number() : 0;
}

double Distance(const Value& before, const Value& after) {
  if (before.is_number() && after.is_number()) return std::fabs(after.number() - before.number());
  if (before.is_number()) return std::fabs(before.number());
  return after.is_number() ? std::fabs(after.number()) : 0;
}

value::Storage StorageOf(const ColumnPlace& place) {
  return place.there() ? place.engine->compiled().storage[place.table][place.column] : value::Storage::kNone;
}

}  // namespace

ColumnTally::ColumnTally(ColumnPlace before, ColumnPlace after, const engine::Changes* changes)
    : before_(before), after_(after) {
  if (changes != nullptr) branch_ = {before.engine, changes};
  moving_ = IsText();
  if (!moving_) return;
  const auto& olds = before_.table_of().columns;
  const auto& news = after_.table_of().columns;
  for (ColumnIndex to = 0; to < news.size(); ++to) {
    auto from =
        std::find_if(olds.begin(), olds.end(), [&](const auto& old) { return old.id == news[to].id; });
    if (from != olds.end() && IsMoney(*from) && IsMoney(news[to]))
      money_.emplace_back(static_cast<ColumnIndex>(from - olds.begin()), to);
  }
}

// Names of rows are texts, and no tiers.
bool ColumnTally::IsText() const {
  return StorageOf(before_) == value::Storage::kText && StorageOf(after_) == value::Storage::kText &&
         after_.engine->compiled().catalog.tables[after_.table].display != after_.column;
}

void ColumnTally::Add(RowSlot row_before, RowSlot row_after, const Value& before, const Value& after) {
  ++count_;
  if (before.is_error() && !after.is_error()) ++errors_gone_;
  if (after.is_error() && !before.is_error()) ++errors_new_;
  Difference difference{row_before, row_after, before, after, Distance(before, after)};
  if (moving_ && row_before != kNone && row_after != kNone) AddMove(difference);
  KeepSample(std::move(difference));
}

void ColumnTally::KeepSample(Difference difference) {
  auto further = [](const Difference& a, const Difference& b) { return a.distance > b.distance; };
  if (samples_.size() < kSamples) {
    samples_.push_back(std::move(difference));
    std::push_heap(samples_.begin(), samples_.end(), further);
  } else if (difference.distance > samples_.front().distance) {
    std::pop_heap(samples_.begin(), samples_.end(), further);
    samples_.back() = std::move(difference);
    std::push_heap(samples_.begin(), samples_.end(), further);
  }
}

void ColumnTally::AddMove(const Difference& difference) {
  std::string from = TextOf(difference.before), to = TextOf(difference.after);
  auto found = std::find_if(moves_.begin(), moves_.end(),
                            [&](const Move& move) { return move.from == from && move.to == to; });
  if (found == moves_.end()) {
    if (moves_.size() == kMostTiers * kMostTiers) {
      moving_ = false;
      return;
    }
    found = moves_.insert(moves_.end(), {std::move(from), std::move(to), 0, {}});
    found->money.resize(money_.size());
  }
  ++found->rows;
  for (size_t i = 0; i < money_.size(); ++i) {
    found->money[i].first += NumberOf(before_, money_[i].first, difference.row_before);
    found->money[i].second += NumberOf(after_, money_[i].second, difference.row_after);
  }
}

ColumnEffect ColumnTally::Finish() const {
  const ColumnPlace& named = after_.there() ? after_ : before_;
  ColumnEffect out{.table = named.table_of().name,
                   .table_id = named.table_of().id,
                   .column = named.column_of().name,
                   .column_id = named.column_of().id,
                   .kind = !before_.there() ? "new" : (!after_.there() ? "removed" : "changed"),
                   .count = count_};
  out.errors_gone = errors_gone_;
  out.errors_new = errors_new_;
  std::vector<Difference> samples = samples_;
  std::stable_sort(samples.begin(), samples.end(), [](const Difference& a, const Difference& b) {
    return std::pair(-a.distance, std::min(a.row_before, a.row_after)) <
           std::pair(-b.distance, std::min(b.row_before, b.row_after));
  });
  for (const Difference& sample : samples) {
    bool after = sample.row_after != kNone;
    const ColumnPlace& there = after ? after_ : before_;
    RowSlot row = after ? sample.row_after : sample.row_before;
    out.samples.push_back({RowId(there.engine->RowNumber(there.table, row)),
                           there.engine->NameOf({there.table, row}),
                           before_.there() ? CellJson(*before_.engine, sample.before) : "\"\"",
                           after_.there() ? CellJson(*after_.engine, sample.after) : "\"\""});
  }
  bool numbers[] = {StorageOf(before_) == value::Storage::kNumber,
                    StorageOf(after_) == value::Storage::kNumber};
  out.number = (numbers[0] || !before_.there()) && (numbers[1] || !after_.there());
  if (out.number && numbers[0]) out.before = before_.engine->TotalOf(before_.table, before_.column);
  if (out.number && numbers[1]) out.after = after_.engine->TotalOf(after_.table, after_.column, branch_);
  if (moving_) FinishTiers(&out);
  return out;
}

void ColumnTally::FinishTiers(ColumnEffect* out) const {
  std::vector<ColumnIndex> columns[2];
  for (const auto& [from, to] : money_) {
    columns[0].push_back(from);
    columns[1].push_back(to);
  }
  std::vector<ColumnEffect::Money> none;
  for (ColumnIndex c : columns[1]) {
    const blueprint::Column& column = after_.table_of().columns[c];
    none.push_back({column.name, column.id, 0, 0});
  }
  for (bool then : {false, true}) {
    const ColumnPlace& place = then ? after_ : before_;
    auto groups = place.engine->GroupByText(place.table, place.column, columns[then ? 1 : 0], kMostTiers,
                                            then ? branch_ : engine::BranchChanges());
    if (groups.empty() && place.engine->RowCount(place.table) > 0) {  // too many to be tiers
      out->tiers.clear();
      return;
    }
    for (const engine::TextGroup& group : groups) {
      auto tier = std::find_if(out->tiers.begin(), out->tiers.end(),
                               [&](const auto& known) { return known.text == group.text; });
      if (tier == out->tiers.end()) tier = out->tiers.insert(tier, {group.text, 0, 0, none});
      (then ? tier->after : tier->before) += group.rows;
      for (size_t i = 0; i < group.sums.size(); ++i)
        (then ? tier->money[i].after : tier->money[i].before) += group.sums[i];
    }
  }
  const auto& options = after_.column_of().options;
  auto rank = [&](const std::string& text) {
    auto at = std::find_if(options.begin(), options.end(), [&](const auto& o) { return o.name == text; });
    return std::pair(text.empty() ? options.size() : static_cast<size_t>(at - options.begin()), text);
  };
  std::sort(out->tiers.begin(), out->tiers.end(),
            [&](const auto& a, const auto& b) { return rank(a.text) < rank(b.text); });
  for (const Move& move : moves_) {
    auto& to = out->moves.emplace_back(ColumnEffect::Move{move.from, move.to, move.rows, none});
    for (size_t i = 0; i < move.money.size(); ++i) {
      to.money[i].before = move.money[i].first;
      to.money[i].after = move.money[i].second;
    }
  }
  std::stable_sort(out->moves.begin(), out->moves.end(),
                   [](const auto& a, const auto& b) { return a.rows > b.rows; });
}

}  // namespace csip::workspace
