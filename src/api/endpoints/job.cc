// Jobs: what runs, how far it is, what came of it; and cancelling.
#include "api/jobs/jobs.h"

#include "api/endpoints/all.h"
#include "api/service.h"

namespace csip::api {
namespace {

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
    {.id = "cancelJob",
     .method = "DELETE",
     .path = "/api/jobs/{jobId}",
     .tag = "Jobs",
     .summary = "Cancels it: nothing of it is kept. 409 while it is being saved.",
     .response = "Job",
     .handle = Cancel}};

}  // namespace csip::api
