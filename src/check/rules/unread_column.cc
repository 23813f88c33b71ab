#include <fmt/format.h>

#include <set>

#include "check/report.h"
#include "check/rules/all.h"

namespace csip::check {
namespace {

using formula::ColumnRead;

// What formulas, views and parts use, and what people see.
struct Uses {
  std::set<ColumnRead> read;   // by formulas, filters, formats, orders, groups, parts
  std::set<ColumnRead> shown;  // by views
};

void ReadParts(const Analysis& analysis, Uses* uses) {
  const auto& tables = analysis.blueprint().tables;
  for (const PartUse& part : analysis.parts()) {
    for (value::TableIndex t = 0; t < tables.size(); ++t) {
      for (value::ColumnIndex c = 0; c < tables[t].columns.size(); ++c) {
        const std::string& name = tables[t].columns[c].name;
        bool mentioned = std::any_of(part.words.begin(), part.words.end(),
                                     [&](const std::string& w) { return w.find(name) != std::string::npos; });
        if (mentioned) uses->read.insert({t, c});
      }
    }
  }
}

void ReadViews(const Analysis& analysis, Uses* uses) {
  const auto& tables = analysis.blueprint().tables;
  for (value::TableIndex t = 0; t < tables.size(); ++t) {
    const blueprint::Table& table = tables[t];
    auto note = [&](const std::string& name, std::set<ColumnRead>* out) {
      if (auto c = table.FindColumn(name)) out->insert({t, *c});
    };
    bool all = table.views.empty();
    for (const blueprint::View& view : table.views) {
      all |= view.columns.empty();
      for (const std::string& name : view.columns) note(name, &uses->shown);
      for (const auto* keys : {&view.sort, &view.group}) {
        for (const blueprint::SortKey& key : *keys) note(key.column, &uses->read);
      }
    }
    note(table.display, &uses->shown);
    for (value::ColumnIndex c = 0; c < table.columns.size(); ++c) {
      if (all) uses->shown.insert({t, c});
      for (const std::string& name : table.columns[c].touched_by) note(name, &uses->read);
    }
  }
}

Uses UsesOf(const Analysis& analysis) {
  Uses uses;
  for (const Site& site : analysis.sites())
    uses.read.insert(site.bound->reads.begin(), site.bound->reads.end());
  ReadParts(analysis, &uses);
  ReadViews(analysis, &uses);
  return uses;
}

void CheckColumn(const Analysis& analysis, const Uses& uses, ColumnRead at, Report* report) {
  const blueprint::Column& column = analysis.ColumnAt(at.table, at.column);
  bool skip = column.type == nullptr || column.type->storage == value::Storage::kNone ||
              column.type->automatic || column.type->is_files || !column.inverse.empty() ||
              column.name == analysis.blueprint().people_email_column;
  if (skip || uses.read.contains(at)) return;
  if (!uses.shown.contains(at)) {
    report->Add(at.table, column.name, column.place, "no formula, view or automation reads the column");
  } else if (column.required && column.type->storage == value::Storage::kNumber) {
    report->Add(at.table, column.name, column.place,
                "everybody must fill the number in, and no formula, filter or order reads it");
  }
}

void Run(const Analysis& analysis, Report* report) {
  Uses uses = UsesOf(analysis);
  const auto& tables = analysis.blueprint().tables;
  for (value::TableIndex t = 0; t < tables.size(); ++t) {
    if (tables[t].system) continue;  // the product reads those
    for (value::ColumnIndex c = 0; c < tables[t].columns.size(); ++c)
      CheckColumn(analysis, uses, {t, c}, report);
  }
}

}  // namespace

const Rule kUnreadColumn{
    .id = "unread-column",
    .title = "A column that nobody reads",
    .severity = Severity::kNote,
    .description =
        "A column that no formula, view, format, automation or dashboard uses; and a required number that is "
        "shown, but decides nothing.",
    .why = "People keep it up to date for nothing, or a formula that was meant to read it does not.",
    .remedy = "Use it where it was meant to be used, or remove it.",
    .example = "{name: Threshold, type: number, required: true} that no formula reads",
    .run = Run,
};

}  // namespace csip::check
