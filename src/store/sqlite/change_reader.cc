#include "store/sqlite/change_reader.h"

#include <fmt/format.h>

#include <charconv>

#include "base/json.h"
#include "store/sqlite/inserted_cells.h"
#include "store/sqlite/row_writer.h"

namespace csip::store::sqlite {
namespace {

// Result columns of Select.
enum {
  kSequence,
  kTime,
  kActor,
  kReason,
  kCause,
  kKind,
  kTable,
  kRow,
  kColumn,
  kBefore,
  kAfter,
  kComputed,
  kId,
  kLastRow
};

// Room for the cells of one row among the places of a line that stands for many.
constexpr int64_t kPlacesPerRow = 1 << 16;

}  // namespace

base::Result<std::vector<Change>> ChangeReader::Read(const ChangeQuery& query) {
  std::vector<Change> out;
  CSIP_ASSIGN_OR_RETURN(std::optional<Filter> filter, MakeFilter(query));
  if (!filter) return out;
  CSIP_ASSIGN_OR_RETURN(Statement lines, Select(query, *filter));
  while (out.size() < query.limit) {
    CSIP_ASSIGN_OR_RETURN(bool found, lines.Step());
    if (!found) break;
    if (!lines.IsNull(kLastRow)) {
      CSIP_RETURN_IF_ERROR(ExpandMany(lines, query, *filter, &out));
      continue;
    }
    CSIP_ASSIGN_OR_RETURN(std::vector<Change> changes, Expand(lines, query, *filter));
    for (size_t i = 0; i < changes.size(); ++i) {
      changes[i].place = {lines.Integer(kId), static_cast<int64_t>(i)};
    }
    if (query.after)
      std::erase_if(changes, [&](const Change& change) { return change.place <= *query.after; });
    if (query.newest_first) std::reverse(changes.begin(), changes.end());
    for (Change& change : changes) {
      if (out.size() < query.limit) out.push_back(std::move(change));
    }
  }
  return out;
}

base::Result<std::optional<ChangeReader::Filter>> ChangeReader::MakeFilter(const ChangeQuery& query) {
  Filter filter;
  std::optional<Filter> nothing;
  if (query.table) {
    if (*query.table >= blueprint_.tables.size()) return nothing;
    const blueprint::Table& table = blueprint_.tables[*query.table];
    CSIP_ASSIGN_OR_RETURN(filter.table_number, NumberOf(table.id));
    if (query.column) {
      if (*query.column >= table.columns.size()) return nothing;
      CSIP_ASSIGN_OR_RETURN(filter.column_number, NumberOf(table.columns[*query.column].id));
    }
  }
  if (query.after_sequence > 0) {
    CSIP_ASSIGN_OR_RETURN(std::optional<int64_t> first, FirstChangeAfter(query.after_sequence));
    if (!first) return nothing;
    filter.first_change = *first;
  }
  if (query.after) filter.first_change = std::max(filter.first_change, query.after->line);
  if (query.until_sequence > 0) {
    CSIP_ASSIGN_OR_RETURN(std::optional<int64_t> end, FirstChangeAfter(query.until_sequence));
    filter.end_change = end.value_or(INT64_MAX);
  }
  if (query.sequence) {
    CSIP_ASSIGN_OR_RETURN(std::optional<int64_t> first, FirstChangeAfter(*query.sequence - 1));
    CSIP_ASSIGN_OR_RETURN(std::optional<int64_t> end, FirstChangeAfter(*query.sequence));
    if (!first) return nothing;
    filter.first_change = std::max(filter.first_change, *first);
    filter.end_change = std::min(filter.end_change, end.value_or(INT64_MAX));
  }
  return std::optional<Filter>(filter);
}

base::Result<std::optional<int64_t>> ChangeReader::FirstChangeAfter(int64_t sequence) {
  CSIP_ASSIGN_OR_RETURN(Statement find,
                        connection_.Prepare("SELECT first_change FROM csip_transactions WHERE sequence > ? "
                                            "ORDER BY sequence LIMIT 1"));
  CSIP_ASSIGN_OR_RETURN(bool found, find.Integer(1, sequence).Step());
  return found ? std::optional<int64_t>(find.Integer(0)) : std::nullopt;
}

base::Result<Statement> ChangeReader::Select(const ChangeQuery& query, const Filter& filter) {
  std::string sql =
      "SELECT c.sequence, t.time, t.actor, t.reason, t.cause, c.kind, c.table_number, c.row, "
      "c.column_number, c.before, "
      "c.after, c.computed, c.id, c.last_row FROM csip_changes c CROSS JOIN csip_transactions t ON "
      "t.sequence = c.sequence WHERE c.id >= ?1 AND c.id < ?5";
  if (query.table) sql += " AND c.table_number = ?2";
  if (query.row && query.table) {
    sql +=
        " AND c.id IN (SELECT id FROM csip_changes WHERE table_number = ?2 AND row = ?3 UNION SELECT id FROM "
        "csip_changes WHERE last_row IS NOT NULL AND table_number = ?2 AND row <= ?3 AND last_row >= ?3)";
  } else if (query.row) {
    sql += " AND ?3 BETWEEN c.row AND coalesce(c.last_row, c.row)";
  }
  if (filter.column_number != 0) sql += " AND c.column_number IN (0, ?4)";
  if (query.computed_only) sql += fmt::format(" AND c.computed = 1 AND c.kind <> {}", kOverrideLine);
  sql += query.newest_first ? " ORDER BY c.id DESC" : " ORDER BY c.id";
  CSIP_ASSIGN_OR_RETURN(Statement select, connection_.Prepare(sql));
  select.Integer(1, filter.first_change).Integer(5, filter.end_change);
  if (query.table) select.Integer(2, filter.table_number);
  if (query.row) select.Integer(3, *query.row);
  if (filter.column_number != 0) select.Integer(4, filter.column_number);
  return select;
}

base::Result<Change> ChangeReader::Head(const Statement& line) {
  Change change;
  change.sequence = line.Integer(kSequence);
  change.time = line.Integer(kTime);
  change.actor = line.Copy(kActor);
  change.reason = line.Copy(kReason);
  change.cause = line.Copy(kCause);
  change.of_override = line.Integer(kKind) == kOverrideLine;
  if (!change.of_override) change.kind = static_cast<RowWrite::Kind>(line.Integer(kKind));
  change.row = line.Integer(kRow);
  change.computed = line.Integer(kComputed) != 0;
  CSIP_ASSIGN_OR_RETURN(change.table, IdOf(line.Integer(kTable)));
  return change;
}

base::Status ChangeReader::ExpandMany(const Statement& line, const ChangeQuery& query, const Filter& filter,
                                      std::vector<Change>* out) {
  CSIP_ASSIGN_OR_RETURN(Change head, Head(line));
  std::set<int64_t> columns;
  if (auto numbers = base::ParseJson(line.Text(kAfter), {size_t{1} << 30, 16}); numbers.ok()) {
    for (const base::Json& number : numbers->items()) columns.insert(static_cast<int64_t>(number.number()));
  }
  if (filter.column_number != 0) {
    bool written = columns.count(filter.column_number) > 0;
    columns = written ? std::set<int64_t>{filter.column_number} : std::set<int64_t>();
  }
  InsertedCells inserted(connection_, catalog_, Tables());
  if (!query.inserted_cells) columns.clear();
  int64_t begin = line.Integer(kRow), id = line.Integer(kId);
  int64_t first = query.row.value_or(begin), last = query.row.value_or(line.Integer(kLastRow));
  bool resumed = query.after && query.after->line == id;
  if (resumed) first = std::max(first, begin + query.after->index / kPlacesPerRow);
  for (int64_t i = 0; i <= last - first && out->size() < query.limit; ++i) {
    head.row = query.newest_first ? last - i : first + i;
    std::vector<Change> changes;
    if (filter.column_number == 0 && !head.computed) changes.push_back(head);
    InsertedCells::Cells cells;
    if (!columns.empty()) {
      CSIP_ASSIGN_OR_RETURN(cells, inserted.Read(line.Integer(kTable), head.row, id, columns));
    }
    for (auto& [number, v] : cells) {
      changes.push_back(head);
      CSIP_ASSIGN_OR_RETURN(changes.back().column, IdOf(number));
      changes.back().after = std::move(v);
    }
    for (size_t k = 0; k < changes.size(); ++k) {
      changes[k].place = {id, (head.row - begin) * kPlacesPerRow + static_cast<int64_t>(k)};
    }
    if (resumed) std::erase_if(changes, [&](const Change& change) { return change.place <= *query.after; });
    if (query.newest_first) std::reverse(changes.begin(), changes.end());
    for (Change& change : changes) {
      if (out->size() < query.limit) out->push_back(std::move(change));
    }
  }
  return {};
}

base::Result<std::vector<Change>> ChangeReader::Expand(const Statement& line, const ChangeQuery& query,
                                                       const Filter& filter) {
  CSIP_ASSIGN_OR_RETURN(Change change, Head(line));
  TableOfNumber tables = Tables();
  std::vector<Change> out;
  if (line.Integer(kColumn) != 0) {
    CSIP_ASSIGN_OR_RETURN(change.column, IdOf(line.Integer(kColumn)));
    if (change.of_override) {
      CSIP_RETURN_IF_ERROR(ReadOverride(line.Text(kBefore), &change.override_before));
      CSIP_RETURN_IF_ERROR(ReadOverride(line.Text(kAfter), &change.override_after));
      change.before = change.override_before.value;
      change.after = change.override_after.value;
      out.push_back(std::move(change));
      return out;
    }
    change.before = ReadLogText(line.Text(kBefore), tables);
    change.after = ReadLogText(line.Text(kAfter), tables);
    out.push_back(std::move(change));
    return out;
  }
  if (filter.column_number == 0 && !change.computed) out.push_back(change);
  if (change.kind == RowWrite::Kind::kInsert && !query.inserted_cells) return out;
  bool lost = change.kind == RowWrite::Kind::kDelete;
  auto cells = base::ParseJson(line.Text(lost ? kBefore : kAfter), {size_t{1} << 30, 16});
  if (!cells.ok()) return base::Error{base::Code::kCorrupt, "a line of the change log cannot be read"};
  for (const auto& [key, json] : cells->members()) {
    int64_t number = 0;
    std::from_chars(key.data(), key.data() + key.size(), number);
    if (filter.column_number != 0 && number != filter.column_number) continue;
    Change cell = change;
    CSIP_ASSIGN_OR_RETURN(cell.column, IdOf(number));
    (lost ? cell.before : cell.after) = ReadLogValue(json, tables);
    out.push_back(std::move(cell));
  }
  return out;
}

base::Status ChangeReader::ReadOverride(std::string_view text, Override* to) {
  if (text.empty()) return {};
  auto json = base::ParseJson(text, {size_t{1} << 30, 16});
  if (!json.ok() || !json->is_object()) {
    return base::Error{base::Code::kCorrupt, "a line of the change log cannot be read"};
  }
  auto time = [&](const char* name) {
    const base::Json* found = json->Find(name);
    return found != nullptr && found->is_number() ? static_cast<base::Micros>(found->number()) : 0;
  };
  if (const base::Json* shown = json->Find("value")) to->value = ReadLogValue(*shown, Tables());
  to->author = json->TextOr("author");
  to->reason = json->TextOr("reason");
  to->set_at = time("setAt");
  to->expires_at = time("expiresAt");
  return {};
}

base::Result<std::string> ChangeReader::IdOf(int64_t number) {
  if (auto known = ids_.find(number); known != ids_.end()) return known->second;
  CSIP_ASSIGN_OR_RETURN(Statement find, connection_.Prepare("SELECT id FROM csip_names WHERE number = ?"));
  CSIP_ASSIGN_OR_RETURN(bool found, find.Integer(1, number).Step());
  return ids_[number] = found ? find.Copy(0) : "";
}

base::Result<int64_t> ChangeReader::NumberOf(const std::string& id) {
  CSIP_ASSIGN_OR_RETURN(Statement find, connection_.Prepare("SELECT number FROM csip_names WHERE id = ?"));
  CSIP_ASSIGN_OR_RETURN(bool found, find.Text(1, id).Step());
  return found ? find.Integer(0) : int64_t{0};
}

TableOfNumber ChangeReader::Tables() {
  return [this](int64_t number) {
    auto id = IdOf(number);
    if (!id.ok() || id->empty()) return value::kNone;
    return blueprint_.FindTable(*id).value_or(value::kNone);
  };
}

}  // namespace csip::store::sqlite
