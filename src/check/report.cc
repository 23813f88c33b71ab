#include "check/report.h"

namespace csip::check {

Finding Report::Make(std::string what, std::string remedy) const {
  Finding finding;
  finding.rule = rule_->id;
  finding.severity = rule_->severity;
  finding.what = std::move(what);
  finding.why = rule_->why;
  finding.remedy = remedy.empty() ? std::string(rule_->remedy) : std::move(remedy);
  return finding;
}

void Report::Add(const Site& site, size_t offset, std::string what, std::string remedy) {
  Finding finding = Make(std::move(what), std::move(remedy));
  finding.place = site.formula.At(offset);
  if (site.table != value::kNone && site.kind != Site::Kind::kPart)
    finding.table = analysis_.blueprint().tables[site.table].name;
  finding.column = site.subject;
  findings_.push_back(std::move(finding));
}

void Report::Add(const Site& site, const Node& node, std::string what, std::string remedy) {
  Add(site, node.span.begin, std::move(what), std::move(remedy));
}

void Report::Add(value::TableIndex table, const std::string& subject, const base::Place& place,
                 std::string what, std::string remedy) {
  Finding finding = Make(std::move(what), std::move(remedy));
  finding.place = place;
  if (table != value::kNone) finding.table = analysis_.blueprint().tables[table].name;
  finding.column = subject;
  findings_.push_back(std::move(finding));
}

void Report::Add(const PartUse& part, const base::Place& place, std::string what, std::string remedy) {
  Finding finding = Make(std::move(what), std::move(remedy));
  finding.place = place;
  finding.column = part.Label();
  findings_.push_back(std::move(finding));
}

}  // namespace csip::check
