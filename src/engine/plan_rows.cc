// Where the candidates of an aggregate come from: a whole table, links, a key, and conditions that narrow them.
#include <algorithm>

#include "engine/plan_node.h"

namespace csip::engine {
namespace {

void Reserve(size_t rows, Pairs* pairs) {
  pairs->rows.resize(rows);
  pairs->owners.resize(rows);
  pairs->position.resize(rows);
}

class ScanRows : public OwnerRowsNode {
 public:
  explicit ScanRows(TableIndex table) : table_(table) {}
  void Prepare(const PlanContext&) override {}
  bool IsEmpty(const PlanContext& context) const override {
    return context.data->table(table_).rows.order().empty();
  }
  bool FindOne(const PlanContext& context, size_t, std::vector<RowSlot>* out) override {
    auto order = context.data->table(table_).rows.order();
    out->insert(out->end(), order.begin(), order.end());
    return true;
  }

 private:
  TableIndex table_;
};

class LinkProbeRows : public OwnerRowsNode {
 public:
  LinkProbeRows(TableIndex table, ColumnIndex column) : table_(table), column_(column) {}
  void Prepare(const PlanContext&) override {}
  bool FindOne(const PlanContext& context, size_t i, std::vector<RowSlot>* out) override {
    // A row with an error instead of links makes the condition an error for everyone (S5).
    const TableData& table = context.data->table(table_);
    if (table.link_owner[column_].table == value::kNone && table.columns[column_].has_errors()) return false;
    context.data->Sources(table_, column_, context.rows[i], out);
    return true;
  }
  bool KeepsRows(const PlanContext& context) const override {
    return context.data->table(table_).links[column_] != nullptr;
  }
  std::optional<std::span<const RowSlot>> ReadOne(const PlanContext& context, size_t i) const override {
    const TableData& table = context.data->table(table_);
    if (table.columns[column_].has_errors()) return std::nullopt;
    return table.links[column_]->Sources(context.rows[i]);
  }

  TableIndex PairTable() const override { return table_; }
  bool CanPair(const PlanContext& context) const override {
    const TableData& table = context.data->table(table_);
    const Column& column = table.columns[column_];
    return table.link_owner[column_].table == value::kNone && column.storage() == value::Storage::kRow &&
           !column.has_errors();
  }
  // A row that is gone points at nobody.
  void Pair(const PlanContext& context, Pairs* out) override {
    const Column& links = context.data->table(table_).columns[column_];
    size_t n = context.rows.size();
    Reserve(n, out);
    size_t kept = 0;
    for (size_t i = 0; i < n; ++i) {
      RowSlot row = context.rows[i];
      out->rows[kept] = row;
      out->owners[kept] = links.Code(row);
      out->position[kept] = static_cast<uint32_t>(i);
      kept += links.StateOf(row) == State::kOk ? 1 : 0;
    }
    out->in_row = context.in_row && kept == n;
    Reserve(kept, out);
  }

 private:
  TableIndex table_;
  ColumnIndex column_;
};

class KeyProbeRows : public OwnerRowsNode {
 public:
  KeyProbeRows(TableIndex table, ColumnIndex column, PlanPtr key, ColumnRead owner_id)
      : table_(table), column_(column), key_(std::move(key)), owner_id_(owner_id) {}
  bool IsEmpty(const PlanContext& context) const override {
    return context.data->table(table_).rows.size() == 0;
  }
  void Prepare(const PlanContext& context) override { key_->Eval(context, &keys_); }
  bool FindOne(const PlanContext& context, size_t i, std::vector<RowSlot>* out) override {
    const TableData& table = context.data->table(table_);
    State state = keys_.StateAt(i);
    const Column& column = table.columns[column_];
    // An error is equal to nothing, and the condition an error with it (S5): no index knows that.
    if (state == State::kOther || column.has_errors()) return false;
    size_t at = keys_.At(i), before = out->size();
    if (keys_.codes != nullptr && column.storage() == value::Storage::kText) {
      // A text that is in no cell has no symbol.
      bool known = state == State::kOk;
      if (!known || keys_.codes[at] != kNoSymbol)
        table.keys[column_]->FindText(known ? keys_.codes[at] : kNoSymbol, out);
      return true;
    }
    Value key;
    if (keys_.codes != nullptr && state == State::kOk) {
      const Interner& texts = context.data->interner();
      uint32_t code = keys_.codes[at];
      if (column.storage() == value::Storage::kRow) {
        key = Value::Row({column.target(), code});
      } else if (code != kNoSymbol && code < texts.size()) {
        key = texts.Text(code);
      } else {
        return false;  // a row's id need not be in any cell
      }
    }
    if (keys_.numbers != nullptr) key = column.BoxNumber(state, keys_.numbers[at]);
    if (keys_.truths != nullptr) key = column.BoxNumber(state, keys_.truths[at] == kTrue ? 1 : 0);
    table.keys[column_]->Find(key, out);
    if (table.row_ids[column_] == nullptr) DropOthers(column, state, at, before, out);
    return true;
  }

