#include "workspace/conflict.h"

#include <fmt/format.h>

#include "value/display.h"
#include "workspace/actor_names.h"
#include "workspace/stored.h"
#include "workspace/workspace.h"

namespace csip::workspace {

using value::TableIndex;
using value::Value;

namespace {

class Teller {
 public:
  Teller(const Reader& reader, store::Store& store) : reader_(reader), store_(store), names_(store) {}

  base::Result<ConflictReport> Tell(const Conflict& conflict);

 private:
  std::string NameOf(TableIndex t, int64_t number) const;
  std::string TextOf(const Value& v) const;
  std::string Words(const ConflictReport& report, TableIndex t, const std::string& column) const;
  base::Status FindWriter(ConflictReport* report, TableIndex t, std::optional<value::ColumnIndex> c);

  const Reader& reader_;
  store::Store& store_;
  ActorNames names_;
};

std::string Teller::NameOf(TableIndex t, int64_t number) const {
  auto slot = t == value::kNone ? std::nullopt : reader_.engine().FindRow(t, number);
  std::string id = RowId(number);
  if (!slot) return id;
  std::string name = reader_.engine().NameOf({t, *slot});
  return name.empty() || name == std::to_string(number) ? id : fmt::format("`{}`", name);
}

std::string Teller::TextOf(const Value& v) const {
  if (v.is_blank()) return "blank";
  return fmt::format("`{}`", value::ToText(v, reader_.engine().inputs().zone, [this](value::RowRef row) {
                       auto slot = row.table == value::kNone ? std::nullopt
                                                             : reader_.engine().FindRow(row.table, row.slot);
                       return slot ? reader_.engine().NameOf({row.table, *slot}) : RowId(row.slot);
                     }));
}

base::Status Teller::FindWriter(ConflictReport* report, TableIndex t, std::optional<value::ColumnIndex> c) {
  const Conflict& conflict = report->conflict;
  store::ChangeQuery last{.table = t, .row = conflict.row, .column = {}, .limit = 1, .inserted_cells = false};
  if (conflict.kind == Conflict::Kind::kChanged) last.column = c;
  if (conflict.kind == Conflict::Kind::kLinkGone || conflict.kind == Conflict::Kind::kLinkedSince) {
    last.table = conflict.other->table;
    last.row = conflict.other->slot;
  }
  if (conflict.kind == Conflict::Kind::kNoPlace || !last.table || *last.table == value::kNone) return {};
  CSIP_ASSIGN_OR_RETURN(auto changes, store_.Changes(last));
  if (changes.empty()) return {};
  report->actor = changes[0].actor;
  report->actor_name = names_.Of(changes[0].actor);
  report->time = changes[0].time;
  return {};
}

std::string Teller::Words(const ConflictReport& report, TableIndex t, const std::string& column) const {
  const Conflict& conflict = report.conflict;
  const std::string& table = reader_.blueprint().tables[t].name;
  std::string row = fmt::format("{} of {}", NameOf(t, conflict.row), table);
  std::string by;
  if (!report.actor.empty()) {
    by = fmt::format(", by {} at {}", report.actor_name,
                     value::FormatInstant(report.time, reader_.engine().inputs().zone));
  }
  std::string other = conflict.other && conflict.other->table != value::kNone
                          ? fmt::format("{} of {}", NameOf(conflict.other->table, conflict.other->slot),
                                        reader_.blueprint().tables[conflict.other->table].name)
                          : "another row";
  switch (conflict.kind) {
    case Conflict::Kind::kChanged:
      return fmt::format("{}: {}{} was {} and is {} now{}", row,
                         conflict.of_override ? "the override of " : "", column, TextOf(conflict.expected),
                         TextOf(report.theirs), by);
    case Conflict::Kind::kRowGone:
      return fmt::format("{} has been deleted{}", row, by);
    case Conflict::Kind::kRowThere:
      return fmt::format("{} is there already{}", row, by);
    case Conflict::Kind::kLinkGone:
      return fmt::format("{}: {} was {}, which has been deleted{}; bring that back too", row, column, other,
                         by);
    case Conflict::Kind::kLinkedSince:
      return fmt::format("{} is in use: {} links to it by {}, written since{}", row, other, column, by);
    case Conflict::Kind::kNoPlace:
      return fmt::format("{}: {} was {}, which the column cannot hold any more", row, column,
                         TextOf(conflict.yours));
  }
  return row;
}

base::Result<ConflictReport> Teller::Tell(const Conflict& conflict) {
  ConflictReport report{.conflict = conflict};
  auto t = reader_.blueprint().FindTable(conflict.table);
  if (!t) {
    report.message = "the table was removed meanwhile";
    return report;
  }
  // The column is of the row that links, where that is what is in the way.
  bool linked = conflict.kind == Conflict::Kind::kLinkedSince && conflict.other;
  TableIndex owner = linked ? conflict.other->table : *t;
  auto c = reader_.blueprint().tables[owner].FindColumn(conflict.column);
  if (auto slot = reader_.engine().FindRow(*t, conflict.row); slot && c && !linked) {
    report.theirs = Stored(reader_.engine(), reader_.engine().Get(*t, *c, *slot));
  }
  CSIP_RETURN_IF_ERROR(FindWriter(&report, *t, c));
  report.message = Words(report, *t, c ? reader_.blueprint().tables[owner].columns[*c].name : "");
  return report;
}

}  // namespace

base::Result<std::vector<ConflictReport>> ReportConflicts(const Reader& reader, store::Store& store,
                                                          const std::vector<Conflict>& conflicts,
                                                          size_t most) {
  Teller teller(reader, store);
  std::vector<ConflictReport> out;
  for (size_t i = 0; i < conflicts.size() && i < most; ++i) {
    CSIP_ASSIGN_OR_RETURN(ConflictReport report, teller.Tell(conflicts[i]));
    out.push_back(std::move(report));
  }
  return out;
}

}  // namespace csip::workspace
