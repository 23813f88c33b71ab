// The functions of the formula language, for completion and signature help.
#include "formula/function.h"
#include "api/endpoints/all.h"
#include "api/service.h"

namespace csip::api {
namespace {

void WriteFunction(const formula::Function& function, base::JsonWriter* out) {
  out->BeginObject().Field("name", function.name).Field("family", function.family);
  out->Field("summary", function.description).Field("signature", formula::Signature(function));
  out->Key("aliases").BeginArray();
  for (std::string_view alias : function.aliases) out->Text(alias);
  out->EndArray().Key("parameters").BeginArray();
  for (const formula::Param& param : function.params) {
    out->BeginObject().Field("name", param.name).Field("kind", formula::NameOf(param.kind));
    if (param.optional) out->Field("optional", true);
    if (param.repeated) out->Field("repeated", true);
    out->EndObject();
  }
  out->EndArray();
  bool repeats = false;
  for (const formula::Param& param : function.params) repeats = repeats || param.repeated;
  if (repeats) out->Field("repeatFrom", static_cast<int64_t>(function.repeat_from));
  out->Key("examples").BeginArray();
  for (const formula::Example& example : function.examples) {
    out->BeginObject().Field("formula", example.formula).Field("result", example.result).EndObject();
  }
  out->EndArray().EndObject();
}

base::Result<http::Response> GetFunctions(const Call& call) {
  (void)call;
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject().Key("items").BeginArray();
  for (const formula::Function* function : formula::Functions()) WriteFunction(*function, &out);
  out.EndArray().EndObject();
  return JsonResponse(std::move(json));
}

}  // namespace

const Endpoint kFunctions = {
    .id = "functions",
    .method = "GET",
    .path = "/api/functions",
    .tag = "Formulas",
    .summary = "Every function of the formula language: parameters, what it does, examples.",
    .response = "FunctionList",
    .handle = GetFunctions};

}  // namespace csip::api