  // Where the key is the owner's id, the row's key says who that is.
  TableIndex PairTable() const override { return owner_id_.table == value::kNone ? value::kNone : table_; }
  bool CanPair(const PlanContext& context) const override {
    const Column& column = context.data->table(table_).columns[column_];
    return column.storage() == value::Storage::kText && !column.has_errors();
  }
  void Pair(const PlanContext& context, Pairs* out) override {
    const Column& keys = context.data->table(table_).columns[column_];
    const RowSet& alive = context.data->table(table_).rows;
    const TableData& owners = context.data->table(owner_id_.table);
    const RowIdText& id = *owners.row_ids[owner_id_.column];
    for (size_t i = 0; i < context.rows.size(); ++i) {
      RowSlot row = context.rows[i];
      if (keys.StateOf(row) != State::kOk || !alive.IsAlive(row)) continue;
      auto number = id.NumberOf(context.data->interner().Text(keys.Code(row)).text());
      auto owner = number ? owners.rows.Find(*number) : std::nullopt;
      if (!owner) continue;
      out->rows.push_back(row);
      out->owners.push_back(*owner);
      out->position.push_back(static_cast<uint32_t>(i));
    }
  }

 private:
  // Hashes may be the same where keys are not.
  void DropOthers(const Column& column, State state, size_t at, size_t first,
                  std::vector<RowSlot>* found) const {
    auto is_other = [&](RowSlot row) {
      if (state != State::kOk || column.StateOf(row) != State::kOk)
        return state == State::kOk || column.StateOf(row) == State::kOk;
      if (keys_.codes != nullptr) return column.Code(row) != keys_.codes[at];
      return column.Number(row) != (keys_.numbers != nullptr ? keys_.numbers[at] : keys_.truths[at] == kTrue);
    };
    found->erase(std::remove_if(found->begin() + static_cast<ptrdiff_t>(first), found->end(), is_other),
                 found->end());
  }

  TableIndex table_;
  ColumnIndex column_;
  PlanPtr key_;
  ColumnRead owner_id_;
  Vec keys_;
};

class UnionRows : public OwnerRowsNode {
 public:
  UnionRows(TableIndex table, std::vector<OwnerRowsPtr> parts) : table_(table), parts_(std::move(parts)) {}
  void Prepare(const PlanContext& context) override {
    for (const OwnerRowsPtr& part : parts_) part->Prepare(context);
  }
  bool FindOne(const PlanContext& context, size_t i, std::vector<RowSlot>* out) override {
    size_t start = out->size();
    for (const OwnerRowsPtr& part : parts_) {
      if (!part->FindOne(context, i, out)) return false;
    }
    const RowSet& rows = context.data->table(table_).rows;
    auto begin = out->begin() + static_cast<ptrdiff_t>(start);
    std::sort(begin, out->end(), [&rows](RowSlot a, RowSlot b) { return rows.Number(a) < rows.Number(b); });
    out->erase(std::unique(begin, out->end()), out->end());
    return true;
  }

