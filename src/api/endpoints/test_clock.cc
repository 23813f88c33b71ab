// Setting the server's clock, on servers started for tests.
#include <cmath>

#include "api/endpoints/all.h"
#include "api/service.h"
#include "value/civil.h"

namespace csip::api {
namespace {

base::Result<http::Response> SetClock(const Call& call) {
  CSIP_ASSIGN_OR_RETURN(base::Json body, call.Body());
  base::TestClock& clock = *call.service.test_clock;
  const base::Json* now = body.is_object() ? body.Find("now") : nullptr;
  const base::Json* advance = body.is_object() ? body.Find("advanceSeconds") : nullptr;
  base::Micros time = 0;
  if (now != nullptr && now->is_text()) {
    auto instant = value::ReadInstant(now->text(), value::Zone());
    if (!instant) return base::Invalid("`now` must be a time as in 2026-11-22T09:30:00Z");
    time = *instant;
  } else if (advance != nullptr && advance->is_number() && std::fabs(advance->number()) <= 1e10) {
    time = clock.Now() + static_cast<base::Micros>(advance->number() * base::kMicrosPerSecond);
  } else {
    return base::Invalid("the body must give `now`, a time, or `advanceSeconds`, a number");
  }
  base::Micros last = value::ReadInstant("9998-12-31T00:00:00Z", value::Zone()).value_or(0);
  if (time < 0 || time > last) return base::Invalid("the clock runs from 1970 to 9998");
  clock.Set(time);
  CSIP_RETURN_IF_ERROR(call.service.workspace.CatchUp());
  std::string json;
  base::JsonWriter(&json)
      .BeginObject()
      .Field("now", value::FormatInstant(time))
      .Field("sequence", call.service.workspace.Read().sequence())
      .EndObject();
  return JsonResponse(std::move(json));
}

}  // namespace

const Endpoint kTestClock = {
    .id = "setTestClock",
    .method = "POST",
    .path = "/api/test/clock",
    .tag = "Server",
    .summary = "Sets the clock, which runs on from there; what depends on the day follows.",
    .scope = access::Scope::kAdmin,
    .request = "ClockRequest",
    .response = "Clock",
    .handle = SetClock};

}  // namespace csip::api
