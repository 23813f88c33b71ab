// Where the candidates of an aggregate come from: a whole table, links, a key, and conditions that narrow them.
#include <algorithm>

#include "engine/plan_node.h"

namespace csip::engine {
namespace {

class ScanRows : public OwnerRowsNode {
 public:
  explicit ScanRows(TableIndex table) : table_(table) {}
  void Prepare(const PlanContext&) override {}
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

 private:
  TableIndex table_;
  ColumnIndex column_;
};

class KeyProbeRows : public OwnerRowsNode {
 public:
  KeyProbeRows(TableIndex table, ColumnIndex column, PlanPtr key)
      : table_(table), column_(column), key_(std::move(key)) {}
  void Prepare(const PlanContext& context) override { key_->Eval(context, &keys_); }
  bool FindOne(const PlanContext& context, size_t i, std::vector<RowSlot>* out) override {
    const TableData& table = context.data->table(table_);
    State state = keys_.StateAt(i);
    const Column& column = table.columns[column_];
    // An error is equal to nothing, and the condition an error with it (S5): no index knows that.
    if (state == State::kOther || column.has_errors()) return false;
    if (table.rows.size() == 0) return true;
    size_t at = keys_.At(i);
    Value key;
    if (keys_.codes != nullptr && state == State::kOk) {
      bool is_row = column.storage() == value::Storage::kRow;
      key = is_row ? Value::Row({column.target(), keys_.codes[at]})
                   : context.data->interner().Text(keys_.codes[at]);
    }
    if (keys_.numbers != nullptr) key = column.BoxNumber(state, keys_.numbers[at]);
    if (keys_.truths != nullptr) key = column.BoxNumber(state, keys_.truths[at] == kTrue ? 1 : 0);
    table.keys[column_]->Find(key, out);
    return true;
  }

 private:
  TableIndex table_;
  ColumnIndex column_;
  PlanPtr key_;
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

 private:
  std::vector<ColumnRead> path_;
  std::vector<RowSlot> from_, to_;
};

// Rows of an inner node for which every condition is true. A condition that is definitely false settles a row
// at once; an unknown one keeps it in question, since an error in a later condition would be the result (S3,
// S5).
class FilteredRows : public RowsNode {
 public:
  FilteredRows(RowsPtr rows, std::vector<PlanPtr> conditions)
      : rows_(std::move(rows)), conditions_(std::move(conditions)) {}
  void Prepare(const PlanContext& context) override { rows_->Prepare(context); }

  size_t Find(const PlanContext& context, size_t first, Candidates* out) override {
    size_t next = rows_->Find(context, first, out);
    unknown_.assign(out->rows.size(), 0);
    any_unknown_ = false;
    for (const PlanPtr& condition : conditions_) {
      if (out->rows.empty()) break;
      Narrow(context, *condition, out);
    }
    if (any_unknown_) {
      Keep(out, [this](size_t k) { return unknown_[k] == 0; });
    }
    return next;
  }

 private:
  template <typename Wanted>
  void Keep(Candidates* out, Wanted wanted) {
    size_t kept = 0;
    for (size_t k = 0; k < out->rows.size(); ++k) {
      out->rows[kept] = out->rows[k];
      out->owners[kept] = out->owners[k];
      out->position[kept] = out->position[k];
      bool wants = wanted(k);
      if (any_unknown_) unknown_[kept] = unknown_[k];
      kept += wants ? 1 : 0;
    }
    out->rows.resize(kept);
    out->owners.resize(kept);
    out->position.resize(kept);
    unknown_.resize(kept);
  }

  void Narrow(const PlanContext& context, PlanNode& condition, Candidates* out) {
    PlanContext inner = context;
    inner.rows = out->rows;
    inner.owners = out->owners;
    inner.in_row = false;
    condition.Eval(inner, &truth_);
    if (!truth_.definite) TakeUnknown(out);
    if (truth_.one) {
      if (truth_.truths[0] == kFalse)
        out->rows.clear(), out->owners.clear(), out->position.clear(), unknown_.clear();
      return;
    }
    Keep(out, [this](size_t k) { return truth_.truths[k] != kFalse; });
  }

  // Owners with a candidate that only the plain evaluator can judge leave; others remember what is unknown.
  void TakeUnknown(Candidates* out) {
    size_t failed_before = out->failed.size();
    for (size_t k = 0; k < out->rows.size(); ++k) {
      uint8_t truth = truth_.truths[truth_.At(k)];
      if (truth == kOdd && (out->failed.size() == failed_before || out->failed.back() != out->position[k])) {
        out->failed.push_back(out->position[k]);
      }
      if (truth > kTrue) {
        unknown_[k] = 1;
        any_unknown_ = true;
      }
    }
  }

  RowsPtr rows_;
  std::vector<PlanPtr> conditions_;
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
OwnerRowsPtr MakeKeyProbeRows(TableIndex table, ColumnIndex column, PlanPtr key) {
  return std::make_unique<KeyProbeRows>(table, column, std::move(key));
}
OwnerRowsPtr MakeUnionRows(TableIndex table, std::vector<OwnerRowsPtr> parts) {
  return std::make_unique<UnionRows>(table, std::move(parts));
}
OwnerRowsPtr MakeLinkRows(std::vector<ColumnRead> path) {
  return std::make_unique<LinkRows>(std::move(path));
}
RowsPtr MakeFilteredRows(RowsPtr rows, std::vector<PlanPtr> conditions) {
  return std::make_unique<FilteredRows>(std::move(rows), std::move(conditions));
}

}  // namespace csip::engine
