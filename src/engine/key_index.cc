#include "engine/key_index.h"

namespace csip::engine {

void KeyIndex::Add(RowSlot row, const value::Value& key) {
  uint64_t hash = key.Hash();
  auto many = many_.find(hash);
  if (many != many_.end()) {
    auto& rows = many->second;
    rows.insert(std::lower_bound(rows.begin(), rows.end(), row,
                                 [this](RowSlot a, RowSlot b) { return Before(a, b); }),
                row);
    return;
  }
  auto [single, added] = single_.try_emplace(hash, row);
  if (added) return;
  std::vector<RowSlot> rows = {single->second, row};
  if (Before(rows[1], rows[0])) std::swap(rows[0], rows[1]);
  single_.erase(single);
  many_.emplace(hash, std::move(rows));
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
  std::erase(many->second, row);
  if (many->second.size() == 1) {
    single_.emplace(hash, many->second.front());
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
  if (many != many_.end()) out->insert(out->end(), many->second.begin(), many->second.end());
}

}  // namespace csip::engine
