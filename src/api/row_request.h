// Which rows of a view a request asks for, and what it wants to know of them: the parameters that rows, ids and charts share.
#pragma once

#include <vector>

#include "api/endpoint.h"
#include "api/lookup.h"
#include "api/viewer.h"
#include "view/aggregate.h"
#include "view/rows.h"

namespace csip::api {

struct RowRequest {
  Place place;
  view::RowQuery query;
  std::vector<value::ColumnIndex> columns;  // sent
  std::vector<value::ColumnIndex> groups;
  std::vector<view::Aggregate> aggregates;
  bool empty_groups = false;
  std::optional<std::vector<int64_t>> only;           // row numbers, ascending
  std::vector<blueprint::ConditionalFormat> formats;  // of the tile that shows the rows
};

// The workspace as the request asks for it, without a lock: a filter that somebody sends may take long.
base::Result<workspace::Reader> OpenForRows(const Call& call);

// kNotFound when there is no such view; kInvalid with the parameter's name for what is wrong in it.
base::Result<RowRequest> ReadRowRequest(const Call& call, const workspace::Reader& reader);

// The rows in order, kept for all who ask for them.
base::Result<std::shared_ptr<const view::RowOrder>> FindRows(const Call& call,
                                                             const workspace::Reader& reader,
                                                             const RowRequest& request);

// What the requests share, and what an endpoint adds.
std::vector<Parameter> RowParameters(std::vector<Parameter> more);

// A column of the request, by id or name; `parameter` is named in the error.
base::Result<value::ColumnIndex> ReadColumn(const workspace::Reader& reader, const Place& place,
                                            std::string_view parameter, const std::string& id_or_name);

}  // namespace csip::api
