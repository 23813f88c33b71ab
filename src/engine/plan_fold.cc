// Aggregates: the candidates of many owners are evaluated together, then folded owner by owner.
#include <algorithm>
#include <cmath>

#include "engine/plan_loops.h"
#include "engine/plan_node.h"
#include "engine/running_sum.h"
#include "value/exact_sum.h"

namespace csip::engine {
namespace {

// The exact sum of the numbers, rounded once.
double SumOf(std::span<const double> numbers) {
  Lanes lanes;
  size_t k = 0;
  for (; k + Lanes::kWidth <= numbers.size(); k += Lanes::kWidth) lanes.Add(&numbers[k]);
  if (k < numbers.size()) {
    double rest[Lanes::kWidth] = {};
    std::copy(numbers.begin() + static_cast<ptrdiff_t>(k), numbers.end(), rest);
    lanes.Add(rest);
  }
  Running total = lanes.Total();
  if (!lanes.huge() && total.lost == 0) return total.sum + total.low;
  value::ExactSum exact;
  for (double x : numbers) exact.Add(x);
  return exact.Total();
}

// The numbers of the known items in [begin, end), in place where all are known.
std::span<const double> KnownOf(const Vec& items, size_t begin, size_t end, std::vector<double>* room) {
  if (items.states == nullptr && !items.one) return {items.numbers + begin, end - begin};
  loops::States states(items);
  room->resize(end - begin);
  size_t count = 0;
  for (size_t k = begin; k < end; ++k) {
    (*room)[count] = items.numbers[items.At(k)];
    count += states.states[states.one ? 0 : k] == loops::kOk ? 1 : 0;
  }
  return {room->data(), count};
}

double ExtremeOf(std::span<const double> numbers, bool greatest) {
  double extreme = numbers[0];
  for (double x : numbers.subspan(1)) {
    if (greatest ? x > extreme : x < extreme) extreme = x;
  }
  return extreme;
}

// Looks at the candidates of a pass with the plan of an item.
class PairReader {
 public:
  PairReader(RowsNode* rows, PlanNode* item) : rows_(rows), item_(item) {}
  void Read(const PlanContext& context) {
    pairs.Clear();
    rows_->Pair(context, &pairs);
    if (item_ == nullptr || pairs.rows.empty()) return;
    PlanContext inner = context;
    inner.rows = pairs.rows;
    inner.owners = pairs.owners;
    inner.in_row = pairs.in_row;
    item_->Eval(inner, &items);
  }

  Pairs pairs;
  Vec items;

 private:
  RowsNode* rows_;
  PlanNode* item_;
};

// What a pass knows of one owner's items.
struct Group {
  Running sum;
  double extreme = 0;
  uint32_t count = 0;
  bool odd = false;   // the plain evaluator decides
  bool huge = false;  // a term was kHuge or more
};

class FoldNode : public PlanNode, public GroupPass {
 public:
  FoldNode(Fold fold, RowsPtr rows, PlanPtr item)
      : PlanNode(Shape::kNumber),
        fold_(fold),
        rows_(std::move(rows)),
        item_(std::move(item)),
        reader_(rows_.get(), item_.get()) {}

  void Eval(const PlanContext& context, Vec* out) override {
    if (rows_->IsEmpty(context)) {
      bool zero = fold_ == Fold::kSum || fold_ == Fold::kCount || fold_ == Fold::kCountRows;
      out->SetOneNumber(zero ? State::kOk : State::kBlank, 0);
      return;
    }
    size_t n = context.rows.size();
    double* numbers = out->Numbers(n);
    uint8_t* states = out->States(n);
    if (passing_) {
      ReadGroups(context, numbers, states);
    } else {
      FoldOwners(context, numbers, states);
    }
  }

