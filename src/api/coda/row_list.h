// A page of rows: which rows, in what order, from where on.
//
// Pages are stable while rows come and go: a page begins behind the last row given, by its row number (or by its time of
// change, then its number), never at a count. Only the order of a view (sortBy=natural) can change under the reader; there
// the page begins behind the last row given if the view still shows it, else at the same count.
//
// A sync lists what changed since a sequence number: rows as they are now, and rows deleted (or no longer shown by the
// view) as {"deleted": true}. Changes are those of the change log: edits, and computed columns the log keeps.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "api/coda/cell.h"
#include "api/coda/row_query.h"
#include "api/coda/token.h"
#include "api/endpoint.h"
#include "api/lookup.h"
#include "base/clock.h"
#include "base/result.h"
#include "view/rows.h"

namespace csip::api::coda {

enum class RowOrder { kCreated, kUpdated, kNatural };

struct RowListing {
  Place place;
  std::optional<Condition> condition;
  RowOrder order = RowOrder::kCreated;
  bool filtered = false;  // by the view's filter
  bool visible_only = false;
  bool column_names = false;
  ValueFormat format = ValueFormat::kSimple;
  size_t limit = 25;
  std::optional<int64_t> since;  // a sync, from this sequence number on
};

// The parameters of the first page.
base::Result<RowListing> ReadRowListing(const workspace::Reader& reader, const Place& place,
                                        const http::Query& query);

struct ListedRow {
  int64_t number = 0;
  value::RowSlot slot = value::kNone;  // kNone: deleted
  base::Micros deleted_at = 0;
};

struct RowPage {
  std::vector<ListedRow> rows;
  bool more = false;
  PageToken next;  // position behind the last row; place and query are the caller's
};

// `position` is null for the first page. `user` is CurrentUser() in the view's filter.
base::Result<RowPage> ListRows(const workspace::Reader& reader, store::Store& store, view::Orders& orders,
                               const RowListing& listing, const PageToken* position,
                               const value::Value& user);

}  // namespace csip::api::coda
