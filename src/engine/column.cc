#include "engine/column.h"

#include <algorithm>

namespace csip::engine {

using value::Kind;
using value::Storage;

namespace {

Kind KindOf(Storage storage) {
  switch (storage) {
    case Storage::kBool:
      return Kind::kBool;
    case Storage::kNumber:
      return Kind::kNumber;
    case Storage::kDate:
      return Kind::kDate;
    case Storage::kInstant:
      return Kind::kInstant;
    case Storage::kText:
      return Kind::kText;
    case Storage::kRow:
      return Kind::kRow;
    case Storage::kTexts:
    case Storage::kRows:
      return Kind::kList;
    case Storage::kNone:
      return Kind::kBlank;
  }
  return Kind::kBlank;
}

static_assert(static_cast<int>(State::kOther) == static_cast<int>(value::CellState::kOther));

State BlankState(const Value& v) {
  return v.blank_reason() == value::BlankReason::kDivisionByZero ? State::kBlankDivision : State::kBlank;
}

double NumberIn(const Value& v) {
  switch (v.kind()) {
    case Kind::kBool:
      return v.boolean() ? 1 : 0;
    case Kind::kNumber:
      return v.number();
    case Kind::kDate:
      return v.date();
    case Kind::kInstant:
      return static_cast<double>(v.instant());
    default:
      return 0;
  }
}

}  // namespace

void Column::Resize(size_t slots) {
  if (storage_ == Storage::kNone) return;
  changed_ = true;
  states_.Resize(slots);
  if (is_number()) {
    numbers_.Resize(slots);
  } else if (is_code()) {
    codes_.Resize(slots);
  } else if (storage_ == Storage::kRows) {
    lists_.Resize(slots);
  } else {
    values_.Resize(slots);
  }
}

std::optional<double> Column::Unboxed(const Value& v) const {
  return is_number() && v.kind() == KindOf(storage_) ? std::optional(NumberIn(v)) : std::nullopt;
}

Value Column::BoxNumber(State state, double number) const {
  if (state == State::kBlankDivision) return Value::Blank(value::BlankReason::kDivisionByZero);
  if (state != State::kOk) return {};
  switch (storage_) {
    case Storage::kBool:
      return Value::Bool(number != 0);
    case Storage::kDate:
      return Value::Date(static_cast<int32_t>(number));
    case Storage::kInstant:
      return Value::Instant(static_cast<int64_t>(number));
    default:
      return Value::Number(number);
  }
}

Value Column::BoxCode(State state, uint32_t code) const {
  if (state == State::kBlankDivision) return Value::Blank(value::BlankReason::kDivisionByZero);
  if (state != State::kOk) return {};
  return storage_ == Storage::kText ? interner_->Text(code) : Value::Row({target_, code});
}

Value Column::Get(RowSlot row) const {
  if (storage_ == Storage::kNone) return {};
  State state = StateOf(row);
  if (state == State::kOther) return others_->at(row);
  if (state == State::kBlank) return {};
  if (is_number()) return BoxNumber(state, numbers_[row]);
  if (is_code()) return BoxCode(state, codes_[row]);
  if (state == State::kBlankDivision) return Value::Blank(value::BlankReason::kDivisionByZero);
  if (storage_ != Storage::kRows) return values_[row];
  std::vector<Value> items;
  items.reserve(lists_[row].size());
  for (RowSlot item : lists_[row].rows()) items.push_back(Value::Row({target_, item}));
  return Value::List(std::move(items));
}

Column::Run Column::RunOf(RowSlot first, size_t n) const {
  Run run;
  run.states = states_.Run(first, n);
  if (is_number()) run.numbers = numbers_.Run(first, n);
  if (is_code()) run.codes = codes_.Run(first, n);
  return run;
}

void Column::ErrorRows(std::vector<RowSlot>* out) const {
  if (errors_ == 0) return;
  for (const auto& [row, v] : *others_) {
    if (v.is_error()) out->push_back(row);
  }
}

void Column::ForgetOther(RowSlot row) {
  auto& others = others_.Own();
  auto found = others.find(row);
  if (found->second.is_error()) --errors_;
  others.erase(found);
}

void Column::SetState(RowSlot row, State state) {
  if (StateOf(row) == State::kOther && state != State::kOther) ForgetOther(row);
  if (StateOf(row) != state) states_.Set(row, static_cast<uint8_t>(state));
}

bool Column::SetNumber(RowSlot row, State state, double number) {
  State before = StateOf(row);
  if (before == state && (state != State::kOk || numbers_[row] == number)) return false;
  SetState(row, state);
  changed_ = true;
  if (state == State::kOk) numbers_.Set(row, number);
  return state == State::kOk || before == State::kOk || before == State::kOther;
}

bool Column::SetCode(RowSlot row, State state, uint32_t code) {
  State before = StateOf(row);
  if (before == state && (state != State::kOk || codes_[row] == code)) return false;
  SetState(row, state);
  changed_ = true;
  if (state == State::kOk) codes_.Set(row, code);
  return state == State::kOk || before == State::kOk || before == State::kOther;
}

bool Column::SetOther(RowSlot row, const Value& v) {
  if (StateOf(row) == State::kOther && others_->at(row) == v) return false;
  if (StateOf(row) == State::kOther) ForgetOther(row);
  SetState(row, State::kOther);
  if (v.is_error()) ++errors_;
  changed_ = true;
  others_.Own()[row] = v;
  return true;
}

bool Column::Set(RowSlot row, const Value& v) {
  if (storage_ == Storage::kNone) return false;
  bool fits = v.is_blank() || v.kind() == KindOf(storage_);
  auto is_target = [this](const Value& item) { return item.is_row() && item.row().table == target_; };
  if (storage_ == Storage::kRow && v.is_row()) fits = is_target(v);
  if (storage_ == Storage::kRows && v.is_list()) fits = std::ranges::all_of(v.items(), is_target);
  if (!fits) return SetOther(row, v);
  State state = v.is_blank() ? BlankState(v) : State::kOk;
  if (is_number()) return SetNumber(row, state, NumberIn(v));
  if (storage_ == Storage::kText) {
    // Most texts that are computed again are the same: looking at the one that stands here is cheaper than hashing.
    if (state == State::kOk && StateOf(row) == State::kOk && interner_->Text(codes_[row]) == v) return false;
    return SetCode(row, state, v.is_blank() ? 0 : interner_->Intern(v));
  }
  if (storage_ == Storage::kRow) return SetCode(row, state, v.is_blank() ? 0 : v.row().slot);
  State before = StateOf(row);
  if (storage_ == Storage::kRows) {
    if (!SetList(row, value::AsItems(v)) && before == state) return false;
  } else {
    if (before == state && (state != State::kOk || values_[row] == v)) return false;
    values_.Set(row, v.is_blank() ? Value() : v);
  }
  SetState(row, state);
  changed_ = true;
  return state == State::kOk || before == State::kOk || before == State::kOther;
}

// True when the list differs from the one before.
bool Column::SetList(RowSlot row, std::span<const Value> items) {
  auto same = [](RowSlot slot, const Value& item) { return slot == item.row().slot; };
  if (std::ranges::equal(lists_[row].rows(), items, same)) return false;
  RowList list = items.empty() ? RowList() : RowList(items.size());
  for (const Value& item : items) list.Append(item.row().slot);
  lists_.Set(row, std::move(list));
  return true;
}

void Column::Load(RowSlot first, const value::Cells& cells) {
  if (storage_ == Storage::kNone || cells.storage() != storage_) return;
  constexpr size_t kChunk = CowVector<uint8_t>::kChunk;
  std::vector<Symbol> symbols;
  if (cells.words() != nullptr) symbols = InternWords(*cells.words());
  for (size_t begin = 0; begin < cells.size();) {
    auto row = static_cast<RowSlot>(first + begin);
    size_t end = std::min(cells.size(), begin + kChunk - row % kChunk);
    const uint8_t* states = cells.states();
    if (std::any_of(states + begin, states + end, [](uint8_t state) { return state != 0; }))
      LoadRun(row, cells, begin, end, symbols);
    begin = end;
  }
}

std::vector<Symbol> Column::InternWords(const value::Words& words) {
  constexpr uint32_t kAhead = 8;
  auto size = static_cast<uint32_t>(words.size());
  std::vector<Symbol> symbols(size);
  for (uint32_t word = 0; word < size; ++word) {
    if (word + kAhead < size) interner_->Prefetch(words.hash(word + kAhead));
    symbols[word] = interner_->Intern(words[word], words.hash(word));
  }
  return symbols;
}

// Cells that come to lie in one chunk; `symbols` of their words, where they have such.
void Column::LoadRun(RowSlot first, const value::Cells& cells, size_t begin, size_t end,
                     std::span<const Symbol> symbols) {
  if (!is_number() && !is_code()) {
    for (size_t i = begin; i < end; ++i) Set(static_cast<RowSlot>(first + i - begin), cells.Get(i));
    return;
  }
  changed_ = true;
  size_t chunk = first >> CowVector<uint8_t>::kBits, at = first % CowVector<uint8_t>::kChunk;
  uint8_t* states = states_.OwnChunk(chunk).data() + at;
  double* numbers = is_number() ? numbers_.OwnChunk(chunk).data() + at : nullptr;
  uint32_t* codes = is_code() ? codes_.OwnChunk(chunk).data() + at : nullptr;
  bool others = false;
  for (size_t i = begin; i < end; ++i, ++states) {
    auto state = static_cast<State>(cells.state(i));
    others = others || state == State::kOther;
    if (state == State::kOther) continue;
    *states = static_cast<uint8_t>(state);
    if (state != State::kOk) continue;
    if (numbers != nullptr) {
      numbers[i - begin] = cells.number(i);
    } else if (storage_ == Storage::kRow) {
      codes[i - begin] = cells.row(i);
    } else if (cells.words() != nullptr) {
      codes[i - begin] = symbols[cells.word(i)];
    }
  }
  if (storage_ == Storage::kText && cells.words() == nullptr) LoadTexts(cells, begin, end, codes);
  for (size_t i = begin; others && i < end; ++i) {
    if (cells.state(i) == value::CellState::kOther)
      SetOther(static_cast<RowSlot>(first + i - begin), cells.value(i));
  }
}

void Column::LoadTexts(const value::Cells& cells, size_t begin, size_t end, uint32_t* codes) {
  constexpr size_t kAhead = 8;
  uint32_t hashes[CowVector<uint32_t>::kChunk];
  auto known = [&](size_t i) { return cells.state(i) == value::CellState::kOk; };
  for (size_t i = begin; i < end; ++i) {
    if (known(i)) hashes[i - begin] = base::HashText(cells.text(i));
  }
  for (size_t i = begin; i < end; ++i) {
    if (i + kAhead < end && known(i + kAhead)) interner_->Prefetch(hashes[i + kAhead - begin]);
    if (known(i)) codes[i - begin] = interner_->Intern(cells.text(i), hashes[i - begin]);
  }
}

void Column::Compact() {
  if (!changed_) return;
  states_.ShareEqual();
  numbers_.ShareEqual();
  codes_.ShareEqual();
}

}  // namespace csip::engine
