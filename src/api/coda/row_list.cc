#include "api/coda/row_list.h"

#include <algorithm>
#include <map>
#include <unordered_set>

#include "view/rows.h"

namespace csip::api::coda {
namespace {

using value::RowSlot;

// The rows of the listing in row order, or in the view's order when that is asked for.
base::Result<std::vector<RowSlot>> SelectAll(const workspace::Reader& reader, view::Orders& orders,
                                             const RowListing& listing, const value::Value& user) {
  const engine::Engine& engine = reader.engine();
  value::TableIndex table = listing.place.table;
  std::vector<RowSlot> rows;
  bool by_view = listing.filtered && listing.place.view != nullptr;
  if (by_view) {
    CSIP_ASSIGN_OR_RETURN(auto order,
                          orders.Get(reader, {.table = table, .view = listing.place.view, .viewer = user}));
    rows = order->rows;
    if (listing.order != RowOrder::kNatural) {
      std::sort(rows.begin(), rows.end(), [&](RowSlot a, RowSlot b) {
        return engine.RowNumber(table, a) < engine.RowNumber(table, b);
      });
    }
  } else if (!listing.condition) {
    auto all = engine.Rows(table);
    rows.assign(all.begin(), all.end());
  }
  if (listing.condition && by_view) {
    std::erase_if(rows, [&](RowSlot row) {
      return !Holds(reader, engine.Get(table, listing.condition->column, row), listing.condition->wanted);
    });
  } else if (listing.condition) {
    rows = Select(reader, table, *listing.condition);
  }
  return rows;
}

// Where behind `position` the next page begins.
size_t FindStart(const workspace::Reader& reader, const RowListing& listing, const std::vector<RowSlot>& rows,
                 const PageToken& position) {
  const engine::Engine& engine = reader.engine();
  value::TableIndex table = listing.place.table;
  if (listing.order == RowOrder::kNatural) {
    for (size_t i = 0; i < rows.size(); ++i) {
      if (engine.RowNumber(table, rows[i]) == position.row) return i + 1;
    }
    return std::min(rows.size(), static_cast<size_t>(position.offset));
  }
  auto behind = std::partition_point(rows.begin(), rows.end(), [&](RowSlot row) {
    if (listing.order == RowOrder::kUpdated) {
      base::Micros key = engine.ModifiedAt(table, row);
      if (key != position.key) return key < position.key;
    }
    return engine.RowNumber(table, row) <= position.row;
  });
  return static_cast<size_t>(behind - rows.begin());
}

struct Touched {
  base::Micros at = 0;
};

// Numbers of the table's rows that the change log names after `since`, with the time of their last change.
base::Result<std::map<int64_t, Touched>> ChangedRows(store::Store& store, value::TableIndex table,
                                                     int64_t since) {
  std::map<int64_t, Touched> rows;
  size_t chunk = 20'000;
  while (true) {
    store::ChangeQuery query{.table = table, .after_sequence = since, .newest_first = false, .limit = chunk};
    CSIP_ASSIGN_OR_RETURN(std::vector<store::Change> changes, store.Changes(query));
    bool whole = changes.size() < chunk;
    // The last transaction may be cut: it comes again with the next chunk, which grows when it holds nothing else.
    int64_t last = changes.empty() ? since : changes.back().sequence;
    bool single = !changes.empty() && changes.front().sequence == last;
    for (const store::Change& change : changes) {
      if (!whole && !single && change.sequence == last) break;
      rows[change.row].at = change.time;
    }
    if (whole) return rows;
    if (single) {
      chunk *= 4;
    } else {
      since = last - 1;
    }
  }
}

base::Result<RowPage> ListChanges(const workspace::Reader& reader, store::Store& store, view::Orders& orders,
                                  const RowListing& listing, const PageToken* position,
                                  const value::Value& user) {
  const engine::Engine& engine = reader.engine();
  value::TableIndex table = listing.place.table;
  CSIP_ASSIGN_OR_RETURN(auto changed, ChangedRows(store, table, *listing.since));
  std::unordered_set<RowSlot> shown;
  bool all = !listing.condition && !(listing.filtered && listing.place.view != nullptr);
  if (!all) {
    CSIP_ASSIGN_OR_RETURN(std::vector<RowSlot> rows, SelectAll(reader, orders, listing, user));
    shown.insert(rows.begin(), rows.end());
  }
  RowPage page;
  auto it = position != nullptr ? changed.upper_bound(position->row) : changed.begin();
  for (; it != changed.end() && page.rows.size() < listing.limit; ++it) {
    auto slot = engine.FindRow(table, it->first);
    bool visible = slot && (all || shown.count(*slot) > 0);
    page.rows.push_back({it->first, visible ? *slot : value::kNone, it->second.at});
  }
  page.more = it != changed.end();
  return page;
}

}  // namespace

base::Result<RowListing> ReadRowListing(const workspace::Reader& reader, const Place& place,
                                        const http::Query& query) {
  RowListing listing;
  listing.place = place;
  CSIP_ASSIGN_OR_RETURN(int64_t limit, query.Integer("limit", 25, 1, 500));
  listing.limit = static_cast<size_t>(limit);
  CSIP_ASSIGN_OR_RETURN(listing.column_names, query.Bool("useColumnNames", false));
  CSIP_ASSIGN_OR_RETURN(listing.visible_only, query.Bool("visibleOnly", false));
  // A view shows its own rows unless told otherwise.
  listing.filtered = listing.visible_only || !query.Has("visibleOnly");
  std::string format = query.Find("valueFormat").value_or("");
  auto known = ReadValueFormat(format.empty() ? "simple" : format);
  if (!known) return base::Invalid("valueFormat must be simple, simpleWithArrays or rich");
  listing.format = *known;
  std::string order = query.Find("sortBy").value_or("");
  if (order == "natural") {
    if (query.Has("visibleOnly") && !listing.visible_only) {
      return base::Invalid("sortBy=natural lists visible rows only; leave out visibleOnly=false");
    }
    listing.order = RowOrder::kNatural;
    listing.visible_only = listing.filtered = true;
  } else if (order == "updatedAt") {
    listing.order = RowOrder::kUpdated;
  } else if (!order.empty() && order != "createdAt") {
    return base::Invalid("sortBy must be createdAt, updatedAt or natural");
  }
  std::string text = query.Find("query").value_or("");
  if (!text.empty()) {
    CSIP_ASSIGN_OR_RETURN(listing.condition, ReadCondition(reader, place.table, text));
  }
  return listing;
}

base::Result<RowPage> ListRows(const workspace::Reader& reader, store::Store& store, view::Orders& orders,
                               const RowListing& listing, const PageToken* position,
                               const value::Value& user) {
  const engine::Engine& engine = reader.engine();
  value::TableIndex table = listing.place.table;
  RowPage page;
  if (listing.since) {
    CSIP_ASSIGN_OR_RETURN(page, ListChanges(reader, store, orders, listing, position, user));
  } else {
    CSIP_ASSIGN_OR_RETURN(std::vector<RowSlot> rows, SelectAll(reader, orders, listing, user));
    if (listing.order == RowOrder::kUpdated) {
      std::stable_sort(rows.begin(), rows.end(), [&](RowSlot a, RowSlot b) {
        return engine.ModifiedAt(table, a) < engine.ModifiedAt(table, b);
      });
    }
    size_t start = position != nullptr ? FindStart(reader, listing, rows, *position) : 0;
    size_t end = std::min(rows.size(), start + listing.limit);
    for (size_t i = start; i < end; ++i) page.rows.push_back({engine.RowNumber(table, rows[i]), rows[i], 0});
    page.more = end < rows.size();
  }
  if (!page.rows.empty()) {
    const ListedRow& last = page.rows.back();
    page.next.row = last.number;
    if (last.slot != value::kNone) page.next.key = engine.ModifiedAt(table, last.slot);
    page.next.offset = (position != nullptr ? position->offset : 0) + static_cast<int64_t>(page.rows.size());
  }
  return page;
}

}  // namespace csip::api::coda
