#include "workspace/table_reader.h"

#include <algorithm>
#include <numeric>

#include "base/json.h"

namespace csip::workspace {

using value::ColumnIndex;
using value::TableIndex;
using value::Value;

namespace {

// The store does not know the type of a column that is computed and nothing else: its cells come back as they look.
Value OfStorage(const Value& raw, value::Storage storage, TableIndex target) {
  using value::Storage;
  auto row = [&](double number) { return Value::Row({target, static_cast<value::RowSlot>(number)}); };
  if (storage == Storage::kBool && raw.is_number()) return Value::Bool(raw.number() != 0);
  if (storage == Storage::kRow && raw.is_number()) return row(raw.number());
  if (!raw.is_text()) return raw;
  if (storage == Storage::kDate) {
    auto day = value::ReadDate(raw.text());
    return day ? Value::Date(*day) : raw;
  }
  if (storage == Storage::kInstant) {
    auto moment = value::ReadInstant(raw.text(), value::Zone());
    return moment ? Value::Instant(*moment) : raw;
  }
  if (storage != Storage::kRows && storage != Storage::kTexts) return raw;
  auto list = base::ParseJson(raw.text());
  if (!list.ok()) return raw;
  std::vector<Value> items;
  for (const base::Json& item : list->items()) {
    if (item.is_number())
      items.push_back(storage == Storage::kRows ? row(item.number()) : Value::Number(item.number()));
    if (item.is_text()) items.push_back(Value::Text(item.text()));
    if (item.is_bool()) items.push_back(Value::Bool(item.boolean()));
  }
  return Value::List(std::move(items));
}

// The store has learned the type of a computed column from values that were written; where the formula has another one, the
// cells are read as what it says.
void Retype(const blueprint::Compiled& compiled, TableIndex t, value::RowBlock* block) {
  for (ColumnIndex c = 0; c < block->columns.size(); ++c) {
    value::Cells& cells = block->columns[c];
    value::Storage storage = compiled.storage[t][c];
    TableIndex target = compiled.catalog.tables[t].columns[c].type.table;
    bool rows = storage == value::Storage::kRow || storage == value::Storage::kRows;
    if (cells.storage() == storage && (!rows || cells.target() == target)) continue;
    value::Cells typed(storage, rows ? target : value::kNone);
    for (size_t i = 0; i < cells.size(); ++i) typed.Add(OfStorage(cells.Get(i), storage, target));
    cells = std::move(typed);
  }
}

constexpr size_t kWaiting = 16;  // blocks

}  // namespace

TableReader::TableReader(store::Store& store, const blueprint::Compiled& compiled,
                         std::span<const int64_t> sizes)
    : store_(store), compiled_(compiled), order_(sizes.size()) {
  std::iota(order_.begin(), order_.end(), TableIndex{0});
  std::stable_sort(order_.begin(), order_.end(),
                   [&](TableIndex a, TableIndex b) { return sizes[a] > sizes[b]; });
  // A thread may end, and say so, before the next one begins.
  const size_t count = std::max(2U, std::thread::hardware_concurrency());
  running_ = count;
  for (size_t i = 0; i < count; ++i) threads_.emplace_back([this] { Run(); });
}

TableReader::~TableReader() {
  {
    std::lock_guard lock(mutex_);
    stop_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void TableReader::Run() {
  base::Status status;
  while (status.ok()) {
    size_t i = next_++;
    if (i >= order_.size()) break;
    TableIndex t = order_[i];
    status = store_.Load(t, [&](value::RowBlock block) {
      Retype(compiled_, t, &block);
      Push(t, std::move(block));
    });
  }
  std::lock_guard lock(mutex_);
  --running_;
  if (!status.ok() && status_.ok()) {
    status_ = status;
    stop_ = true;
  }
  changed_.notify_all();
}

void TableReader::Push(TableIndex table, value::RowBlock block) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return stop_ || ready_.size() < kWaiting; });
  if (stop_) return;
  ready_.push_back({table, std::move(block)});
  changed_.notify_all();
}

std::optional<TableReader::Read> TableReader::Next() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return stop_ || !ready_.empty() || running_ == 0; });
  if (stop_ || ready_.empty()) return std::nullopt;
  Read read = std::move(ready_.front());
  ready_.pop_front();
  changed_.notify_all();
  return read;
}

base::Status TableReader::Finish() {
  std::lock_guard lock(mutex_);
  return status_;
}

}  // namespace csip::workspace
