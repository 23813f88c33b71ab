#include "api/coda/list_json.h"

#include <algorithm>

#include "api/coda/links.h"

namespace csip::api::coda {

base::Result<ListRequest> ReadListRequest(const Call& call, std::string_view place) {
  ListRequest request{call.query, call.request.query, false, {}};
  std::string token = call.query.Find("pageToken").value_or("");
  if (token.empty()) return request;
  CSIP_ASSIGN_OR_RETURN(request.position, ReadPageToken(token, place));
  request.query_text = request.position.query;
  request.continued = true;
  CSIP_ASSIGN_OR_RETURN(request.query, http::Query::Read(request.query_text));
  return request;
}

base::Result<Slice> ReadSlice(const ListRequest& request, size_t total, int64_t limit, int64_t most) {
  CSIP_ASSIGN_OR_RETURN(int64_t count, request.query.Integer("limit", limit, 1, most));
  Slice slice;
  slice.total = total;
  slice.begin = std::min(total, static_cast<size_t>(request.position.offset));
  slice.end = std::min(total, slice.begin + static_cast<size_t>(count));
  return slice;
}

void WriteListEnd(const Call& call, const PageToken* next, base::JsonWriter* out) {
  std::string address = call.Origin() + call.request.path;
  out->Field("href", call.request.query.empty() ? address : address + "?" + call.request.query);
  if (next == nullptr) return;
  std::string token = WriteToken(*next);
  out->Field("nextPageToken", token).Field("nextPageLink", address + "?pageToken=" + token);
}

void WriteListEnd(const Call& call, std::string_view place, const ListRequest& request, const Slice& slice,
                  base::JsonWriter* out) {
  PageToken next{
      .place = std::string(place), .query = request.query_text, .offset = static_cast<int64_t>(slice.end)};
  WriteListEnd(call, slice.end < slice.total ? &next : nullptr, out);
}

base::Status CheckDoc(const Call& call, const blueprint::Blueprint& blueprint) {
  return CheckDoc(call.Path("docId"), blueprint);
}

base::Status CheckDoc(const std::string& doc, const blueprint::Blueprint& blueprint) {
  if (doc == kDocId || doc == blueprint.name || doc == blueprint.title) return {};
  return base::NotFound(fmt::format("there is no doc `{}` here; this server has one, `{}`", doc, kDocId));
}

}  // namespace csip::api::coda