  TableIndex table() const override { return rows_->PairTable(); }
  bool CanPass(const PlanContext& context) const override { return rows_->CanPair(context); }
  void Begin(size_t owner_slots) override {
    groups_.assign(owner_slots, Group());
    passing_ = true;
  }
  void End() override {
    groups_.clear();
    passing_ = false;
  }
  void Add(const PlanContext& context) override {
    reader_.Read(context);
    for (RowSlot owner : reader_.pairs.failed) groups_[owner].odd = true;
    switch (fold_) {
      case Fold::kCountRows:
        for (RowSlot owner : reader_.pairs.owners) ++groups_[owner].count;
        break;
      case Fold::kCount:
        return EachKnown([](size_t, Group& group) { ++group.count; });
      case Fold::kSum:
      case Fold::kAverage:
        return EachKnown([this](size_t k, Group& group) {
          double x = reader_.items.numbers[reader_.items.At(k)];
          ++group.count;
          group.sum.Add(x);
          group.huge = group.huge || std::fabs(x) >= kHuge;
        });
      case Fold::kMin:
        return EachKnown([this](size_t k, Group& group) {
          double x = reader_.items.numbers[reader_.items.At(k)];
          if (++group.count == 1 || x < group.extreme) group.extreme = x;
        });
      case Fold::kMax:
        return EachKnown([this](size_t k, Group& group) {
          double x = reader_.items.numbers[reader_.items.At(k)];
          if (++group.count == 1 || x > group.extreme) group.extreme = x;
        });
    }
  }

 private:
  template <typename F>
  void EachKnown(F f) {
    const std::vector<RowSlot>& owners = reader_.pairs.owners;
    const Vec& items = reader_.items;
    bool known = items.truths == nullptr ? items.states == nullptr : items.definite;
    for (size_t k = 0; k < owners.size(); ++k) {
      State state = known ? State::kOk : items.StateAt(k);
      Group& group = groups_[owners[k]];
      if (state == State::kOk) f(k, group);
      if (state == State::kOther) group.odd = true;
    }
  }

  void ReadGroups(const PlanContext& context, double* numbers, uint8_t* states) {
    lost_.clear();
    for (size_t i = 0; i < context.rows.size(); ++i) {
      const Group& group = groups_[context.rows[i]];
      numbers[i] = 0;
      if (group.odd) {
        states[i] = static_cast<uint8_t>(State::kOther);
      } else if (group.huge || group.sum.lost != 0) {
        lost_.push_back(static_cast<uint32_t>(i));
      } else {
        bool extreme = fold_ == Fold::kMin || fold_ == Fold::kMax,
             counts = fold_ == Fold::kCount || fold_ == Fold::kCountRows;
        double result = counts ? group.count : extreme ? group.extreme : group.sum.sum + group.sum.low;
        states[i] = static_cast<uint8_t>(Finished(group.count, result, &numbers[i]));
      }
    }
    if (lost_.empty()) return;
    // Their sums are done again, exactly.
    std::vector<RowSlot> rows;
    for (uint32_t i : lost_) rows.push_back(context.rows[i]);
    std::vector<double> again(rows.size());
    std::vector<uint8_t> again_states(rows.size());
    PlanContext inner = context;
    inner.rows = rows;
    inner.in_row = false;
    FoldOwners(inner, again.data(), again_states.data());
    for (size_t k = 0; k < lost_.size(); ++k) {
      numbers[lost_[k]] = again[k];
      states[lost_[k]] = again_states[k];
    }
  }

  void FoldOwners(const PlanContext& context, double* numbers, uint8_t* states) {
    size_t n = context.rows.size();
    const Column* column = item_ == nullptr ? nullptr : item_->ReadColumn(context);
    if (column != nullptr && column->is_number() && rows_->KeepsRows(context)) {
      for (size_t i = 0; i < n; ++i)
        states[i] = static_cast<uint8_t>(FoldInPlace(context, i, *column, &numbers[i]));
      return;
    }
    rows_->Prepare(context);
    for (size_t first = 0; first < n;) {
      found_.Clear();
      size_t next = rows_->Find(context, first, &found_);
      if (item_ != nullptr && !found_.rows.empty()) {
        PlanContext inner = context;
        inner.rows = found_.rows;
        inner.owners = found_.owners;
        inner.in_row = false;
        item_->Eval(inner, &items_);
      }
      size_t k = 0;
      for (size_t i = first; i < next; ++i) {
        size_t begin = k;
        while (k < found_.position.size() && found_.position[k] == i) ++k;
        states[i] = static_cast<uint8_t>(FoldOne(begin, k, &numbers[i]));
      }
      for (uint32_t i : found_.failed) states[i] = static_cast<uint8_t>(State::kOther);
      first = next;
    }
  }

