#include "engine/totals.h"

#include <algorithm>

#include "engine/plan.h"

namespace csip::engine {

namespace {

constexpr size_t kRun = CowVector<double>::kChunk;

// A sum with twice the digits of a double: what is lost in an addition is added up beside it, so that the same numbers in
// another order, or with one of them changed, differ by nothing else.
class LongSum {
 public:
  void Add(double x) {
    double next = sum_ + x;
    double part = next - sum_;
    lost_ += (sum_ - (next - part)) + (x - part);
    sum_ = next;
  }
  double Total() const { return sum_ + lost_; }

 private:
  double sum_ = 0;
  double lost_ = 0;
};

struct Tally {
  size_t known = 0;
  LongSum sum;

  void Add(const Column& column, RowSlot row) {
    if (column.StateOf(row) != State::kOk) return;
    ++known;
    sum.Add(column.Number(row));
  }
  NumberTotal Total() const { return {known, sum.Total()}; }
};

// Rows of one text: known by the symbol, or where the text is none, by what it is instead.
struct Group {
  State state = State::kBlank;
  uint32_t code = 0;
  Value other;
  size_t rows = 0;
  std::vector<Tally> tallies;

  bool Holds(const Column& column, RowSlot row, State now) const {
    bool blank = state != State::kOk && state != State::kOther;
    if (now == State::kOk) return state == State::kOk && column.Code(row) == code;
    if (now == State::kOther) return state == State::kOther && column.Get(row) == other;
    return blank;
  }
};

std::string TextOf(const Column& column, const Group& group) {
  Value v = group.state == State::kOther ? group.other : column.BoxCode(group.state, group.code);
  if (v.is_error()) return value::NameOf(v.error_code());
  return v.is_text() ? std::string(v.text()) : "";
}

}  // namespace

NumberTotal TotalOf(const Data& data, TableIndex t, ColumnIndex c) {
  const TableData& table = data.table(t);
  const Column& column = table.columns[c];
  Tally tally;
  if (!column.is_number()) return {};
  std::span<const RowSlot> rows = table.rows.order();
  for (size_t i = 0; i < rows.size();) {
    // As many as lie in one chunk, one behind the other.
    size_t n = std::min(kRun - rows[i] % kRun, rows.size() - i);
    Column::Run run{};
    if (AreInRow(rows.subspan(i, n))) run = column.RunOf(rows[i], n);
    if (run.states == nullptr) {
      tally.Add(column, rows[i++]);
      continue;
    }
    for (size_t k = 0; k < n; ++k) {
      bool known = run.states[k] == static_cast<uint8_t>(State::kOk);
      tally.known += known ? 1 : 0;
      tally.sum.Add(known ? run.numbers[k] : 0);
    }
    i += n;
  }
  return tally.Total();
}

std::vector<TextGroup> GroupByText(const Data& data, TableIndex t, ColumnIndex c,
                                   std::span<const ColumnIndex> numbers, size_t at_most) {
  const TableData& table = data.table(t);
  const Column& column = table.columns[c];
  if (column.storage() != value::Storage::kText || data.row_id(t, c) != nullptr) return {};
  std::vector<Group> groups;
  size_t last = 0;
  for (RowSlot row : table.rows.order()) {
    State state = column.StateOf(row);
    if (last >= groups.size() || !groups[last].Holds(column, row, state)) {
      auto found = std::find_if(groups.begin(), groups.end(),
                                [&](const Group& group) { return group.Holds(column, row, state); });
      last = static_cast<size_t>(found - groups.begin());
      if (found == groups.end()) {
        if (groups.size() == at_most) return {};
        Group& group = groups.emplace_back();
        group.state = state;
        if (state == State::kOk) group.code = column.Code(row);
        if (state == State::kOther) group.other = column.Get(row);
        group.tallies.resize(numbers.size());
      }
    }
    Group& group = groups[last];
    ++group.rows;
    for (size_t k = 0; k < numbers.size(); ++k) group.tallies[k].Add(table.columns[numbers[k]], row);
  }
  std::vector<TextGroup> out;
  for (const Group& group : groups) {
    TextGroup& to = out.emplace_back();
    to.text = TextOf(column, group);
    to.rows = group.rows;
    for (const Tally& tally : group.tallies) to.sums.push_back(tally.Total().sum);
  }
  return out;
}

}  // namespace csip::engine
