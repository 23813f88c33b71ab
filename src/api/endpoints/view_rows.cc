// The rows of a view as a grid shows them: in order, with the keys of their groups and the styles of their cells.
#include <algorithm>

#include "api/coda/cell.h"
#include "api/coda/column_json.h"
#include "api/endpoints/all.h"
#include "api/lookup.h"
#include "api/service.h"
#include "base/secret.h"
#include "formula/bind.h"
#include "view/rows.h"

namespace csip::api {
namespace {

// Conditional formats, bound once for the page. Those of the table come first; where several paint a cell, the last
// one does.
class Painter {
 public:
  Painter(const workspace::Reader& reader, const Place& place, value::Value user)
      : reader_(reader), place_(place), user_(std::move(user)) {
    const blueprint::Table& table = reader.blueprint().tables[place.table];
    for (const auto& format : table.formats) Add(format);
    if (place.view != nullptr) {
      for (const auto& format : place.view->formats) Add(format);
    }
  }

  // {"<column id>": {"color", "background", "bold"}, "*": the whole row}
  void Write(value::RowSlot row, base::JsonWriter* out) const {
    std::vector<std::pair<std::string, const blueprint::Style*>> styles;
    for (const Rule& rule : rules_) {
      value::Value paints = reader_.engine().Evaluate(rule.when, {place_.table, row}, user_, {}, &budget_);
      if (!paints.is_true()) continue;
      for (const std::string& column : rule.columns) {
        auto known = std::find_if(styles.begin(), styles.end(),
                                  [&](const auto& entry) { return entry.first == column; });
        if (known == styles.end()) {
          styles.emplace_back(column, rule.style);
        } else {
          known->second = rule.style;
        }
      }
    }
    out->BeginObject();
    for (const auto& [column, style] : styles) {
      out->Key(column).BeginObject();
      if (!style->color.empty()) out->Field("color", style->color);
      if (!style->background.empty()) out->Field("background", style->background);
      if (style->bold) out->Field("bold", true);
      out->EndObject();
    }
    out->EndObject();
  }

 private:
  struct Rule {
    formula::Bound when;
    std::vector<std::string> columns;
    const blueprint::Style* style;
  };

  void Add(const blueprint::ConditionalFormat& format) {
    Rule rule{
        formula::Bind(format.when.text, {.catalog = &reader_.compiled().catalog, .table = place_.table}),
        {},
        &format.style};
    if (!rule.when.ok()) return;  // the blueprint's check has told so
    const blueprint::Table& table = reader_.blueprint().tables[place_.table];
    for (const std::string& name : format.columns) {
      if (auto column = table.FindColumn(name)) rule.columns.push_back(table.columns[*column].id);
    }
    if (format.columns.empty()) rule.columns.push_back("*");
    rules_.push_back(std::move(rule));
  }

