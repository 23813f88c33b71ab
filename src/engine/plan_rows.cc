#include <algorithm>

#include "engine/plan_node.h"
#include "value/exact_sum.h"

namespace csip::engine {
namespace {

class ScanRows : public RowsNode {
 public:
  explicit ScanRows(TableIndex table) : table_(table) {}
  void Prepare(const PlanContext&) override {}
  bool Find(const PlanContext& context, size_t, std::vector<RowSlot>* out) override {
    auto order = context.data->table(table_).rows.order();
    out->insert(out->end(), order.begin(), order.end());
    return true;
  }

 private:
  TableIndex table_;
};

class LinkProbeRows : public RowsNode {
 public:
  LinkProbeRows(TableIndex table, ColumnIndex column) : table_(table), column_(column) {}
  void Prepare(const PlanContext&) override {}
  bool Find(const PlanContext& context, size_t i, std::vector<RowSlot>* out) override {
    context.data->Sources(table_, column_, context.rows[i], out);
    return true;
  }

 private:
  TableIndex table_;
  ColumnIndex column_;
};

class KeyProbeRows : public RowsNode {
 public:
  KeyProbeRows(TableIndex table, ColumnIndex column, PlanPtr key)
      : table_(table), column_(column), key_(std::move(key)) {}
  void Prepare(const PlanContext& context) override { key_->Eval(context, &keys_); }
  bool Find(const PlanContext& context, size_t i, std::vector<RowSlot>* out) override {
    const TableData& table = context.data->table(table_);
    const Column& column = table.columns[column_];
    if (keys_.states[i] == State::kOther) return false;
    Value key = key_->is_code() ? column.BoxCode(keys_.states[i], keys_.codes[i])
                                : column.BoxNumber(keys_.states[i], keys_.numbers[i]);
    table.keys[column_]->Find(key, out);
    return true;
  }

 private:
  TableIndex table_;
  ColumnIndex column_;
  PlanPtr key_;
  Vec keys_;
};

class UnionRows : public RowsNode {
 public:
  UnionRows(TableIndex table, std::vector<RowsPtr> parts) : table_(table), parts_(std::move(parts)) {}
  void Prepare(const PlanContext& context) override {
    for (const RowsPtr& part : parts_) part->Prepare(context);
  }
  bool Find(const PlanContext& context, size_t i, std::vector<RowSlot>* out) override {
    size_t start = out->size();
    for (const RowsPtr& part : parts_) {
      if (!part->Find(context, i, out)) return false;
    }
    const RowSet& rows = context.data->table(table_).rows;
    auto begin = out->begin() + static_cast<ptrdiff_t>(start);
    std::sort(begin, out->end(), [&rows](RowSlot a, RowSlot b) { return rows.Number(a) < rows.Number(b); });
    out->erase(std::unique(begin, out->end()), out->end());
    return true;
  }

 private:
  TableIndex table_;
  std::vector<RowsPtr> parts_;
};

class LinkRows : public RowsNode {
 public:
  explicit LinkRows(std::vector<ColumnRead> path) : path_(std::move(path)) {}
  void Prepare(const PlanContext&) override {}
  bool Find(const PlanContext& context, size_t i, std::vector<RowSlot>* out) override {
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

  bool Find(const PlanContext& context, size_t i, std::vector<RowSlot>* out) override {
    kept_.clear();
    if (!rows_->Find(context, i, &kept_)) return false;
    unknown_.assign(kept_.size(), 0);
    for (const PlanPtr& condition : conditions_) {
      if (kept_.empty()) return true;
      if (!Narrow(context, i, *condition)) return false;
    }
    for (size_t k = 0; k < kept_.size(); ++k) {
      if (unknown_[k] == 0) out->push_back(kept_[k]);
    }
    return true;
  }

 private:
  bool Narrow(const PlanContext& context, size_t i, PlanNode& condition) {
    PlanContext inner = context;
    inner.owner = context.rows[i];
    inner.rows = kept_;
    condition.Eval(inner, &truth_);
    size_t n = 0;
    for (size_t k = 0; k < kept_.size(); ++k) {
      State s = truth_.states[k];
      if (s == State::kOther) return false;
      if (s == State::kOk && truth_.numbers[k] == 0) continue;
      unknown_[n] = s == State::kOk ? unknown_[k] : 1;
      kept_[n++] = kept_[k];
    }
    kept_.resize(n);
    unknown_.resize(n);
    return true;
  }

  RowsPtr rows_;
  std::vector<PlanPtr> conditions_;
  std::vector<RowSlot> kept_;
  std::vector<uint8_t> unknown_;
  Vec truth_;
};

class FoldNode : public PlanNode {
 public:
  FoldNode(Fold fold, RowsPtr rows, PlanPtr item)
      : PlanNode(false), fold_(fold), rows_(std::move(rows)), item_(std::move(item)) {}

