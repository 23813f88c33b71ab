#include "view/search.h"

#include <array>
#include <unordered_set>

#include "base/text.h"

namespace csip::view {
namespace {

using value::ColumnIndex;
using value::RowSlot;
using value::TableIndex;

class Searcher {
 public:
  Searcher(const workspace::Reader& reader, FoldedTexts* texts, const SearchQuery& query)
      : reader_(reader),
        engine_(reader.engine()),
        query_(query),
        matches_(texts->Find(engine_.texts(), query.text)) {}

  std::vector<Found> Run() {
    for (TableIndex t : Tables()) FindNames(t);
    std::vector<Found> found;
    for (size_t match = names_.size(); match-- > 0;) {
      for (const Found& name : names_[match]) {
        if (found.size() < query_.limit) found.push_back(name);
      }
    }
    for (const Found& name : found) seen_.insert(KeyOf(name.row));
    for (TableIndex t : Tables()) FindTexts(t, &found);
    return found;
  }

 private:
  static uint64_t KeyOf(value::RowRef row) { return uint64_t{row.table} << 32 | row.slot; }

  std::vector<TableIndex> Tables() const {
    if (query_.table != value::kNone) return {query_.table};
    std::vector<TableIndex> tables;
    for (TableIndex t = 0; t < reader_.blueprint().tables.size(); ++t) {
      if (!reader_.blueprint().tables[t].system) tables.push_back(t);
    }
    return tables;
  }

  const engine::Column* TextsOf(TableIndex t, ColumnIndex c) const {
    const engine::Column* cells = engine_.FindColumn(t, c);
    return cells != nullptr && cells->storage() == value::Storage::kText ? cells : nullptr;
  }

  Match MatchOf(const engine::Column& cells, RowSlot row) const {
    return cells.StateOf(row) == engine::State::kOk ? matches_[cells.Code(row)] : Match::kNone;
  }

  void AddName(value::RowRef row, ColumnIndex column, Match match) {
    std::vector<Found>& of_match = names_[static_cast<size_t>(match)];
    if (of_match.size() < query_.limit) of_match.push_back({row, column, match, true});
  }

  void FindNames(TableIndex t) {
    ColumnIndex display = reader_.compiled().catalog.tables[t].display;
    if (display != value::kNone) {
      if (const engine::Column* cells = TextsOf(t, display)) {
        for (RowSlot row : engine_.Rows(t)) {
          Match match = MatchOf(*cells, row);
          if (match != Match::kNone) AddName({t, row}, display, match);
        }
      }
    }
    FindRowIds(t);
  }

  // Row ids are never kept as texts, but found by an index.
  void FindRowIds(TableIndex t) {
    for (ColumnIndex c = 0; c < reader_.blueprint().tables[t].columns.size(); ++c) {
      if (!reader_.compiled().catalog.tables[t].columns[c].row_id) continue;
      std::string_view id = base::Trim(query_.text);
      for (const std::string& text : {std::string(id), base::ToUpper(id)}) {
        for (RowSlot row : engine_.FindRows(t, c, value::Value::Text(text)))
          AddName({t, row}, c, Match::kStart);
        if (text == base::ToUpper(id)) break;
      }
    }
  }

  void FindTexts(TableIndex t, std::vector<Found>* found) {
    ColumnIndex display = reader_.compiled().catalog.tables[t].display;
    for (ColumnIndex c = 0; c < reader_.blueprint().tables[t].columns.size(); ++c) {
      const engine::Column* cells = c == display ? nullptr : TextsOf(t, c);
      if (cells == nullptr) continue;
      for (RowSlot row : engine_.Rows(t)) {
        if (found->size() >= query_.limit) return;
        Match match = MatchOf(*cells, row);
        if (match == Match::kNone || !seen_.insert(KeyOf({t, row})).second) continue;
        found->push_back({{t, row}, c, match, false});
      }
    }
  }

  const workspace::Reader& reader_;
  const engine::Engine& engine_;
  const SearchQuery& query_;
  std::vector<Match> matches_;               // by symbol
  std::array<std::vector<Found>, 4> names_;  // by Match
  std::unordered_set<uint64_t> seen_;
};

}  // namespace

std::vector<Found> Search(const workspace::Reader& reader, FoldedTexts* texts, const SearchQuery& query) {
  return Searcher(reader, texts, query).Run();
}

}  // namespace csip::view
