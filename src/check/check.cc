#include "check/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "base/json.h"
#include "blueprint/amendment.h"
#include "check/report.h"
#include "check/rules/all.h"

namespace csip::check {
namespace {

auto PlaceOf(const Finding& f) {
  return std::tie(f.place.file, f.place.line, f.place.column);
}

bool IsKnown(const std::vector<Finding>& findings, const base::Error& error) {
  return std::any_of(findings.begin(), findings.end(), [&](const Finding& f) {
    bool here = PlaceOf(f) == std::tie(error.place.file, error.place.line, error.place.column);
    return f.severity == Severity::kError && here &&
           (error.place.line > 0 || error.message.starts_with(f.what));
  });
}

// Both lists of errors say what the reader and the compiler refuse; each thing once.
void AddErrors(const std::vector<base::Error>& errors, Report* report) {
  report->Begin(kStructure);
  for (const base::Error& error : errors) {
    if (IsKnown(report->findings(), error)) continue;
    report->Add(value::kNone, "", error.place, error.message);
  }
}

void NameAmendments(const blueprint::Blueprint& blueprint, std::vector<Finding>* findings) {
  for (const blueprint::Amendment& amendment : blueprint::ReadAmendments(blueprint)) {
    for (const blueprint::Answer& answer : amendment.answers) {
      for (Finding& f : *findings) {
        bool answered = f.rule == answer.finding && f.table == answer.table && f.column == answer.column;
        if (answered && !amendment.on && f.amendment.empty()) f.amendment = amendment.id;
      }
    }
  }
}

}  // namespace

std::vector<Finding> Check(const blueprint::Blueprint& blueprint, const std::vector<base::Error>& errors) {
  Analysis analysis(blueprint);
  Report report(analysis);
  for (const Rule* rule : Rules()) {
    if (rule->run == nullptr) continue;
    report.Begin(*rule);
    rule->run(analysis, &report);
  }
  AddErrors(errors.empty() ? analysis.errors() : errors, &report);
  std::vector<Finding> findings = std::move(report.findings());
  NameAmendments(blueprint, &findings);
  std::stable_sort(findings.begin(), findings.end(),
                   [](const Finding& a, const Finding& b) { return PlaceOf(a) < PlaceOf(b); });
  return findings;
}

size_t CountOf(const std::vector<Finding>& findings, Severity severity) {
  return static_cast<size_t>(std::count_if(findings.begin(), findings.end(),
                                           [&](const Finding& f) { return f.severity == severity; }));
}

std::string ToText(const std::vector<Finding>& findings) {
  std::string out;
  for (const Finding& f : findings) {
    std::string place = f.place.ToString();
    out += fmt::format("{}{}{}: {}{}{} [{}]\n", place, place.empty() ? "" : ": ", NameOf(f.severity),
                       f.Subject(), f.Subject().empty() ? "" : ": ", f.what, f.rule);
    if (!f.why.empty()) out += fmt::format("    {}\n", f.why);
    if (!f.remedy.empty()) out += fmt::format("    {}\n", f.remedy);
    if (!f.amendment.empty()) out += fmt::format("    Amendment {} answers it.\n", f.amendment);
  }
  return out;
}

std::string ToJson(const std::vector<Finding>& findings) {
  std::string out;
  base::JsonWriter json(&out);
  json.BeginObject().Key("findings").BeginArray();
  for (const Finding& f : findings) {
    json.BeginObject().Field("rule", f.rule).Field("severity", NameOf(f.severity));
    if (!f.place.file.empty()) json.Field("file", f.place.file);
    if (!f.place.file.empty() && f.place.line > 0)
      json.Field("line", f.place.line).Field("column", f.place.column);
    if (!f.table.empty()) json.Field("table", f.table);
    if (!f.column.empty()) json.Field("subject", f.column);
    json.Field("what", f.what).Field("why", f.why).Field("remedy", f.remedy);
    if (!f.amendment.empty()) json.Field("amendment", f.amendment);
    json.EndObject();
  }
  json.EndArray().Field("errors", CountOf(findings, Severity::kError));
  json.Field("warnings", CountOf(findings, Severity::kWarning))
      .Field("notes", CountOf(findings, Severity::kNote));
  json.EndObject();
  return out;
}

}  // namespace csip::check
