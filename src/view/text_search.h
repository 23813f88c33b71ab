// Which rows show a text in one of some columns. Works on a Reader's engine.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "engine/engine.h"
#include "view/folded_texts.h"

namespace csip::view {

// Keeps the rows that show what is sought in the text of a cell of one of the columns, whatever its case and accents.
void KeepMatching(const engine::Engine& engine, value::TableIndex table,
                  std::span<const value::ColumnIndex> columns, std::string_view sought, FoldedTexts* texts,
                  std::vector<value::RowSlot>* rows);

}  // namespace csip::view
