#include "blueprint/check/findings.h"

#include <fmt/format.h>

#include <algorithm>

namespace csip::blueprint {

void Findings::Expect(const std::vector<std::string>& list, const std::string& name, const std::string& what,
                      const std::string& path, const base::Place& otherwise) {
  if (std::find(list.begin(), list.end(), name) != list.end()) return;
  std::string words = base::DidYouMean(name, list);
  if (words.empty()) words = fmt::format("; there are {}", fmt::join(list, ", "));
  Fail(path, otherwise, fmt::format("no {} `{}`{}", what, name, words));
}

bool Findings::ExpectColumn(const Table& table, const std::string& column, const std::string& path,
                            const base::Place& otherwise) {
  std::vector<std::string> names = ColumnNames(table);
  if (std::find(names.begin(), names.end(), column) != names.end()) return true;
  Fail(path, otherwise,
       fmt::format("no column `{}` on {}{}", column, table.name, base::DidYouMean(column, names)));
  return false;
}

bool Findings::ExpectTable(const std::string& table, const std::string& path, const base::Place& otherwise) {
  std::vector<std::string> names = TableNames(blueprint);
  if (std::find(names.begin(), names.end(), table) != names.end()) return true;
  Fail(path, otherwise, fmt::format("no table `{}`{}", table, base::DidYouMean(table, names)));
  return false;
}

void Findings::ExpectName(const std::string& name, const std::string& what, const std::string& path,
                          const base::Place& otherwise) {
  std::string problem;
  auto bad = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '[' || c == ']' || c == 0x7f; };
  if (base::Trim(name).empty())
    problem = "is empty";
  else if (base::Trim(name).size() != name.size())
    problem = "has white space at its ends";
  else if (std::any_of(name.begin(), name.end(), bad))
    problem = "holds a square bracket or a control character";
  else if (base::CodePoints(name) > 120)
    problem = "is longer than 120 characters";
  else if (!base::IsUtf8(name))
    problem = "is not UTF-8";
  if (!problem.empty()) Fail(path, otherwise, fmt::format("the {} name `{}` {}", what, name, problem));
}

bool IsCurrencyCode(std::string_view code) {
  return code.size() == 3 &&
         std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::vector<std::string> ColumnNames(const Table& table) {
  std::vector<std::string> names;
  names.reserve(table.columns.size());
  for (const Column& column : table.columns) names.push_back(column.name);
  return names;
}

std::vector<std::string> TableNames(const Blueprint& blueprint) {
  std::vector<std::string> names;
  names.reserve(blueprint.tables.size());
  for (const Table& table : blueprint.tables) names.push_back(table.name);
  return names;
}

}  // namespace csip::blueprint
