#include "view/today.h"

#include <fmt/format.h>

#include <algorithm>
#include <queue>

#include "formula/ast.h"
#include "value/display.h"
#include "view/basis.h"

namespace csip::view {

using blueprint::Settings;
using value::kNone;
using value::RowRef;
using value::RowSlot;
using value::TableIndex;
using value::Value;

// One ranking under way.
class Ranking {
 public:
  Ranking(Today& today, const workspace::Reader& reader, const RowQuery& scope)
      : today_(today), reader_(reader), engine_(reader.engine()), scope_(scope) {}

  base::Result<std::vector<TodayItem>> Run(size_t most) {
    CSIP_ASSIGN_OR_RETURN(auto order, today_.orders_.Get(reader_, scope_));
    place_.assign(engine_.SlotCount(scope_.table), kNowhere);
    for (size_t i = 0; i < order->rows.size(); ++i) place_[order->rows[i]] = static_cast<uint32_t>(i);
    chains_.resize(order->rows.size());
    for (const Settings& home : reader_.blueprint().page.Maps("home")) {
      for (const Settings& settings : home.Maps("today")) Apply(settings);
    }
    return Best(order->rows, most);
  }

 private:
  static constexpr uint32_t kNowhere = UINT32_MAX;

  struct Rule {
    TableIndex table = kNone;
    value::ColumnIndex of = kNone;
    formula::Bound why, weight;
    std::string tone;
  };
  // A row that a rule holds for.
  struct Link {
    uint32_t rule = 0;
    RowSlot row = 0;
    double weight = 0;
    uint32_t next = kNowhere;  // of the same subject
  };
  struct Chain {
    uint32_t first = kNowhere, last = kNowhere;
    double most = 0;  // no sum of some of its weights is greater
  };
  // A subject by what it weighs at most, or, with its words made, by what it weighs.
  struct Candidate {
    double weight;
    uint32_t place;
    std::shared_ptr<TodayItem> item;  // null: not made yet
    // Those to be made come before those that are, where they may turn out to weigh the same.
    bool operator<(const Candidate& other) const {
      if (weight != other.weight) return weight < other.weight;
      if ((item == nullptr) != (other.item == nullptr)) return item != nullptr;
      return place > other.place;
    }
  };

  formula::Bound Bind(const std::string& text, TableIndex table) const {
    return formula::Bind(text, {.catalog = &reader_.compiled().catalog, .table = table, .locals = {}});
  }

  void Apply(const Settings& settings) {
    const blueprint::Blueprint& blueprint = reader_.blueprint();
    auto table = blueprint.FindTable(settings.Text("table"));
    if (!table) return;
    Rule rule{.table = *table, .tone = settings.Text("tone")};
    if (!settings.Text("of").empty()) {
      auto column = blueprint.tables[*table].FindColumn(settings.Text("of"));
      auto target =
          column ? blueprint.FindTable(blueprint.tables[*table].columns[*column].target) : std::nullopt;
      if (!target || *target != scope_.table) return;
      rule.of = *column;
    } else if (*table != scope_.table) {
      return;
    }
    rule.why = Bind(settings.FormulaOf("why").text, *table);
    const std::string& weight = settings.FormulaOf("weight").text;
    rule.weight = Bind(weight.empty() ? "1" : weight, *table);
    if (!rule.why.ok() || !rule.weight.ok()) return;
    auto found = RowsOf(rule, settings.FormulaOf("when").text);
    if (!found.ok()) return;
    rules_.push_back(std::move(rule));
    for (size_t i = 0; i < (*found)->rows.size(); ++i) {
      if (uint32_t place = place_[(*found)->subjects[i]]; place != kNowhere)
        Add(place, (*found)->rows[i], (*found)->weights[i]);
    }
  }

  void Add(uint32_t place, RowSlot row, double weight) {
    Chain& chain = chains_[place];
    auto at = static_cast<uint32_t>(links_.size());
    links_.push_back({static_cast<uint32_t>(rules_.size() - 1), row, weight, kNowhere});
    (chain.last == kNowhere ? chain.first : links_[chain.last].next) = at;
    chain.last = at;
    chain.most += std::max(0.0, weight);
  }

