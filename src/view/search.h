// Records of all tables by what they are called, or by what their texts say. Works on a Reader.
#pragma once

#include <string>
#include <vector>

#include "view/folded_texts.h"
#include "workspace/workspace.h"

namespace csip::view {

struct SearchQuery {
  std::string text;
  size_t limit = 20;
  value::TableIndex table = value::kNone;  // kNone: all but the system's own
};

struct Found {
  value::RowRef row;
  value::ColumnIndex column = value::kNone;  // whose text holds what is sought
  Match match = Match::kWithin;
  bool in_name = false;
};

// The best first: names that begin with the text, that have a word which begins with it, that hold it; then other texts.
// Among equals in the order of tables, then rows. A row comes once. A text is a cell of a text column; a row id counts as
// a name when it is given whole.
std::vector<Found> Search(const workspace::Reader& reader, FoldedTexts* texts, const SearchQuery& query);

}  // namespace csip::view
