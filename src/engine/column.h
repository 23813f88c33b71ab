// One column of a table, typed by its storage class.
//
// Numbers, booleans, days and instants are doubles (an instant in microseconds is exact until the year 2255),
// texts are symbols, rows are slots, lists of rows are lists of slots, other lists are values. A value that does not fit
// the storage class (an error, a formula that yields another kind) is kept beside the column; its state is kOther.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "engine/cow_vector.h"
#include "engine/interner.h"
#include "engine/row_list.h"
#include "engine/stamp.h"
#include "value/cells.h"
#include "value/column_type.h"
#include "value/value.h"

namespace csip::engine {

using value::RowSlot;
using value::Value;

enum class State : uint8_t {
  kBlank = 0,
  kOk = 1,
  kBlankDivision = 2,  // blank by a division by zero
  kOther = 3,          // see Get
};

class Column {
 public:
  // `target` is the table of rows, kNone for other storage. The interner must outlive the column.
  Column(value::Storage storage, value::TableIndex target, Interner* interner)
      : storage_(storage), target_(target), interner_(interner) {}
  // A copy that shares the cells (cow.h), with an interner that is a copy of the other's.
  Column(const Column& from, Interner* interner) : Column(from) { interner_ = interner; }
  Column(const Column&) = default;
  Column(Column&&) = default;
  Column& operator=(const Column&) = delete;
  Column& operator=(Column&&) = delete;

  value::Storage storage() const { return storage_; }
  value::TableIndex target() const { return target_; }
  bool is_number() const {  // kept as a double
    return storage_ == value::Storage::kNumber || storage_ == value::Storage::kBool ||
           storage_ == value::Storage::kDate || storage_ == value::Storage::kInstant;
  }
  bool is_code() const { return storage_ == value::Storage::kText || storage_ == value::Storage::kRow; }

  // Two columns of the same stamp hold the same cells. Renewed by Seal when a cell was written since the last one.
  Stamp stamp() const { return stamp_; }
  void Seal() {
    if (changed_) stamp_ = NextStamp();
    changed_ = false;
  }

  void Resize(size_t slots);
  Value Get(RowSlot row) const;
  // True when the value differs from the one before.
  bool Set(RowSlot row, const Value& v);

  // Sets the blank cells from `first` on; nothing when the cells are of another storage class. Rows are taken as the
  // numbers they are.
  void Load(RowSlot first, const value::Cells& cells);
  // Gives back memory; after many cells were written, before Seal.
  void Compact();

  // The unboxed content, for plans. Number is meaningful for is_number, Code for is_code, both in state kOk
  // only.
  bool has_errors() const { return errors_ > 0; }
  void ErrorRows(std::vector<RowSlot>* out) const;
  State StateOf(RowSlot row) const { return static_cast<State>(states_[row]); }
  // The states and numbers or codes of n cells that lie in a row, in place; null when they do not.
  struct Run {
    const uint8_t* states = nullptr;
    const double* numbers = nullptr;
    const uint32_t* codes = nullptr;
  };
  Run RunOf(RowSlot first, size_t n) const;
  // Many cells at once.
  void States(std::span<const RowSlot> rows, uint8_t* out) const {
    states_.Gather(rows.data(), rows.size(), out);
  }
  void Numbers(std::span<const RowSlot> rows, double* out) const {
    numbers_.Gather(rows.data(), rows.size(), out);
  }
  void Codes(std::span<const RowSlot> rows, uint32_t* out) const {
    codes_.Gather(rows.data(), rows.size(), out);
  }
  // Of a column of lists of rows: the rows of a cell in their order; none in another state than kOk. Valid until the next
  // write.
  std::span<const RowSlot> List(RowSlot row) const {
    return StateOf(row) == State::kOk ? lists_[row].rows() : std::span<const RowSlot>();
  }
  double Number(RowSlot row) const { return numbers_[row]; }
  uint32_t Code(RowSlot row) const { return codes_[row]; }
  bool SetNumber(RowSlot row, State state, double number);
  bool SetCode(RowSlot row, State state, uint32_t code);
  // The number a value of the column's own kind is kept as; none where it would be kept otherwise.
  std::optional<double> Unboxed(const Value& v) const;
  // The value an unboxed content stands for.
  Value BoxNumber(State state, double number) const;
  Value BoxCode(State state, uint32_t code) const;

 private:
  void LoadRun(RowSlot first, const value::Cells& cells, size_t begin, size_t end,
               std::span<const Symbol> symbols);
  std::vector<Symbol> InternWords(const value::Words& words);
  void LoadTexts(const value::Cells& cells, size_t begin, size_t end, uint32_t* codes);
  bool SetList(RowSlot row, std::span<const Value> items);
  bool SetOther(RowSlot row, const Value& v);
  void SetState(RowSlot row, State state);
  void ForgetOther(RowSlot row);

  value::Storage storage_;
  value::TableIndex target_;
  Interner* interner_;
  CowVector<uint8_t> states_;
  CowVector<double> numbers_;
  CowVector<uint32_t> codes_;
  CowVector<RowList, 8> lists_;
  CowVector<Value, 8> values_;
  Cow<std::unordered_map<RowSlot, Value>> others_;
  size_t errors_ = 0;  // among them
  Stamp stamp_ = 0;
  bool changed_ = true;
};

}  // namespace csip::engine
