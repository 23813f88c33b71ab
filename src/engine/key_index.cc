#include "engine/key_index.h"

namespace csip::engine {

std::optional<uint32_t> KeyIndex::HashOf(const value::Value& key) const {
  if (texts_ == nullptr) return CowHash::Shorten(key.Hash());
  if (!key.is_text()) return key.is_blank() ? kNoSymbol : kOther;
  Symbol symbol = texts_->Find(key.text());
  return symbol == kNoSymbol ? std::nullopt : std::optional(symbol);
}

void KeyIndex::Add(RowSlot row, const value::Value& key) {
  if (row_id_ == nullptr) AddHash(row, *HashOf(key));
}

void KeyIndex::AddHash(RowSlot row, uint32_t hash) {
  size_t found = keys_.Find(hash);
  if (found == CowHash::kNowhere) {
    keys_.Add(hash, OfRow(row));
    return;
  }
  uint32_t value = keys_.value(found);
  if ((value & kList) != 0) {
    lists_.Own(value & ~kList).Insert(row, *rows_);
    return;
  }
  RowList list;
  list.Append(RowOf(value));
  list.Insert(row, *rows_);
  auto at = static_cast<uint32_t>(lists_.size());
  if (free_->empty()) {
    lists_.Append(std::move(list));
  } else {
    at = free_->back();
    free_.Own().pop_back();
    lists_.Set(at, std::move(list));
  }
  keys_.Set(found, at | kList);
}

void KeyIndex::Remove(RowSlot row, const value::Value& key) {
  if (row_id_ != nullptr) return;
  size_t found = keys_.Find(*HashOf(key));
  if (found == CowHash::kNowhere) return;
  uint32_t value = keys_.value(found);
  if ((value & kList) == 0) {
    if (RowOf(value) == row) keys_.Erase(found);
    return;
  }
  uint32_t at = value & ~kList;
  RowList& list = lists_.Own(at);
  list.Erase(row, *rows_);
  if (list.size() != 1) return;
  RowSlot last = list.rows()[0];
  lists_.Set(at, {});
  free_.Own().push_back(at);
  keys_.Set(found, OfRow(last));
}

void KeyIndex::Find(const value::Value& key, std::vector<RowSlot>* out) const {
  if (row_id_ != nullptr) {
    auto number = key.is_text() ? row_id_->NumberOf(key.text()) : std::nullopt;
    auto row = number ? rows_->Find(*number) : std::nullopt;
    if (row) out->push_back(*row);
  } else if (auto hash = HashOf(key)) {
    FindHash(*hash, out);
  }
}

void KeyIndex::FindHash(uint32_t hash, std::vector<RowSlot>* out) const {
  size_t found = keys_.Find(hash);
  if (found == CowHash::kNowhere) return;
  uint32_t value = keys_.value(found);
  if ((value & kList) == 0) {
    out->push_back(RowOf(value));
    return;
  }
  auto rows = lists_[value & ~kList].rows();
  out->insert(out->end(), rows.begin(), rows.end());
}

}  // namespace csip::engine