 private:
  TableIndex table_;
  std::vector<OwnerRowsPtr> parts_;
};

class LinkRows : public OwnerRowsNode {
 public:
  explicit LinkRows(std::vector<ColumnRead> path) : path_(std::move(path)) {}
  void Prepare(const PlanContext&) override {}
  bool FindOne(const PlanContext& context, size_t i, std::vector<RowSlot>* out) override {
    from_.assign(1, context.rows[i]);
    for (size_t k = 0; k < path_.size(); ++k) {
      bool last = k + 1 == path_.size();
      to_.clear();
      std::vector<RowSlot>* next = last ? out : &to_;
      const TableData& table = context.data->table(path_[k].table);
      for (RowSlot row : from_) {
        if (table.link_owner[path_[k].column].table == value::kNone &&
            table.columns[path_[k].column].StateOf(row) == State::kOther) {
          return false;
        }
        context.data->Targets(path_[k].table, path_[k].column, row, next);
      }
      if (!last) from_.swap(to_);
    }
    return true;
  }
  bool KeepsRows(const PlanContext& context) const override {
    const TableData& table = context.data->table(path_[0].table);
    ColumnIndex c = path_[0].column;
    return path_.size() == 1 &&
           (table.link_owner[c].table != value::kNone || table.columns[c].storage() == value::Storage::kRows);
  }
  std::optional<std::span<const RowSlot>> ReadOne(const PlanContext& context, size_t i) const override {
    const TableData& table = context.data->table(path_[0].table);
    ColumnIndex c = path_[0].column;
    const ColumnRead& owner = table.link_owner[c];
    RowSlot row = context.rows[i];
    if (owner.table != value::kNone)
      return context.data->table(owner.table).links[owner.column]->Sources(row);
    if (table.columns[c].StateOf(row) == State::kOther) return std::nullopt;
    return table.columns[c].List(row);
  }

 private:
  std::vector<ColumnRead> path_;
  std::vector<RowSlot> from_, to_;
};

// Rows of an inner node for which every condition is true. A condition that is definitely false settles a row
// at once; an unknown one keeps it in question, since an error in a later condition would be the result (S3,
// S5).
class FilteredRows : public RowsNode {
 public:
  FilteredRows(RowsPtr rows, std::vector<Condition> conditions)
      : rows_(std::move(rows)), conditions_(std::move(conditions)) {}
  void Prepare(const PlanContext& context) override { rows_->Prepare(context); }
  bool IsEmpty(const PlanContext& context) const override { return rows_->IsEmpty(context); }

  size_t Find(const PlanContext& context, size_t first, Candidates* out) override {
    size_t next = rows_->Find(context, first, out);
    Begin(out->rows.size());
    for (const Condition& condition : conditions_) {
      if (out->rows.empty()) break;
      Judge(context, *condition.plan, out->rows, out->owners, false);
      DropFalse(out->rows, out->owners, out->position);
    }
    DropUnknown(out->position, &out->failed, out->rows, out->owners, out->position);
    return next;
  }

  TableIndex PairTable() const override { return rows_->PairTable(); }
  bool CanPair(const PlanContext& context) const override { return rows_->CanPair(context); }
  // What asks nothing of the owner is judged first, in place: then few are left to look for theirs.
  void Pair(const PlanContext& context, Pairs* out) override {
    candidates_.assign(context.rows.begin(), context.rows.end());
    Begin(candidates_.size());
    PlanContext inner = context;
    for (const Condition& condition : conditions_) {
      if (condition.reads_owner || candidates_.empty()) continue;
      Judge(context, *condition.plan, candidates_, {}, inner.in_row);
      if (DropFalse(candidates_)) inner.in_row = false;
    }
    inner.rows = candidates_;
    rows_->Pair(inner, out);
    if (any_unknown_) {
      for (size_t k = 0; k < out->rows.size(); ++k) unknown_[k] = unknown_[out->position[k]];
    }
    for (const Condition& condition : conditions_) {
      if (!condition.reads_owner || out->rows.empty()) continue;
      Judge(context, *condition.plan, out->rows, out->owners, out->in_row);
      if (DropFalse(out->rows, out->owners)) out->in_row = false;
    }
    if (DropUnknown(out->owners, &out->failed, out->rows, out->owners)) out->in_row = false;
  }

 private:
  // What is not known of a candidate; the plain evaluator judges what is odd.
  enum : uint8_t { kKnown, kNotKnown, kNotJudged };

  void Begin(size_t candidates) {
    unknown_.assign(candidates, kKnown);
    any_unknown_ = false;
  }

