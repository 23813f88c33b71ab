// Errors of a check, with the place of the part they are about.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/text.h"
#include "blueprint/blueprint.h"
#include "blueprint/yaml/places.h"

namespace csip::blueprint {

// Collects what a check finds. `blueprint` and `places` outlive it.
struct Findings {
  const Blueprint& blueprint;
  const Places& places;
  std::vector<base::Error> errors;

  void Fail(const std::string& path, const base::Place& otherwise, std::string message) {
    errors.push_back(base::Invalid(std::move(message), places.Find(path, otherwise)));
  }
  // An error when the list does not hold the name.
  void Expect(const std::vector<std::string>& list, const std::string& name, const std::string& what,
              const std::string& path, const base::Place& otherwise);
  // An error when the table has no such column.
  bool ExpectColumn(const Table& table, const std::string& column, const std::string& path,
                    const base::Place& otherwise);
  // An error when there is no such table.
  bool ExpectTable(const std::string& table, const std::string& path, const base::Place& otherwise);
  // An error when a table, column, view or value cannot have this name.
  void ExpectName(const std::string& name, const std::string& what, const std::string& path,
                  const base::Place& otherwise);
};

std::vector<std::string> ColumnNames(const Table& table);
std::vector<std::string> TableNames(const Blueprint& blueprint);
// Three capital letters, as in ISO 4217.
bool IsCurrencyCode(std::string_view code);

// The parts of Check, each in its file.
void CheckColumn(const Table& table, const Column& column, Findings* findings);
void CheckSettings(Findings* findings);
void CheckViews(const Table& table, Findings* findings);

}  // namespace csip::blueprint
