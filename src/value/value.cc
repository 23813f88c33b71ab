#include "value/value.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstring>
#include <memory>
#include <new>

#include "base/text.h"
#include "base/text_hash.h"

namespace csip::value {

// The characters lie behind it.
struct Value::TextRep {
  std::atomic<uint32_t> references{1};
  uint32_t size = 0;

  char* data() { return reinterpret_cast<char*>(this + 1); }
  static TextRep* Make(std::string_view text) {
    void* memory = ::operator new(sizeof(TextRep) + text.size());
    auto* rep = new (memory) TextRep;
    rep->size = static_cast<uint32_t>(text.size());
    if (!text.empty()) std::memcpy(rep->data(), text.data(), text.size());
    return rep;
  }
  static void Drop(TextRep* rep) {
    if (rep->references.fetch_sub(1, std::memory_order_acq_rel) == 1) {
      rep->~TextRep();
      ::operator delete(rep);
    }
  }
};

// The items lie behind it.
struct Value::ListRep {
  std::atomic<uint32_t> references{1};
  uint32_t size = 0;

  Value* data() { return reinterpret_cast<Value*>(this + 1); }
  std::span<const Value> items() { return {data(), size}; }
  static ListRep* Make(std::vector<Value> items) {
    static_assert(sizeof(ListRep) % alignof(Value) == 0);
    void* memory = ::operator new(sizeof(ListRep) + items.size() * sizeof(Value));
    auto* rep = new (memory) ListRep;
    rep->size = static_cast<uint32_t>(items.size());
    std::uninitialized_move(items.begin(), items.end(), rep->data());
    return rep;
  }
  static void Drop(ListRep* rep) {
    if (rep->references.fetch_sub(1, std::memory_order_acq_rel) != 1) return;
    std::destroy_n(rep->data(), rep->size);
    rep->~ListRep();
    ::operator delete(rep);
  }
};

namespace {

bool IsAscii(std::string_view text) {
  for (char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  }
  return true;
}

uint64_t Mix(uint64_t h) {
  h ^= h >> 33;
  h *= 0xff51afd7ed558ccdULL;
  h ^= h >> 33;
  h *= 0xc4ceb9fe1a85ec53ULL;
  return h ^ (h >> 33);
}

}  // namespace

const char* NameOf(ErrorCode code) {
  switch (code) {
    case ErrorCode::kValue:
      return "#VALUE";
    case ErrorCode::kRef:
      return "#REF";
    case ErrorCode::kCycle:
      return "#CYCLE";
    case ErrorCode::kLimit:
      return "#LIMIT";
  }
  return "#VALUE";
}

Value Value::Error(ErrorCode code, std::string_view reason) {
  Value v;
  v.text_ = TextRep::Make(reason);
  v.kind_ = Kind::kError;
  v.sub_ = static_cast<uint8_t>(code);
  return v;
}

Value Value::Bool(bool b) {
  Value v;
  v.bits_ = b ? 1 : 0;
  v.kind_ = Kind::kBool;
  return v;
}

Value Value::Number(double n) {
  if (!std::isfinite(n)) return Error(ErrorCode::kValue, "the result is too large to be a number");
  Value v;
  v.number_ = n == 0 ? 0 : n;
  v.kind_ = Kind::kNumber;
  return v;
}

Value Value::Text(std::string_view text) {
  if (text.empty()) return {};
  Value v;
  v.text_ = IsAscii(text) ? TextRep::Make(text) : TextRep::Make(base::ToNfc(text));
  v.kind_ = Kind::kText;
  return v;
}

Value Value::Date(int32_t days) {
  Value v;
  v.bits_ = days;
  v.kind_ = Kind::kDate;
  return v;
}

Value Value::Instant(int64_t micros) {
  Value v;
  v.bits_ = micros;
  v.kind_ = Kind::kInstant;
  return v;
}

Value Value::List(std::vector<Value> items) {
  if (items.empty()) return {};
  Value v;
  v.list_ = ListRep::Make(std::move(items));
  v.kind_ = Kind::kList;
  return v;
}

void Value::Join() const noexcept {
  auto& references = kind_ == Kind::kList ? list_->references : text_->references;
  references.fetch_add(1, std::memory_order_relaxed);
}

void Value::Leave() noexcept {
  kind_ == Kind::kList ? ListRep::Drop(list_) : TextRep::Drop(text_);
}

std::string_view Value::text() const {
  return assert(is_text()), std::string_view(text_->data(), text_->size);
}
std::span<const Value> Value::items() const {
  return assert(is_list()), list_->items();
}
std::string_view Value::error_reason() const {
  return assert(is_error()), std::string_view(text_->data(), text_->size);
}

bool operator==(const Value& a, const Value& b) {
  if (a.kind_ != b.kind_) return false;
  switch (a.kind_) {
    case Kind::kBlank:
      return true;
    case Kind::kError:
      return a.sub_ == b.sub_ && a.error_reason() == b.error_reason();
    case Kind::kNumber:
      return a.number_ == b.number_;
    case Kind::kText:
      return a.text_ == b.text_ || a.text() == b.text();
    case Kind::kRow:
      return a.bits_ == b.bits_ && a.aux_ == b.aux_;
    case Kind::kList:
      return a.list_ == b.list_ || std::ranges::equal(a.items(), b.items());
    default:
      return a.bits_ == b.bits_;
  }
}

uint64_t Value::Hash() const {
  uint64_t seed = Mix(static_cast<uint64_t>(kind_) + 0x9e3779b97f4a7c15ULL);
  switch (kind_) {
    case Kind::kBlank:
      return seed;
    case Kind::kError:
      return seed ^ sub_;
    case Kind::kText:
      return seed ^ base::HashTextLong(text());
    case Kind::kList: {
      uint64_t h = seed;
      for (const Value& item : items()) h = Mix(h ^ item.Hash());
      return h;
    }
    default:
      return Mix(seed ^ static_cast<uint64_t>(bits_) ^ (static_cast<uint64_t>(aux_) << 32));
  }
}

int Compare(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return a.kind() < b.kind() ? -1 : 1;
  auto three_way = [](auto x, auto y) { return x < y ? -1 : (y < x ? 1 : 0); };
  switch (a.kind()) {
    case Kind::kBlank:
      return 0;
    case Kind::kError:
      return three_way(a.error_code(), b.error_code());
    case Kind::kBool:
      return three_way(a.boolean(), b.boolean());
    case Kind::kNumber:
      return three_way(a.number(), b.number());
    case Kind::kText:
      return three_way(a.text().compare(b.text()), 0);  // UTF-8 sorts as code points do
    case Kind::kDate:
      return three_way(a.date(), b.date());
    case Kind::kInstant:
      return three_way(a.instant(), b.instant());
    case Kind::kRow: {
      RowRef x = a.row(), y = b.row();
      return x.table != y.table ? three_way(x.table, y.table) : three_way(x.slot, y.slot);
    }
    case Kind::kList: {
      auto x = a.items(), y = b.items();
      for (size_t i = 0; i < x.size() && i < y.size(); ++i) {
        if (int c = Compare(x[i], y[i]); c != 0) return c;
      }
      return three_way(x.size(), y.size());
    }
  }
  return 0;
}

std::span<const Value> AsItems(const Value& v) {
  if (v.is_list()) return v.items();
  if (v.is_blank()) return {};
  return std::span<const Value>(&v, 1);
}

}  // namespace csip::value
