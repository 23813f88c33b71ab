// Value: what a cell holds and a formula yields.
//
// A small immutable value of 16 bytes. Texts and lists are shared by reference count (thread-safe), so copies
// are cheap. A value does not know its table: a row is a pair of numbers whose meaning the engine knows.
//
// Invariants:
//  1. The empty text and the empty list are blank (S2): Text("") and List({}) give a blank.
//  2. A number is finite; a result too large is the error #VALUE. Negative zero is zero.
//  3. Text is UTF-8 in normal form C (S6).
#pragma once

#include <cassert>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace csip::value {

using TableIndex = uint32_t;   // position of a table in the blueprint
using ColumnIndex = uint32_t;  // position of a column in its table
using RowSlot = uint32_t;  // position of a row in the engine's columns; never reused while the engine lives
inline constexpr uint32_t kNone = UINT32_MAX;

enum class Kind : uint8_t { kBlank, kError, kBool, kNumber, kText, kDate, kInstant, kRow, kList };

// Why a blank is blank (S5); does not count in comparisons.
enum class BlankReason : uint8_t { kNone, kDivisionByZero };

// The errors a cell can show (S5).
enum class ErrorCode : uint8_t { kValue, kRef, kCycle, kLimit };
const char* NameOf(ErrorCode code);  // "#VALUE", "#REF", "#CYCLE", "#LIMIT"

struct RowRef {
  TableIndex table = kNone;
  RowSlot slot = kNone;
  friend bool operator==(const RowRef&, const RowRef&) = default;
};

class Value {
 public:
  Value() = default;  // blank
  static Value Blank(BlankReason reason = BlankReason::kNone) {
    Value v;
    v.sub_ = static_cast<uint8_t>(reason);
    return v;
  }
  static Value Error(ErrorCode code, std::string_view reason = {});
  static Value Bool(bool b);
  static Value Number(double n);
  static Value Text(std::string_view text);
  static Value Date(int32_t days);       // days since 1970-01-01
  static Value Instant(int64_t micros);  // microseconds since 1970-01-01T00:00:00Z
  static Value Row(RowRef row) {
    Value v;
    v.bits_ = row.slot;
    v.aux_ = row.table;
    v.kind_ = Kind::kRow;
    return v;
  }
  static Value List(std::vector<Value> items);

  Value(const Value& other) noexcept
      : bits_(other.bits_), aux_(other.aux_), kind_(other.kind_), sub_(other.sub_) {
    if (is_shared()) Join();
  }
  Value(Value&& other) noexcept : bits_(other.bits_), aux_(other.aux_), kind_(other.kind_), sub_(other.sub_) {
    other.kind_ = Kind::kBlank;
  }
  Value& operator=(const Value& other) noexcept {
    Value copy(other);
    swap(copy);
    return *this;
  }
  Value& operator=(Value&& other) noexcept {
    Value moved(std::move(other));
    swap(moved);
    return *this;
  }
  ~Value() {
    if (is_shared()) Leave();
  }
  void swap(Value& other) noexcept {
    std::swap(bits_, other.bits_);
    std::swap(aux_, other.aux_);
    std::swap(kind_, other.kind_);
    std::swap(sub_, other.sub_);
  }

  Kind kind() const { return kind_; }
  bool is_blank() const { return kind_ == Kind::kBlank; }
  bool is_error() const { return kind_ == Kind::kError; }
  bool is_bool() const { return kind_ == Kind::kBool; }
  bool is_number() const { return kind_ == Kind::kNumber; }
  bool is_text() const { return kind_ == Kind::kText; }
  bool is_date() const { return kind_ == Kind::kDate; }
  bool is_instant() const { return kind_ == Kind::kInstant; }
  bool is_row() const { return kind_ == Kind::kRow; }
  bool is_list() const { return kind_ == Kind::kList; }
  bool is_true() const { return kind_ == Kind::kBool && bits_ != 0; }
  bool is_false() const { return kind_ == Kind::kBool && bits_ == 0; }

  // Each asks for its own kind; anything else is a bug of the caller (checked in debug builds).
  bool boolean() const { return assert(is_bool()), bits_ != 0; }
  double number() const { return assert(is_number()), number_; }
  std::string_view text() const;  // valid while a copy of this value lives
  int32_t date() const { return assert(is_date()), static_cast<int32_t>(bits_); }
  int64_t instant() const { return assert(is_instant()), bits_; }
  RowRef row() const { return assert(is_row()), RowRef{aux_, static_cast<RowSlot>(bits_)}; }
  std::span<const Value> items() const;
  ErrorCode error_code() const { return assert(is_error()), static_cast<ErrorCode>(sub_); }
  std::string_view error_reason() const;
  BlankReason blank_reason() const { return assert(is_blank()), static_cast<BlankReason>(sub_); }

  // Same kind and same content, exactly; blanks with any reason are the same. The engine stops where this
  // holds.
  friend bool operator==(const Value& a, const Value& b);

  // A hash that agrees with ==.
  uint64_t Hash() const;

 private:
  struct TextRep;
  struct ListRep;
  // Whether what it holds lies elsewhere, counted.
  bool is_shared() const { return kind_ == Kind::kText || kind_ == Kind::kList || kind_ == Kind::kError; }
  void Join() const noexcept;
  void Leave() noexcept;

  union {
    double number_;
    int64_t bits_ = 0;
    TextRep* text_;
    ListRep* list_;
  };
  uint32_t aux_ = 0;  // the table of a row
  Kind kind_ = Kind::kBlank;
  uint8_t sub_ = 0;  // ErrorCode or BlankReason
};
static_assert(sizeof(Value) == 16);

// A total order for sorting: by kind in the order of Kind, then by value; texts by code point, lists item by
// item. That a person sees blanks last is the caller's affair. Negative, zero or positive.
int Compare(const Value& a, const Value& b);

// The items of a list, or the value itself as a list of one, or nothing for a blank.
std::span<const Value> AsItems(const Value& v);

}  // namespace csip::value
