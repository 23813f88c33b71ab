// Attached files: kept as they come, and handed out as attachments that no browser runs.
//
// Whoever uploads chooses the name, the type and the bytes, and whoever downloads trusts us: so a file is never shown inside this
// origin (attachment, a sandbox without anything, no guessing of types), and only types on a short list are named.
#include <algorithm>
#include <array>

#include "api/endpoints/all.h"
#include "api/service.h"
#include "workspace/files.h"

namespace csip::api {
namespace {

// Types that programs open by themselves; none of them runs scripts in a page.
constexpr std::array<std::string_view, 20> kNamedTypes = {
    "application/json",
    "application/msword",
    "application/pdf",
    "application/vnd.ms-excel",
    "application/vnd.ms-powerpoint",
    "application/vnd.oasis.opendocument.presentation",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/zip",
    "audio/mpeg",
    "image/gif",
    "image/jpeg",
    "image/png",
    "image/webp",
    "text/csv",
    "text/plain",
    "video/mp4"};

std::string ServedType(const std::string& type) {
  bool named = std::find(kNamedTypes.begin(), kNamedTypes.end(), type) != kNamedTypes.end();
  if (!named) return "application/octet-stream";
  return type.starts_with("text/") ? type + "; charset=utf-8" : type;
}

// RFC 6266: a name in plain ASCII for old clients, and the whole one percent-encoded.
std::string Disposition(const std::string& name) {
  std::string plain;
  for (char c : name) {
    bool safe = c >= 0x20 && c < 0x7f && c != '"' && c != '\\' && c != '%' && c != ';';
    if (safe) {
      plain += c;
    } else if ((static_cast<unsigned char>(c) & 0xc0) != 0x80) {
      plain += '_';  // one for a character of several bytes
    }
  }
  return fmt::format("attachment; filename=\"{}\"; filename*=UTF-8''{}", plain, http::EncodePercent(name));
}

base::Result<http::Response> Upload(const Call& call) {
  std::string name = call.query.Find("name").value_or("");
  if (name.empty())
    return base::Invalid("`name` must be the name of the file: POST /api/files?name=report.pdf");
  workspace::Workspace& workspace = call.service.workspace;
  CSIP_ASSIGN_OR_RETURN(value::FileLink link,
                        workspace.files().Add(call.actor, name, call.request.Find("Content-Type"),
                                              call.request.body, workspace.clock().Now()));
  std::string json;
  base::JsonWriter out(&json);
  link.Write(&out);
  return JsonResponse(std::move(json), 201);
}

base::Result<http::Response> Download(const Call& call) {
  workspace::Files& files = call.service.workspace.files();
  CSIP_ASSIGN_OR_RETURN(value::FileLink link, files.Find(call.Path("fileId")));
  http::Response response;
  CSIP_ASSIGN_OR_RETURN(response.body, files.Read(link.id));
  response.Set("Content-Type", ServedType(link.type)).Set("Content-Disposition", Disposition(link.name));
  response.Set("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'");
  response.Set("Cache-Control", "private, no-cache");
  return response;
}

}  // namespace

const std::vector<Endpoint> kFiles = {
    {.id = "uploadFile",
     .method = "POST",
     .path = "/api/files",
     .tag = "Files",
     .summary = "Keeps the body as a file, at most 25 MB, which a cell of a files column can then hold.",
     .scope = access::Scope::kWrite,
     .parameters = {{"name", "query", "string", "The name of the file; folders in it are dropped."}},
     .body_bytes = workspace::Files::kMostBytes,
     .request = "application/octet-stream",
     .status = 201,
     .response = "FileLink",
     .handle = Upload},
    {.id = "downloadFile",
     .method = "GET",
     .path = "/api/files/{fileId}",
     .tag = "Files",
     .summary = "The bytes of a file, as an attachment.",
     .parameters = {{"fileId", "path", "string", "Id of the file."}},
     .response = "application/octet-stream",
     .handle = Download}};

}  // namespace csip::api
