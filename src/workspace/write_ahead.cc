#include "workspace/write_ahead.h"

#include <algorithm>
#include <functional>

#include "engine/row_id_text.h"
#include "workspace/many_rows.h"
#include "workspace/schema/map.h"

namespace csip::workspace {

using base::Status;
using value::ColumnIndex;
using value::RowBlock;
using value::TableIndex;

WriteAhead::~WriteAhead() {
  if (writing_.valid()) (void)writing_.get().ok();
  if (!tables_.empty() && !finished_) store_->DropAhead();
}

bool WriteAhead::IsWhole(const blueprint::Compiled& compiled, TableIndex t, const RowBlock& block) {
  bool rising = std::ranges::adjacent_find(block.numbers, std::greater_equal<>()) == block.numbers.end();
  if (block.size() < kManyRows || !rising) return false;
  const auto& columns = compiled.blueprint.tables[t].columns;
  for (ColumnIndex c = 0; c < columns.size(); ++c) {
    bool by_number = engine::RowIdText::Of(compiled.formulas[t][c]).has_value() && !columns[c].tracked;
    if (IsMirror(columns[c]) || (columns[c].computed() && !by_number)) return false;
  }
  return true;
}

void WriteAhead::Write(const blueprint::Compiled& compiled, TableIndex t,
                       std::shared_ptr<const RowBlock> block) {
  tables_.insert(t);
  auto write = [this, insert = BulkOf(compiled, t, std::move(block)),
                before = std::move(writing_)]() mutable -> Status {
    if (before.valid()) {
      CSIP_RETURN_IF_ERROR(before.get());
    }
    return store_->WriteAhead(insert, sequence_);
  };
  writing_ = std::async(std::launch::async, std::move(write));
}

Status WriteAhead::Finish() {
  if (writing_.valid()) {
    CSIP_RETURN_IF_ERROR(writing_.get());
  }
  finished_ = true;
  return {};
}

}  // namespace csip::workspace
