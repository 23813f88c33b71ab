// A blueprint from its folder of YAML files, and back.
//
//   blueprint.yaml      name, title, version, time_zone, currency, people, the order of the tables, formulas,
//   controls tables/*.yaml       one table a file: columns and views (docs/blueprint-format.md describes
//   every key) automations/*.yaml, buttons/, decks/, amendments/   parts, kept as text
//   samples/<name>/     sample rows (blueprint/sample.h)
//
// An unknown key, a wrong kind of value, a name that refers to nothing: each is an error that names file,
// line and column and what was meant. All errors of a folder are reported, not just the first.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "blueprint/blueprint.h"

namespace csip::blueprint {

struct ReadOutcome {
  Blueprint blueprint;              // whole only when errors is empty
  std::vector<base::Error> errors;  // each with its place
  bool ok() const { return errors.empty(); }
};

// Reads the folder, adds what every workspace has (the options table) and what relations imply (inverse
// columns), makes ids, and checks names and formulas.
ReadOutcome ReadFolder(const std::string& folder);

// The same of files that are at hand: their texts by path ("tables/account.yaml"); and the files of a blueprint.
ReadOutcome ReadFiles(const std::map<std::string, std::string>& files);
std::map<std::string, std::string> WriteFiles(const Blueprint& blueprint);

// The whole blueprint as one YAML text, as the store keeps it; ReadText(WriteText(b)) equals b.
std::string WriteText(const Blueprint& blueprint);
ReadOutcome ReadText(const std::string& yaml);

// Writes the folder's files, without samples; ReadFolder of it equals `blueprint`. Files that are there are
// replaced.
base::Status WriteFolder(const Blueprint& blueprint, const std::string& folder);

// All errors as lines for a person.
std::string Render(const std::vector<base::Error>& errors);

}  // namespace csip::blueprint
