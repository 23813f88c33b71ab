#include "store/sqlite/transaction_reader.h"

#include "store/sqlite/row_writer.h"

namespace csip::store::sqlite {

base::Result<std::vector<TransactionInfo>> TransactionReader::Read(const TransactionQuery& query) {
  std::string sql =
      "SELECT sequence, time, actor, reason, cause, reverts, receipt FROM csip_transactions WHERE true";
  // The index holds the actors that are not the program itself.
  if (query.actor)
    sql += *query.actor == "system" ? " AND actor = ?1" : " AND actor = ?1 AND actor <> 'system'";
  if (query.sequence) sql += " AND sequence = ?2";
  if (query.until_time) sql += " AND time <= ?4";
  if (query.before_sequence > 0) sql += " AND sequence < ?5";
  if (query.reverts) sql += " AND reverts = ?6 AND reverts <> 0";
  if (!query.request_key.empty()) sql += " AND request_key = ?7";
  sql += query.oldest_first ? " ORDER BY sequence LIMIT ?3" : " ORDER BY sequence DESC LIMIT ?3";
  CSIP_ASSIGN_OR_RETURN(Statement rows, connection_.Prepare(sql));
  if (query.actor) rows.Text(1, *query.actor);
  if (query.sequence) rows.Integer(2, *query.sequence);
  rows.Integer(3, static_cast<int64_t>(query.limit));
  if (query.until_time) rows.Integer(4, *query.until_time);
  if (query.before_sequence > 0) rows.Integer(5, query.before_sequence);
  if (query.reverts) rows.Integer(6, *query.reverts);
  if (!query.request_key.empty()) rows.Text(7, query.request_key);
  std::vector<TransactionInfo> out;
  while (true) {
    CSIP_ASSIGN_OR_RETURN(bool found, rows.Step());
    if (!found) return out;
    out.push_back({rows.Integer(0), rows.Integer(1), rows.Copy(2), rows.Copy(3), rows.Copy(4),
                   rows.Integer(5), rows.Copy(6)});
  }
}

base::Result<int64_t> TransactionReader::FirstLine(int64_t sequence) {
  CSIP_ASSIGN_OR_RETURN(Statement find,
                        connection_.Prepare("SELECT first_change FROM csip_transactions WHERE sequence >= ? "
                                            "ORDER BY sequence LIMIT 1"));
  CSIP_ASSIGN_OR_RETURN(bool found, find.Integer(1, sequence).Step());
  return found ? find.Integer(0) : INT64_MAX;
}

base::Result<std::vector<ChangeCount>> TransactionReader::Count(int64_t sequence) {
  CSIP_ASSIGN_OR_RETURN(int64_t first, FirstLine(sequence));
  CSIP_ASSIGN_OR_RETURN(int64_t end, FirstLine(sequence + 1));
  CSIP_ASSIGN_OR_RETURN(
      Statement lines,
      connection_.Prepare(
          "SELECT n.id, c.kind, sum(c.last_row - c.row), count(DISTINCT c.row), count(*) FROM csip_changes c "
          "CROSS JOIN csip_names n ON n.number = c.table_number WHERE c.id >= ? AND c.id < ? AND (c.computed "
          "= 0 "
          "OR c.kind = ?) GROUP BY c.table_number, c.kind ORDER BY min(c.id)"));
  lines.Integer(1, first).Integer(2, end).Integer(3, kOverrideLine);
  std::vector<ChangeCount> out;
  while (true) {
    CSIP_ASSIGN_OR_RETURN(bool found, lines.Step());
    if (!found) return out;
    ChangeCount count;
    count.table = lines.Copy(0);
    count.of_override = lines.Integer(1) == kOverrideLine;
    if (!count.of_override) count.kind = static_cast<RowWrite::Kind>(lines.Integer(1));
    // A line of many rows counts for all of them.
    count.rows = lines.Integer(3) + lines.Integer(2);
    if (count.kind == RowWrite::Kind::kUpdate) count.cells = lines.Integer(4);
    out.push_back(std::move(count));
  }
}

base::Result<std::vector<DeletedRow>> TransactionReader::Bin(const BinQuery& query) {
  std::string sql =
      "SELECT c.id, n.id, c.row, c.sequence, t.time, t.actor, t.reason, t.cause FROM csip_changes c "
      "CROSS JOIN csip_names n ON n.number = c.table_number CROSS JOIN csip_deleted d ON d.table_id = n.id "
      "AND "
      "d.row = c.row CROSS JOIN csip_transactions t ON t.sequence = c.sequence WHERE c.kind = 2 AND "
      "c.computed = 0 "
      // The last time that it went.
      "AND NOT EXISTS (SELECT 1 FROM csip_changes later WHERE later.table_number = c.table_number AND "
      "later.row = "
      "c.row AND later.kind = 2 AND later.computed = 0 AND later.id > c.id)";
  if (query.table) sql += " AND n.id = ?1";
  if (query.row) sql += " AND c.row = ?2";
  if (query.before_line > 0) sql += " AND c.id < ?3";
  sql += " ORDER BY c.id DESC";
  std::vector<DeletedRow> out;
  if (query.table && *query.table >= blueprint_.tables.size()) return out;
  CSIP_ASSIGN_OR_RETURN(Statement rows, connection_.Prepare(sql));
  if (query.table) rows.Text(1, blueprint_.tables[*query.table].id);
  if (query.row) rows.Integer(2, *query.row);
  if (query.before_line > 0) rows.Integer(3, query.before_line);
  while (out.size() < query.limit) {
    CSIP_ASSIGN_OR_RETURN(bool found, rows.Step());
    if (!found) break;
    auto table = blueprint_.FindTable(rows.Copy(1));
    if (!table) continue;  // it went with its table
    out.push_back({rows.Integer(0), *table, rows.Integer(2), rows.Integer(3), rows.Integer(4), rows.Copy(5),
                   rows.Copy(6), rows.Copy(7)});
  }
  return out;
}

}  // namespace csip::store::sqlite
