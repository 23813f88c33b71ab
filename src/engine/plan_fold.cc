// Aggregates: the candidates of many owners are evaluated together, then folded owner by owner.
#include <algorithm>
#include <cmath>

#include "engine/plan_node.h"
#include "value/exact_sum.h"

namespace csip::engine {
namespace {

// The exact sum of the known items in [begin, end), rounded once, and their count.
double SumOf(const Vec& items, size_t begin, size_t end, size_t* count) {
  double sum = 0, low = 0, lost = 0;
  *count = 0;
  for (size_t k = begin; k < end; ++k) {
    if (items.states != nullptr && items.states[items.At(k)] != static_cast<uint8_t>(State::kOk)) continue;
    ++*count;
    double x = items.numbers[items.At(k)];
    double next = sum + x;
    double part = next - sum;
    double error = (sum - (next - part)) + (x - part);  // what rounding took (Knuth's two-sum)
    sum = next;
    double lower = low + error;
    part = lower - low;
    lost += std::fabs((low - (lower - part)) + (error - part));
    low = lower;
  }
  if (lost == 0) return sum + low;  // no error was rounded: both together are exact, in any order
  value::ExactSum exact;
  for (size_t k = begin; k < end; ++k) {
    if (items.StateAt(k) == State::kOk) exact.Add(items.numbers[items.At(k)]);
  }
  return exact.Total();
}

double ExtremeOf(const Vec& items, size_t begin, size_t end, bool greatest, size_t* count) {
  double extreme = 0;
  *count = 0;
  for (size_t k = begin; k < end; ++k) {
    if (items.StateAt(k) != State::kOk) continue;
    double x = items.numbers[items.At(k)];
    if (++*count == 1 || (greatest ? x > extreme : x < extreme)) extreme = x;
  }
  return extreme;
}

class FoldNode : public PlanNode {
 public:
  FoldNode(Fold fold, RowsPtr rows, PlanPtr item)
      : PlanNode(Shape::kNumber), fold_(fold), rows_(std::move(rows)), item_(std::move(item)) {}

  void Eval(const PlanContext& context, Vec* out) override {
    size_t n = context.rows.size();
    numbers_ = out->Numbers(n);
    states_ = out->States(n);
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
        states_[i] = static_cast<uint8_t>(FoldOne(begin, k, &numbers_[i]));
      }
      for (uint32_t i : found_.failed) states_[i] = static_cast<uint8_t>(State::kOther);
      first = next;
    }
  }

 private:
  State FoldOne(size_t begin, size_t end, double* result) {
    size_t count = end - begin;
    *result = static_cast<double>(count);
    if (fold_ == Fold::kCountRows) return State::kOk;
    if (count > 0 && HasOdd(begin, end)) return State::kOther;
    switch (count == 0 ? Fold::kCountRows : fold_) {
      case Fold::kSum:
        *result = SumOf(items_, begin, end, &count);
        break;
      case Fold::kAverage:
        *result = SumOf(items_, begin, end, &count);
        if (count > 0) *result /= static_cast<double>(count);
        break;
      case Fold::kMin:
      case Fold::kMax:
        *result = ExtremeOf(items_, begin, end, fold_ == Fold::kMax, &count);
        break;
      case Fold::kCount:
        *result = static_cast<double>(CountKnown(begin, end));
        break;
      case Fold::kCountRows:
        *result = 0;
        break;
    }
    *result += 0.0;
    if (count == 0 && fold_ != Fold::kSum && fold_ != Fold::kCount) return State::kBlank;
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
  double* numbers_ = nullptr;
  uint8_t* states_ = nullptr;
};

class FirstNode : public PlanNode {
 public:
  FirstNode(RowsPtr rows, PlanPtr item)
      : PlanNode(item->shape()), rows_(std::move(rows)), item_(std::move(item)) {}

  void Eval(const PlanContext& context, Vec* out) override {
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
    rows_->Prepare(context);
    for (size_t first = 0; first < n;) {
      found_.Clear();
      first = rows_->Find(context, first, &found_);
      KeepFirst();
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

 private:
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
};

}  // namespace

PlanPtr MakeFold(Fold fold, RowsPtr rows, PlanPtr item) {
  return std::make_unique<FoldNode>(fold, std::move(rows), std::move(item));
}
PlanPtr MakeFirst(RowsPtr rows, PlanPtr item) {
  return std::make_unique<FirstNode>(std::move(rows), std::move(item));
}

}  // namespace csip::engine
