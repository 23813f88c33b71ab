// Cells: the cells of many rows in one column, unboxed; RowBlock: many rows, column by column.
//
// What a bulk load hands from floor to floor: a file's lines on their way to the engine, the engine's rows on their way to
// the store, and back at the start. Numbers, booleans, days and instants are doubles, texts are views or words (words.h), rows
// are row numbers, lists are values. A value that does not fit the storage class is kept beside the others.
//
// Threads: one at a time. Move-only.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/clock.h"
#include "base/text_arena.h"
#include "value/column_type.h"
#include "value/value.h"
#include "value/words.h"

namespace csip::value {

enum class CellState : uint8_t {
  kBlank = 0,
  kOk = 1,
  kBlankDivision = 2,  // blank by a division by zero
  kOther = 3,          // see Cells::value
};

class Cells {
 public:
  // `target` is the table of rows, kNone for other storage.
  explicit Cells(Storage storage = Storage::kNone, TableIndex target = kNone)
      : storage_(storage), target_(target) {}
  Cells(Cells&&) = default;
  Cells& operator=(Cells&&) = default;

  Storage storage() const { return storage_; }
  TableIndex target() const { return target_; }
  bool is_number() const {  // kept as a double
    return storage_ == Storage::kNumber || storage_ == Storage::kBool || storage_ == Storage::kDate ||
           storage_ == Storage::kInstant;
  }
  size_t size() const { return states_.size(); }
  void Clear();  // keeps memory for the next cells
  void Reserve(size_t cells);
  void KeepWords();  // kText, while there is no cell: texts are kept as words, each once

  void AddBlank(CellState state = CellState::kBlank);
  void AddNumber(double number);            // where is_number; finite
  void AddText(std::string_view text);      // kText: not empty, in normal form C; the characters are copied
  void AddTextView(std::string_view text);  // without words; who adds it keeps the characters alive
  void AddWord(uint32_t word);              // one of words()
  void AddRow(uint32_t row);                // kRow
  void Add(const Value& v);                 // anything; a row by its slot
  // The cell of another Cells of the same storage, whose texts must stay alive.
  void AddFrom(const Cells& other, size_t i);

  const uint8_t* states() const { return states_.data(); }  // CellState of each
  CellState state(size_t i) const { return static_cast<CellState>(states_[i]); }
  // In state kOk, of their storage.
  double number(size_t i) const { return numbers_[i]; }
  std::string_view text(size_t i) const { return words_ != nullptr ? (*words_)[rows_[i]].text() : texts_[i]; }
  uint32_t word(size_t i) const { return rows_[i]; }  // with words
  uint32_t row(size_t i) const { return rows_[i]; }
  // A list, or whatever there is in state kOther.
  const Value& value(size_t i) const { return state(i) == CellState::kOther ? others_.at(i) : lists_[i]; }
  Value Get(size_t i) const;  // boxed
  // Null without KeepWords.
  const Words* words() const { return words_.get(); }
  Words* words() { return words_.get(); }

 private:
  Storage storage_;
  TableIndex target_;
  std::vector<uint8_t> states_;
  std::vector<double> numbers_;
  std::vector<std::string_view> texts_;
  std::vector<uint32_t> rows_;  // or words
  std::vector<Value> lists_;
  std::unordered_map<size_t, Value> others_;
  base::TextArena characters_;
  std::unique_ptr<Words> words_;
};

struct RowBlock {
  std::vector<int64_t> numbers;  // row numbers
  std::vector<base::Micros> created_at;
  std::vector<base::Micros> modified_at;
  std::vector<Cells> columns;  // by ColumnIndex; a column without cells is not given

  size_t size() const { return numbers.size(); }
  void Clear();  // keeps the columns and their memory
};

}  // namespace csip::value
