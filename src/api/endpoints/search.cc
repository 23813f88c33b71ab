// Records by what they are called or say.
#include <algorithm>

#include "api/endpoints/all.h"
#include "api/lookup.h"
#include "api/service.h"
#include "base/text.h"
#include "value/display.h"
#include "view/search.h"

namespace csip::api {
namespace {

constexpr size_t kLongestQuery = 200;         // bytes
constexpr size_t kBefore = 40, kShown = 160;  // code points of a text around what was found

// Of a long text the part with what was found.
std::string Part(std::string_view text, std::string_view sought) {
  if (base::CodePoints(text) <= kShown) return std::string(text);
  // A folded text may have another length: the place is near enough for a part.
  size_t at = base::FoldForSearch(text).find(base::FoldForSearch(sought));
  size_t point = at == std::string::npos ? 0 : base::CodePoints(text.substr(0, std::min(at, text.size())));
  size_t first = point > kBefore ? point - kBefore : 0;
  size_t begin = base::ByteOffset(text, first), end = base::ByteOffset(text, first + kShown);
  return (begin > 0 ? "…" : "") + std::string(text.substr(begin, end - begin)) +
         (end < text.size() ? "…" : "");
}

base::Result<http::Response> GetSearch(const Call& call) {
  view::SearchQuery query;
  query.text = base::Trim(call.query.Find("q").value_or(""));
  if (query.text.size() > kLongestQuery) {
    return base::Invalid(fmt::format("`q` is longer than {} bytes; search for a part of it", kLongestQuery));
  }
  CSIP_ASSIGN_OR_RETURN(int64_t limit, call.query.Integer("limit", 20, 1, 200));
  query.limit = static_cast<size_t>(limit);
  workspace::Reader reader = call.service.workspace.Snapshot();
  if (std::string table = call.query.Find("table").value_or(""); !table.empty()) {
    CSIP_ASSIGN_OR_RETURN(query.table, FindTable(reader.blueprint(), table));
  }
  const engine::Engine& engine = reader.engine();
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject().Field("sequence", reader.sequence()).Key("items").BeginArray();
  for (const view::Found& found : view::Search(reader, &call.service.orders->texts(), query)) {
    const blueprint::Table& table = reader.blueprint().tables[found.row.table];
    value::Value text = engine.Get(found.row.table, found.column, found.row.slot);
    out.BeginObject().Field("table", table.id);
    out.Field("row", workspace::RowId(engine.RowNumber(found.row.table, found.row.slot)));
    out.Field("name", engine.NameOf(found.row)).Field("column", table.columns[found.column].id);
    out.Field("text", text.is_text() ? Part(text.text(), query.text) : "");
    out.Field("where", found.in_name ? "name" : "text").EndObject();
  }
  out.EndArray().EndObject();
  return JsonResponse(std::move(json));
}

}  // namespace

const Endpoint kSearch = {
    .id = "search",
    .method = "GET",
    .path = "/api/search",
    .tag = "Blueprint",
    .summary =
        "Records by what they are called (best first), then by what their texts say. Case and accents do not "
        "count.",
    .parameters = {{"q", "query", "string", "What is sought; nothing finds nothing."},
                   {"limit", "query", "integer", "Most records: 20, at most 200."},
                   {"table", "query", "string", "Only records of this table, by id or name."}},
    .response = "SearchResult",
    .handle = GetSearch};

}  // namespace csip::api
