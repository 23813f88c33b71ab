#include "engine/totals.h"

#include <algorithm>

#include "engine/plan.h"
#include "engine/running_sum.h"

namespace csip::engine {

namespace {

constexpr size_t kRun = CowVector<double>::kChunk;

// What is summed first, nearly always exactly.
struct FastTally {
  size_t known = 0;
  Running sum;
  bool huge = false;

  void Add(double x) {
    ++known;
    sum.Add(x);
    huge = huge || std::fabs(x) >= kHuge;
  }
  bool exact() const { return !huge && sum.lost == 0; }
  Totals::Tally Whole() const {
    Totals::Tally tally{.known = known, .sum = {}};
    tally.sum.Add(sum.sum);
    tally.sum.Add(sum.low);
    return tally;
  }
};

void Add(double x, FastTally* to) {
  to->Add(x);
}
void Add(double x, Totals::Tally* to) {
  ++to->known;
  to->sum.Add(x);
}

// Every known number of a column.
template <typename Tally>
Tally TallyOf(const TableData& table, const Column& column) {
  Tally tally;
  std::span<const RowSlot> rows = table.rows.order();
  for (size_t i = 0; i < rows.size();) {
    // As many as lie in one chunk, one behind the other.
    size_t n = std::min(kRun - rows[i] % kRun, rows.size() - i);
    Column::Run run{};
    if (AreInRow(rows.subspan(i, n))) run = column.RunOf(rows[i], n);
    if (run.states == nullptr) {
      if (column.StateOf(rows[i]) == State::kOk) Add(column.Number(rows[i]), &tally);
      ++i;
      continue;
    }
    for (size_t k = 0; k < n; ++k) {
      if (run.states[k] == static_cast<uint8_t>(State::kOk)) Add(run.numbers[k], &tally);
    }
    i += n;
  }
  return tally;
}

// Rows of one text: known by the symbol, or where the text is none, by what it is instead.
template <typename Tally>
struct ReadGroup {
  State state = State::kBlank;
  uint32_t code = 0;
  Value other;
  size_t rows = 0;
  std::vector<Tally> tallies{};

