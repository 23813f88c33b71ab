#include "view/text_search.h"

#include <algorithm>
#include <functional>
#include <string>
#include <unordered_map>

#include "base/text.h"
#include "value/display.h"

namespace csip::view {
namespace {

using engine::Column;
using engine::State;
using value::ColumnIndex;
using value::RowSlot;
using value::TableIndex;
using value::Value;

class CellSearch {
 public:
  CellSearch(const engine::Engine& engine, TableIndex table, std::string_view sought, FoldedTexts* texts)
      : engine_(engine),
        table_(table),
        wanted_(base::FoldForSearch(sought)),
        matches_(texts->Find(engine.texts(), sought)) {
    // Numbers, days and moments are written with these; no other search can find one.
    for (bool truth : {false, true}) truth_holds_[truth] = ValueHolds(Value::Bool(truth));
    like_a_number_ = wanted_.find_first_not_of("0123456789-+.:tze") == std::string::npos;
  }

  // Sets a mark beside each row whose cell shows what is sought.
  void Mark(ColumnIndex column, std::span<const RowSlot> rows, std::vector<uint8_t>* marks) {
    const Column* cells = engine_.FindColumn(table_, column);
    for (size_t i = 0; i < rows.size(); ++i) {
      if ((*marks)[i] != 0) continue;
      State state = cells == nullptr ? State::kOther : cells->StateOf(rows[i]);
      if (state != State::kOk && state != State::kOther) continue;
      bool holds = false;
      if (state == State::kOk && cells->storage() == value::Storage::kText) {
        holds = matches_[cells->Code(rows[i])] != Match::kNone;
      } else if (state == State::kOk && cells->storage() == value::Storage::kBool) {
        holds = truth_holds_[cells->Number(rows[i]) != 0];
      } else if (state == State::kOk && cells->is_number() && !like_a_number_) {
        continue;
      } else if (state == State::kOk && cells->storage() == value::Storage::kRow) {
        holds = NameHolds({cells->target(), cells->Code(rows[i])});
      } else {
        holds = ValueHolds(engine_.Get(table_, column, rows[i]));
      }
      if (holds) (*marks)[i] = 1;
    }
  }

 private:
  bool NameHolds(value::RowRef row) {
    auto [known, added] = names_.try_emplace(uint64_t{row.table} << 32 | row.slot, false);
    if (added) known->second = TextHolds(engine_.NameOf(row));
    return known->second;
  }
  bool ValueHolds(const Value& v) {
    if (v.is_blank() || v.is_error()) return false;
    return TextHolds(
        value::ToText(v, engine_.inputs().zone, [this](value::RowRef row) { return engine_.NameOf(row); }));
  }
  bool TextHolds(const std::string& text) const {
    return base::FoldForSearch(text).find(wanted_) != std::string::npos;
  }

  const engine::Engine& engine_;
  TableIndex table_;
  std::string wanted_;
  std::vector<Match> matches_;  // by symbol
  bool like_a_number_ = false;
  bool truth_holds_[2] = {false, false};
  std::unordered_map<uint64_t, bool> names_;  // many rows point to few
};

}  // namespace

void KeepMatching(const engine::Engine& engine, TableIndex table, std::span<const ColumnIndex> columns,
                  std::string_view sought, FoldedTexts* texts, std::vector<RowSlot>* rows) {
  CellSearch search(engine, table, sought, texts);
  std::vector<uint8_t> marks(rows->size(), 0);
  for (ColumnIndex column : columns) search.Mark(column, *rows, &marks);
  size_t kept = 0;
  for (size_t i = 0; i < rows->size(); ++i) {
    if (marks[i] != 0) (*rows)[kept++] = (*rows)[i];
  }
  rows->resize(kept);
}

}  // namespace csip::view
