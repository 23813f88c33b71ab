#include "api/comment_counts.h"

#include <algorithm>

#include "api/owned_rows.h"
#include "blueprint/product_table.h"

namespace csip::api {

using blueprint::CommentColumn;

std::shared_ptr<const CommentedRows> CommentCounts::Of(const workspace::Reader& reader,
                                                       const std::string& table) {
  OwnedRows comments(reader, blueprint::kCommentsTable);
  if (reader.past() != nullptr || !comments.exists()) return nullptr;
  const engine::Engine& engine = reader.engine();
  view::Basis basis{{}, nullptr};
  for (auto column : {CommentColumn::kTable, CommentColumn::kRow, CommentColumn::kColumn,
                      CommentColumn::kResolved, CommentColumn::kParent}) {
    basis.stamps.push_back(engine.StampOf(comments.table(), column));
  }
  auto counted = cache_.Get(
      "", basis,
      [&](const Counts*) -> view::StampedCache<Counts>::Made {
        auto counts = std::make_shared<Counts>();
        for (value::RowSlot row : engine.Rows(comments.table())) {
          auto number = workspace::ReadRowId(comments.Text(CommentColumn::kRow, row));
          bool open = comments.Text(CommentColumn::kParent, row).empty() &&
                      !comments.Flag(CommentColumn::kResolved, row);
          if (!open || !number) continue;
          OpenComments& of_row = (*counts)[comments.Text(CommentColumn::kTable, row)][*number];
          ++of_row.threads;
          std::string column = comments.Text(CommentColumn::kColumn, row);
          auto known = std::find(of_row.columns.begin(), of_row.columns.end(), column);
          if (!column.empty() && known == of_row.columns.end()) of_row.columns.push_back(column);
        }
        return std::shared_ptr<const Counts>(counts);
      },
      [](const Counts& counts) {
        size_t bytes = 0;
        for (const auto& [id, rows] : counts) bytes += 64 + rows.size() * 128;
        return bytes;
      });
  if (!counted.ok()) return nullptr;
  auto found = (*counted)->find(table);
  if (found == (*counted)->end()) return nullptr;
  return {*counted, &found->second};
}

}  // namespace csip::api
