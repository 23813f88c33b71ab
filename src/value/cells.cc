#include "value/cells.h"

namespace csip::value {
namespace {

// Whether a value is of the kind that the storage class keeps.
bool Fits(Storage storage, TableIndex target, const Value& v) {
  switch (storage) {
    case Storage::kBool:
      return v.is_bool();
    case Storage::kNumber:
      return v.is_number();
    case Storage::kDate:
      return v.is_date();
    case Storage::kInstant:
      return v.is_instant();
    case Storage::kText:
      return v.is_text();
    case Storage::kRow:
      return v.is_row() && v.row().table == target;
    case Storage::kTexts:
    case Storage::kRows:
      return v.is_list();
    case Storage::kNone:
      return false;
  }
  return false;
}

double NumberIn(const Value& v) {
  if (v.is_bool()) return v.boolean() ? 1 : 0;
  if (v.is_date()) return v.date();
  return v.is_instant() ? static_cast<double>(v.instant()) : v.number();
}

}  // namespace

void Cells::Clear() {
  states_.clear();
  numbers_.clear();
  texts_.clear();
  rows_.clear();
  lists_.clear();
  others_.clear();
  characters_.Clear();
  if (words_ != nullptr) words_ = std::make_unique<Words>();
}

void Cells::KeepWords() {
  words_ = std::make_unique<Words>();
}

void Cells::Reserve(size_t cells) {
  states_.reserve(cells);
  if (is_number()) {
    numbers_.reserve(cells);
  } else if (storage_ == Storage::kText && words_ == nullptr) {
    texts_.reserve(cells);
  } else if (storage_ == Storage::kRow || storage_ == Storage::kText) {
    rows_.reserve(cells);
  } else {
    lists_.reserve(cells);
  }
}

void Cells::AddBlank(CellState state) {
  states_.push_back(static_cast<uint8_t>(state));
  if (is_number()) {
    numbers_.push_back(0);
  } else if (storage_ == Storage::kText && words_ == nullptr) {
    texts_.emplace_back();
  } else if (storage_ == Storage::kRow || storage_ == Storage::kText) {
    rows_.push_back(0);
  } else {
    lists_.emplace_back();
  }
}

void Cells::AddNumber(double number) {
  states_.push_back(static_cast<uint8_t>(CellState::kOk));
  numbers_.push_back(number == 0 ? 0 : number);
}

void Cells::AddText(std::string_view text) {
  words_ != nullptr ? AddWord(words_->Put(text)) : AddTextView(characters_.Copy(text));
}

void Cells::AddTextView(std::string_view text) {
  states_.push_back(static_cast<uint8_t>(CellState::kOk));
  texts_.push_back(text);
}

void Cells::AddWord(uint32_t word) {
  states_.push_back(static_cast<uint8_t>(CellState::kOk));
  rows_.push_back(word);
}

void Cells::AddRow(uint32_t row) {
  states_.push_back(static_cast<uint8_t>(CellState::kOk));
  rows_.push_back(row);
}

void Cells::Add(const Value& v) {
  if (v.is_blank()) {
    bool division = v.blank_reason() == BlankReason::kDivisionByZero;
    AddBlank(division ? CellState::kBlankDivision : CellState::kBlank);
  } else if (!Fits(storage_, target_, v)) {
    others_.emplace(size(), v);
    AddBlank(CellState::kOther);
  } else if (is_number()) {
    AddNumber(NumberIn(v));
  } else if (words_ != nullptr) {
    AddWord(words_->Put(v));
  } else if (storage_ == Storage::kText) {
    AddText(v.text());
  } else if (storage_ == Storage::kRow) {
    AddRow(v.row().slot);
  } else {
    states_.push_back(static_cast<uint8_t>(CellState::kOk));
    lists_.push_back(v);
  }
}

void Cells::AddFrom(const Cells& other, size_t i) {
  CellState state = other.state(i);
  if (state == CellState::kBlank || state == CellState::kBlankDivision) {
    AddBlank(state);
  } else if (state == CellState::kOther) {
    Add(other.value(i));
  } else if (is_number()) {
    AddNumber(other.number(i));
  } else if (storage_ == Storage::kText) {
    AddTextView(other.text(i));
  } else if (storage_ == Storage::kRow) {
    AddRow(other.row(i));
  } else {
    Add(other.value(i));
  }
}

Value Cells::Get(size_t i) const {
  switch (state(i)) {
    case CellState::kBlank:
      return {};
    case CellState::kBlankDivision:
      return Value::Blank(BlankReason::kDivisionByZero);
    case CellState::kOther:
      return others_.at(i);
    case CellState::kOk:
      break;
  }
  switch (storage_) {
    case Storage::kBool:
      return Value::Bool(numbers_[i] != 0);
    case Storage::kNumber:
      return Value::Number(numbers_[i]);
    case Storage::kDate:
      return Value::Date(static_cast<int32_t>(numbers_[i]));
    case Storage::kInstant:
      return Value::Instant(static_cast<int64_t>(numbers_[i]));
    case Storage::kText:
      return words_ != nullptr ? (*words_)[rows_[i]] : Value::Text(texts_[i]);
    case Storage::kRow:
      return Value::Row({target_, rows_[i]});
    case Storage::kTexts:
    case Storage::kRows:
    case Storage::kNone:
      return lists_[i];
  }
  return {};
}

void RowBlock::Clear() {
  numbers.clear();
  created_at.clear();
  modified_at.clear();
  for (Cells& cells : columns) cells.Clear();
}

}  // namespace csip::value
