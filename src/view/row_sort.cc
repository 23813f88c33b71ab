#include "view/row_sort.h"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>
#include <span>

#include "view/ranks.h"

namespace csip::view {
namespace {

constexpr int kDigitBits = 11;
constexpr int kMostBits = 3 * kDigitBits;  // that rows are sorted by at once
constexpr int kLastBits = 4;               // tell errors and blanks apart
constexpr size_t kFew = 512;               // are sorted faster by comparing

// The part of a column's keys that differs from row to row, as a small number: its most significant bits, and a bit above
// them for errors and blanks.
class Narrowed {
 public:
  explicit Narrowed(const SortColumn& column)
      : keys_(column.keys), turned_(column.descending ? ~uint64_t{0} : 0) {
    uint64_t any = 0, all = ~uint64_t{0};
    bool last = false, known = false;
    for (uint64_t key : keys_) {
      if (key >= kLastKeys) {
        last = true;
      } else {
        known = true;
        any |= key;
        all &= key;
      }
    }
    uint64_t differing = known ? any & ~all : 0;
    int high = 64 - std::countl_zero(differing);
    int low = differing == 0 ? 0 : std::countr_zero(differing);
    width_ = std::min(high - low, kMostBits - 1);
    exact_ = width_ == high - low;
    if (last) width_ = std::max(width_, kLastBits);
    shift_ = std::max(0, high - width_);
    bits_ = width_ + (last ? 1 : 0);
    mask_ = (uint64_t{1} << width_) - 1;
  }

  int bits() const { return bits_; }
  bool exact() const { return exact_; }  // keys that are narrowed to the same are the same
  uint64_t Of(size_t row) const {
    uint64_t key = keys_[row];
    if (key >= kLastKeys) return (mask_ + 1) | (key - kLastKeys) << (width_ - kLastBits);
    return ((key ^ turned_) >> shift_) & mask_;
  }
  bool Differ(size_t a, size_t b) const { return keys_[a] != keys_[b]; }
  // Of two rows whose keys are narrowed to the same.
  bool Before(size_t a, size_t b) const {
    uint64_t turned = keys_[a] < kLastKeys ? turned_ : 0;
    return (keys_[a] ^ turned) < (keys_[b] ^ turned);
  }

 private:
  std::span<const uint64_t> keys_;
  uint64_t turned_;
  int shift_ = 0;
  int width_ = 0;
  int bits_ = 0;
  uint64_t mask_ = 0;
  bool exact_ = true;
};

// Items, which all differ, by their bits from `low` to `high`; those that are equal in these stay as they were.
void SortByBits(int low, int high, std::vector<uint64_t>* items, std::vector<uint64_t>* spare) {
  if (items->size() < kFew) {
    std::sort(items->begin(), items->end());
    return;
  }
  spare->resize(items->size());
  int digits = (high - low + kDigitBits - 1) / kDigitBits;
  for (int digit = 0; digit < digits; ++digit) {
    int shift = low + (high - low) * digit / digits;
    int width = low + (high - low) * (digit + 1) / digits - shift;
    uint64_t mask = (uint64_t{1} << width) - 1;
    std::array<uint32_t, size_t{1} << kDigitBits> places{};
    for (uint64_t item : *items) ++places[(item >> shift) & mask];
    std::exclusive_scan(places.begin(), places.end(), places.begin(), uint32_t{0});
    for (uint64_t item : *items) (*spare)[places[(item >> shift) & mask]++] = item;
    items->swap(*spare);
  }
}

// Rows (as positions among those that came) in an order that SortBy refines from the least significant column on.
class Order {
 public:
  explicit Order(size_t rows) : rows_(rows), at_bits_(64 - std::countl_zero(uint64_t{rows})) {
    std::iota(rows_.begin(), rows_.end(), 0);
  }

  // The first of the columns is the most significant; together they have kMostBits at most. Where one is not exact it is
  // the only one.
  void SortBy(std::span<const Narrowed> columns) {
    int bits = 0;
    items_.assign(rows_.size(), 0);
    for (const Narrowed& column : columns) {
      for (size_t i = 0; i < rows_.size(); ++i) items_[i] = items_[i] << column.bits() | column.Of(rows_[i]);
      bits += column.bits();
    }
    for (size_t i = 0; i < rows_.size(); ++i) items_[i] = items_[i] << at_bits_ | i;
    SortByBits(at_bits_, at_bits_ + bits, &items_, &spare_);
    std::vector<uint32_t> sorted(rows_.size());
    uint64_t mask = (uint64_t{1} << at_bits_) - 1;
    for (size_t i = 0; i < sorted.size(); ++i) sorted[i] = rows_[items_[i] & mask];
    rows_ = std::move(sorted);
    if (!columns.front().exact()) SortRuns(columns.front());
  }

  const std::vector<uint32_t>& rows() const { return rows_; }

 private:
  // Puts those in order that the narrowed keys do not tell apart.
  void SortRuns(const Narrowed& column) {
    for (size_t begin = 0; begin < rows_.size();) {
      size_t end = begin + 1;
      bool differ = false;
      for (; end < rows_.size() && (items_[end] >> at_bits_) == (items_[begin] >> at_bits_); ++end)
        differ |= column.Differ(rows_[end], rows_[begin]);
      if (differ) {
        std::stable_sort(rows_.begin() + static_cast<ptrdiff_t>(begin),
                         rows_.begin() + static_cast<ptrdiff_t>(end),
                         [&](uint32_t a, uint32_t b) { return column.Before(a, b); });
      }
      begin = end;
    }
  }

  std::vector<uint32_t> rows_;
  int at_bits_;
  std::vector<uint64_t> items_, spare_;  // narrowed keys, and below them the position in rows_
};

}  // namespace

void SortRows(std::vector<SortColumn> by, std::vector<value::RowSlot>* rows) {
  if (by.empty() || rows->size() < 2) return;
  std::vector<Narrowed> columns;
  for (const SortColumn& column : by) {
    columns.emplace_back(column);
    if (columns.back().bits() == 0) columns.pop_back();  // the same for all
  }
  Order order(rows->size());
  for (size_t end = columns.size(); end > 0;) {
    size_t begin = end - 1;
    int bits = columns[begin].bits();
    while (begin > 0 && columns[begin].exact() && columns[begin - 1].exact() &&
           bits + columns[begin - 1].bits() <= kMostBits) {
      bits += columns[--begin].bits();
    }
    order.SortBy(std::span(columns).subspan(begin, end - begin));
    end = begin;
  }
  std::vector<value::RowSlot> sorted(rows->size());
  for (size_t i = 0; i < sorted.size(); ++i) sorted[i] = (*rows)[order.rows()[i]];
  *rows = std::move(sorted);
}

}  // namespace csip::view
