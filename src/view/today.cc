#include "view/today.h"

#include <algorithm>
#include <unordered_map>

#include "value/display.h"

namespace csip::view {
namespace {

using blueprint::Settings;
using value::kNone;
using value::RowRef;
using value::RowSlot;
using value::TableIndex;
using value::Value;

class Ranking {
 public:
  Ranking(const workspace::Reader& reader, Orders& orders, const RowQuery& scope)
      : reader_(reader), orders_(orders), scope_(scope) {}

  base::Result<std::vector<TodayItem>> Run(size_t most) {
    CSIP_ASSIGN_OR_RETURN(auto rows, orders_.Get(reader_, scope_));
    in_scope_.reserve(rows->rows.size());
    for (size_t i = 0; i < rows->rows.size(); ++i) in_scope_.emplace(rows->rows[i], i);
    for (const Settings& home : reader_.blueprint().page.Maps("home")) {
      for (const Settings& rule : home.Maps("today")) Apply(rule);
    }
    std::vector<TodayItem> items;
    for (auto& [subject, item] : items_) {
      std::stable_sort(item.reasons.begin(), item.reasons.end(),
                       [](const TodayReason& a, const TodayReason& b) { return a.weight > b.weight; });
      items.push_back(std::move(item));
    }
    std::sort(items.begin(), items.end(), [&](const TodayItem& a, const TodayItem& b) {
      if (a.weight != b.weight) return a.weight > b.weight;
      return in_scope_.at(a.subject) < in_scope_.at(b.subject);
    });
    if (items.size() > most) items.resize(most);
    return items;
  }

 private:
  formula::Bound Bind(const std::string& text, TableIndex table) const {
    return formula::Bind(text, {.catalog = &reader_.compiled().catalog, .table = table, .locals = {}});
  }

  void Apply(const Settings& rule) {
    const blueprint::Blueprint& blueprint = reader_.blueprint();
    auto table = blueprint.FindTable(rule.Text("table"));
    if (!table) return;
    value::ColumnIndex of = kNone;
    if (!rule.Text("of").empty()) {
      auto column = blueprint.tables[*table].FindColumn(rule.Text("of"));
      auto target =
          column ? blueprint.FindTable(blueprint.tables[*table].columns[*column].target) : std::nullopt;
      if (!target || *target != scope_.table) return;
      of = *column;
    } else if (*table != scope_.table) {
      return;
    }
    RowQuery query{.table = *table, .filter = rule.FormulaOf("when").text, .viewer = scope_.viewer};
    auto rows = orders_.Get(reader_, query);
    if (!rows.ok()) return;
    formula::Bound why = Bind(rule.FormulaOf("why").text, *table);
    const std::string& weight_text = rule.FormulaOf("weight").text;
    formula::Bound weight = Bind(weight_text.empty() ? "1" : weight_text, *table);
    if (!why.ok() || !weight.ok()) return;
    for (RowSlot row : (*rows)->rows) {
      for (RowSlot subject : SubjectsOf({*table, row}, of)) {
        if (in_scope_.contains(subject)) Add(subject, {*table, row}, why, weight, rule.Text("tone"));
      }
    }
  }

  std::vector<RowSlot> SubjectsOf(RowRef row, value::ColumnIndex of) const {
    if (of == kNone) return {row.slot};
    std::vector<RowSlot> subjects;
    Value link = reader_.engine().Get(row.table, of, row.slot);
    for (const Value& v : value::AsItems(link)) {
      if (v.is_row() && v.row().table == scope_.table) subjects.push_back(v.row().slot);
    }
    return subjects;
  }

  void Add(RowSlot subject, RowRef row, const formula::Bound& why, const formula::Bound& weight,
           const std::string& tone) {
    const engine::Engine& engine = reader_.engine();
    Value text = engine.Evaluate(why, row, scope_.viewer, {}, &budget_);
    Value number = engine.Evaluate(weight, row, scope_.viewer, {}, &budget_);
    if (text.is_blank() || text.is_error()) return;
    TodayReason reason{.row = row, .weight = number.is_number() ? number.number() : 1, .tone = tone};
    reason.text =
        value::ToText(text, engine.inputs().zone, [&](RowRef other) { return engine.NameOf(other); });
    TodayItem& item = items_[subject];
    item.subject = subject;
    item.weight += reason.weight;
    item.reasons.push_back(std::move(reason));
  }

  const workspace::Reader& reader_;
  Orders& orders_;
  const RowQuery& scope_;
  std::unordered_map<RowSlot, size_t> in_scope_;  // its place in the scope's order
  std::unordered_map<RowSlot, TodayItem> items_;
  // Of all words and weights together; what lies beyond is left out.
  formula::SharedBudget budget_ = {.steps = 50'000'000, .bytes = int64_t{64} << 20};
};

}  // namespace

base::Result<std::vector<TodayItem>> RankToday(const workspace::Reader& reader, Orders& orders,
                                               const RowQuery& scope, size_t most) {
  return Ranking(reader, orders, scope).Run(most);
}

}  // namespace csip::view
