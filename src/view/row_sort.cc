#include "view/row_sort.h"

#include <algorithm>
#include <array>
#include <bit>

#include "view/ranks.h"

namespace csip::view {
namespace {

constexpr int kDigitBits = 11;
constexpr size_t kDigits = size_t{1} << kDigitBits;
constexpr int kMostDigits =
    3;  // then nearly all keys are told apart, and what is left is put right by comparing

struct Item {
  uint64_t key;
  uint32_t at;  // position among the rows as they came
};

void SortByDigit(int shift, const std::vector<Item>& from, std::vector<Item>* to) {
  std::array<uint32_t, kDigits> places{};
  for (const Item& item : from) ++places[(item.key >> shift) & (kDigits - 1)];
  uint32_t next = 0;
  for (uint32_t& place : places) {
    uint32_t count = place;
    place = next;
    next += count;
  }
  for (const Item& item : from) (*to)[places[(item.key >> shift) & (kDigits - 1)]++] = item;
}

// Items with the same leading bits stand beside each other; puts those in order that differ below.
void SortRuns(int shift, std::vector<Item>* items) {
  auto begin = items->begin();
  while (begin != items->end()) {
    auto end = begin + 1;
    bool differ = false;
    for (; end != items->end() && (end->key >> shift) == (begin->key >> shift); ++end)
      differ |= end->key != begin->key;
    if (differ) std::stable_sort(begin, end, [](const Item& a, const Item& b) { return a.key < b.key; });
    begin = end;
  }
}

// Stable; `differing` has the bits in which some key differs from another.
void SortKnown(uint64_t differing, std::vector<Item>* items, std::vector<Item>* spare) {
  spare->resize(items->size());
  int low = std::countr_zero(differing);
  int high = 64 - std::countl_zero(differing);
  low = std::max(low, high - kDigitBits * kMostDigits);
  for (int shift = low; shift < high; shift += kDigitBits) {
    SortByDigit(shift, *items, spare);
    items->swap(*spare);
  }
  if ((differing & ((uint64_t{1} << low) - 1)) != 0) SortRuns(low, items);
}

// Stable. Blanks and errors are set apart first: their keys are far from all others, whose leading bits tell them apart.
void SortByKey(std::vector<Item>* items, std::vector<Item>* blanks, std::vector<Item>* spare) {
  blanks->clear();
  auto kept = items->begin();
  for (const Item& item : *items) {
    if (item.key >= kLastKeys) {
      blanks->push_back(item);
    } else {
      *kept++ = item;
    }
  }
  items->erase(kept, items->end());
  uint64_t differing = 0;
  for (const Item& item : *items) differing |= item.key ^ items->front().key;
  if (differing != 0) SortKnown(differing, items, spare);
  std::stable_sort(blanks->begin(), blanks->end(),
                   [](const Item& a, const Item& b) { return a.key < b.key; });
  items->insert(items->end(), blanks->begin(), blanks->end());
}

}  // namespace

void SortRows(std::vector<SortColumn> by, std::vector<value::RowSlot>* rows) {
  if (by.empty() || rows->size() < 2) return;
  std::vector<Item> items(rows->size()), blanks, spare;
  for (uint32_t i = 0; i < items.size(); ++i) items[i].at = i;
  // The least significant first: each pass leaves the order of the one before among equals.
  for (auto column = by.rbegin(); column != by.rend(); ++column) {
    for (Item& item : items) {
      uint64_t key = column->keys[item.at];
      item.key = column->descending && key < kLastKeys ? kLastKeys - 1 - key : key;
    }
    SortByKey(&items, &blanks, &spare);
  }
  std::vector<value::RowSlot> sorted(rows->size());
  for (size_t i = 0; i < items.size(); ++i) sorted[i] = (*rows)[items[i].at];
  *rows = std::move(sorted);
}

}  // namespace csip::view
