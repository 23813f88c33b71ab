// Imports: rows out of a CSV file as a job. Tried first, if asked so, and then done as one transaction: all of it is there, or
// nothing, and one undo takes it back.
#include "api/endpoints/all.h"
#include "api/jobs/jobs.h"
#include "api/lookup.h"
#include "api/service.h"
#include "base/text.h"
#include "transfer/csv_preview.h"
#include "transfer/import_plan.h"
#include "workspace/files.h"

namespace csip::api {
namespace {

constexpr int kMostTries = 3;

struct ImportTask {
  workspace::Workspace* workspace = nullptr;
  access::Actor actor;
  std::string table;  // id
  transfer::ImportOrder order;
  std::string csv;
  bool dry_run = false;
};

void WriteProblem(const base::Error& problem, base::JsonWriter* out) {
  out->BeginObject().Field("line", problem.place.line).Field("message", problem.message).EndObject();
}

void WriteProblems(const transfer::Problems& problems, base::JsonWriter* out) {
  out->BeginArray();
  for (const base::Error& problem : problems.first()) WriteProblem(problem, out);
  out->EndArray();
}

std::string ResultOf(const transfer::ImportPlan& plan) {
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject().Field("new", plan.added).Field("changed", plan.changed).Field("same", plan.same);
  out.Field("rejectedCount", plan.problems.count()).Key("rejected");
  WriteProblems(plan.problems, &out);
  out.EndObject();
  return json;
}

base::Result<std::string> Import(ImportTask& task, jobs::Control& control) {
  for (int tries = 1;; ++tries) {
    control.Step("Reading the file");
    // A branch: others go on writing meanwhile.
    workspace::Reader reader = task.workspace->Snapshot();
    CSIP_ASSIGN_OR_RETURN(task.order.table, FindTable(reader.blueprint(), task.table));
    auto of = static_cast<int64_t>(task.csv.size());
    auto progress = [&](size_t bytes) {
      control.Progress(static_cast<int64_t>(bytes), of);
      return !control.cancelled();
    };
    CSIP_ASSIGN_OR_RETURN(
        transfer::ImportPlan plan,
        transfer::PlanImport(reader.engine(), task.workspace->store(), task.order, task.csv, progress));
    std::string result = ResultOf(plan);
    if (task.dry_run || plan.request.actions.empty()) return result;
    if (!control.BeginCommit()) return result;
    auto outcome = task.workspace->Commit(task.actor, std::move(plan.request));
    if (outcome.ok()) {
      control.Committed(outcome->sequence);
      return result;
    }
    // Somebody took a row number, or deleted a row, since the file was compared with the workspace.
    bool again =
        outcome.error().code == base::Code::kConflict || outcome.error().code == base::Code::kNotFound;
    if (!again || tries == kMostTries) return outcome.error();
  }
}

base::Status ReadOrder(const base::Json& body, transfer::ImportOrder* order) {
  if (const base::Json* mapping = body.Find("mapping"); mapping != nullptr && !mapping->is_null()) {
    if (!mapping->is_object()) return base::Invalid("`mapping` must be an object from headers to columns");
    order->mapping.emplace();
    for (const auto& [header, column] : mapping->members()) {
      if (!column.is_text())
        return base::Invalid(fmt::format("`mapping.{}` must be a column, by id or name", header));
      (*order->mapping)[std::string(base::Trim(header))] = column.text();
    }
  }
  if (const base::Json* key = body.Find("key"); key != nullptr && !key->is_null()) {
    if (!key->is_array()) return base::Invalid("`key` must be a list of columns, by id or name");
    for (const base::Json& column : key->items()) {
      if (!column.is_text()) return base::Invalid("`key` must be a list of columns, by id or name");
      order->key.push_back(column.text());
    }
  }
  return {};
}

// The file and what is to be done with it: of the body where that is JSON, else of the parameters.
base::Result<ImportTask> ReadTask(const Call& call) {
  workspace::Workspace& workspace = call.service.workspace;
  ImportTask task{.workspace = &workspace, .actor = call.actor};
  std::string table = call.query.Find("table").value_or("");
  CSIP_ASSIGN_OR_RETURN(task.dry_run, call.query.Bool("dryRun", false));
  if (call.request.Find("Content-Type").starts_with("application/json")) {
    CSIP_ASSIGN_OR_RETURN(base::Json body, call.Body());
    if (!body.is_object())
      return base::Invalid("the body must be {\"file\", \"mapping\", \"key\"}, or a CSV file as text/csv");
    table = body.TextOr("table", table);
    if (const base::Json* dry = body.Find("dryRun"); dry != nullptr) task.dry_run = dry->boolean();
    CSIP_RETURN_IF_ERROR(ReadOrder(body, &task.order));
    CSIP_ASSIGN_OR_RETURN(value::FileLink file, workspace.files().Find(body.TextOr("file")));
    task.order.file = file.name;
    CSIP_ASSIGN_OR_RETURN(task.csv, workspace.files().Read(file.id));
  } else {
    task.order.file = workspace::CleanFileName(call.query.Find("name").value_or("the file"));
    task.order.key = call.query.All("key");
    task.csv = call.request.body;
  }
  if (task.csv.empty())
    return base::Invalid("the file is empty; send CSV with the names of the columns in its first line");
  if (!base::IsUtf8(task.csv)) {
    return base::Invalid("the file is not UTF-8; save it as \"CSV UTF-8\" and send it again");
  }
  if (table.empty()) return base::Invalid("`table` must name the table to import into");
  workspace::Reader reader = workspace.Read();
  CSIP_ASSIGN_OR_RETURN(value::TableIndex found, FindTable(reader.blueprint(), table));
  task.table = reader.blueprint().tables[found].id;
  task.order.table = found;
  return task;
}

base::Result<http::Response> Start(const Call& call) {
  CSIP_ASSIGN_OR_RETURN(ImportTask task, ReadTask(call));
  std::string title = fmt::format("{} {}", task.dry_run ? "Check" : "Import", task.order.file);
  auto shared = std::make_shared<ImportTask>(std::move(task));
  CSIP_ASSIGN_OR_RETURN(jobs::Status job, call.service.jobs->Submit("import", title, call.actor,
                                                                    [shared](jobs::Control& control) {
                                                                      return Import(*shared, control);
                                                                    }));
  return JsonResponse(job.ToJson(), 202);
}

void WriteTexts(const std::vector<std::string>& texts, base::JsonWriter* out) {
  out->BeginArray();
  for (const std::string& text : texts) out->Text(text);
  out->EndArray();
}

base::Result<http::Response> Preview(const Call& call) {
  auto read = transfer::PreviewCsv(call.request.body);
  const transfer::CsvPreview preview = read.ok() ? std::move(*read) : transfer::CsvPreview{};
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject().Field("separator", std::string_view(&preview.separator, 1));
  WriteTexts(preview.headers, &out.Key("headers"));
  out.Key("rows").BeginArray();
  for (const auto& row : preview.rows) WriteTexts(row, &out);
  out.EndArray().Field("lines", preview.lines);
  out.Field("problemCount", preview.problems.count()).Key("problems");
  WriteProblems(preview.problems, &out);
  // That a file is no CSV is an answer, not a fault of the question.
  if (!read.ok()) WriteProblem(read.error(), &out.Key("error"));
  out.EndObject();
  return JsonResponse(std::move(json));
}

}  // namespace

const std::vector<Endpoint> kImports = {
    {.id = "import",
     .method = "POST",
     .path = "/api/imports",
     .tag = "Jobs",
     .summary = "Rows out of a CSV file, as a job: the body (text/csv), or a file that was uploaded.",
     .scope = access::Scope::kWrite,
     .parameters = {{"table", "query", "string", "Id or name."},
                    {"dryRun", "query", "boolean", "Only say what would change."},
                    {"key", "query", "array", "Columns by which rows that are there are known."},
                    {"name", "query", "string", "The name of the file, for people."}},
     .body_bytes = workspace::Files::kMostBytes,
     .request = "Import",
     .status = 202,
     .response = "Job",
     .handle = Start},
    {.id = "previewImport",
     .method = "POST",
     .path = "/api/imports/preview",
     .tag = "Jobs",
     .summary = "What a CSV file holds, which of its lines cannot be read, or why it is no CSV.",
     .scope = access::Scope::kWrite,
     .body_bytes = workspace::Files::kMostBytes,
     .request = "text/csv",
     .response = "ImportPreview",
     .handle = Preview}};

}  // namespace csip::api
