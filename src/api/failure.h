// Errors as answers: the one table from codes to HTTP, and the shape of Coda's errors, which all of ours have.
//
//   {"statusCode": 400, "statusMessage": "Bad Request", "message": "...", "codaDetail": {"validationErrors": [...]}}
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/message.h"
#include "base/result.h"

namespace csip::api {

// What is wrong with one part of a body: path "rows[0].cells[2].value".
struct ValidationError {
  std::string path;
  std::string message;
};

// Under /apis/v1 the statuses are those Coda documents (a conflict and an oversize body are 400); elsewhere HTTP's own.
int StatusOf(base::Code code, bool coda);

http::Response ErrorResponse(int status, std::string_view message,
                             const std::vector<ValidationError>& details = {});
// `path` is the request's: it decides about `coda`.
http::Response ErrorResponse(const base::Error& error, std::string_view path);
// A 400 that lists every fault of a body.
http::Response InvalidBody(const std::vector<ValidationError>& errors);

bool IsCodaPath(std::string_view path);

// What `work` answers to the request, or the answer to its error; of one of ours, an exception too, the log tells more.
http::Response AnswerOf(const std::string& request_id, std::string_view path,
                        const std::function<base::Result<http::Response>()>& work);

}  // namespace csip::api
