// Exports: what a view shows, or a part of it, as a CSV file that is fetched when the job is done. Texts that a spreadsheet would
// take for formulas get an apostrophe in front, as in `csip export`; an import takes it away again.
#include "api/endpoints/all.h"
#include "api/jobs/jobs.h"
#include "api/row_request.h"
#include "api/service.h"
#include "transfer/cell_texts.h"
#include "transfer/csv_writer.h"
#include "value/file_link.h"
#include "workspace/files.h"

namespace csip::api {
namespace {

constexpr const char* kType = "text/csv";
constexpr const char* kByteOrderMark = "\xef\xbb\xbf";  // tells Excel that it is UTF-8
constexpr size_t kTellEvery = 1000;                     // rows
constexpr size_t kPiece = size_t{256} << 10;            // bytes that go to the file at once

struct ExportTask {
  http::Request request;  // outlives the one it came with
  Service* service;
  std::string view;
  http::Query query;
  Credential credential;
  access::Actor actor;

  Call AsCall() const { return {request, *service, {{"view", view}}, query, credential, actor}; }
};

std::string TextOf(transfer::CellTexts& texts, const blueprint::Column& column, const value::Value& v) {
  if (!column.type->is_files) return texts.Text(v);
  std::string names;
  for (const value::Value& item : value::AsItems(v)) {
    auto link = item.is_text() ? value::FileLink::Read(item.text()) : std::nullopt;
    if (link) names += (names.empty() ? "" : "; ") + link->name;
  }
  return names;
}

base::Result<std::string> Export(const ExportTask& task, jobs::Control& control) {
  Call call = task.AsCall();
  control.Step("Reading the rows");
  CSIP_ASSIGN_OR_RETURN(workspace::Reader reader, OpenForRows(call));
  CSIP_ASSIGN_OR_RETURN(RowRequest request, ReadRowRequest(call, reader));
  CSIP_ASSIGN_OR_RETURN(auto order, FindRows(call, reader, request));
  const blueprint::Table& table = reader.blueprint().tables[request.place.table];
  transfer::CellTexts texts(reader.engine());
  std::vector<std::string> fields;
  for (value::ColumnIndex column : request.columns) fields.push_back(table.columns[column].name);
  CSIP_ASSIGN_OR_RETURN(auto file, control.MakeFile(".csv"));
  std::string csv = kByteOrderMark;
  transfer::AppendCsvRecord(fields, &csv);
  size_t done = 0;
  for (value::RowSlot row : order->rows) {
    if (++done % kTellEvery == 0) {
      if (control.cancelled()) return std::string();
      control.Progress(static_cast<int64_t>(done), static_cast<int64_t>(order->rows.size()));
    }
    fields.clear();
    for (value::ColumnIndex column : request.columns)
      fields.push_back(
          TextOf(texts, table.columns[column], reader.engine().Get(request.place.table, column, row)));
    transfer::AppendCsvRecord(fields, &csv);
    if (csv.size() < kPiece) continue;
    CSIP_RETURN_IF_ERROR(file->Append(csv));
    csv.clear();
  }
  CSIP_RETURN_IF_ERROR(file->Append(csv));
  file->Finish();
  std::string name = (request.place.view != nullptr ? request.place.view->name : table.name) + ".csv";
  std::replace(name.begin(), name.end(), '/', '-');
  name = workspace::CleanFileName(name);
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject().Field("rows", order->rows.size()).Key("file").BeginObject();
  out.Field("name", name).Field("size", file->size()).Field("type", kType).EndObject().EndObject();
  control.Keep({name, kType, std::move(file)});
  return json;
}

base::Result<http::Response> Start(const Call& call) {
  CSIP_ASSIGN_OR_RETURN(base::Json body, call.Body());
  std::string view = body.is_object() ? body.TextOr("view") : "";
  if (view.empty()) return base::Invalid("`view` must name a view or a table");
  if (body.TextOr("format", "csv") != "csv") return base::Invalid("`format` must be csv");
  CSIP_ASSIGN_OR_RETURN(http::Query query, http::Query::Read(body.TextOr("query")));
  auto task = std::make_shared<ExportTask>(
      ExportTask{{}, &call.service, view, std::move(query), call.credential, call.actor});
  std::string title;
  {
    // What is wrong in the request is said at once.
    CSIP_ASSIGN_OR_RETURN(workspace::Reader reader, OpenForRows(task->AsCall()));
    CSIP_ASSIGN_OR_RETURN(RowRequest request, ReadRowRequest(task->AsCall(), reader));
    const Place& place = request.place;
    title =
        "Export " + (place.view != nullptr ? place.view->name : reader.blueprint().tables[place.table].name);
  }
  CSIP_ASSIGN_OR_RETURN(jobs::Status job, call.service.jobs->Submit("export", title, call.actor,
                                                                    [task](jobs::Control& control) {
                                                                      return Export(*task, control);
                                                                    }));
  return JsonResponse(job.ToJson(), 202);
}

}  // namespace

const Endpoint kExport = {
    .id = "export",
    .method = "POST",
    .path = "/api/exports",
    .tag = "Jobs",
    .summary = "The rows of a view as a CSV file, as a job, from which the file is fetched.",
    .request = "Export",
    .status = 202,
    .response = "Job",
    .handle = Start};

}  // namespace csip::api
