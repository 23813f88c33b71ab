#include "engine/query_source.h"

#include "engine/probe.h"

namespace csip::engine {
namespace {

using formula::Node;
using formula::NodeKind;
using formula::Op;
using value::Storage;

// Rows of a column that are looked at for the price of one step.
constexpr int64_t kRowsPerStep = 16;

bool IsSet(const Node& n, uint32_t frame) {
  if ((n.kind == NodeKind::kCurrent || n.kind == NodeKind::kLocal) && n.frame >= frame) return false;
  for (const auto& arg : n.args) {
    if (!IsSet(*arg, frame)) return false;
  }
  return true;
}

// A column of the candidate, which stands in `frame`.
bool IsCandidateColumn(const Node& n, TableIndex table, uint32_t frame) {
  return n.kind == NodeKind::kColumn && n.table == table && n.args[0]->kind == NodeKind::kCurrent &&
         n.args[0]->frame == frame;
}

// Whether cells of the column are equal to the key exactly where their unboxed contents are.
bool Compares(const Column& column, const Value& key) {
  switch (column.storage()) {
    case Storage::kNumber:
      return key.is_number();
    case Storage::kDate:
      return key.is_date();
    case Storage::kInstant:
      return key.is_instant();
    case Storage::kText:
      return key.is_text();
    case Storage::kRow:
      return key.is_row() && key.row().table == column.target();
    default:
      return false;
  }
}

}  // namespace

std::optional<std::vector<RowSlot>> QuerySource::Candidates(const Node& predicate, TableIndex table,
                                                            formula::Evaluation& evaluation) const {
  auto frame = static_cast<uint32_t>(evaluation.frames().size());
  std::vector<const Node*> conditions;
  SplitConjunction(predicate, &conditions);
  for (const Node* condition : conditions) {
    if (condition->kind != NodeKind::kBinary || condition->op != Op::kEqual) continue;
    for (size_t side : {0, 1}) {
      const Node& cell = *condition->args[side];
      const Node& key = *condition->args[1 - side];
      if (cell.kind != NodeKind::kColumn || !IsSet(key, frame)) continue;
      if (IsCandidateColumn(cell, table, frame)) {
        if (auto rows = RowsWith(table, cell.column, evaluation.Eval(key), evaluation)) return rows;
      } else if (const Node& link = *cell.args[0]; IsCandidateColumn(link, table, frame)) {
        if (auto rows = RowsLinked(table, link.column, cell, evaluation.Eval(key), evaluation)) return rows;
      }
    }
  }
  return std::nullopt;
}

std::optional<std::vector<RowSlot>> QuerySource::RowsLinked(TableIndex t, ColumnIndex relation,
                                                            const Node& target, const Value& key,
                                                            formula::Evaluation& evaluation) const {
  const Column& links = data_->table(t).columns[relation];
  if (data_->is_mirror(t, relation) || links.storage() != Storage::kRow || links.has_errors())
    return std::nullopt;
  auto targets = RowsWith(target.table, target.column, key, evaluation);
  if (!targets || targets->size() > 1) return std::nullopt;
  std::vector<RowSlot> rows;
  if (!targets->empty()) data_->Sources(t, relation, targets->front(), &rows);
  return rows;
}

std::optional<std::vector<RowSlot>> QuerySource::RowsWith(TableIndex t, ColumnIndex c, const Value& key,
                                                          formula::Evaluation& evaluation) const {
  const TableData& table = data_->table(t);
  const Column& column = table.columns[c];
  std::vector<RowSlot> rows;
  if (const RowIdText* id = data_->row_id(t, c)) {
    if (!key.is_text()) return std::nullopt;
    auto number = id->NumberOf(key.text());
    if (auto row = number ? table.rows.Find(*number) : std::nullopt) rows.push_back(*row);
    return rows;
  }
  if (data_->is_mirror(t, c) || !Compares(column, key)) return std::nullopt;
  if (table.keys[c] != nullptr && !column.has_errors()) {
    table.keys[c]->Find(key, &rows);
    return rows;
  }
  auto order = table.rows.order();
  if (!evaluation.Spend(static_cast<int64_t>(order.size()) / kRowsPerStep)) return rows;
  uint32_t code = 0;
  if (key.is_text()) code = data_->interner().Find(key.text());
  if (key.is_row()) code = key.row().slot;
  double number = 0;
  if (key.is_number()) number = key.number();
  if (key.is_date()) number = key.date();
  if (key.is_instant()) number = static_cast<double>(key.instant());
  for (RowSlot row : order) {
    State state = column.StateOf(row);
    bool equal = column.is_code() ? column.Code(row) == code : column.Number(row) == number;
    if (state == State::kOther || (state == State::kOk && equal)) rows.push_back(row);
  }
  return rows;
}

}  // namespace csip::engine
