#include "view/rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/collate.h"
#include "base/text.h"
#include "formula/bind.h"
#include "workspace/options.h"

namespace csip::view {

using base::Result;
using blueprint::SortKey;
using value::ColumnIndex;
using value::RowSlot;
using value::TableIndex;
using value::Value;

namespace {

// What a cell sorts by: a number, or bytes, or nothing (blank).
struct Key {
  enum class Kind : uint8_t { kNumber, kText, kBlank } kind = Kind::kBlank;
  double number = 0;
  std::string text;
};

int Compare(const Key& a, const Key& b) {
  if (a.kind != b.kind) return a.kind < b.kind ? -1 : 1;
  if (a.kind == Key::Kind::kNumber) return a.number < b.number ? -1 : (b.number < a.number ? 1 : 0);
  return a.text.compare(b.text);
}

class KeyMaker {
 public:
  KeyMaker(const engine::Engine& engine, TableIndex table, ColumnIndex column)
      : engine_(engine), table_(table), column_(column) {
    const auto& declared = engine.compiled().blueprint.tables[table].columns[column];
    if (!declared.type->has_options) return;
    auto options = workspace::OptionsOf(engine, table, column);
    for (size_t i = 0; i < options.size(); ++i) options_[options[i].name] = static_cast<double>(i);
  }

  Key Of(RowSlot row) {
    Value v = engine_.Get(table_, column_, row);
    switch (v.kind()) {
      case value::Kind::kBlank:
      case value::Kind::kError:
        return {};
      case value::Kind::kBool:
        return {Key::Kind::kNumber, v.boolean() ? 1.0 : 0.0, {}};
      case value::Kind::kNumber:
        return {Key::Kind::kNumber, v.number(), {}};
      case value::Kind::kDate:
        return {Key::Kind::kNumber, static_cast<double>(v.date()), {}};
      case value::Kind::kInstant:
        return {Key::Kind::kNumber, static_cast<double>(v.instant()), {}};
      default:
        break;
    }
    std::string text =
        value::ToText(v, engine_.inputs().zone, [this](value::RowRef r) { return engine_.NameOf(r); });
    auto option = options_.find(text);
    if (option != options_.end()) return {Key::Kind::kNumber, option->second, {}};
    auto [known, added] = texts_.try_emplace(text);  // many rows share few texts
    if (added) known->second = base::SortKey(text);
    return {Key::Kind::kText, 0, known->second};
  }

 private:
  const engine::Engine& engine_;
  TableIndex table_;
  ColumnIndex column_;
  std::map<std::string, double> options_;
  std::map<std::string, std::string> texts_;
};

base::Status Sort(const engine::Engine& engine, TableIndex t, const std::vector<SortKey>& sort,
                  std::vector<RowSlot>* rows) {
  const auto& table = engine.compiled().blueprint.tables[t];
  std::vector<std::pair<std::vector<Key>, bool>> keys;  // per sort column: a key for each row, descending
  for (const SortKey& by : sort) {
    auto column = table.FindColumn(by.column);
    if (!column) {
      std::vector<std::string> names;
      for (const auto& c : table.columns) names.push_back(c.name);
      return base::Invalid(fmt::format("no column `{}` on {} to sort by{}", by.column, table.name,
                                       base::DidYouMean(by.column, names)));
    }
    KeyMaker maker(engine, t, *column);
    std::vector<Key> of_rows;
    for (RowSlot row : *rows) of_rows.push_back(maker.Of(row));
    keys.emplace_back(std::move(of_rows), by.descending);
  }
  std::vector<uint32_t> order(rows->size());
  for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    for (const auto& [of_rows, descending] : keys) {
      bool blank_a = of_rows[a].kind == Key::Kind::kBlank, blank_b = of_rows[b].kind == Key::Kind::kBlank;
      if (blank_a != blank_b) return blank_b;  // blanks last, in either direction
      int c = Compare(of_rows[a], of_rows[b]);
      if (c != 0) return descending ? c > 0 : c < 0;
    }
    return false;
  });
  std::vector<RowSlot> sorted;
  sorted.reserve(order.size());
  for (uint32_t i : order) sorted.push_back((*rows)[i]);
  *rows = std::move(sorted);
  return {};
}

std::string Shortened(const std::string& formula) {
  return formula.size() <= 60 ? formula : formula.substr(0, base::ByteOffset(formula, 50)) + "…";
}

base::Status Filter(const engine::Engine& engine, TableIndex table, const std::string& formula,
                    const Value& user, std::vector<RowSlot>* rows) {
  formula::Bound bound = formula::Bind(formula, {.catalog = &engine.compiled().catalog, .table = table});
  for (const auto& diagnostic : bound.diagnostics) {
    if (!bound.ok() && diagnostic.severity == formula::Diagnostic::Severity::kError)
      return formula::ToError(diagnostic, formula);
  }
  Value limit;
  std::vector<RowSlot> kept = engine.Select(table, bound, user, &limit);
  if (limit.is_error())
    return base::Error{base::Code::kLimit,
                       fmt::format("the filter `{}`: {}", Shortened(formula), limit.error_reason())};
  if (kept.size() == engine.RowCount(table)) return {};
  std::vector<uint8_t> holds(engine.SlotCount(table), 0);
  for (RowSlot row : kept) holds[row] = 1;
  std::erase_if(*rows, [&](RowSlot row) { return holds[row] == 0; });
  return {};
}

}  // namespace

Result<std::vector<RowSlot>> SelectRows(const workspace::Reader& reader, const RowQuery& query) {
  const engine::Engine& engine = reader.engine();
  auto all = engine.Rows(query.table);
  std::vector<RowSlot> rows(all.begin(), all.end());
  if (query.view != nullptr && !query.view->filter.empty()) {
    CSIP_RETURN_IF_ERROR(Filter(engine, query.table, query.view->filter.text, query.user, &rows));
  }
  if (!query.filter.empty())
    CSIP_RETURN_IF_ERROR(Filter(engine, query.table, query.filter, query.user, &rows));
  std::vector<SortKey> sort;
  if (query.view != nullptr) sort = query.view->group;
  if (!query.sort.empty()) {
    sort.insert(sort.end(), query.sort.begin(), query.sort.end());
  } else if (query.view != nullptr) {
    sort.insert(sort.end(), query.view->sort.begin(), query.view->sort.end());
  }
  if (!sort.empty()) CSIP_RETURN_IF_ERROR(Sort(engine, query.table, sort, &rows));
  return rows;
}

}  // namespace csip::view