  State FoldOne(size_t begin, size_t end, double* result) {
    if (fold_ == Fold::kCountRows) return Finished(end - begin, static_cast<double>(end - begin), result);
    if (HasOdd(begin, end)) return State::kOther;
    if (fold_ == Fold::kCount) {
      size_t count = CountKnown(begin, end);
      return Finished(count, static_cast<double>(count), result);
    }
    return FoldKnown(KnownOf(items_, begin, end, &known_), result);
  }

  // The rows of one owner and their cells, read where they lie.
  State FoldInPlace(const PlanContext& context, size_t i, const Column& column, double* result) {
    auto rows = rows_->ReadOne(context, i);
    context.evaluation->StartRow();
    if (!rows || !context.evaluation->Spend(static_cast<int64_t>(rows->size() / 4))) return State::kOther;
    known_.resize(std::max(known_.size(), rows->size()));
    size_t count = 0;
    for (RowSlot row : *rows) {
      State state = column.StateOf(row);
      if (state == State::kOther) return State::kOther;
      known_[count] = column.Number(row);
      count += state == State::kOk ? 1 : 0;
    }
    if (fold_ == Fold::kCount) return Finished(count, static_cast<double>(count), result);
    return FoldKnown(std::span(known_).first(count), result);
  }

  State FoldKnown(std::span<const double> known, double* result) const {
    bool extreme = fold_ == Fold::kMin || fold_ == Fold::kMax;
    double found = 0;
    if (!known.empty()) found = extreme ? ExtremeOf(known, fold_ == Fold::kMax) : SumOf(known);
    return Finished(known.size(), found, result);
  }

  // `found`: the sum, the extreme or the count of `count` known items.
  State Finished(size_t count, double found, double* result) const {
    if (fold_ == Fold::kAverage && count > 0) found /= static_cast<double>(count);
    *result = found + 0.0;
    bool blank_of_none = fold_ == Fold::kAverage || fold_ == Fold::kMin || fold_ == Fold::kMax;
    if (count == 0 && blank_of_none) return State::kBlank;
    return std::isfinite(*result) ? State::kOk : State::kOther;
  }

  bool HasOdd(size_t begin, size_t end) const {
    if (items_.truths == nullptr ? items_.states == nullptr : items_.definite) return false;
    for (size_t k = begin; k < end; ++k) {
      if (items_.StateAt(k) == State::kOther) return true;
    }
    return false;
  }
  size_t CountKnown(size_t begin, size_t end) const {
    size_t count = 0;
    for (size_t k = begin; k < end; ++k) count += items_.StateAt(k) == State::kOk ? 1 : 0;
    return count;
  }

  Fold fold_;
  RowsPtr rows_;
  PlanPtr item_;
  Candidates found_;
  Vec items_;
  std::vector<double> known_;
  PairReader reader_;
  bool passing_ = false;
  std::vector<Group> groups_;   // by the owner's slot, while passing
  std::vector<uint32_t> lost_;  // places in the batch
};

class FirstNode : public PlanNode, public GroupPass {
 public:
  FirstNode(RowsPtr rows, PlanPtr item)
      : PlanNode(item->shape()),
        rows_(std::move(rows)),
        item_(std::move(item)),
        reader_(rows_.get(), nullptr) {}

