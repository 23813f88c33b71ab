// Tables that every workspace has because the product keeps something of its own in them: what people say about records, and
// the views they save. They are tables like others (in history, undo, export), known by their ids; their names give way to
// those of the blueprint.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "blueprint/blueprint.h"

namespace csip::blueprint {

inline constexpr std::string_view kCommentsTable = "grid-csip-comments";
inline constexpr std::string_view kSavedViewsTable = "grid-csip-saved-views";

// Positions of their columns, which are fixed.
struct CommentColumn {
  enum : ColumnIndex {
    kTable,
    kRow,
    kColumn,
    kText,
    kResolved,
    kParent,
    kAuthor,
    kAuthorKey,
    kEdited,
    kTime
  };
};
struct SavedViewColumn {
  enum : ColumnIndex { kTable, kName, kOwner, kOwnerKey, kAccess, kDefinition };
};

// Whether the table is written through endpoints of its own, which know whose each row is.
bool IsOwned(const Table& table);
// The options table or one of those above.
bool IsProductTable(const Table& table);
// How many tables come before those of the product at the end: where another table is added.
size_t EndOfOwnTables(const Blueprint& blueprint);

// Adds those that are missing, at the end; of names that are taken the next: Comments_2.
void AddProductTables(Blueprint* blueprint);
// Takes away those at the end that AddProductTables would add again as they are.
void StripProductTables(Blueprint* blueprint);
// What is wrong with the columns of a product table, in words; "" where nothing is.
std::string FaultOf(const Table& table);

}  // namespace csip::blueprint
