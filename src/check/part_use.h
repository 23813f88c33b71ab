// What automations, buttons, dashboards and decks do with tables, as far as a checker can read them.
//
// A part is YAML of its own kind. Understood anywhere in it are these keys; the table holds for what stands below:
//
//   table: T              the rows it is about
//   set: {Column: value}  writes these columns
//   add: {table: T, ...}  makes a row; its `set` gives the first values
//   upsert: {table: T, key: [Column], set: ...}   updates the rows that are equal in `key`, or makes one
//   when, if, where, filter, formula, value      formulas
//   sort, top, by, group, columns, key           names of columns
//   time_zone             a time zone, or a formula that gives one
#pragma once

#include <string>
#include <vector>

#include "blueprint/blueprint.h"

namespace csip::check {

struct PartWrite {
  std::string table;
  std::vector<std::pair<std::string, base::Place>> columns;
  bool makes_row = false;
  base::Place place;
};

struct PartName {
  std::string table;
  std::string column;  // "" where the table itself is named
  base::Place place;
};

// "the best N rows by a column".
struct PartRanking {
  std::string table;
  std::string column;
  base::Place place;
};

struct PartFormula {
  std::string table;  // "" where none is known
  blueprint::Formula formula;
};

struct PartUse {
  std::string kind;  // folder
  std::string name;  // file without .yaml
  std::vector<PartWrite> writes;
  std::vector<PartName> names;
  std::vector<PartRanking> rankings;
  std::vector<PartFormula> formulas;
  std::vector<PartFormula> time_zones;
  std::vector<std::string> words;  // every text in it: where a column may be mentioned

  // "automations/renewal".
  std::string Label() const { return kind + "/" + name; }
};

// Of every part but amendments, which are no use of anything.
std::vector<PartUse> ReadPartUses(const blueprint::Blueprint& blueprint);

}  // namespace csip::check
