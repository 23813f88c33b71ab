#include <fmt/format.h>

#include <array>

#include "base/text.h"
#include "check/report.h"
#include "check/rules/all.h"

namespace csip::check {
namespace {

// Words for being over, as options name it.
constexpr std::array<std::string_view, 16> kOver = {
    "cancelled", "canceled", "on hold",  "closed",  "done",      "completed", "complete", "rejected",
    "abandoned", "archived", "inactive", "dropped", "withdrawn", "expired",   "paused",   "resolved"};

bool IsOver(std::string_view option) {
  std::string lower = base::ToLowerAscii(option);
  return std::find(kOver.begin(), kOver.end(), lower) != kOver.end();
}

bool IsToday(const Node& node) {
  return IsCall(node, "Today") || IsCall(node, "Now");
}

// Today() > [Due]: the day has passed. The column, or nullptr.
const Node* PassedDate(const Analysis& analysis, const Node& node) {
  if (!IsOrdering(node)) return nullptr;
  for (bool swapped : {false, true}) {
    const Node& now = *node.args[swapped ? 1 : 0];
    const Node& due = *node.args[swapped ? 0 : 1];
    Op op = swapped ? Mirrored(node.op) : node.op;
    bool later = op == Op::kGreater || op == Op::kGreaterEqual;
    if (later && IsToday(now) && IsCell(due) && due.args[0]->kind == NodeKind::kThisRow &&
        !analysis.ColumnAt(due.table, due.column).computed())
      return &due;
  }
  return nullptr;
}

struct Status {
  formula::ColumnRead column;
  std::vector<std::string> over;  // its options that mean so
};

// Select columns of the table with options that mean "over".
std::vector<Status> StatusColumns(const Analysis& analysis, value::TableIndex table) {
  std::vector<Status> all;
  const auto& columns = analysis.blueprint().tables[table].columns;
  for (value::ColumnIndex c = 0; c < columns.size(); ++c) {
    if (columns[c].type == nullptr || columns[c].type->name != "select") continue;
    Status status{{table, c}, {}};
    for (const blueprint::Option& option : columns[c].options) {
      if (IsOver(option.name)) status.over.push_back(option.name);
    }
    if (!status.over.empty()) all.push_back(std::move(status));
  }
  return all;
}

// Where another formula of the table tests one of these options, or "".
std::string SiblingTest(const Analysis& analysis, const Site& site, const Status& status) {
  for (const Site& other : analysis.sites()) {
    if (&other == &site || other.table != status.column.table || other.root() == nullptr) continue;
    std::string tested;
    Walk(*other.root(), [&](const Node& node) {
      bool option = IsText(node) && node.option_table == status.column.table &&
                    node.option_column == status.column.column;
      if (option && IsOver(node.value.text())) tested = std::string(node.value.text());
    });
    if (!tested.empty()) return fmt::format("; {} tests “{}”", other.subject, tested);
  }
  return "";
}

// The status that other formulas of the table ask, else the first; nothing where the formula asks one of them.
std::optional<Status> IgnoredStatus(const Analysis& analysis, const Site& site) {
  std::optional<Status> ignored;
  std::string asked;
  for (Status& status : StatusColumns(analysis, site.table)) {
    if (analysis.Reads(site.table, site.column, status.column)) return std::nullopt;
    std::string test = SiblingTest(analysis, site, status);
    if (!ignored || (asked.empty() && !test.empty())) ignored = std::move(status);
    if (asked.empty()) asked = test;
  }
  return ignored;
}

void Run(const Analysis& analysis, Report* report) {
  for (const Site& site : analysis.sites()) {
    if (site.kind != Site::Kind::kColumn || site.root() == nullptr) continue;
    const Node* due = nullptr;
    Walk(*site.root(), [&](const Node& node) {
      if (due == nullptr) due = PassedDate(analysis, node);
    });
    if (due == nullptr) continue;
    auto status = IgnoredStatus(analysis, site);
    if (!status) continue;
    const std::string& name = analysis.ColumnAt(status->column.table, status->column.column).name;
    report->Add(
        site, *due,
        fmt::format("a row whose {} is “{}” still becomes overdue against {}{}", name,
                    fmt::join(status->over, "” or “"), site.Text(*due), SiblingTest(analysis, site, *status)),
        fmt::format("Ask first: If([{}].HasAny(\"{}\"), 0, …).", name, fmt::join(status->over, "\", \"")));
  }
}

}  // namespace

const Rule kClosedStaysOpen{
    .id = "closed-stays-open",
    .title = "What is over still becomes overdue",
    .severity = Severity::kWarning,
    .description =
        "A formula that compares a date with today to tell what is late, on a table with a status such as "
        "Cancelled or On Hold that it does not look at.",
    .why = "Work that nobody will do is counted as late, more so every day.",
    .remedy = "Exclude the rows that are over.",
    .example = "If(Today() > [Due], Today() - [Due], 0) beside a Status with Cancelled",
    .run = Run,
};

}  // namespace csip::check
