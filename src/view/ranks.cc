#include "view/ranks.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <map>
#include <unordered_map>
#include <utility>

#include "value/display.h"
#include "view/basis.h"
#include "view/collation.h"
#include "view/row_sort.h"
#include "workspace/options.h"

namespace csip::view {

using engine::Column;
using engine::Engine;
using engine::State;
using value::ColumnIndex;
using value::RowSlot;
using value::TableIndex;
using value::Value;

namespace {

// The order of doubles as the order of whole numbers, far from 0 and kLastKeys.
uint64_t KeyOf(double number) {
  auto bits = std::bit_cast<uint64_t>(number);
  return (bits >> 63) != 0 ? ~bits : bits | (uint64_t{1} << 63);
}

uint64_t KeyOf(value::ErrorCode code) {
  return kLastKeys + static_cast<uint64_t>(code);
}

std::vector<std::string> OptionNames(const Engine& engine, TableIndex table, ColumnIndex column) {
  std::vector<std::string> names;
  if (!engine.compiled().blueprint.tables[table].columns[column].type->has_options) return names;
  for (const auto& option : workspace::OptionsOf(engine, table, column)) names.push_back(option.name);
  return names;
}

// Puts new texts where they belong among those that are in order.
void Insert(const engine::Interner& texts, std::vector<engine::Symbol> fresh,
            std::vector<engine::Symbol>* order) {
  constexpr size_t kComparisons = 24;  // to find one place
  bool few = fresh.size() * kComparisons < order->size();
  if (!few) fresh.insert(fresh.end(), order->begin(), order->end());
  Collation collation;
  collation.Reserve(fresh.size());
  for (engine::Symbol symbol : fresh)
    collation.Add(texts.Text(symbol).text(), texts.Text(symbol).text(), symbol);
  fresh = collation.Finish();
  if (!few) {
    *order = std::move(fresh);
    return;
  }
  std::vector<engine::Symbol> merged;
  merged.reserve(order->size() + fresh.size());
  auto from = order->begin();
  for (engine::Symbol symbol : fresh) {
    TextPlace place(texts.Text(symbol).text());
    auto to = std::partition_point(from, order->end(), [&](engine::Symbol other) {
      return TextPlace(texts.Text(other).text()).Before(place);
    });
    merged.insert(merged.end(), from, to);
    merged.push_back(symbol);
    from = to;
  }
  merged.insert(merged.end(), from, order->end());
  *order = std::move(merged);
}

// The rows that a value lists as bytes; nothing when it is anything else.
bool ReadRows(const Value& v, std::string* rows) {
  rows->clear();
  auto append = [&](const Value& item) {
    if (!item.is_row()) return false;
    value::RowRef row = item.row();
    rows->append(reinterpret_cast<const char*>(&row.table), sizeof row.table);
    rows->append(reinterpret_cast<const char*>(&row.slot), sizeof row.slot);
    return true;
  };
  if (!v.is_list()) return append(v);
  return !v.items().empty() && std::all_of(v.items().begin(), v.items().end(), append);
}

// Which rows a value names, beside their names.
void AppendRows(const Value& v, std::string* out) {
  for (const Value& item : value::AsItems(v)) {
    if (item.is_row()) *out += fmt::format("{:09}.", item.row().slot);
  }
}

double NumberIn(const Value& v) {
  if (v.is_bool()) return v.boolean() ? 1 : 0;
  if (v.is_date()) return v.date();
  return v.is_instant() ? static_cast<double>(v.instant()) : v.number();
}

// Cells of several kinds, lists, cells that follow from others: numbers first, then options, then texts.
std::vector<uint32_t> PlaceAnything(const Engine& engine, TableIndex table, ColumnIndex column) {
  std::vector<std::string> options = OptionNames(engine, table, column);
  std::map<double, std::vector<RowSlot>> numbers;
  std::map<size_t, std::vector<RowSlot>> by_option;
  std::map<std::pair<std::string, std::string>, std::vector<RowSlot>> texts;  // text and tie
  auto name_of = [&engine](value::RowRef row) { return engine.NameOf(row); };
  std::unordered_map<std::string, std::vector<RowSlot>*> by_rows;  // the entry of those that list the same
  std::string listed;
  for (RowSlot row : engine.Rows(table)) {
    Value v = engine.Get(table, column, row);
    if (v.is_blank() || v.is_error()) continue;
    if (v.is_bool() || v.is_number() || v.is_date() || v.is_instant()) {
      numbers[NumberIn(v)].push_back(row);
      continue;
    }
    std::vector<RowSlot>** same = ReadRows(v, &listed) ? &by_rows[listed] : nullptr;
    if (same != nullptr && *same != nullptr) {
      (*same)->push_back(row);
      continue;
    }
    std::string text = value::ToText(v, engine.inputs().zone, name_of);
    auto option = std::find(options.begin(), options.end(), text);
    std::vector<RowSlot>* entry = nullptr;
    if (option != options.end()) {
      entry = &by_option[static_cast<size_t>(option - options.begin())];
    } else {
      std::string tie = text;
      AppendRows(v, &tie);
      entry = &texts[{std::move(text), std::move(tie)}];
    }
    entry->push_back(row);
    if (same != nullptr) *same = entry;
  }
  std::vector<uint32_t> places(engine.SlotCount(table), 0);
  uint32_t next = 1;
  auto place_all = [&](const std::vector<RowSlot>& rows, uint32_t place) {
    for (RowSlot row : rows) places[row] = place;
  };
  for (const auto& [number, rows] : numbers) place_all(rows, next++);
  for (const auto& [option, rows] : by_option) place_all(rows, next++);
  Collation collation;
  std::vector<const std::vector<RowSlot>*> owners;
  for (const auto& [text, rows] : texts) {
    collation.Add(text.first, text.second, static_cast<uint32_t>(owners.size()));
    owners.push_back(&rows);
  }
  for (uint32_t owner : collation.Finish()) place_all(*owners[owner], next++);
  return places;
}

std::vector<uint32_t> PlaceNames(const Engine& engine, TableIndex table) {
  std::vector<uint32_t> places(engine.SlotCount(table), 0);
  auto rows = engine.Rows(table);
  std::vector<std::string> texts;
  for (RowSlot row : rows) texts.push_back(engine.NameOf({table, row}));
  Collation names;
  for (uint32_t i = 0; i < rows.size(); ++i) names.Add(texts[i], "", i);
  uint32_t next = 1;
  for (uint32_t i : names.Finish()) places[rows[i]] = next++;
  return places;
}

// Rows in the order of the places of their names; of those of one name the lower number first.
std::vector<uint32_t> PlaceByNames(const Engine& engine, TableIndex table,
                                   const std::vector<uint32_t>& of_name) {
  auto rows = engine.Rows(table);
  std::vector<RowSlot> order(rows.begin(), rows.end());
  SortColumn by{std::vector<uint64_t>(rows.size()), false};
  for (size_t i = 0; i < rows.size(); ++i) by.keys[i] = of_name[rows[i]];
  SortRows({std::move(by)}, &order);
  std::vector<uint32_t> places(engine.SlotCount(table), 0);
  for (uint32_t i = 0; i < order.size(); ++i) places[order[i]] = i + 1;
  return places;
}

// The key of a cell that is neither known nor of the column's kind; false when it has to be placed among the others.
bool KeyOfOther(const Engine& engine, TableIndex table, ColumnIndex column, RowSlot row, uint64_t* key) {
  Value v = engine.Get(table, column, row);
  if (v.is_error()) *key = KeyOf(v.error_code());
  return v.is_error() || v.is_blank();
}

// The keys of cells that know their own; false when a cell is of another kind than the column.
template <typename Key>
bool DirectKeys(const Engine& engine, TableIndex table, ColumnIndex column, const Column& cells,
                std::span<const RowSlot> rows, const Key& key_of, std::vector<uint64_t>* keys) {
  std::fill(keys->begin(), keys->end(), kBlankKey);
  for (size_t i = 0; i < rows.size(); ++i) {
    State state = cells.StateOf(rows[i]);
    if (state == State::kOk) {
      (*keys)[i] = key_of(rows[i]);
    } else if (state == State::kOther && !KeyOfOther(engine, table, column, rows[i], &(*keys)[i])) {
      return false;
    }
  }
  return true;
}

}  // namespace

size_t Ranks::BytesOf(const Places& places) {
  return places.of_slot.size() * sizeof(uint32_t) + places.texts.size() * sizeof(engine::Symbol);
}

// A column of texts: each text is placed once, whatever the number of rows.
Ranks::Places Ranks::PlaceTexts(const Engine& engine, TableIndex table, ColumnIndex column,
                                const Column& cells, const Places* before) {
  const engine::Interner& texts = engine.texts();
  std::vector<uint32_t> of_symbol(texts.size(), 0);
  std::vector<std::string> options = OptionNames(engine, table, column);
  for (uint32_t i = 0; i < options.size(); ++i) {
    engine::Symbol symbol = texts.Find(options[i]);
    if (symbol != engine::kNoSymbol) of_symbol[symbol] = i + 1;
  }
  Places places;
  places.lineage = texts.lineage();
  auto first = static_cast<uint32_t>(options.size()) + 1;
  // Texts that no row has any more are dragged along until they are many.
  if (before != nullptr && before->lineage == places.lineage &&
      before->texts.size() < 2 * engine.RowCount(table) + 1024) {
    for (engine::Symbol symbol : before->texts) {
      if (of_symbol[symbol] == 0) places.texts.push_back(symbol);
    }
    for (engine::Symbol symbol : places.texts) of_symbol[symbol] = first;
  }
  std::vector<engine::Symbol> fresh;
  for (RowSlot row : engine.Rows(table)) {
    if (cells.StateOf(row) != State::kOk || of_symbol[cells.Code(row)] != 0) continue;
    of_symbol[cells.Code(row)] = first;
    fresh.push_back(cells.Code(row));
  }
  if (!fresh.empty()) Insert(texts, std::move(fresh), &places.texts);
  for (uint32_t i = 0; i < places.texts.size(); ++i) of_symbol[places.texts[i]] = first + i;
  places.of_slot.resize(engine.SlotCount(table), 0);
  for (RowSlot row : engine.Rows(table)) {
    if (cells.StateOf(row) == State::kOk) places.of_slot[row] = of_symbol[cells.Code(row)];
  }
  return places;
}

std::shared_ptr<const Ranks::Places> Ranks::NamePlacesOf(const Engine& engine, TableIndex table) {
  BasisBuilder basis(engine);
  basis.AddNames(table);
  auto make = [&](const Places*) -> StampedCache<Places>::Made {
    // Where every row has a text to be called by, each text is placed once.
    ColumnIndex display = engine.compiled().catalog.tables[table].display;
    const Column* cells = display == value::kNone ? nullptr : engine.FindColumn(table, display);
    if (cells != nullptr && cells->storage() == value::Storage::kText &&
        !engine.compiled().blueprint.tables[table].columns[display].type->has_options) {
      auto rows = engine.Rows(table);
      if (std::all_of(rows.begin(), rows.end(),
                      [&](RowSlot row) { return cells->StateOf(row) == State::kOk; })) {
        return std::make_shared<const Places>(
            Places{PlaceByNames(engine, table, PlacesOf(engine, table, display)->of_slot), 0, {}});
      }
    }
    return std::make_shared<const Places>(Places{PlaceNames(engine, table), 0, {}});
  };
  return *kept_.Get(fmt::format("names {}", table), basis.Finish(), make, BytesOf);
}

std::shared_ptr<const Ranks::Places> Ranks::PlacesOf(const Engine& engine, TableIndex table,
                                                     ColumnIndex column) {
  BasisBuilder basis(engine);
  basis.AddRows(table);
  basis.AddTexts(table, column);
  if (engine.compiled().blueprint.tables[table].columns[column].type->has_options) basis.AddOptions();
  auto make = [&](const Places* before) -> StampedCache<Places>::Made {
    const Column* cells = engine.FindColumn(table, column);
    auto rows = engine.Rows(table);
    bool texts = cells != nullptr && cells->storage() == value::Storage::kText &&
                 std::all_of(rows.begin(), rows.end(), [&](RowSlot row) {
                   return cells->StateOf(row) != State::kOther || engine.Get(table, column, row).is_error();
                 });
    return std::make_shared<const Places>(texts ? PlaceTexts(engine, table, column, *cells, before)
                                                : Places{PlaceAnything(engine, table, column), 0, {}});
  };
  return *kept_.Get(fmt::format("{} {}", table, column), basis.Finish(), make, BytesOf);
}

std::vector<uint64_t> Ranks::KeysOf(const Engine& engine, TableIndex table, ColumnIndex column,
                                    std::span<const RowSlot> rows) {
  std::vector<uint64_t> keys(rows.size(), kBlankKey);
  const Column* cells = engine.FindColumn(table, column);
  if (cells != nullptr && cells->is_number()) {
    auto key_of = [&](RowSlot row) { return KeyOf(cells->Number(row)); };
    if (DirectKeys(engine, table, column, *cells, rows, key_of, &keys)) return keys;
  }
  if (cells != nullptr && cells->storage() == value::Storage::kRow) {
    // The rows of one table are placed by name once, for all columns that point to them.
    auto names = NamePlacesOf(engine, cells->target());
    auto key_of = [&](RowSlot row) { return uint64_t{names->of_slot[cells->Code(row)]}; };
    if (DirectKeys(engine, table, column, *cells, rows, key_of, &keys)) return keys;
  }
  if (engine.compiled().catalog.tables[table].columns[column].row_id && cells == nullptr) {
    // Row ids stand in the order of the rows, as digits in texts are read as numbers.
    for (size_t i = 0; i < rows.size(); ++i)
      keys[i] = KeyOf(static_cast<double>(engine.RowNumber(table, rows[i])));
    return keys;
  }
  auto places = PlacesOf(engine, table, column);
  for (size_t i = 0; i < rows.size(); ++i) {
    keys[i] = places->of_slot[rows[i]];
    if (keys[i] != 0) continue;
    keys[i] = kBlankKey;
    if (cells == nullptr || cells->StateOf(rows[i]) == State::kOther)
      KeyOfOther(engine, table, column, rows[i], &keys[i]);
  }
  return keys;
}

}  // namespace csip::view