  void Eval(const PlanContext& context, Vec* out) override {
    if (rows_->IsEmpty(context)) {
      SetBlank(out);
      return;
    }
    size_t n = context.rows.size();
    double* numbers = shape() == Shape::kNumber ? out->Numbers(n) : nullptr;
    uint32_t* codes = shape() == Shape::kCode ? out->Codes(n) : nullptr;
    uint8_t* bytes = shape() == Shape::kTruth ? out->Truths(n) : out->States(n);
    bool truth = shape() == Shape::kTruth;
    std::fill_n(
        bytes, n,
        static_cast<uint8_t>(truth ? static_cast<uint8_t>(kUnknown) : static_cast<uint8_t>(State::kBlank)));
    if (numbers != nullptr) std::fill_n(numbers, n, 0.0);
    if (codes != nullptr) std::fill_n(codes, n, 0U);
    if (!passing_) rows_->Prepare(context);
    for (size_t first = 0; first < n;) {
      found_.Clear();
      if (passing_) {
        first = ReadGroups(context);
      } else {
        first = rows_->Find(context, first, &found_);
        KeepFirst();
      }
      if (!found_.rows.empty()) {
        PlanContext inner = context;
        inner.rows = found_.rows;
        inner.owners = found_.owners;
        inner.in_row = false;
        item_->Eval(inner, &items_);
      }
      for (size_t k = 0; k < found_.rows.size(); ++k) {
        size_t i = found_.position[k], at = items_.At(k);
        if (numbers != nullptr) numbers[i] = items_.numbers[at];
        if (codes != nullptr) codes[i] = items_.codes[at];
        bytes[i] = truth ? items_.truths[at] : static_cast<uint8_t>(items_.StateAt(k));
      }
      for (uint32_t i : found_.failed) {
        bytes[i] = truth ? static_cast<uint8_t>(kOdd) : static_cast<uint8_t>(State::kOther);
      }
    }
  }

  TableIndex table() const override { return rows_->PairTable(); }
  bool CanPass(const PlanContext& context) const override { return rows_->CanPair(context); }
  void Begin(size_t owner_slots) override {
    firsts_.assign(owner_slots, value::kNone);
    odd_.assign(owner_slots, 0);
    passing_ = true;
  }
  void End() override {
    firsts_.clear();
    odd_.clear();
    passing_ = false;
  }
  void Add(const PlanContext& context) override {
    reader_.Read(context);
    const RowSet& rows = context.data->table(table()).rows;
    for (RowSlot owner : reader_.pairs.failed) odd_[owner] = 1;
    for (size_t k = 0; k < reader_.pairs.rows.size(); ++k) {
      RowSlot row = reader_.pairs.rows[k];
      RowSlot& first = firsts_[reader_.pairs.owners[k]];
      if (first == value::kNone || rows.Number(row) < rows.Number(first)) first = row;
    }
  }

 private:
  void SetBlank(Vec* out) const {
    if (shape() == Shape::kNumber) out->SetOneNumber(State::kBlank, 0);
    if (shape() == Shape::kCode) out->SetOneCode(State::kBlank, 0);
    if (shape() == Shape::kTruth) out->SetOneTruth(kUnknown);
  }

  size_t ReadGroups(const PlanContext& context) {
    for (uint32_t i = 0; i < context.rows.size(); ++i) {
      RowSlot owner = context.rows[i];
      if (odd_[owner] != 0) found_.failed.push_back(i);
      if (odd_[owner] != 0 || firsts_[owner] == value::kNone) continue;
      found_.rows.push_back(firsts_[owner]);
      found_.owners.push_back(owner);
      found_.position.push_back(i);
    }
    return context.rows.size();
  }

  void KeepFirst() {
    size_t kept = 0;
    for (size_t k = 0; k < found_.rows.size(); ++k) {
      if (kept > 0 && found_.position[kept - 1] == found_.position[k]) continue;
      found_.rows[kept] = found_.rows[k];
      found_.owners[kept] = found_.owners[k];
      found_.position[kept] = found_.position[k];
      ++kept;
    }
    found_.rows.resize(kept);
    found_.owners.resize(kept);
    found_.position.resize(kept);
  }

  RowsPtr rows_;
  PlanPtr item_;
  Candidates found_;
  Vec items_;
  PairReader reader_;
  bool passing_ = false;
  std::vector<RowSlot> firsts_;  // by the owner's slot, while passing
  std::vector<uint8_t> odd_;
};

// A node that may pass over its rows.
template <typename Node>
PlanPtr WithPass(std::unique_ptr<Node> node, GroupPass** pass) {
  *pass = node->table() != value::kNone ? node.get() : nullptr;
  return node;
}

}  // namespace

PlanPtr MakeFold(Fold fold, RowsPtr rows, PlanPtr item, GroupPass** pass) {
  return WithPass(std::make_unique<FoldNode>(fold, std::move(rows), std::move(item)), pass);
}
PlanPtr MakeFirst(RowsPtr rows, PlanPtr item, GroupPass** pass) {
  return WithPass(std::make_unique<FirstNode>(std::move(rows), std::move(item)), pass);
}

}  // namespace csip::engine
