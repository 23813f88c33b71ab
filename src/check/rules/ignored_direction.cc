#include <fmt/format.h>

#include <array>
#include <set>

#include "base/text.h"
#include "check/report.h"
#include "check/rules/all.h"

namespace csip::check {
namespace {

using formula::Base;

std::set<std::string> WordsOf(std::string_view name) {
  std::set<std::string> words;
  std::string word;
  for (char c : base::ToLowerAscii(name) + "_") {
    if (c >= 'a' && c <= 'z') {
      word += c;
    } else {
      if (!word.empty()) words.insert(word);
      word.clear();
    }
  }
  return words;
}

bool HasOneOf(const std::set<std::string>& words, std::initializer_list<const char*> wanted) {
  return std::any_of(wanted.begin(), wanted.end(), [&](const char* w) { return words.contains(w); });
}

// Which way a value of the row is good: a checkbox such as Higher_Is_Better, a choice between Higher and Lower.
bool SaysDirection(const blueprint::Column& column) {
  if (column.type == nullptr || column.computed()) return false;
  std::set<std::string> words = WordsOf(column.name);
  if (column.type->name == "checkbox") {
    return HasOneOf(words, {"good", "better", "desirable", "favorable", "favourable"}) &&
           HasOneOf(words, {"is", "trend", "higher", "lower", "more", "less", "rising", "increase",
                            "increasing", "up", "down", "direction"});
  }
  if (column.type->name != "select" || column.options.size() != 2) return false;
  return std::all_of(column.options.begin(), column.options.end(), [](const blueprint::Option& option) {
    return HasOneOf(WordsOf(option.name),
                    {"higher", "lower", "up", "down", "more", "less", "increase", "decrease", "increasing",
                     "decreasing", "rising", "falling", "maximize", "minimize"});
  });
}

// The entered numbers of the row that an expression is made of.
std::set<value::ColumnIndex> EnteredNumbers(const Analysis& analysis, const Node& node) {
  std::set<value::ColumnIndex> columns;
  Walk(node, [&](const Node& n) {
    if (!IsCell(n) || n.args[0]->kind != NodeKind::kThisRow) return;
    if (n.type.base == Base::kNumber && !analysis.ColumnAt(n.table, n.column).computed())
      columns.insert(n.column);
  });
  return columns;
}

// A value of the row against a limit of the row, both entered.
const Node* FindJudgement(const Analysis& analysis, const Site& site) {
  const Node* found = nullptr;
  Walk(*site.root(), [&](const Node& node) {
    if (found != nullptr || !IsOrdering(node)) return;
    std::set<value::ColumnIndex> a = EnteredNumbers(analysis, *node.args[0]);
    std::set<value::ColumnIndex> b = EnteredNumbers(analysis, *node.args[1]);
    if (!a.empty() && !b.empty() && a != b) found = &node;
  });
  return found;
}

bool IsCellOf(const Node& node, formula::ColumnRead column) {
  return IsCell(node) && node.table == column.table && node.column == column.column;
}

// Whether the checkbox is asked for one of its values only, and nothing is said for rows that have the other.
struct Asked {
  bool yes = false, no = false;
  const Node* first = nullptr;
};
void FindAsked(const Node& node, formula::ColumnRead direction, Asked* asked) {
  auto note = [&](bool yes, bool both) {
    if (asked->first == nullptr) asked->first = &node;
    asked->yes |= yes || both;
    asked->no |= !yes || both;
  };
  if (IsBinary(node, Op::kEqual) || IsBinary(node, Op::kNotEqual)) {
    for (bool swapped : {false, true}) {
      const Node& cell = *node.args[swapped ? 1 : 0];
      const Node& value = *node.args[swapped ? 0 : 1];
      if (!IsCellOf(cell, direction)) continue;
      bool literal = value.kind == NodeKind::kLiteral && value.value.is_bool();
      return note(literal && value.value.is_true() == (node.op == Op::kEqual), !literal);
    }
  }
  if (IsCellOf(node, direction)) return note(true, false);
  bool negated = (node.kind == NodeKind::kUnary && node.op == Op::kNot) || IsCall(node, "Not");
  if (negated && IsCellOf(*node.args[0], direction)) return note(false, false);
  for (size_t i = 0; i < node.args.size(); ++i) {
    Asked inner;
    FindAsked(*node.args[i], direction, &inner);
    if (inner.first == nullptr) continue;
    if (asked->first == nullptr) asked->first = inner.first;
    // A condition by itself, with something said for either outcome.
    bool alone = IsCellOf(*node.args[i], direction) ||
                 (IsComparison(*node.args[i]) && inner.first == node.args[i].get());
    bool whole =
        alone && (IsCall(node, "Switch") || (IsCall(node, "If") && i % 2 == 0 && node.args.size() > i + 2));
    asked->yes |= inner.yes || whole;
    asked->no |= inner.no || whole;
  }
}

void CheckAsked(const Analysis& analysis, const Site& site, formula::ColumnRead direction, Report* report) {
  const blueprint::Column& column = analysis.ColumnAt(direction.table, direction.column);
  if (column.type->name != "checkbox" || !site.bound->reads.contains(direction)) return;
  Asked asked;
  FindAsked(*site.root(), direction, &asked);
  if (asked.first == nullptr || asked.yes == asked.no) return;
  report->Add(site, *asked.first,
              fmt::format("{} asks only for rows where {} is {}; for the others nothing of the kind is said",
                          site.subject, column.name, asked.yes ? "true" : "false"));
}

void CheckSite(const Analysis& analysis, const Site& site, const std::vector<formula::ColumnRead>& directions,
               Report* report) {
  bool reads = false;
  for (formula::ColumnRead direction : directions) {
    reads |= analysis.Reads(site.table, site.column, direction);
    CheckAsked(analysis, site, direction, report);
  }
  const Node* judged = reads ? nullptr : FindJudgement(analysis, site);
  if (judged == nullptr) return;
  report->Add(
      site, *judged,
      fmt::format("{} takes one direction to be good for every row, though {} says which it is",
                  site.Text(*judged), analysis.ColumnAt(directions[0].table, directions[0].column).name));
}

void Run(const Analysis& analysis, Report* report) {
  for (const Site& site : analysis.sites()) {
    if (site.kind != Site::Kind::kColumn || site.root() == nullptr) continue;
    std::vector<formula::ColumnRead> directions;
    const auto& columns = analysis.blueprint().tables[site.table].columns;
    for (value::ColumnIndex c = 0; c < columns.size(); ++c) {
      if (SaysDirection(columns[c])) directions.push_back({site.table, c});
    }
    if (!directions.empty()) CheckSite(analysis, site, directions, report);
  }
}

}  // namespace

const Rule kIgnoredDirection{
    .id = "ignored-direction",
    .title = "Higher taken to be better, whatever the row says",
    .severity = Severity::kWarning,
    .description =
        "A table has a column that says which direction is good for a row, and a formula that compares a "
        "value of "
        "the row with a limit of the row does not ask it, or asks it for one direction only.",
    .why =
        "Rows for which lower is better, such as response times and costs, are judged the wrong way round.",
    .remedy = "Compare one way where higher is better, the other way where it is not.",
    .example = "If([Value] >= [Target], \"Good\", \"Bad\") beside a checkbox Higher_Is_Better",
    .run = Run,
};

}  // namespace csip::check
