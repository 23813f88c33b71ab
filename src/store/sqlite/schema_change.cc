// Altering the SQL tables to fit a new blueprint. Renames go through a passing name, so that two names can be
// swapped.
#include <fmt/format.h>

#include "store/sqlite/catalog.h"

namespace csip::store::sqlite {
namespace {

using value::Storage;

const char* SqlTypeOf(const SqlColumn& column) {
  if (!column.declared) return "";
  switch (column.storage) {
    case Storage::kBool:
    case Storage::kRow:
      return " INTEGER";
    case Storage::kNumber:
      return " REAL";
    default:
      return " TEXT";
  }
}

// Whether values of the one can stay where they are as values of the other.
bool SameKeeping(const SqlColumn& from, const SqlColumn& to) {
  if (from.stored != to.stored || from.declared != to.declared) return false;
  return !to.declared || (from.storage == to.storage && from.target_id == to.target_id);
}

base::Status DropViews(Connection& connection) {
  std::vector<std::string> names;
  {
    CSIP_ASSIGN_OR_RETURN(Statement query,
                          connection.Prepare("SELECT name FROM sqlite_master WHERE type = 'view'"));
    while (true) {
      CSIP_ASSIGN_OR_RETURN(bool found, query.Step());
      if (!found) break;
      names.push_back(query.Copy(0));
    }
  }
  for (const std::string& name : names) CSIP_RETURN_IF_ERROR(connection.Execute("DROP VIEW " + Quote(name)));
  return {};
}

base::Status DropTable(Connection& connection, const SqlTable& table) {
  {
    // The numbers of its rows stay taken, should a table with this id come back.
    CSIP_ASSIGN_OR_RETURN(
        Statement keep,
        connection.Prepare(fmt::format(R"(INSERT OR IGNORE INTO csip_deleted SELECT ?, "_row" FROM {})",
                                       Quote(table.sql_name))));
    CSIP_RETURN_IF_ERROR(keep.Text(1, table.id).Run());
  }
  connection.DropStatements();
  return connection.Execute("DROP TABLE " + Quote(table.sql_name));
}

base::Status CreateTable(Connection& connection, const SqlTable& table) {
  std::string sql =
      fmt::format(R"(CREATE TABLE {} ("_row" INTEGER PRIMARY KEY, "_created_at" INTEGER NOT NULL,)"
                  R"( "_modified_at" INTEGER NOT NULL, "_errors" TEXT)",
                  Quote(table.sql_name));
  for (const SqlColumn& column : table.columns) {
    if (column.stored) sql += fmt::format(", {}{}", Quote(column.sql_name), SqlTypeOf(column));
  }
  return connection.Execute(sql + ")");
}

base::Status RenameColumn(Connection& connection, const SqlTable& table, const std::string& from,
                          const std::string& to) {
  return connection.Execute(
      fmt::format("ALTER TABLE {} RENAME COLUMN {} TO {}", Quote(table.sql_name), Quote(from), Quote(to)));
}

// Errors of a column that goes are not those of one that comes back under its id.
base::Status ForgetErrors(Connection& connection, const SqlTable& table, const SqlColumn& column) {
  CSIP_ASSIGN_OR_RETURN(
      Statement forget,
      connection.Prepare(fmt::format(
          R"(UPDATE {} SET "_errors" = nullif(json_remove("_errors", ?), '{{}}') WHERE "_errors" IS NOT NULL)",
          Quote(table.sql_name))));
  return forget.CopiedText(1, fmt::format(R"($."{}")", column.id)).Run();
}

// `now` already has its new name.
base::Status ChangeColumns(Connection& connection, const SqlTable& before, const SqlTable& now) {
  auto passing = [](const SqlColumn& column) { return "csip_moving_" + column.id; };
  for (const SqlColumn& old : before.columns) {
    if (!old.stored) continue;
    const SqlColumn* kept = now.Find(old.id);
    if (kept == nullptr || !SameKeeping(old, *kept)) {
      CSIP_RETURN_IF_ERROR(ForgetErrors(connection, now, old));
      CSIP_RETURN_IF_ERROR(connection.Execute(
          fmt::format("ALTER TABLE {} DROP COLUMN {}", Quote(now.sql_name), Quote(old.sql_name))));
    } else if (kept->sql_name != old.sql_name) {
      CSIP_RETURN_IF_ERROR(RenameColumn(connection, now, old.sql_name, passing(old)));
    }
  }
  for (const SqlColumn& column : now.columns) {
    if (!column.stored) continue;
    const SqlColumn* old = before.Find(column.id);
    if (old == nullptr || !SameKeeping(*old, column)) {
      CSIP_RETURN_IF_ERROR(connection.Execute(fmt::format(
          "ALTER TABLE {} ADD COLUMN {}{}", Quote(now.sql_name), Quote(column.sql_name), SqlTypeOf(column))));
    } else if (old->sql_name != column.sql_name) {
      CSIP_RETURN_IF_ERROR(RenameColumn(connection, now, passing(*old), column.sql_name));
    }
  }
  return {};
}

base::Status ChangeTables(Connection& connection, const Catalog& from, const Catalog& to) {
  auto rename = [&](const std::string& old_name, const std::string& new_name) {
    return connection.Execute(fmt::format("ALTER TABLE {} RENAME TO {}", Quote(old_name), Quote(new_name)));
  };
  auto passing = [](const SqlTable& table) { return "csip_moving_" + table.id; };
  for (const SqlTable& table : from.tables) {
    const SqlTable* now = to.Find(table.id);
    if (now == nullptr) {
      CSIP_RETURN_IF_ERROR(DropTable(connection, table));
    } else if (now->sql_name != table.sql_name) {
      CSIP_RETURN_IF_ERROR(rename(table.sql_name, passing(table)));
    }
  }
  for (const SqlTable& table : to.tables) {
    const SqlTable* before = from.Find(table.id);
    if (before == nullptr) {
      CSIP_RETURN_IF_ERROR(CreateTable(connection, table));
      continue;
    }
    if (before->sql_name != table.sql_name) CSIP_RETURN_IF_ERROR(rename(passing(table), table.sql_name));
    CSIP_RETURN_IF_ERROR(ChangeColumns(connection, *before, table));
  }
  return {};
}

// The number of an id, made when it is new.
base::Result<int64_t> NumberOf(Connection& connection, const std::string& id) {
  CSIP_ASSIGN_OR_RETURN(Statement insert,
                        connection.Prepare("INSERT OR IGNORE INTO csip_names (id) VALUES (?)"));
  CSIP_RETURN_IF_ERROR(insert.Text(1, id).Run());
  CSIP_ASSIGN_OR_RETURN(Statement find, connection.Prepare("SELECT number FROM csip_names WHERE id = ?"));
  CSIP_ASSIGN_OR_RETURN(bool found, find.Text(1, id).Step());
  return found ? find.Integer(0) : int64_t{0};
}

void KeepLearned(const SqlColumn& old, const Catalog& catalog, SqlColumn& column) {
  const SqlTable* target = catalog.Find(old.target_id);
  if (target == nullptr && !old.target_id.empty()) return;  // rows of a table that is gone
  column.storage = old.storage;
  column.target_id = old.target_id;
  if (target != nullptr) column.target = static_cast<value::TableIndex>(target - catalog.tables.data());
}

base::Status SaveCatalog(Connection& connection, const Catalog& from, Catalog& to) {
  CSIP_RETURN_IF_ERROR(connection.Execute("DELETE FROM csip_tables; DELETE FROM csip_columns"));
  CSIP_ASSIGN_OR_RETURN(Statement add_table,
                        connection.Prepare("INSERT INTO csip_tables (table_id, sql_name) VALUES (?, ?)"));
  CSIP_ASSIGN_OR_RETURN(
      Statement add_column,
      connection.Prepare("INSERT INTO csip_columns (table_id, column_id, sql_name, storage, declared, "
                         "target_id) VALUES (?, ?, ?, ?, ?, ?)"));
  for (SqlTable& table : to.tables) {
    const SqlTable* before = from.Find(table.id);
    CSIP_ASSIGN_OR_RETURN(table.number, NumberOf(connection, table.id));
    CSIP_RETURN_IF_ERROR(add_table.Text(1, table.id).Text(2, table.sql_name).Run());
    for (SqlColumn& column : table.columns) {
      const SqlColumn* old = before == nullptr ? nullptr : before->Find(column.id);
      if (old != nullptr && !column.declared && !old->declared) KeepLearned(*old, to, column);
      CSIP_ASSIGN_OR_RETURN(column.number, NumberOf(connection, column.id));
      add_column.Text(1, table.id)
          .Text(2, column.id)
          .Text(3, column.sql_name)
          .Text(4, NameOf(column.storage));
      CSIP_RETURN_IF_ERROR(add_column.Integer(5, column.declared ? 1 : 0).Text(6, column.target_id).Run());
    }
  }
  return connection.Execute(
      "DELETE FROM csip_overrides WHERE NOT EXISTS (SELECT 1 FROM csip_columns c "
      "WHERE c.table_id = csip_overrides.table_id AND c.column_id = csip_overrides.column_id)");
}

base::Status CreateViews(Connection& connection, const Catalog& catalog) {
  for (const SqlTable& table : catalog.tables) {
    for (const SqlColumn& column : table.columns) {
      if (column.storage != Storage::kTexts && column.storage != Storage::kRows) continue;
      // A table may have the very name; then it has priority.
      CSIP_RETURN_IF_ERROR(connection.Execute(fmt::format(
          R"(CREATE VIEW IF NOT EXISTS {} AS SELECT t."_row" AS "row", j.key + 1 AS "position", j.value AS "value" )"
          R"(FROM {} t, json_each(t.{}) j)",
          Quote(table.sql_name + "." + column.sql_name), Quote(table.sql_name), Quote(column.sql_name))));
    }
  }
  return {};
}

}  // namespace

base::Status ChangeSchema(Connection& connection, const Catalog& from, Catalog& to) {
  connection.DropStatements();
  CSIP_RETURN_IF_ERROR(DropViews(connection));
  connection.DropStatements();
  CSIP_RETURN_IF_ERROR(ChangeTables(connection, from, to));
  connection.DropStatements();
  CSIP_RETURN_IF_ERROR(SaveCatalog(connection, from, to));
  return CreateViews(connection, to);
}

}  // namespace csip::store::sqlite
