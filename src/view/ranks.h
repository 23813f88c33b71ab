// Where each row of a table stands by a column, as a number: what views are sorted by.
//
// Blanks come last in either direction, errors before them; selects by the order of their options, what is no option behind
// them; texts by Unicode's root collation; rows by their names; lists by their items as one text. Values that are not the
// same never share a place, so that rows of one value stand together: rows of the same name are told apart by their number.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "engine/engine.h"
#include "engine/interner.h"
#include "view/stamped_cache.h"

namespace csip::view {

inline constexpr uint64_t kBlankKey = UINT64_MAX;
// From here on stand errors and blanks, whatever the direction.
inline constexpr uint64_t kLastKeys = kBlankKey - 8;

class Ranks {
 public:
  explicit Ranks(size_t bytes) : kept_(bytes) {}

  // For each row a key: of two rows the one with the lower key stands first, rows of the same value have the same.
  // Texts are ranked once for all rows of the table and kept while the column stays as it is.
  std::vector<uint64_t> KeysOf(const engine::Engine& engine, value::TableIndex table,
                               value::ColumnIndex column, std::span<const value::RowSlot> rows);

 private:
  // Where rows stand by a column, or by their names. What texts there were is kept in order, so that after an edit only new
  // ones have to be placed.
  struct Places {
    std::vector<uint32_t> of_slot;  // 1 and up, 0 for a blank
    engine::Stamp lineage = 0;      // of the interner
    std::vector<engine::Symbol> texts;
  };
  static Places PlaceTexts(const engine::Engine& engine, value::TableIndex table, value::ColumnIndex column,
                           const engine::Column& cells, const Places* before);
  static size_t BytesOf(const Places& places);
  std::shared_ptr<const Places> PlacesOf(const engine::Engine& engine, value::TableIndex table,
                                         value::ColumnIndex column);
  std::shared_ptr<const Places> NamePlacesOf(const engine::Engine& engine, value::TableIndex table);

  StampedCache<Places> kept_;
};

}  // namespace csip::view
