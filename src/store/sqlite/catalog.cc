#include "store/sqlite/catalog.h"

#include <fmt/format.h>

#include <set>

#include "base/text.h"

namespace csip::store::sqlite {
namespace {

using value::Storage;

constexpr std::pair<Storage, const char*> kStorageNames[] = {
    {Storage::kNone, "none"},   {Storage::kBool, "bool"},       {Storage::kNumber, "number"},
    {Storage::kDate, "date"},   {Storage::kInstant, "instant"}, {Storage::kText, "text"},
    {Storage::kTexts, "texts"}, {Storage::kRow, "row"},         {Storage::kRows, "rows"},
};

Storage ReadStorage(std::string_view name) {
  for (const auto& [storage, text] : kStorageNames) {
    if (name == text) return storage;
  }
  return Storage::kNone;
}

// Gives out SQL names, each once.
class Namer {
 public:
  explicit Namer(std::set<std::string> taken) : taken_(std::move(taken)) {}

  std::string Take(std::string name) {
    std::string folded = base::ToLowerAscii(name);
    if (folded.starts_with("csip_") || folded.starts_with("sqlite_") || folded.empty()) name = "_" + name;
    std::string candidate = name;
    for (int n = 2; !taken_.insert(base::ToLowerAscii(candidate)).second; ++n)
      candidate = fmt::format("{} ({})", name, n);
    return candidate;
  }

 private:
  std::set<std::string> taken_;  // in lower case
};

SqlColumn ColumnOf(const blueprint::Blueprint& blueprint, const blueprint::Column& column, Namer& namer) {
  SqlColumn out;
  out.id = column.id;
  out.storage = column.type == nullptr ? Storage::kText : column.type->storage;
  out.declared = column.type == nullptr || column.type->name != "computed";
  if (!out.declared) out.storage = Storage::kNone;
  out.stored = !out.declared || out.storage != Storage::kNone;
  out.sql_name = out.stored ? namer.Take(column.name) : "";
  if (out.storage == Storage::kRow || out.storage == Storage::kRows) {
    auto target = blueprint.FindTable(column.target.empty() ? blueprint.people_table : column.target);
    if (target) {
      out.target = *target;
      out.target_id = blueprint.tables[*target].id;
    }
  }
  return out;
}

}  // namespace

const char* NameOf(Storage storage) {
  for (const auto& [known, text] : kStorageNames) {
    if (known == storage) return text;
  }
  return "none";
}

const SqlColumn* SqlTable::Find(const std::string& column_id) const {
  auto found =
      std::find_if(columns.begin(), columns.end(), [&](const SqlColumn& c) { return c.id == column_id; });
  return found == columns.end() ? nullptr : &*found;
}

const SqlTable* Catalog::Find(const std::string& table_id) const {
  auto found =
      std::find_if(tables.begin(), tables.end(), [&](const SqlTable& t) { return t.id == table_id; });
  return found == tables.end() ? nullptr : &*found;
}

std::string SqlTable::InsertSql() const {
  std::string names = R"("_row","_created_at","_modified_at","_errors")";
  std::string marks = "?,?,?,?";
  for (const SqlColumn& column : columns) {
    if (!column.stored) continue;
    names += "," + Quote(column.sql_name);
    marks += ",?";
  }
  return fmt::format("INSERT INTO {} ({}) VALUES ({})", Quote(sql_name), names, marks);
}

std::string SqlTable::SelectSql() const {
  std::string names = R"("_row","_created_at","_modified_at","_errors")";
  for (const SqlColumn& column : columns) {
    if (column.stored) names += "," + Quote(column.sql_name);
  }
  return fmt::format(R"(SELECT {} FROM {} ORDER BY "_row")", names, Quote(sql_name));
}

Catalog Catalog::Of(const blueprint::Blueprint& blueprint) {
  Catalog catalog;
  Namer tables({});
  for (const blueprint::Table& table : blueprint.tables) {
    SqlTable out;
    out.id = table.id;
    out.sql_name = tables.Take(table.name);
    Namer columns({"_row", "_created_at", "_modified_at", "_errors"});
    int position = 0;
    for (const blueprint::Column& column : table.columns) {
      out.columns.push_back(ColumnOf(blueprint, column, columns));
      if (out.columns.back().stored) out.columns.back().position = position++;
    }
    catalog.tables.push_back(std::move(out));
  }
  return catalog;
}

base::Result<Catalog> Catalog::Load(Connection& connection, const blueprint::Blueprint& blueprint) {
  Catalog catalog = Of(blueprint);
  CSIP_ASSIGN_OR_RETURN(Statement find_table,
                        connection.Prepare("SELECT t.sql_name, n.number FROM csip_tables t JOIN csip_names n "
                                           "ON n.id = t.table_id WHERE t.table_id = ?"));
  CSIP_ASSIGN_OR_RETURN(
      Statement find_column,
      connection.Prepare("SELECT c.sql_name, c.storage, c.target_id, n.number FROM csip_columns c "
                         "JOIN csip_names n ON n.id = c.column_id WHERE c.table_id = ? AND c.column_id = ?"));
  base::Error misfit{base::Code::kCorrupt,
                     "the tables of the data file do not fit its blueprint; restore it from a backup"};
  for (SqlTable& table : catalog.tables) {
    find_table.Text(1, table.id);
    CSIP_ASSIGN_OR_RETURN(bool found, find_table.Step());
    if (!found) return misfit;
    table.sql_name = find_table.Copy(0);
    table.number = find_table.Integer(1);
    find_table.Reset();
    for (SqlColumn& column : table.columns) {
      find_column.Text(1, table.id).Text(2, column.id);
      CSIP_ASSIGN_OR_RETURN(bool column_found, find_column.Step());
      if (!column_found) return misfit;
      column.sql_name = find_column.Copy(0);
      column.number = find_column.Integer(3);
      if (!column.declared) {
        column.storage = ReadStorage(find_column.Text(1));
        column.target_id = find_column.Copy(2);
        if (auto target = blueprint.FindTable(column.target_id)) column.target = *target;
      }
      find_column.Reset();
    }
  }
  return catalog;
}

base::Status SaveLearned(Connection& connection, const SqlTable& table, const SqlColumn& column) {
  CSIP_ASSIGN_OR_RETURN(
      Statement update,
      connection.Prepare(
          "UPDATE csip_columns SET storage = ?, target_id = ? WHERE table_id = ? AND column_id = ?"));
  return update.Text(1, NameOf(column.storage))
      .Text(2, column.target_id)
      .Text(3, table.id)
      .Text(4, column.id)
      .Run();
}

}  // namespace csip::store::sqlite
