// Jobs: what runs, how far it is, what came of it, the file it made; and cancelling.
#include "api/jobs/jobs.h"

#include "api/attachment.h"
#include "api/endpoints/all.h"
#include "api/service.h"
#include "base/log.h"

namespace csip::api {
namespace {

// A file piece by piece, as fast as the client takes it.
class FileSource : public http::StreamSource {
 public:
  explicit FileSource(store::ExportReader reader) : reader_(std::move(reader)) {}

  void Start(std::function<void()> /*wake*/) override {}
  std::optional<std::string> Next(bool /*idle*/) override {
    auto piece = reader_.Next(kPiece);
    if (!piece.ok())
      base::Log(base::LogLevel::kError, "download broke off", {{"what", piece.error().message}});
    if (!piece.ok() || piece->empty()) return std::nullopt;
    return std::move(*piece);
  }

 private:
  static constexpr size_t kPiece = size_t{256} << 10;  // bytes
  store::ExportReader reader_;
};

base::Result<http::Response> List(const Call& call) {
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject().Key("items").BeginArray();
  for (const jobs::Status& job : call.service.jobs->List()) out.Raw(job.ToJson());
  out.EndArray().EndObject();
  return JsonResponse(std::move(json));
}

base::Result<http::Response> Get(const Call& call) {
  CSIP_ASSIGN_OR_RETURN(jobs::Status job, call.service.jobs->Find(call.Path("jobId")));
  return JsonResponse(job.ToJson());
}

base::Result<http::Response> File(const Call& call) {
  CSIP_ASSIGN_OR_RETURN(jobs::ResultFile file, call.service.jobs->File(call.Path("jobId")));
  auto reader = file.bytes->Open();
  if (!reader.ok() && reader.error().code == base::Code::kNotFound)
    return base::NotFound("the file of this job is gone; start the job again");
  if (!reader.ok()) return reader.error();
  http::Response response;
  MakeAttachment(file.name, file.type, &response);
  response.Set("Content-Length", std::to_string(reader->size()));
  response.stream = std::make_shared<FileSource>(std::move(*reader));
  return response;
}

base::Result<http::Response> Cancel(const Call& call) {
  CSIP_ASSIGN_OR_RETURN(jobs::Status job, call.service.jobs->Find(call.Path("jobId")));
  if (job.actor != call.actor.id && !call.actor.may_administer())
    return base::Error{base::Code::kDenied, "only who began a job, or an administrator, can cancel it"};
  CSIP_ASSIGN_OR_RETURN(job, call.service.jobs->Cancel(job.id));
  return JsonResponse(job.ToJson());
}

}  // namespace

const std::vector<Endpoint> kJobs = {
    {.id = "listJobs",
     .method = "GET",
     .path = "/api/jobs",
     .tag = "Jobs",
     .summary = "Long work, the newest first; what is over for an hour.",
     .response = "Jobs",
     .handle = List},
    {.id = "getJob",
     .method = "GET",
     .path = "/api/jobs/{jobId}",
     .tag = "Jobs",
     .summary = "How far one job is, and what came of it.",
     .response = "Job",
     .handle = Get},
    {.id = "downloadJobFile",
     .method = "GET",
     .path = "/api/jobs/{jobId}/file",
     .tag = "Jobs",
     .summary = "The file that the job made, as an attachment; it goes with the job.",
     .response = "text/csv",
     .handle = File},
    {.id = "cancelJob",
     .method = "DELETE",
     .path = "/api/jobs/{jobId}",
     .tag = "Jobs",
     .summary = "Cancels it: nothing of it is kept. 409 while it is being saved.",
     .response = "Job",
     .handle = Cancel}};

}  // namespace csip::api
