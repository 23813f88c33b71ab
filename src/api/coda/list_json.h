// Lists in Coda's shape: {items, href, nextPageToken?, nextPageLink?}, page by page.
#pragma once

#include <string>
#include <string_view>

#include "api/coda/token.h"
#include "api/endpoint.h"
#include "base/json.h"
#include "base/result.h"
#include "blueprint/blueprint.h"

namespace csip::api::coda {

// The parameters a list is made from: those of the request, or with a page token those of the first page.
struct ListRequest {
  http::Query query;
  std::string query_text;
  bool continued = false;
  PageToken position;  // when continued
};
base::Result<ListRequest> ReadListRequest(const Call& call, std::string_view place);

// Of a list short enough to be made whole: which items this page holds.
struct Slice {
  size_t begin = 0;
  size_t end = 0;
  size_t total = 0;
};
base::Result<Slice> ReadSlice(const ListRequest& request, size_t total, int64_t limit, int64_t most);

// After the items: href, and the token and link of the next page unless `next` is null.
void WriteListEnd(const Call& call, const PageToken* next, base::JsonWriter* out);
void WriteListEnd(const Call& call, std::string_view place, const ListRequest& request, const Slice& slice,
                  base::JsonWriter* out);

// kNotFound when the request's {docId} is not our document: its id, its name or its title.
base::Status CheckDoc(const Call& call, const blueprint::Blueprint& blueprint);
base::Status CheckDoc(const std::string& doc, const blueprint::Blueprint& blueprint);

}  // namespace csip::api::coda
