#include "api/row_request.h"

#include <fmt/format.h>

#include <algorithm>

#include "api/coda/column_json.h"
#include "api/dashboard.h"
#include "api/service.h"
#include "api/settings_json.h"

namespace csip::api {
namespace {

// "c-1" ascending, "-c-1" descending.
base::Result<std::vector<blueprint::SortKey>> ReadKeys(const Call& call, const workspace::Reader& reader,
                                                       const Place& place, std::string_view parameter) {
  std::vector<blueprint::SortKey> keys;
  for (std::string name : call.query.All(parameter)) {
    bool descending = name.starts_with('-');
    if (descending) name.erase(0, 1);
    CSIP_ASSIGN_OR_RETURN(value::ColumnIndex column, ReadColumn(reader, place, parameter, name));
    keys.push_back({reader.blueprint().tables[place.table].columns[column].name, descending});
  }
  return keys;
}

base::Result<std::vector<view::Aggregate>> ReadAggregates(const Call& call, const workspace::Reader& reader,
                                                          const Place& place) {
  std::vector<view::Aggregate> aggregates;
  for (const std::string& text : call.query.All("aggregates")) {
    size_t colon = text.rfind(':');
    auto kind = view::ReadAggregateKind(colon == std::string::npos ? "" : text.substr(colon + 1));
    if (!kind) {
      return base::Invalid(fmt::format("`aggregates`: `{}` is no column with one of {}, as in c-1:sum", text,
                                       view::AggregateNames()));
    }
    CSIP_ASSIGN_OR_RETURN(value::ColumnIndex column,
                          ReadColumn(reader, place, "aggregates", text.substr(0, colon)));
    aggregates.push_back({column, *kind});
    if (auto fits = view::CheckAggregate(reader, place.table, aggregates.back()); !fits.ok()) {
      return base::Invalid("`aggregates`: " + fits.error().message);
    }
  }
  return aggregates;
}

base::Result<std::vector<int64_t>> ReadRowNumbers(const std::vector<std::string>& ids) {
  std::vector<int64_t> numbers;
  for (const std::string& id : ids) {
    auto number = workspace::ReadRowId(id);
    if (!number) return base::Invalid(fmt::format("`rows`: `{}` is no row id, as in i-7", id));
    numbers.push_back(*number);
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

}  // namespace

base::Result<value::ColumnIndex> ReadColumn(const workspace::Reader& reader, const Place& place,
                                            std::string_view parameter, const std::string& id_or_name) {
  auto column = FindColumn(reader.blueprint(), place.table, id_or_name);
  if (!column.ok()) return base::Invalid(fmt::format("`{}`: {}", parameter, column.error().message));
  return *column;
}

base::Result<workspace::Reader> OpenForRows(const Call& call) {
  if (!call.query.Find("asOf").value_or("").empty()) return ReadFor(call, call.query);
  return call.service.workspace.Snapshot();
}

base::Result<RowRequest> ReadRowRequest(const Call& call, const workspace::Reader& reader) {
  RowRequest request;
  CSIP_ASSIGN_OR_RETURN(request.place, FindPlace(reader.blueprint(), call.Path("view")));
  const Place& place = request.place;
  view::RowQuery& query = request.query;
  query = {.table = place.table, .view = place.view, .filter = call.query.Find("filter").value_or("")};
  query.search = call.query.Find("search").value_or("");
  CSIP_ASSIGN_OR_RETURN(query.viewer, ReadViewer(call, reader));
  CSIP_ASSIGN_OR_RETURN(query.sort, ReadKeys(call, reader, place, "sort"));
  if (call.query.Find("group") == "none") {
    query.group.emplace();
  } else if (call.query.Has("group")) {
    CSIP_ASSIGN_OR_RETURN(query.group, ReadKeys(call, reader, place, "group"));
  }
  const blueprint::Table& table = reader.blueprint().tables[place.table];
  for (const blueprint::SortKey& key : view::GroupKeys(query)) {
    if (auto column = table.FindColumn(key.column)) request.groups.push_back(*column);
  }
  for (const std::string& name : call.query.All("columns")) {
    CSIP_ASSIGN_OR_RETURN(value::ColumnIndex column, ReadColumn(reader, place, "columns", name));
    request.columns.push_back(column);
  }
  if (request.columns.empty()) request.columns = coda::ColumnsOf(reader, place, true);
  if (!query.search.empty()) query.searched = request.columns;
  CSIP_ASSIGN_OR_RETURN(request.aggregates, ReadAggregates(call, reader, place));
  CSIP_ASSIGN_OR_RETURN(request.empty_groups, call.query.Bool("emptyGroups", false));
  if (call.query.Has("tile")) {
    auto tile = FindTile(reader.blueprint(), call.query.Find("tile").value_or(""));
    if (!tile.ok()) return base::Invalid("`tile`: " + tile.error().message);
    request.formats = FormatsOf(**tile);
  }
  if (call.query.Has("rows")) {
    CSIP_ASSIGN_OR_RETURN(request.only, ReadRowNumbers(call.query.All("rows")));
  }
  return request;
}

base::Result<std::shared_ptr<const view::RowOrder>> FindRows(const Call& call,
                                                             const workspace::Reader& reader,
                                                             const RowRequest& request) {
  auto found = call.service.orders->Get(reader, request.query);
  if (!found.ok() && !request.query.filter.empty()) {
    base::Error error = found.error();
    error.message = "`filter`: " + error.message;
    return error;
  }
  if (!found.ok() || !request.only) return found;
  auto kept = std::make_shared<view::RowOrder>();
  for (value::RowSlot row : (*found)->rows) {
    int64_t number = reader.engine().RowNumber(request.place.table, row);
    if (std::binary_search(request.only->begin(), request.only->end(), number)) kept->rows.push_back(row);
  }
  return std::shared_ptr<const view::RowOrder>(std::move(kept));
}

std::vector<Parameter> RowParameters(std::vector<Parameter> more) {
  std::vector<Parameter> all = {
      {"view", "path", "string", "Id or name of a view or a table."},
      {"filter", "query", "string", "One more condition: a formula over the row."},
      {"search", "query", "string",
       "Only rows that show this text in one of the columns, whatever its case and accents."},
      {"columns", "query", "array", "The columns, by id or name; without it those of the view."},
      {"rows", "query", "array", "Only these rows, by id."},
      kControl,
      kAs,
      kAsOf};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

}  // namespace csip::api
