#include "view/group.h"

#include <algorithm>

#include "workspace/options.h"

namespace csip::view {

using engine::State;
using value::ColumnIndex;
using value::RowSlot;
using value::Value;

namespace {

// Tells whether two rows are of one group by a column.
class Sameness {
 public:
  Sameness(const engine::Engine& engine, value::TableIndex table, ColumnIndex column)
      : engine_(engine), table_(table), column_(column), cells_(engine.FindColumn(table, column)) {}

  bool operator()(RowSlot a, RowSlot b) const {
    if (cells_ != nullptr && (cells_->is_number() || cells_->is_code())) {
      State of_a = StateOf(a), of_b = StateOf(b);
      if (of_a != of_b) return false;
      if (of_a == State::kBlank) return true;
      if (of_a == State::kOk) {
        return cells_->is_number() ? cells_->Number(a) == cells_->Number(b)
                                   : cells_->Code(a) == cells_->Code(b);
      }
    }
    Value va = engine_.Get(table_, column_, a), vb = engine_.Get(table_, column_, b);
    if (va.is_error() && vb.is_error()) return va.error_code() == vb.error_code();
    return va == vb;
  }

 private:
  State StateOf(RowSlot row) const {
    State state = cells_->StateOf(row);
    return state == State::kBlankDivision ? State::kBlank : state;
  }

  const engine::Engine& engine_;
  value::TableIndex table_;
  ColumnIndex column_;
  const engine::Column* cells_;
};

// Puts in a group for each option that no row has, before the first group of a later option.
void AddEmptyOptions(const engine::Engine& engine, value::TableIndex table, ColumnIndex column,
                     std::vector<Group>* groups) {
  if (!engine.compiled().blueprint.tables[table].columns[column].type->has_options) return;
  auto options = workspace::OptionsOf(engine, table, column);
  auto place_of = [&](const Value& key) {
    auto found = std::find_if(options.begin(), options.end(),
                              [&](const auto& option) { return key.is_text() && key.text() == option.name; });
    return static_cast<size_t>(found - options.begin());
  };
  size_t at = 0;  // of the group before which the next option goes
  for (size_t i = 0; i < options.size(); ++i) {
    while (at < groups->size() && ((*groups)[at].level > 0 || place_of((*groups)[at].key) < i)) ++at;
    if (at < groups->size() && place_of((*groups)[at].key) == i) continue;
    size_t offset = 0;
    if (at < groups->size()) {
      offset = (*groups)[at].offset;
    } else if (at > 0) {
      offset = (*groups)[at - 1].offset + (*groups)[at - 1].count;
    }
    groups->insert(groups->begin() + static_cast<std::ptrdiff_t>(at),
                   {0, column, Value::Text(options[i].name), offset, 0});
  }
}

}  // namespace

std::vector<Group> GroupsOf(const engine::Engine& engine, value::TableIndex table,
                            const std::vector<ColumnIndex>& by, std::span<const RowSlot> rows,
                            bool empty_options) {
  std::vector<Group> groups;
  if (by.empty()) return groups;
  std::vector<Sameness> same;
  for (ColumnIndex column : by) same.emplace_back(engine, table, column);
  std::vector<size_t> open(by.size());  // the present group of each level
  for (size_t i = 0; i < rows.size(); ++i) {
    bool new_above = i == 0;
    for (size_t level = 0; level < by.size(); ++level) {
      if (new_above || !same[level](rows[i - 1], rows[i])) {
        new_above = true;
        open[level] = groups.size();
        groups.push_back({level, by[level], engine.Get(table, by[level], rows[i]), i, 0});
      }
      ++groups[open[level]].count;
    }
  }
  if (empty_options) AddEmptyOptions(engine, table, by[0], &groups);
  return groups;
}

}  // namespace csip::view
