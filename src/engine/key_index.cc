#include "engine/key_index.h"

namespace csip::engine {

void KeyIndex::Add(RowSlot row, const value::Value& key) {
  if (row_id_ != nullptr) return;
  uint64_t hash = key.Hash();
  const CowMap::Entry* found = keys_.Find(hash);
  if (found == nullptr) {
    keys_.Put(hash, row, kRow);
    return;
  }
  if (found->kind == kList) {
    lists_.Own(found->value).Insert(row, *rows_);
    return;
  }
  RowList list;
  list.Append(found->value);
  list.Insert(row, *rows_);
  auto at = static_cast<uint32_t>(lists_.size());
  if (free_->empty()) {
    lists_.Append(std::move(list));
  } else {
    at = free_->back();
    free_.Own().pop_back();
    lists_.Set(at, std::move(list));
  }
  keys_.Put(hash, at, kList);
}

void KeyIndex::Remove(RowSlot row, const value::Value& key) {
  if (row_id_ != nullptr) return;
  uint64_t hash = key.Hash();
  const CowMap::Entry* found = keys_.Find(hash);
  if (found == nullptr) return;
  if (found->kind == kRow) {
    if (found->value == row) keys_.Erase(hash);
    return;
  }
  uint32_t at = found->value;
  RowList& list = lists_.Own(at);
  list.Erase(row, *rows_);
  if (list.size() != 1) return;
  RowSlot last = list.rows()[0];
  lists_.Set(at, {});
  free_.Own().push_back(at);
  keys_.Put(hash, last, kRow);
}

void KeyIndex::Find(const value::Value& key, std::vector<RowSlot>* out) const {
  if (row_id_ != nullptr) {
    auto number = key.is_text() ? row_id_->NumberOf(key.text()) : std::nullopt;
    auto row = number ? rows_->Find(*number) : std::nullopt;
    if (row) out->push_back(*row);
    return;
  }
  const CowMap::Entry* found = keys_.Find(key.Hash());
  if (found == nullptr) return;
  if (found->kind == kRow) {
    out->push_back(found->value);
    return;
  }
  auto rows = lists_[found->value].rows();
  out->insert(out->end(), rows.begin(), rows.end());
}

}  // namespace csip::engine
