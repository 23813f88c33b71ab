// Attached files: kept as they come, and handed out as attachments that no browser runs.
#include "api/attachment.h"
#include "api/endpoints/all.h"
#include "api/service.h"
#include "workspace/files.h"

namespace csip::api {
namespace {

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
  MakeAttachment(link.name, link.type, &response);
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
