#include "workspace/many_rows.h"

#include <algorithm>
#include <future>
#include <map>
#include <memory>

#include "engine/interner.h"
#include "engine/row_id_text.h"
#include "workspace/schema/map.h"
#include "workspace/stored.h"

namespace csip::workspace {

using value::ColumnIndex;
using value::RowSlot;
using value::TableIndex;

namespace {

constexpr size_t kBlock = 2048;  // rows

// The cells of one column behind those that are there; texts stay where the engine keeps them.
void AddCells(const engine::Engine& engine, TableIndex t, ColumnIndex c, std::span<const RowSlot> rows,
              value::Cells* cells) {
  using engine::State;
  const engine::Column* column = engine.FindColumn(t, c);
  for (RowSlot row : rows) {
    State state = column == nullptr ? State::kOther : column->StateOf(row);
    if (state == State::kBlank || state == State::kBlankDivision) {
      cells->AddBlank(static_cast<value::CellState>(state));
    } else if (state == State::kOther || !(column->is_number() || column->is_code())) {
      cells->Add(Stored(engine, engine.Get(t, c, row)));
    } else if (column->is_number()) {
      cells->AddNumber(column->Number(row));
    } else if (column->storage() == value::Storage::kText) {
      cells->AddTextView(engine.texts().Text(column->Code(row)).text());
    } else {
      cells->AddRow(static_cast<uint32_t>(engine.RowNumber(column->target(), column->Code(row))));
    }
  }
}

// Columns of the table that are not in the block yet, without cells.
void AddColumns(const blueprint::Compiled& compiled, TableIndex t, value::RowBlock* block) {
  auto columns = static_cast<ColumnIndex>(compiled.blueprint.tables[t].columns.size());
  for (ColumnIndex c = static_cast<ColumnIndex>(block->columns.size()); c < columns; ++c) {
    value::Storage storage = compiled.storage[t][c];
    bool of_rows = storage == value::Storage::kRow || storage == value::Storage::kRows;
    block->columns.emplace_back(storage,
                                of_rows ? compiled.catalog.tables[t].columns[c].type.table : value::kNone);
  }
}

void FillBlock(const engine::Engine& engine, TableIndex t, std::span<const RowSlot> rows,
               value::RowBlock* block) {
  for (RowSlot row : rows) {
    block->numbers.push_back(engine.RowNumber(t, row));
    block->created_at.push_back(engine.CreatedAt(t, row));
    block->modified_at.push_back(engine.ModifiedAt(t, row));
  }
  AddColumns(engine.compiled(), t, block);
  for (ColumnIndex c = 0; c < block->columns.size(); ++c) {
    block->columns[c].Reserve(rows.size());
    AddCells(engine, t, c, rows, &block->columns[c]);
  }
}

// Blocks of a table's rows, each filled by a thread of its own while the store writes the one before it.
class BlockMaker {
 public:
  BlockMaker(const engine::Engine& engine, TableIndex t, std::vector<RowSlot> rows)
      : engine_(engine), table_(t), rows_(std::move(rows)) {
    Fill();
  }
  // `block` is empty.
  void Next(value::RowBlock* block) {
    if (filling_.valid()) filling_.get();
    std::swap(*block, ready_);
    if (at_ < rows_.size()) filling_ = std::async(std::launch::async, [this] { Fill(); });
  }

 private:
  void Fill() {
    size_t count = std::min(kBlock, rows_.size() - at_);
    FillBlock(engine_, table_, std::span(rows_).subspan(at_, count), &ready_);
    at_ += count;
  }

  const engine::Engine& engine_;
  TableIndex table_;
  std::vector<RowSlot> rows_;
  size_t at_ = 0;
  value::RowBlock ready_;
  std::future<void> filling_;  // ready_; the last to be made, so that nothing goes before it has ended
};

// Of a table, without its rows.
store::BulkInsert InsertInto(const blueprint::Blueprint& blueprint, TableIndex t) {
  store::BulkInsert insert;
  insert.table = t;
  const auto& columns = blueprint.tables[t].columns;
  for (ColumnIndex c = 0; c < columns.size(); ++c) {
    bool follows = columns[c].computed() || IsMirror(columns[c]);
    if (!follows) insert.logged.push_back(c);
    if (follows && columns[c].tracked) insert.logged_computed.push_back(c);
  }
  return insert;
}

store::BulkInsert InsertOf(const engine::Engine& engine, TableIndex t, std::vector<RowSlot> rows) {
  store::BulkInsert insert = InsertInto(engine.compiled().blueprint, t);
  auto by_number = [&](RowSlot a, RowSlot b) { return engine.RowNumber(t, a) < engine.RowNumber(t, b); };
  if (!std::is_sorted(rows.begin(), rows.end(), by_number)) std::sort(rows.begin(), rows.end(), by_number);
  insert.next = [&engine, t, rows = std::move(rows),
                 maker = std::shared_ptr<BlockMaker>()](value::RowBlock* block) mutable {
    if (maker == nullptr) maker = std::make_shared<BlockMaker>(engine, t, std::move(rows));
    maker->Next(block);
  };
  return insert;
}

}  // namespace

std::vector<store::BulkInsert> InBulk(const engine::Engine& engine, std::span<const engine::RowChange> rows,
                                      const WriteAhead* ahead) {
  std::map<TableIndex, std::vector<RowSlot>> tables;
  for (const engine::RowChange& row : rows) {
    if (row.inserted && (ahead == nullptr || !ahead->Took(row.table))) tables[row.table].push_back(row.row);
  }
  std::vector<store::BulkInsert> out;
  for (auto& [t, slots] : tables) out.push_back(InsertOf(engine, t, std::move(slots)));
  return out;
}

store::BulkInsert BulkOf(const blueprint::Compiled& compiled, TableIndex t,
                         std::shared_ptr<const value::RowBlock> block) {
  store::BulkInsert insert = InsertInto(compiled.blueprint, t);
  std::vector<std::optional<engine::RowIdText>> ids;
  for (const formula::Bound& bound : compiled.formulas[t]) ids.push_back(engine::RowIdText::Of(bound));
  insert.next = [&compiled, t, block = std::move(block), ids = std::move(ids), at = size_t{0},
                 text = std::string()](value::RowBlock* out) mutable {
    size_t begin = std::exchange(at, std::min(at + kBlock, block->size()));
    auto copy = [&](const auto& from, auto* to) { to->assign(from.begin() + begin, from.begin() + at); };
    copy(block->numbers, &out->numbers);
    copy(block->created_at, &out->created_at);
    copy(block->modified_at, &out->modified_at);
    AddColumns(compiled, t, out);
    for (ColumnIndex c = 0; c < out->columns.size(); ++c) {
      value::Cells& cells = out->columns[c];
      bool given = c < block->columns.size() && block->columns[c].size() == block->size();
      for (size_t i = begin; i < at; ++i) {
        if (ids[c]) {
          cells.AddText(ids[c]->TextOf(block->numbers[i], &text));
        } else if (given) {
          cells.AddFrom(block->columns[c], i);
        } else {
          cells.AddBlank();
        }
      }
    }
  };
  return insert;
}

}  // namespace csip::workspace