  void Eval(const PlanContext& context, Vec* out) override {
    size_t n = context.rows.size();
    out->ResetNumbers(n);
    rows_->Prepare(context);
    for (size_t i = 0; i < n; ++i) {
      found_.clear();
      if (!rows_->Find(context, i, &found_)) {
        out->states[i] = State::kOther;
      } else if (fold_ == Fold::kCountRows) {
        out->states[i] = State::kOk;
        out->numbers[i] = static_cast<double>(found_.size());
      } else {
        FoldItems(context, i, out);
      }
    }
  }

 private:
  void FoldItems(const PlanContext& context, size_t i, Vec* out) {
    PlanContext inner = context;
    inner.owner = context.rows[i];
    inner.rows = found_;
    item_->Eval(inner, &items_);
    value::ExactSum sum;
    size_t count = 0;
    double extreme = 0;
    for (size_t k = 0; k < found_.size(); ++k) {
      State s = items_.states[k];
      if (s == State::kOther) {
        out->states[i] = s;
        return;
      }
      if (s != State::kOk) continue;
      ++count;
      if (fold_ == Fold::kCount) continue;
      double x = items_.numbers[k];
      if (fold_ == Fold::kSum || fold_ == Fold::kAverage) {
        sum.Add(x);
      } else if (count == 1 || (fold_ == Fold::kMax ? x > extreme : x < extreme)) {
        extreme = x;
      }
    }
    Finish(count, sum, extreme, i, out);
  }

  void Finish(size_t count, const value::ExactSum& sum, double extreme, size_t i, Vec* out) const {
    double result = extreme;
    if (fold_ == Fold::kCount) result = static_cast<double>(count);
    if (fold_ == Fold::kSum) result = sum.Total();
    if (fold_ == Fold::kAverage && count > 0) result = sum.Total() / static_cast<double>(count);
    bool known = count > 0 || fold_ == Fold::kSum || fold_ == Fold::kCount;
    out->states[i] = !known ? State::kBlank : std::isfinite(result) ? State::kOk : State::kOther;
    out->numbers[i] = result == 0 ? 0 : result;
  }

  Fold fold_;
  RowsPtr rows_;
  PlanPtr item_;
  std::vector<RowSlot> found_;
  Vec items_;
};

class FirstNode : public PlanNode {
 public:
  FirstNode(RowsPtr rows, PlanPtr item)
      : PlanNode(item->is_code()), rows_(std::move(rows)), item_(std::move(item)) {}
  void Eval(const PlanContext& context, Vec* out) override {
    size_t n = context.rows.size();
    is_code() ? out->ResetCodes(n) : out->ResetNumbers(n);
    rows_->Prepare(context);
    for (size_t i = 0; i < n; ++i) {
      found_.clear();
      if (!rows_->Find(context, i, &found_)) {
        out->states[i] = State::kOther;
        continue;
      }
      if (found_.empty()) continue;
      PlanContext inner = context;
      inner.owner = context.rows[i];
      inner.rows = std::span<const RowSlot>(found_).first(1);
      item_->Eval(inner, &items_);
      out->states[i] = items_.states[0];
      if (is_code()) {
        out->codes[i] = items_.codes[0];
      } else {
        out->numbers[i] = items_.numbers[0];
      }
    }
  }

 private:
  RowsPtr rows_;
  PlanPtr item_;
  std::vector<RowSlot> found_;
  Vec items_;
};

}  // namespace

RowsPtr MakeScanRows(TableIndex table) {
  return std::make_unique<ScanRows>(table);
}
RowsPtr MakeLinkProbeRows(TableIndex table, ColumnIndex column) {
  return std::make_unique<LinkProbeRows>(table, column);
}
RowsPtr MakeKeyProbeRows(TableIndex table, ColumnIndex column, PlanPtr key) {
  return std::make_unique<KeyProbeRows>(table, column, std::move(key));
}
RowsPtr MakeUnionRows(TableIndex table, std::vector<RowsPtr> parts) {
  return std::make_unique<UnionRows>(table, std::move(parts));
}
RowsPtr MakeLinkRows(std::vector<ColumnRead> path) {
  return std::make_unique<LinkRows>(std::move(path));
}
RowsPtr MakeFilteredRows(RowsPtr rows, std::vector<PlanPtr> conditions) {
  return std::make_unique<FilteredRows>(std::move(rows), std::move(conditions));
}
PlanPtr MakeFold(Fold fold, RowsPtr rows, PlanPtr item) {
  return std::make_unique<FoldNode>(fold, std::move(rows), std::move(item));
}
PlanPtr MakeFirst(RowsPtr rows, PlanPtr item) {
  return std::make_unique<FirstNode>(std::move(rows), std::move(item));
}

}  // namespace csip::engine
