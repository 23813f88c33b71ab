#include "engine/key_index.h"

namespace csip::engine {

void KeyIndex::List::Insert(RowSlot row, const RowSet& order) {
  rows.insert(Position(row, order), row);
}

void KeyIndex::List::Erase(RowSlot row, const RowSet& order) {
  auto at = Position(row, order);
  if (at == rows.end() || *at != row) at = std::find(rows.begin() + first, rows.end(), row);
  if (at == rows.end()) return;
  if (at != rows.begin() + first) {
    rows.erase(at);
  } else if (++first > 16 && static_cast<size_t>(first) > rows.size() / 2) {
    rows.erase(rows.begin(), rows.begin() + first);
    first = 0;
  }
}

std::vector<RowSlot>::iterator KeyIndex::List::Position(RowSlot row, const RowSet& order) {
  return std::lower_bound(rows.begin() + first, rows.end(), row,
                          [&](RowSlot a, RowSlot b) { return order.Number(a) < order.Number(b); });
}

void KeyIndex::Add(RowSlot row, const value::Value& key) {
  uint64_t hash = key.Hash();
  auto many = many_.find(hash);
  if (many != many_.end()) {
    many->second.Insert(row, *rows_);
    return;
  }
  auto [single, added] = single_.try_emplace(hash, row);
  if (added) return;
  List list;
  list.rows = {single->second};
  list.Insert(row, *rows_);
  single_.erase(single);
  many_.emplace(hash, std::move(list));
}

void KeyIndex::Remove(RowSlot row, const value::Value& key) {
  uint64_t hash = key.Hash();
  auto single = single_.find(hash);
  if (single != single_.end()) {
    if (single->second == row) single_.erase(single);
    return;
  }
  auto many = many_.find(hash);
  if (many == many_.end()) return;
  List& list = many->second;
  list.Erase(row, *rows_);
  if (list.size() == 1) {
    single_.emplace(hash, list.rows.back());
    many_.erase(many);
  }
}

void KeyIndex::Find(const value::Value& key, std::vector<RowSlot>* out) const {
  uint64_t hash = key.Hash();
  auto single = single_.find(hash);
  if (single != single_.end()) {
    out->push_back(single->second);
    return;
  }
  auto many = many_.find(hash);
  if (many == many_.end()) return;
  const List& list = many->second;
  out->insert(out->end(), list.rows.begin() + list.first, list.rows.end());
}

}  // namespace csip::engine