  const workspace::Reader& reader_;
  Place place_;
  value::Value user_;
  std::vector<Rule> rules_;
  // Of all cells of the page; those beyond it are not painted.
  mutable formula::SharedBudget budget_ = {.steps = 20'000'000, .bytes = int64_t{64} << 20};
};

struct Wanted {
  view::RowQuery query;
  int64_t offset = 0;
  int64_t limit = 200;
};

base::Result<Wanted> ReadWanted(const Call& call, const workspace::Reader& reader, const Place& place) {
  Wanted wanted;
  CSIP_ASSIGN_OR_RETURN(wanted.offset, call.query.Integer("offset", 0, 0, 1'000'000'000));
  CSIP_ASSIGN_OR_RETURN(wanted.limit, call.query.Integer("limit", 200, 1, 1000));
  wanted.query = {.table = place.table, .view = place.view, .filter = call.query.Find("filter").value_or("")};
  wanted.query.user = workspace::Workspace::PersonOf(reader, call.actor.email);
  for (std::string key : call.query.All("sort")) {
    bool descending = key.starts_with('-');
    if (descending) key.erase(0, 1);
    auto column = FindColumn(reader.blueprint(), place.table, key);
    if (!column.ok()) return base::Invalid("`sort`: " + column.error().message);
    wanted.query.sort.push_back({reader.blueprint().tables[place.table].columns[*column].name, descending});
  }
  return wanted;
}

// Changes with the data, with the time that formulas see, and with whoever asks.
std::string TagOf(const Call& call, const workspace::Reader& reader) {
  std::string seed = fmt::format("{} {} {} {} {}", reader.sequence(), reader.engine().inputs().now,
                                 call.actor.email, call.request.path, call.request.query);
  return "\"" + base::Sha256Hex(seed).substr(0, 24) + "\"";
}

base::Result<http::Response> ViewRows(const Call& call) {
  // A filter may take long.
  bool past = !call.query.Find("asOf").value_or("").empty();
  auto opened =
      past ? ReadFor(call, call.query) : base::Result<workspace::Reader>(call.service.workspace.Snapshot());
  CSIP_ASSIGN_OR_RETURN(workspace::Reader reader, std::move(opened));
  CSIP_ASSIGN_OR_RETURN(Place place, FindPlace(reader.blueprint(), call.Path("view")));
  std::string tag = TagOf(call, reader);
  if (call.request.Find("If-None-Match") == tag) {
    http::Response unchanged;
    unchanged.status = 304;
    unchanged.Set("ETag", tag);
    return unchanged;
  }
  CSIP_ASSIGN_OR_RETURN(Wanted wanted, ReadWanted(call, reader, place));
  CSIP_ASSIGN_OR_RETURN(std::vector<value::RowSlot> rows, view::SelectRows(reader, wanted.query));
  const blueprint::Table& table = reader.blueprint().tables[place.table];
  std::vector<value::ColumnIndex> columns = coda::ColumnsOf(reader, place, true), groups;
  for (const blueprint::SortKey& key :
       place.view != nullptr ? place.view->group : std::vector<blueprint::SortKey>()) {
    if (auto column = table.FindColumn(key.column)) groups.push_back(*column);
  }
  coda::Links links(call.Origin());
  coda::CellWriter cells(reader, coda::ValueFormat::kSimpleWithArrays, links);
  Painter painter(reader, place, wanted.query.user);
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject().Field("sequence", reader.sequence()).Field("id", coda::IdOf(reader, place));
  out.Field("table", table.id)
      .Field("total", rows.size())
      .Field("offset", wanted.offset)
      .Key("columns")
      .BeginArray();
  for (value::ColumnIndex column : columns) out.Text(table.columns[column].id);
  out.EndArray().Key("groupedBy").BeginArray();
  for (value::ColumnIndex column : groups) out.Text(table.columns[column].id);
  out.EndArray().Key("rows").BeginArray();
  size_t begin = std::min(rows.size(), static_cast<size_t>(wanted.offset));
  size_t end = std::min(rows.size(), begin + static_cast<size_t>(wanted.limit));
  for (size_t i = begin; i < end; ++i) {
    value::RowSlot row = rows[i];
    out.BeginObject().Field("id", workspace::RowId(reader.engine().RowNumber(place.table, row)));
    out.Field("name", reader.engine().NameOf({place.table, row})).Key("groups").BeginArray();
    for (value::ColumnIndex column : groups) cells.Cell(place.table, column, row, &out);
    out.EndArray().Key("values").BeginObject();
    for (value::ColumnIndex column : columns) {
      if (table.columns[column].type->storage != value::Storage::kNone) {
        cells.Cell(place.table, column, row, &out.Key(table.columns[column].id));
      }
    }
    out.EndObject();
    painter.Write(row, &out.Key("styles"));
    out.EndObject();
  }
  out.EndArray().EndObject();
  http::Response response = JsonResponse(std::move(json));
  response.Set("ETag", tag);
  return response;
}

}  // namespace

const Endpoint kViewRows = {
    .id = "viewRows",
    .method = "GET",
    .path = "/api/views/{view}/rows",
    .tag = "Blueprint",
    .summary = "A page of a view's rows (or a table's), in its order, with groups and the styles of cells.",
    .parameters = {{"view", "path", "string", "Id or name of a view or a table."},
                   {"offset", "query", "integer", "Rows before the page."},
                   {"limit", "query", "integer", "Most rows: 200, at most 1000."},
                   {"filter", "query", "string", "One more condition: a formula over the row."},
                   {"sort", "query", "array",
                    "Columns instead of the view's order; `-` before one turns it round."},
                   kAsOf},
    .response = "ViewRows",
    .handle = ViewRows};

}  // namespace csip::api
