// Blueprint: tables, columns, formulas, views and the rest of a product, as data.
//
// Read from a folder of YAML files and written back (blueprint/read.h), checked and bound
// (blueprint/compile.h), kept whole in the store. A blueprint is a plain value: copy it, change the copy,
// hand it to the workspace. Tables and columns have an identifier that never changes (id) and a name that
// may.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "blueprint/formula_text.h"
#include "blueprint/layout/settings.h"
#include "value/column_type.h"
#include "value/value.h"

namespace csip::blueprint {

using value::ColumnIndex;
using value::kNone;
using value::TableIndex;

// `renamed_from`, here and below: the name that the part had in the version before, for whoever brings a workspace to
// this one (change/version.h). It is no part of the blueprint: it is not stored and does not count in comparisons.
struct Option {
  std::string name;
  std::string color;  // a palette name ("red", "yellow", "green", "blue", "gray", ...) or ""
  std::string renamed_from = {};
  friend bool operator==(const Option& a, const Option& b) { return a.name == b.name && a.color == b.color; }
};

// How a cell looks where a rule holds.
struct Style {
  std::string color;       // of the text, a palette name
  std::string background;  // a palette name
  bool bold = false;
  friend bool operator==(const Style&, const Style&) = default;
};

struct ConditionalFormat {
  Formula when;
  std::vector<std::string> columns;  // the columns it paints; empty: the whole row
  Style style;
  friend bool operator==(const ConditionalFormat&, const ConditionalFormat&) = default;
};

struct Column {
  std::string id;  // "c-..." ; made from the first name when the file gives none
  std::string name;
  std::string title;  // shown instead of the name when given
  std::string description;
  std::string section;  // the heading it stands under: "Financials"
  const value::ColumnType* type = nullptr;
  bool required = false;
  bool unique = false;
  bool indexed = false;
  Formula default_value;        // a formula without row: the value of a new row
  Formula formula;              // of a computed column
  bool overridable = false;     // a computed value can be set aside with a reason (B6)
  bool tracked = false;         // a computed value whose changes the change log keeps (B23)
  int decimals = -1;            // digits shown behind the point; -1: as many as there are
  std::string suffix;           // "%"
  std::string currency;         // ISO 4217, of a currency column
  value::TypeLimits limits;     // range of a number
  double step = 1;              // of a slider or scale
  std::vector<Option> options;  // of a select: what a new workspace starts with; then they are rows (B18)
  std::string target;           // table of a relation; person columns have the people table
  std::string
      inverse;  // of a two-sided relation: the column on the other table that shows the same links (B4)
  bool links_owner = false;  // of the two sides: the one that stores the links (the first in the files)
  // When a write to one of these columns of the row sets this one to the time of the write (B22):
  // "Current_Value".
  std::vector<std::string> touched_by;
  std::string action;  // of a button: the name of the button's definition
  std::string renamed_from;
  base::Place place;

  bool computed() const { return !formula.empty(); }
  friend bool operator==(const Column&, const Column&);  // everything but places
};

struct SortKey {
  std::string column;
  bool descending = false;
  friend bool operator==(const SortKey&, const SortKey&) = default;
};

struct View {
  std::string id;  // "table-..." as in Coda's API
  std::string name;
  std::string description;
  std::string layout = "grid";  // grid, card, kanban, calendar, timeline, form, detail, chart
  Formula filter;
  std::vector<SortKey> sort;
  std::vector<SortKey> group;        // grouped by, in order
  std::vector<std::string> columns;  // shown, in order; empty: all
  std::vector<ConditionalFormat> formats;
  Settings options{&ViewShape()};  // of its layout, and its summary: layout/shape.h
  bool is_default = false;
  std::string renamed_from;
  base::Place place;
  friend bool operator==(const View&, const View&);  // everything but places
};

struct Table {
  std::string id;  // "grid-..."
  std::string name;
  std::string title;
  std::string description;
  std::string display;  // the column that names a row
  bool system = false;  // kept by the product: history, logs, reference tables
  std::vector<Column> columns;
  std::vector<View> views;
  std::vector<ConditionalFormat> formats;  // in every view
  Settings options{&TableShape()};         // `record`: how the page of a row is laid out
  std::string renamed_from;
  base::Place place;

  // Position of the column with this name, or id, or nothing.
  std::optional<ColumnIndex> FindColumn(std::string_view name_or_id) const;
  friend bool operator==(const Table&, const Table&);  // everything but places
};

// A formula with a name, on no table: "Portfolio_ARR".
struct NamedFormula {
  std::string id;  // "f-..."
  std::string name;
  std::string description;
  Formula formula;
  std::string renamed_from;
  friend bool operator==(const NamedFormula&, const NamedFormula&);
};

// A value that people set on a page and formulas read.
struct Control {
  std::string id;  // "ctrl-..."
  std::string name;
  std::string kind;    // Coda's control types: select, lookup, checkbox, dateRangePicker, ...
  std::string target;  // table of a lookup
  std::vector<Option> options;
  Formula default_value;
  std::string renamed_from;
  friend bool operator==(const Control&, const Control&);
};

// Tiles that are computed together, with the controls they stand under. Its title, controls, sections and tiles are settings.
struct Dashboard {
  std::string id;    // "dash-..."
  std::string name;  // also of its file
  Settings settings{&DashboardShape()};
  friend bool operator==(const Dashboard&, const Dashboard&) = default;
};

// Parts that later floors define: kept whole as YAML text, by kind and name, so that reading and writing
// loses nothing. Kinds: automations, buttons, decks, amendments.
struct Part {
  std::string kind;
  std::string name;
  std::string yaml;
  friend bool operator==(const Part&, const Part&) = default;
};

// The table whose rows are the options of every select column (B18). Every workspace has it; its columns are
// fixed.
inline constexpr std::string_view kOptionsTable = "Select_Options";
// Its columns, in this order: Table, Column, Option, Position, Color, each row one option of one column.

struct Blueprint {
  std::string name;  // "mulesoft-cs"
  std::string title;
  std::string description;
  std::string version;
  std::string time_zone = "UTC";
  std::string currency = "USD";
  std::string people_table;         // the table that person columns point to
  std::string people_email_column;  // matches a signed-in user to a person (B17)
  std::vector<Table> tables;
  std::vector<NamedFormula> formulas;
  std::vector<Control> controls;
  Settings page{&PageShape()};  // the home page and the navigation
  std::vector<Dashboard> dashboards;
  std::vector<Part> parts;

  // By name or id, exactly; nothing when there is none.
  std::optional<TableIndex> FindTable(std::string_view name_or_id) const;
  friend bool operator==(const Blueprint&, const Blueprint&) = default;
};

}  // namespace csip::blueprint
