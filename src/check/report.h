// Report: collects what one rule finds.
#pragma once

#include <string>
#include <vector>

#include "check/analysis.h"
#include "check/finding.h"
#include "check/rule.h"

namespace csip::check {

class Report {
 public:
  explicit Report(const Analysis& analysis) : analysis_(analysis) {}

  // The rule whose findings follow.
  void Begin(const Rule& rule) { rule_ = &rule; }

  // About a part of a formula. `remedy` empty: the rule's own.
  void Add(const Site& site, const Node& node, std::string what, std::string remedy = "");
  void Add(const Site& site, size_t offset, std::string what, std::string remedy = "");
  // About a column, a view or a table.
  void Add(value::TableIndex table, const std::string& subject, const base::Place& place, std::string what,
           std::string remedy = "");
  // About a part.
  void Add(const PartUse& part, const base::Place& place, std::string what, std::string remedy = "");
  void Add(Finding finding) { findings_.push_back(std::move(finding)); }

  std::vector<Finding>& findings() { return findings_; }

 private:
  Finding Make(std::string what, std::string remedy) const;

  const Analysis& analysis_;
  const Rule* rule_ = nullptr;
  std::vector<Finding> findings_;
};

}  // namespace csip::check