  bool Holds(const Column& column, RowSlot row, State now) const {
    bool blank = state != State::kOk && state != State::kOther;
    if (now == State::kOk) return state == State::kOk && column.Code(row) == code;
    if (now == State::kOther) return state == State::kOther && column.Get(row) == other;
    return blank;
  }
  Value Text(const Column& column) const {
    return state == State::kOther ? other : column.BoxCode(state, code);
  }
};

// False when there are more than may be.
template <typename Tally>
bool ReadInto(std::vector<ReadGroup<Tally>>* groups, const TableData& table, const TotalsKey& key) {
  const Column& column = table.columns[key.by];
  size_t last = 0;
  for (RowSlot row : table.rows.order()) {
    State state = column.StateOf(row);
    if (last >= groups->size() || !(*groups)[last].Holds(column, row, state)) {
      auto found = std::find_if(groups->begin(), groups->end(),
                                [&](const auto& group) { return group.Holds(column, row, state); });
      last = static_cast<size_t>(found - groups->begin());
      if (found == groups->end()) {
        if (groups->size() == Totals::kMostGroups) return false;
        auto& group = groups->emplace_back();
        group.state = state;
        if (state == State::kOk) group.code = column.Code(row);
        if (state == State::kOther) group.other = column.Get(row);
        group.tallies.resize(key.numbers.size());
      }
    }
    auto& group = (*groups)[last];
    ++group.rows;
    for (size_t k = 0; k < key.numbers.size(); ++k) {
      const Column& numbers = table.columns[key.numbers[k]];
      if (numbers.StateOf(row) == State::kOk) Add(numbers.Number(row), &group.tallies[k]);
    }
  }
  return true;
}

std::string TextOf(const Value& v) {
  if (v.is_error()) return value::NameOf(v.error_code());
  return v.is_text() ? std::string(v.text()) : "";
}

}  // namespace

Totals::Totals(const Data& data, TotalsKey key) : key_(std::move(key)) {
  const TableData& table = data.table(key_.table);
  auto no_numbers = [&](ColumnIndex c) { return !table.columns[c].is_number(); };
  bool texts = key_.by == value::kNone || (table.columns[key_.by].storage() == value::Storage::kText &&
                                           data.row_id(key_.table, key_.by) == nullptr);
  known_ = texts && std::ranges::none_of(key_.numbers, no_numbers);
  if (!known_) return;
  key_.by == value::kNone ? ReadAll(data) : ReadGroups(data);
}

void Totals::ReadAll(const Data& data) {
  const TableData& table = data.table(key_.table);
  Group& all = groups_.emplace_back();
  all.rows = table.rows.size();
  for (ColumnIndex c : key_.numbers) {
    auto fast = TallyOf<FastTally>(table, table.columns[c]);
    all.tallies.push_back(fast.exact() ? fast.Whole() : TallyOf<Tally>(table, table.columns[c]));
  }
}

void Totals::ReadGroups(const Data& data) {
  const TableData& table = data.table(key_.table);
  const Column& column = table.columns[key_.by];
  std::vector<ReadGroup<FastTally>> fast;
  known_ = ReadInto(&fast, table, key_);
  if (!known_) return;
  bool exact = true;
  for (const auto& group : fast)
    exact = exact && std::ranges::all_of(group.tallies, [](const auto& tally) { return tally.exact(); });
  if (exact) {
    for (const auto& group : fast) {
      Group& to = groups_.emplace_back(Group{.text = group.Text(column), .rows = group.rows, .tallies = {}});
      for (const FastTally& tally : group.tallies) to.tallies.push_back(tally.Whole());
    }
    return;
  }
  std::vector<ReadGroup<Tally>> slow;
  ReadInto(&slow, table, key_);
  for (auto& group : slow)
    groups_.push_back({.text = group.Text(column), .rows = group.rows, .tallies = std::move(group.tallies)});
}

Totals::Group* Totals::GroupOf(const Value& text) {
  if (key_.by == value::kNone) return &groups_[0];
  auto found = std::ranges::find_if(groups_, [&](const Group& group) { return group.text == text; });
  if (found != groups_.end()) return &*found;
  if (groups_.size() == kMostGroups) return nullptr;
  Group& made = groups_.emplace_back(Group{.text = text, .rows = 0, .tallies = {}});
  made.tallies.resize(key_.numbers.size());
  return &made;
}

// One row that is there now, or no longer.
void Totals::Count(const Value& text, std::span<const std::optional<double>> numbers, bool there) {
  Group* group = GroupOf(text);
  if (group == nullptr) {
    known_ = false;
    return;
  }
  there ? ++group->rows : --group->rows;
  for (size_t k = 0; k < numbers.size(); ++k) {
    if (!numbers[k]) continue;
    Tally& tally = group->tallies[k];
    there ? ++tally.known : --tally.known;
    tally.sum.Add(there ? *numbers[k] : -*numbers[k]);
    known_ = known_ && std::isfinite(tally.sum.Total());
  }
}

bool Totals::Concern(const Changes& changes, const TotalsKey& key) {
  auto names = [&key](ColumnIndex c) {
    return c == key.by || std::ranges::find(key.numbers, c) != key.numbers.end();
  };
  return std::ranges::any_of(changes.rows, [&](const RowChange& row) { return row.table == key.table; }) ||
         std::ranges::any_of(changes.cells, [&](const CellChange& cell) {
           return cell.table == key.table && names(cell.column);
         });
}

void Totals::Follow(const Changes& changes, const Data& after) {
  if (!known_) return;
  struct Touched {
    RowSlot row;
    const CellChange* cell;  // null: the row came or went
    bool was = true;
  };
  std::vector<Touched> touched;
  for (const RowChange& row : changes.rows) {
    if (row.table == key_.table) touched.push_back({row.row, nullptr, !row.inserted});
  }
  for (const CellChange& cell : changes.cells) {
    if (cell.table != key_.table) continue;
    if (cell.column == key_.by || std::ranges::find(key_.numbers, cell.column) != key_.numbers.end())
      touched.push_back({cell.row, &cell});
  }
  std::ranges::sort(touched, {}, &Touched::row);
  const TableData& table = after.table(key_.table);
  std::vector<std::optional<double>> numbers(key_.numbers.size());
  for (size_t i = 0, end = 0; i < touched.size() && known_; i = end) {
    RowSlot row = touched[i].row;
    while (end < touched.size() && touched[end].row == row) ++end;
    auto span = std::span(touched).subspan(i, end - i);
    bool was = std::ranges::all_of(span, [](const Touched& t) { return t.was; });
    bool is = table.rows.IsAlive(row);
    for (bool there : {false, true}) {
      if (!(there ? is : was)) continue;
      auto value_of = [&](ColumnIndex c) {
        for (const Touched& t : span) {
          if (!there && t.cell != nullptr && t.cell->column == c) return t.cell->before;
        }
        return after.Get(key_.table, c, row);
      };
      for (size_t k = 0; k < numbers.size(); ++k)
        numbers[k] = table.columns[key_.numbers[k]].Unboxed(value_of(key_.numbers[k]));
      Value text = key_.by == value::kNone ? Value() : value_of(key_.by);
      Count(text, numbers, there);
    }
  }
  if (key_.by != value::kNone) std::erase_if(groups_, [](const Group& group) { return group.rows == 0; });
}

std::vector<Stamp> TotalsMemo::StampsOf(const Data& data, const TotalsKey& key) {
  std::vector<Stamp> stamps = {data.table(key.table).rows.stamp()};
  if (key.by != value::kNone) stamps.push_back(data.StampOf(key.table, key.by));
  for (ColumnIndex c : key.numbers) stamps.push_back(data.StampOf(key.table, c));
  return stamps;
}

Totals TotalsMemo::Get(const Data& data, const TotalsKey& key) {
  std::vector<Stamp> stamps = StampsOf(data, key);
  {
    std::lock_guard lock(mutex_);
    auto found = entries_.find(key);
    if (found != entries_.end() && found->second.stamps == stamps) return found->second.totals;
  }
  Totals totals(data, key);
  std::lock_guard lock(mutex_);
  if (entries_.size() >= kMost) entries_.clear();
  entries_.insert_or_assign(key, Entry{totals, std::move(stamps)});
  return totals;
}

void TotalsMemo::Follow(const Changes& changes, const Data& data) {
  std::lock_guard lock(mutex_);
  if (Totals::AreMany(changes)) return entries_.clear();
  for (auto& [key, entry] : entries_) {
    if (!Totals::Concern(changes, key) || entry.stamps != StampsOf(data, key)) continue;
    entry.totals.Follow(changes, data);
    followed_ = entry.follows = true;
  }
}

void TotalsMemo::Seal(const Data& data) {
  std::lock_guard lock(mutex_);
  if (!std::exchange(followed_, false)) return;
  std::erase_if(entries_, [](const auto& e) { return e.second.follows && !e.second.totals.known(); });
  for (auto& [key, entry] : entries_) {
    if (entry.follows) entry.stamps = StampsOf(data, key);
    entry.follows = false;
  }
}

NumberTotal NumberTotalOf(const Totals& totals) {
  if (!totals.known() || totals.groups().empty() || totals.groups()[0].tallies.empty()) return {};
  const Totals::Tally& tally = totals.groups()[0].tallies[0];
  return {tally.known, tally.sum.Total()};
}

std::vector<TextGroup> TextGroupsOf(const Totals& totals, size_t at_most) {
  std::vector<TextGroup> out;
  if (!totals.known() || totals.groups().size() > at_most) return out;
  for (const Totals::Group& group : totals.groups()) {
    TextGroup& to = out.emplace_back(TextGroup{.text = TextOf(group.text), .rows = group.rows, .sums = {}});
    for (const Totals::Tally& tally : group.tallies) to.sums.push_back(tally.sum.Total());
  }
  return out;
}

}  // namespace csip::engine
