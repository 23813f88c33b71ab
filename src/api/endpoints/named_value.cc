// Coda v1: formulas with a name, and controls.
#include "api/coda/cell.h"
#include "api/coda/list_json.h"
#include "api/endpoints/all.h"
#include "api/lookup.h"
#include "api/service.h"
#include "base/text.h"
#include "formula/evaluate.h"

namespace csip::api {
namespace {

// Formulas and controls have the same shape; this says which of the two, and where its entry stands in Catalog::names.
struct Named {
  std::string id;
  std::string name;
  std::string kind;  // of a control
  uint32_t name_index = 0;
};

std::vector<Named> FormulasOf(const workspace::Reader& reader) {
  std::vector<Named> all;
  for (const blueprint::NamedFormula& formula : reader.blueprint().formulas) {
    all.push_back({formula.id, formula.name, "", static_cast<uint32_t>(all.size())});
  }
  return all;
}

std::vector<Named> ControlsOf(const workspace::Reader& reader) {
  std::vector<Named> all;
  size_t first = reader.blueprint().formulas.size();
  for (const blueprint::Control& control : reader.blueprint().controls) {
    all.push_back({control.id, control.name, control.kind, static_cast<uint32_t>(first + all.size())});
  }
  return all;
}

void WriteReference(const Named& named, bool control, const coda::Links& links, base::JsonWriter* out) {
  out->Field("id", named.id).Field("type", control ? "control" : "formula");
  out->Field("href", control ? links.Control(named.id) : links.Formula(named.id)).Field("name", named.name);
}

base::Result<http::Response> ListNamed(const Call& call, bool control) {
  std::string_view list = control ? "controls" : "formulas";
  CSIP_ASSIGN_OR_RETURN(coda::ListRequest request, coda::ReadListRequest(call, list));
  workspace::Reader reader = call.service.workspace.Read();
  CSIP_RETURN_IF_ERROR(coda::CheckDoc(call, reader.blueprint()));
  std::vector<Named> all = control ? ControlsOf(reader) : FormulasOf(reader);
  CSIP_ASSIGN_OR_RETURN(coda::Slice slice, coda::ReadSlice(request, all.size(), 25, 500));
  coda::Links links(call.Origin());
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject().Key("items").BeginArray();
  for (size_t i = slice.begin; i < slice.end; ++i) {
    out.BeginObject();
    WriteReference(all[i], control, links, &out);
    out.EndObject();
  }
  out.EndArray();
  coda::WriteListEnd(call, list, request, slice, &out);
  out.EndObject();
  return JsonResponse(std::move(json));
}

base::Result<http::Response> GetNamed(const Call& call, bool control) {
  workspace::Reader reader = call.service.workspace.Snapshot();
  CSIP_RETURN_IF_ERROR(coda::CheckDoc(call, reader.blueprint()));
  const std::string& wanted = call.Path(control ? "controlIdOrName" : "formulaIdOrName");
  std::vector<std::string> names;
  for (const Named& named : control ? ControlsOf(reader) : FormulasOf(reader)) {
    names.push_back(named.name);
    if (named.id != wanted && named.name != wanted) continue;
    coda::Links links(call.Origin());
    std::string json;
    base::JsonWriter out(&json);
    out.BeginObject();
    WriteReference(named, control, links, &out);
    if (control) out.Field("controlType", named.kind);
    value::Value v = reader.engine().Named(named.name_index);
    coda::CellWriter(reader, coda::ValueFormat::kSimpleWithArrays, links)
        .Write(v, nullptr, v.is_list(), &out.Key("value"));
    out.EndObject();
    return JsonResponse(std::move(json));
  }
  return base::NotFound(fmt::format("there is no {} `{}`{}", control ? "control" : "formula", wanted,
                                    base::DidYouMean(wanted, names)));
}

base::Result<http::Response> ListFormulas(const Call& call) {
  return ListNamed(call, false);
}
base::Result<http::Response> GetFormula(const Call& call) {
  return GetNamed(call, false);
}
base::Result<http::Response> ListControls(const Call& call) {
  return ListNamed(call, true);
}
base::Result<http::Response> GetControl(const Call& call) {
  return GetNamed(call, true);
}

constexpr Parameter kLimit = {"limit", "query", "integer", "Most items on a page: 25, at most 500."};
constexpr Parameter kPageToken = {"pageToken", "query", "string", "The next page of an earlier answer."};
constexpr std::string_view kTag = "Coda v1: formulas and controls";

}  // namespace

const Endpoint kListFormulas = {.id = "listFormulas",
                                .method = "GET",
                                .path = "/apis/v1/docs/{docId}/formulas",
                                .tag = kTag,
                                .summary = "Formulas with a name.",
                                .parameters = {kLimit, kPageToken},
                                .response = "FormulaList",
                                .handle = ListFormulas};
const Endpoint kGetFormula = {.id = "getFormula",
                              .method = "GET",
                              .path = "/apis/v1/docs/{docId}/formulas/{formulaIdOrName}",
                              .tag = kTag,
                              .summary = "A formula with a name, and its value now.",
                              .response = "Formula",
                              .handle = GetFormula};
const Endpoint kListControls = {.id = "listControls",
                                .method = "GET",
                                .path = "/apis/v1/docs/{docId}/controls",
                                .tag = kTag,
                                .summary = "Controls.",
                                .parameters = {kLimit, kPageToken},
                                .response = "ControlList",
                                .handle = ListControls};
const Endpoint kGetControl = {.id = "getControl",
                              .method = "GET",
                              .path = "/apis/v1/docs/{docId}/controls/{controlIdOrName}",
                              .tag = kTag,
                              .summary = "A control and its value.",
                              .response = "Control",
                              .handle = GetControl};

}  // namespace csip::api
