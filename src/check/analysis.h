// Analysis: a blueprint with everything that rules ask about it, worked out once.
//
// Immutable once made; several threads may read it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "blueprint/compile.h"
#include "check/part_use.h"
#include "check/site.h"

namespace csip::check {

class Analysis {
 public:
  explicit Analysis(const blueprint::Blueprint& blueprint);

  const blueprint::Compiled& compiled() const { return *compiled_; }
  const blueprint::Blueprint& blueprint() const { return compiled_->blueprint; }
  const formula::Catalog& catalog() const { return compiled_->catalog; }
  // What compiling refuses.
  const std::vector<base::Error>& errors() const { return errors_; }
  // Every formula, in the order of the blueprint.
  const std::vector<Site>& sites() const { return sites_; }
  const std::vector<PartUse>& parts() const { return parts_; }
  const World& world() const { return world_; }

  const blueprint::Column& ColumnAt(value::TableIndex table, value::ColumnIndex column) const {
    return blueprint().tables[table].columns[column];
  }
  std::string NameOf(value::TableIndex table, value::ColumnIndex column) const;
  // The column's formula, where it has one that binds.
  const Site* SiteOf(value::TableIndex table, value::ColumnIndex column) const;
  // What an expression can yield, without regard to the conditions around it.
  Abstract ValueOf(const Node& node) const { return Interpreter(world_).Run(node); }
  // What a column holds.
  const Abstract& ValueOf(value::TableIndex table, value::ColumnIndex column) const {
    return world_.columns[table][column];
  }
  // The scale that numbers of this expression are meant on: its range where that is known; else 0 to 100 of a percentage.
  std::optional<Interval> ScaleOf(const Node& node) const;
  // Whether the formula of the column reads the other one, itself or through columns it reads.
  bool Reads(value::TableIndex table, value::ColumnIndex column, formula::ColumnRead other) const;

 private:
  void ListSites();
  void AddSite(Site site);
  void Interpret();
  Abstract Declared(value::TableIndex table, value::ColumnIndex column) const;
  std::optional<Interval> ScaleOf(const Node& node, int depth) const;

  std::shared_ptr<const blueprint::Compiled> compiled_;
  std::vector<base::Error> errors_;
  std::vector<Site> sites_;
  std::vector<std::vector<size_t>> site_of_;  // index into sites_ + 1, 0 for none
  std::vector<PartUse> parts_;
  World world_;
};

}  // namespace csip::check
