#include "api/failure.h"

#include <exception>

#include "api/endpoint.h"
#include "base/json.h"
#include "base/log.h"

namespace csip::api {

int StatusOf(base::Code code, bool coda) {
  switch (code) {
    case base::Code::kInvalid:
      return 400;
    case base::Code::kNotFound:
      return 404;
    case base::Code::kConflict:
      return coda ? 400 : 409;
    case base::Code::kUnauthenticated:
      return 401;
    case base::Code::kDenied:
      return 403;
    case base::Code::kTooLarge:
      return coda ? 400 : 413;
    case base::Code::kLimit:
      return 400;
    case base::Code::kUnsupported:
      return 400;
    case base::Code::kUnavailable:
      return 503;
    case base::Code::kCorrupt:
      return 500;
    case base::Code::kInternal:
      return 500;
  }
  return 500;
}

http::Response ErrorResponse(int status, std::string_view message,
                             const std::vector<ValidationError>& details) {
  std::string json;
  base::JsonWriter writer(&json);
  writer.BeginObject().Field("statusCode", status).Field("statusMessage", http::ReasonOf(status));
  writer.Field("message", message);
  if (!details.empty()) {
    writer.Key("codaDetail").BeginObject().Key("validationErrors").BeginArray();
    for (const ValidationError& detail : details) {
      writer.BeginObject().Field("path", detail.path).Field("message", detail.message).EndObject();
    }
    writer.EndArray().EndObject();
  }
  writer.EndObject();
  http::Response response = JsonResponse(std::move(json), status);
  response.Set("Cache-Control", "no-store");
  if (status == 401) response.Set("WWW-Authenticate", "Bearer");
  if (status == 503) response.Set("Retry-After", "1");
  return response;
}

http::Response ErrorResponse(const base::Error& error, std::string_view path) {
  std::vector<ValidationError> details;
  if (!error.path.empty()) details.push_back({error.path, error.message});
  return ErrorResponse(StatusOf(error.code, IsCodaPath(path)), error.ToString(), details);
}

http::Response InvalidBody(const std::vector<ValidationError>& errors) {
  std::string message = "the body is not as it must be";
  if (!errors.empty()) message = errors[0].path + ": " + errors[0].message;
  if (errors.size() > 1) message += fmt::format(" (and {} more)", errors.size() - 1);
  return ErrorResponse(400, message, errors);
}

bool IsCodaPath(std::string_view path) {
  return path.rfind("/apis/", 0) == 0;
}

http::Response AnswerOf(const std::string& request_id, std::string_view path,
                        const std::function<base::Result<http::Response>()>& work) {
  std::string what = "unknown";
  try {
    auto response = work();
    if (response.ok()) return std::move(*response);
    if (StatusOf(response.error().code, false) >= 500) {
      base::Log(base::LogLevel::kError, "request failed",
                {{"id", request_id}, {"what", response.error().ToString()}});
    }
    return ErrorResponse(response.error(), path);
  } catch (const std::exception& bug) {
    what = bug.what();
  } catch (...) {
  }
  base::Log(base::LogLevel::kError, "request failed", {{"id", request_id}, {"what", what}});
  return ErrorResponse(500, "an error of the server; its log names it by the id " + request_id);
}

}  // namespace csip::api