  void Judge(const PlanContext& context, PlanNode& condition, std::span<const RowSlot> rows,
             std::span<const RowSlot> owners, bool in_row) {
    PlanContext inner = context;
    inner.rows = rows;
    inner.owners = owners;
    inner.in_row = in_row;
    condition.Eval(inner, &truth_);
    if (truth_.definite) return;
    for (size_t k = 0; k < rows.size(); ++k) {
      uint8_t truth = truth_.truths[truth_.At(k)];
      if (truth <= kTrue) continue;
      unknown_[k] = std::max<uint8_t>(unknown_[k], truth == kOdd ? kNotJudged : kNotKnown);
      any_unknown_ = true;
    }
  }

  // Keeps those of the lists, which lie beside each other, that are wanted; false when that is all of them.
  template <typename Wanted, typename... Lists>
  bool Keep(size_t n, Wanted wanted, Lists&... lists) {
    size_t kept = 0;
    for (size_t k = 0; k < n; ++k) {
      bool wants = wanted(k);
      ((lists[kept] = lists[k]), ...);
      if (any_unknown_) unknown_[kept] = unknown_[k];
      kept += wants ? 1 : 0;
    }
    (lists.resize(kept), ...);
    return kept < n;
  }

  // Takes those away for which the condition judged last is false; whether there were any.
  template <typename... Lists>
  bool DropFalse(std::vector<RowSlot>& rows, Lists&... beside) {
    size_t n = rows.size();
    if (!truth_.one) return Keep(n, [this](size_t k) { return truth_.truths[k] != kFalse; }, rows, beside...);
    if (truth_.truths[0] != kFalse) return false;
    rows.clear();
    (beside.clear(), ...);
    return true;
  }

  // Takes those away that are unknown; the owners of those that are to be judged again have failed.
  template <typename... Lists>
  bool DropUnknown(const std::vector<uint32_t>& whose, std::vector<uint32_t>* failed, Lists&... lists) {
    if (!any_unknown_) return false;
    size_t n = whose.size();
    for (size_t k = 0; k < n; ++k) {
      if (unknown_[k] == kNotJudged && (failed->empty() || failed->back() != whose[k]))
        failed->push_back(whose[k]);
    }
    return Keep(n, [this](size_t k) { return unknown_[k] == kKnown; }, lists...);
  }

  RowsPtr rows_;
  std::vector<Condition> conditions_;
  std::vector<RowSlot> candidates_;
  std::vector<uint8_t> unknown_;
  bool any_unknown_ = false;
  Vec truth_;
};

}  // namespace

size_t OwnerRowsNode::Find(const PlanContext& context, size_t first, Candidates* out) {
  size_t i = first;
  for (; i < context.rows.size() && out->rows.size() < kEnough; ++i) {
    size_t before = out->rows.size();
    context.evaluation->StartRow();
    bool found_all = FindOne(context, i, &out->rows);
    // Candidates are looked at many at a time, which is cheaper than a step each.
    auto looked_at = static_cast<int64_t>((out->rows.size() - before) / 4);
    if (!found_all || !context.evaluation->Spend(looked_at)) {
      out->rows.resize(before);
      out->failed.push_back(static_cast<uint32_t>(i));
      continue;
    }
    size_t found = out->rows.size() - before;
    out->owners.insert(out->owners.end(), found, context.rows[i]);
    out->position.insert(out->position.end(), found, static_cast<uint32_t>(i));
  }
  return i;
}

OwnerRowsPtr MakeScanRows(TableIndex table) {
  return std::make_unique<ScanRows>(table);
}
OwnerRowsPtr MakeLinkProbeRows(TableIndex table, ColumnIndex column) {
  return std::make_unique<LinkProbeRows>(table, column);
}
OwnerRowsPtr MakeKeyProbeRows(TableIndex table, ColumnIndex column, PlanPtr key, ColumnRead owner_id) {
  return std::make_unique<KeyProbeRows>(table, column, std::move(key), owner_id);
}
OwnerRowsPtr MakeUnionRows(TableIndex table, std::vector<OwnerRowsPtr> parts) {
  return std::make_unique<UnionRows>(table, std::move(parts));
}
OwnerRowsPtr MakeLinkRows(std::vector<ColumnRead> path) {
  return std::make_unique<LinkRows>(std::move(path));
}
RowsPtr MakeFilteredRows(RowsPtr rows, std::vector<Condition> conditions) {
  return std::make_unique<FilteredRows>(std::move(rows), std::move(conditions));
}

}  // namespace csip::engine