  StampedCache<Today::RuleRows>::Made RowsOf(const Rule& rule, const std::string& when) {
    RowQuery query{.table = rule.table, .filter = when, .viewer = scope_.viewer};
    CSIP_ASSIGN_OR_RETURN(auto order, today_.orders_.Get(reader_, query));
    BasisBuilder reads(engine_);
    reads.AddRows(scope_.table);
    if (rule.of != kNone) reads.AddCells(rule.table, rule.of);
    reads.AddFormula(rule.weight);
    Basis basis = reads.Finish();
    basis.stamps.push_back(order->stamp);
    std::string key =
        fmt::format("{} {} {} {}", order->stamp, scope_.table, rule.of, reads.Circumstances(scope_.viewer)) +
        rule.weight.text;
    return today_.rules_.Get(
        key, basis, [&](const Today::RuleRows*) { return MakeRows(rule, order->rows); },
        [](const Today::RuleRows& made) {
          return made.rows.size() * (2 * sizeof(RowSlot) + sizeof(double));
        });
  }

  StampedCache<Today::RuleRows>::Made MakeRows(const Rule& rule, const std::vector<RowSlot>& rows) const {
    auto made = std::make_shared<Today::RuleRows>();
    auto budget = formula::SharedBudget::OfRows(rows.size());
    bool constant = rule.weight.root->kind == formula::NodeKind::kLiteral;
    std::optional<double> same;
    for (RowSlot row : rows) {
      for (RowSlot subject : SubjectsOf({rule.table, row}, rule.of)) {
        if (!same || !constant) {
          Value v = engine_.Evaluate(rule.weight, {rule.table, row}, scope_.viewer, {}, &budget);
          same = v.is_number() ? v.number() : 1;
        }
        made->rows.push_back(row);
        made->subjects.push_back(subject);
        made->weights.push_back(*same);
      }
    }
    return std::shared_ptr<const Today::RuleRows>(std::move(made));
  }

  std::vector<RowSlot> SubjectsOf(RowRef row, value::ColumnIndex of) const {
    if (of == kNone) return {row.slot};
    std::vector<RowSlot> subjects;
    Value link = engine_.Get(row.table, of, row.slot);
    for (const Value& v : value::AsItems(link)) {
      if (v.is_row() && v.row().table == scope_.table) subjects.push_back(v.row().slot);
    }
    return subjects;
  }

  // Whether a reason has words is known when they are made, and without them it is none. So the subject that may weigh most
  // is made, and goes back among the others with what it does weigh, until the heaviest ones are made.
  std::vector<TodayItem> Best(const std::vector<RowSlot>& scope, size_t most) {
    std::priority_queue<Candidate> candidates;
    for (uint32_t place = 0; place < chains_.size(); ++place) {
      if (chains_[place].first != kNowhere) candidates.push({chains_[place].most, place, nullptr});
    }
    std::vector<TodayItem> items;
    while (!candidates.empty() && items.size() < most) {
      Candidate best = candidates.top();
      candidates.pop();
      if (best.item != nullptr) {
        items.push_back(std::move(*best.item));
        continue;
      }
      best.item = std::make_shared<TodayItem>(Make(scope[best.place], chains_[best.place]));
      best.weight = best.item->weight;
      if (!best.item->reasons.empty()) candidates.push(std::move(best));
    }
    return items;
  }

  TodayItem Make(RowSlot subject, const Chain& chain) {
    TodayItem item{.subject = subject};
    for (uint32_t at = chain.first; at != kNowhere; at = links_[at].next) {
      const Link& link = links_[at];
      const Rule& rule = rules_[link.rule];
      RowRef row{rule.table, link.row};
      Value text = engine_.Evaluate(rule.why, row, scope_.viewer, {}, &budget_);
      if (text.is_blank() || text.is_error()) continue;
      item.weight += link.weight;
      item.reasons.push_back({.text = value::ToText(text, engine_.inputs().zone,
                                                    [&](RowRef other) { return engine_.NameOf(other); }),
                              .row = row,
                              .weight = link.weight,
                              .tone = rule.tone});
    }
    std::stable_sort(item.reasons.begin(), item.reasons.end(),
                     [](const TodayReason& a, const TodayReason& b) { return a.weight > b.weight; });
    return item;
  }

  Today& today_;
  const workspace::Reader& reader_;
  const engine::Engine& engine_;
  const RowQuery& scope_;
  std::vector<uint32_t> place_;  // by slot: where the scope's order has it
  std::vector<Chain> chains_;    // by place
  std::vector<Link> links_;
  std::vector<Rule> rules_;
  // Of all words together; reasons beyond it are left out.
  formula::SharedBudget budget_ = {.steps = 50'000'000, .bytes = int64_t{64} << 20};
};

base::Result<std::vector<TodayItem>> Today::Rank(const workspace::Reader& reader, const RowQuery& scope,
                                                 size_t most) {
  return Ranking(*this, reader, scope).Run(most);
}

}  // namespace csip::view
